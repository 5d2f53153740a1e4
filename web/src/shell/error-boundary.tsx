import { Component, type ReactNode } from 'react';
import { ProblemView } from '../parts/problem-view';

/** What goes wrong in a page is told in its place; the rest of the page stands. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? <ProblemView error={error} reset={() => this.setState({ error: null })} /> : this.props.children;
  }
}
