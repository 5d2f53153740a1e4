import { TransitionRefused } from '../../kernel/index.js';
import {
  PERIOD_ACTIONS,
  PERIOD_LIFECYCLE,
  PERIOD_STATUSES,
  periodAfter,
  type PeriodAction,
  type PeriodStatus,
} from './period-lifecycle.js';

const RECORDED = 'record_exception end_exception record_consultation record_answer';
/** Written out once more by hand, so that a slip in the table does not pass. */
const EXPECTED: Record<PeriodStatus, string> = {
  draft: 'add_sub_quota RECORDED consult>consulted',
  consulted: 'add_sub_quota RECORDED decide_places>decided receive_places>decided',
  decided:
    'add_sub_quota decide_places receive_places allocate transfer revise open_earlier_year carry_over receive_carried revise_cap RECORDED open>open',
  open: 'add_sub_quota receive_places allocate transfer revise open_earlier_year carry_over receive_carried revise_cap RECORDED suspend resume begin_closing>closing',
  closing: 'transfer revise carry_over receive_carried revise_cap RECORDED suspend resume close>closed',
  closed: '',
};

const expectedAfter = (status: PeriodStatus, action: PeriodAction): string | undefined => {
  const word = EXPECTED[status]
    .replace('RECORDED', RECORDED)
    .split(' ')
    .find((one) => one.split('>')[0] === action);
  return word && (word.split('>')[1] ?? status);
};
const after = (status: PeriodStatus, action: PeriodAction): string | undefined => {
  try {
    return periodAfter(status, action);
  } catch (error) {
    if (error instanceof TransitionRefused) return undefined;
    throw error;
  }
};

describe('a quota period', () => {
  it.each(
    PERIOD_STATUSES.flatMap((status) =>
      PERIOD_ACTIONS.map((action) => ({ status, action, to: expectedAfter(status, action) })),
    ),
  )('$status: $action leads to $to', ({ status, action, to }) => {
    expect(after(status, action)).toBe(to);
  });

  it('is never decided without the consultation of the Ministry (assignment of December 2023)', () => {
    expect(Object.keys(PERIOD_LIFECYCLE.draft)).not.toContain('decide_places');
  });

  it('says what is possible instead', () => {
    expect(() => periodAfter('draft', 'open')).toThrow(
      'open is not possible for a quota period in the state draft; possible: add_sub_quota, consult, record_exception, end_exception, record_consultation, record_answer.',
    );
  });
});
