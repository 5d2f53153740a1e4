import { TransitionRefused } from '../../kernel/index.js';
import type { PeriodStatus } from './period-lifecycle.js';

/** Nothing is planned or asked for in a closed period. Throws TransitionRefused. */
export function refuseClosed(status: PeriodStatus, action: string): void {
  if (status === 'closed')
    throw new TransitionRefused([{ from: status, action, allowedActions: [] }], 'a quota period');
}
