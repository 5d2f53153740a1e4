import { ConditionsUnmet, type Unmet } from '../../kernel/index.js';

/** For `catch`: a refusal lists everything that is unmet, conditions judged elsewhere too (architecture.md 7 (8)). */
export const joinedWith =
  (others: readonly Unmet[]) =>
  (error: unknown): never => {
    throw error instanceof ConditionsUnmet ? new ConditionsUnmet([...error.unmet, ...others]) : error;
  };
