import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ProblemView } from './parts/problem-view';
import { Waiting } from './parts/waiting';
import { Layout } from './shell/layout';
import { NotFound } from './shell/not-found';
import { searchedBy } from './pages/cases/filters';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

// One route a page: its address, what of the address it reads, and where it is loaded from when it is first opened.
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/start-page'), 'StartPage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: searchedBy,
  component: lazyRouteComponent(() => import('./pages/cases/cases-page'), 'CasesPage'),
});
const theCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./pages/case/case-page'), 'CasePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([start, cases, theCase]),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ProblemView,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
