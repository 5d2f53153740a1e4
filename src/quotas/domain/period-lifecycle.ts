import { TransitionRefused } from '../../kernel/index.js';

export const PERIOD_STATUSES = ['draft', 'consulted', 'decided', 'open', 'closing', 'closed'] as const;
export type PeriodStatus = (typeof PERIOD_STATUSES)[number];

export const PERIOD_ACTIONS = [
  'add_sub_quota',
  'consult',
  'decide_places',
  'receive_places',
  'allocate',
  'transfer',
  'revise',
  'open_earlier_year',
  'carry_over',
  'receive_carried',
  'revise_cap',
  'record_exception',
  'end_exception',
  'record_consultation',
  'record_answer',
  'open',
  'begin_closing',
  'close',
  'suspend',
  'resume',
] as const;
/**
 * What is done to a period. `receive_places` is the annual period's side of an allocation from its pledge, `receive_carried` the
 * receiving period's side of a carry-over.
 */
export type PeriodAction = (typeof PERIOD_ACTIONS)[number];

/** What is recorded beside the places, in any state before the last. */
const recordedIn = <S extends PeriodStatus>(status: S) =>
  ({
    record_exception: status,
    end_exception: status,
    record_consultation: status,
    record_answer: status,
  }) as const;

/**
 * The states of a quota period and what may be done in each (domain.md (a), Programme). Grants need an `open` period; in a
 * `closing` one persons still travel and arrive on places granted before.
 */
export const PERIOD_LIFECYCLE = {
  draft: { add_sub_quota: 'draft', consult: 'consulted', ...recordedIn('draft') },
  consulted: {
    add_sub_quota: 'consulted',
    ...recordedIn('consulted'),
    decide_places: 'decided',
    receive_places: 'decided',
  },
  decided: {
    add_sub_quota: 'decided',
    decide_places: 'decided',
    receive_places: 'decided',
    allocate: 'decided',
    transfer: 'decided',
    revise: 'decided',
    open_earlier_year: 'decided',
    carry_over: 'decided',
    receive_carried: 'decided',
    revise_cap: 'decided',
    ...recordedIn('decided'),
    open: 'open',
  },
  open: {
    add_sub_quota: 'open',
    receive_places: 'open',
    allocate: 'open',
    transfer: 'open',
    revise: 'open',
    open_earlier_year: 'open',
    carry_over: 'open',
    receive_carried: 'open',
    revise_cap: 'open',
    ...recordedIn('open'),
    suspend: 'open',
    resume: 'open',
    begin_closing: 'closing',
  },
  closing: {
    transfer: 'closing',
    revise: 'closing',
    carry_over: 'closing',
    receive_carried: 'closing',
    revise_cap: 'closing',
    ...recordedIn('closing'),
    suspend: 'closing',
    resume: 'closing',
    close: 'closed',
  },
  closed: {},
} as const satisfies Record<PeriodStatus, Partial<Record<PeriodAction, PeriodStatus>>>;

/** The state after the action. Throws TransitionRefused, with what is possible instead. */
export function periodAfter(status: PeriodStatus, action: PeriodAction): PeriodStatus {
  const targets: Partial<Record<PeriodAction, PeriodStatus>> = PERIOD_LIFECYCLE[status];
  const target = targets[action];
  if (target) return target;
  throw new TransitionRefused([{ from: status, action, allowedActions: Object.keys(targets) }], 'a quota period');
}
