import type { components } from './schema';

export type Problem = components['schemas']['ProblemResponse'];

/** An answer that refuses (RFC 9457), or none at all. */
export class ProblemError extends Error {
  readonly problem: Partial<Problem>;

  constructor(
    readonly status: number,
    problem: Partial<Problem> | undefined,
  ) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.problem = problem ?? {};
  }
}

export const isProblem = (error: unknown, status: number): error is ProblemError =>
  error instanceof ProblemError && error.status === status;
