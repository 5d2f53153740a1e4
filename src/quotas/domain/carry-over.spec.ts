import {
  givenBack,
  leftBehind,
  takenAgain,
  unmetForPeriods,
  unmetForPersons,
  unmetForPools,
  type FramedPeriod,
} from './carry-over.js';
import { LEGAL_ROUTES, kindOf } from './ledger.js';

const year = (id: string, over: Partial<FramedPeriod> = {}): FramedPeriod => ({
  id,
  name: `Quota ${id}`,
  status: 'open',
  startsOn: `${id}-01-01`,
  endsOn: `${id}-12-31`,
  carryOverMode: 'additive',
  pledge: null,
  ...over,
});
const absorbing = { carryOverMode: 'absorbing' } as const;
const pledge = (over: Partial<FramedPeriod> = {}) => year('2024', { id: 'pledge', name: 'Pledge', ...over });
const codes = (unmet: readonly { code: string }[]) => unmet.map(({ code }) => code);

describe('the periods of a carry-over', () => {
  it.each([
    ['a period that is over', year('2024'), year('2025'), []],
    ['a closing period', year('2025', { status: 'closing' }), year('2026'), []],
    ['a period that still runs', year('2025'), year('2026'), ['periodStillRuns']],
    ['into an earlier one', year('2024'), year('2023'), ['periodNotLater']],
    ['into a closing one', year('2024'), year('2025', { status: 'closing' }), ['periodClosing']],
  ])('%s', (_, giver, receiver, expected) => {
    expect(codes(unmetForPeriods(giver, receiver, '2025-02-01', false))).toEqual(expected);
  });

  it('do not matter to those carried back', () => {
    expect(unmetForPeriods(year('2025'), year('2024', { status: 'closing' }), '2025-02-01', true)).toEqual([]);
  });
});

describe('a person to be carried over', () => {
  const unmet = (held: Parameters<typeof unmetForPersons>[0][number]['held']) =>
    codes(unmetForPersons([{ personId: 'p', held }], year('2024'), '2025-01-01'));
  const held = { periodId: '2024', state: 'reserved', since: '2024-11-01' } as const;

  it('holds a reserved place of the period that gives', () => expect(unmet(held)).toEqual([]));
  it('has not left the road', () => expect(unmet(null)).toEqual(['noPlaceHeld']));
  it('is not counted', () => expect(unmet({ ...held, state: 'used' })).toEqual(['alreadyCounted']));
  it('holds it in that period', () => expect(unmet({ ...held, periodId: '2023' })).toEqual(['placeInOtherPeriod']));
  it('held it on the day', () => expect(unmet({ ...held, since: '2025-01-02' })).toEqual(['placeNotYetHeld']));
});

describe('the places of those carried over', () => {
  const steps = (giver: FramedPeriod, receiver: FramedPeriod) =>
    givenBack(giver, receiver).map(({ from, to }) => `${from}>${to}`);

  it.each([
    ['come on top of an additive quota', year('2020'), year('2021'), []],
    ['go back from an absorbing one', year('2022'), year('2023', absorbing), ['pool:2023>decided']],
    [
      'go back to the pledge when they come from its own other year',
      year('2024', { pledge: pledge(absorbing) }),
      year('2025', { ...absorbing, pledge: pledge(absorbing) }),
      ['pool:2025>pool:pledge'],
    ],
    [
      'go back through a pledge that absorbs too when they come from outside it',
      year('2023'),
      year('2024', { ...absorbing, pledge: pledge(absorbing) }),
      ['pool:2024>pool:pledge', 'pool:pledge>decided'],
    ],
    [
      'stay in a pledge that adds',
      year('2023'),
      year('2024', { ...absorbing, pledge: pledge() }),
      ['pool:2024>pool:pledge'],
    ],
    [
      'go back from the pledge alone',
      year('2023'),
      year('2024', { pledge: pledge(absorbing) }),
      ['pool:pledge>decided'],
    ],
  ])('%s', (_, giver, receiver, expected) => expect(steps(giver, receiver)).toEqual(expected));

  it('come again when the persons are carried back, on routes that the ledger has', () => {
    const [giver, receiver] = [year('2023'), year('2024', { ...absorbing, pledge: pledge(absorbing) })];
    const again = takenAgain(receiver, giver);
    expect(again.map(({ from, to }) => `${from}>${to}`)).toEqual(['decided>pool:pledge', 'pool:pledge>pool:2024']);
    for (const { from, to } of [...again, ...givenBack(giver, receiver)])
      expect(LEGAL_ROUTES.revise).toContainEqual([kindOf(from), kindOf(to)]);
  });

  it('must be in the pool: what lacks is said, and what to do', () => {
    const back = givenBack(year('2022'), year('2023', absorbing));
    expect(unmetForPools(back, 400, new Map([['pool:2023', 400]]))).toEqual([]);
    const [unmet] = unmetForPools(back, 400, new Map([['pool:2023', 300]]));
    expect(unmet).toMatchObject({ code: 'carriedBeyondQuota' });
    expect(unmet!.detail).toContain('400 places of its pool must go back, and the pool holds 300; 100 lack. Revise');
  });

  it('pass through the pledge', () => {
    const back = givenBack(year('2023'), year('2024', { ...absorbing, pledge: pledge(absorbing) }));
    expect(unmetForPools(back, 7, new Map([['pool:2024', 7]]))).toEqual([]);
  });
});

describe('edge case 1: a family is never cut', () => {
  const holders = [
    { personId: 'a', caseId: 'one' },
    { personId: 'b', caseId: 'one' },
    { personId: 'c', caseId: 'two' },
  ];
  it('who holds a place in the same case must be named too', () => {
    expect(leftBehind(holders, new Set(['a', 'c']))).toEqual([holders[1]]);
    expect(leftBehind(holders, new Set(['a', 'b']))).toEqual([]);
  });
});
