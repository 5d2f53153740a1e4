import {
  ACCOUNT_KINDS,
  available,
  balancesOf,
  changesOf,
  DECIDED,
  heldSince,
  isWithin,
  kindOf,
  knownUntil,
  leastSince,
  LEGAL_ROUTES,
  MOVEMENTS,
  ownerOf,
  pool,
  requireLegal,
  reserved,
  shortfalls,
  used,
  type AccountKind,
  type Entry,
  type Movement,
} from './ledger.js';

const entry = (
  movement: Movement,
  fromAccount: string,
  toAccount: string,
  places: number,
  occurredOn = '2025-01-07',
  recordedAt = `${occurredOn}T08:00:00.000Z`,
): Entry => ({ movement, fromAccount, toAccount, places, occurredOn, recordedAt });

const YEAR = [
  entry('decide', DECIDED, pool('2025'), 900, '2025-01-02'),
  entry('allocate', pool('2025'), available('uganda'), 850, '2025-01-03'),
  entry('reserve', available('uganda'), reserved('uganda'), 1, '2025-02-10'),
  entry('use', reserved('uganda'), used('uganda'), 1, '2025-04-30', '2025-05-06T09:00:00.000Z'),
];

describe('an account', () => {
  it('says what it is and whose it is', () => {
    expect([DECIDED, pool('p'), available('s'), reserved('s'), used('s')].map(kindOf)).toEqual([...ACCOUNT_KINDS]);
    expect(ownerOf(reserved('s'))).toBe('s');
    expect(ownerOf(DECIDED)).toBe('');
  });
});

describe('a movement', () => {
  const account: Record<AccountKind, string> = {
    decided: DECIDED,
    pool: pool('a'),
    available: available('a'),
    reserved: reserved('a'),
    used: used('a'),
  };
  const other: Record<AccountKind, string> = {
    ...account,
    pool: pool('b'),
    available: available('b'),
    reserved: reserved('b'),
  };

  it.each(MOVEMENTS)('%s leads along its own routes and no others', (movement) => {
    const led = ACCOUNT_KINDS.flatMap((from) => ACCOUNT_KINDS.map((to) => [from, to] as const)).filter(([from, to]) => {
      try {
        requireLegal({ movement, fromAccount: account[from], toAccount: other[to], places: 1 });
        return true;
      } catch {
        return false;
      }
    });
    expect(led.sort()).toEqual([...LEGAL_ROUTES[movement]].map(([from, to]) => [from, to]).sort());
  });

  it.each([0, -1, 1.5, Number.NaN])('of %d places is refused', (places) => {
    expect(() => requireLegal({ movement: 'decide', fromAccount: DECIDED, toAccount: pool('a'), places })).toThrow(
      RangeError,
    );
  });

  it('from an account to itself is refused', () => {
    const [fromAccount, toAccount] = [available('a'), available('a')];
    expect(() => requireLegal({ movement: 'transfer', fromAccount, toAccount, places: 1 })).toThrow(RangeError);
  });

  it('takes nobody past a step: no place is used that was not reserved, none is reserved from the pool', () => {
    for (const movement of MOVEMENTS.filter((one) => one !== 'open'))
      expect(() => requireLegal({ movement, fromAccount: available('a'), toAccount: used('a'), places: 1 })).toThrow();
    for (const movement of MOVEMENTS)
      expect(() => requireLegal({ movement, fromAccount: pool('a'), toAccount: reserved('a'), places: 1 })).toThrow();
  });
});

describe('balances', () => {
  it('are the fold of the entries, and come out even with what was decided', () => {
    const balances = balancesOf(YEAR);
    expect(Object.fromEntries(balances)).toEqual({
      [DECIDED]: -900,
      [pool('2025')]: 50,
      [available('uganda')]: 849,
      [reserved('uganda')]: 0,
      [used('uganda')]: 1,
    });
    expect([...balances.values()].reduce((sum, one) => sum + one)).toBe(0);
  });

  it('go by when it happened: through', () => {
    expect(balancesOf(YEAR, { through: '2025-02-09' }).get(available('uganda'))).toBe(850);
    expect(balancesOf(YEAR, { through: '2025-02-10' }).get(reserved('uganda'))).toBe(1);
    expect(balancesOf(YEAR, { through: '2025-04-30' }).get(used('uganda'))).toBe(1);
  });

  it('go by when it was known: asOf', () => {
    expect(balancesOf(YEAR, { through: '2025-04-30', asOf: '2025-05-05' }).get(used('uganda'))).toBeUndefined();
    expect(balancesOf(YEAR, { through: '2025-04-30', asOf: '2025-05-06' }).get(used('uganda'))).toBe(1);
  });

  it('of rows that come out even do not change', () => {
    expect([
      ...changesOf([
        entry('transfer', available('a'), available('b'), 3),
        entry('transfer', available('b'), available('a'), 3),
      ]),
    ]).toEqual([]);
  });
});

describe('asOf a day', () => {
  it.each([
    ['2025-01-07', '2025-01-07T22:59:59.999Z'],
    ['2025-07-07', '2025-07-07T21:59:59.999Z'],
    ['2025-03-29', '2025-03-29T22:59:59.999Z'],
    ['2025-03-30', '2025-03-30T21:59:59.999Z'],
    ['2025-10-25', '2025-10-25T21:59:59.999Z'],
    ['2025-10-26', '2025-10-26T22:59:59.999Z'],
    ['2025-12-31', '2025-12-31T22:59:59.999Z'],
  ])('%s ends at %s, midnight in Stockholm', (day, end) => {
    expect(knownUntil(day)).toBe(end);
  });

  it('leaves out what was written on New Year’s Eve by UTC but in the new year in Stockholm', () => {
    const at = (recordedAt: string) => isWithin({ occurredOn: '2025-12-31', recordedAt }, { asOf: '2025-12-31' });
    expect(at('2025-12-31T22:59:59.999Z')).toBe(true);
    expect(at('2025-12-31T23:00:00.000Z')).toBe(false);
  });

  it('may be an instant, which is included', () => {
    expect(isWithin(YEAR[3]!, { asOf: '2025-05-06T09:00:00.000Z' })).toBe(true);
    expect(isWithin(YEAR[3]!, { asOf: '2025-05-06T08:59:59.999Z' })).toBe(false);
  });
});

describe('what can be taken from an account on a day', () => {
  const days = [
    { occurredOn: '2025-01-02', change: 10 },
    { occurredOn: '2025-03-01', change: -8 },
    { occurredOn: '2025-05-01', change: 5 },
  ];

  it('is what it holds at least from then on', () => {
    expect(leastSince(days, '2025-01-01')).toBe(0);
    expect(leastSince(days, '2025-01-02')).toBe(2);
    expect(leastSince(days, '2025-02-28')).toBe(2);
    expect(leastSince(days, '2025-05-01')).toBe(7);
    expect(leastSince(days, '2026-01-01')).toBe(7);
    expect(leastSince([], '2025-01-01')).toBe(0);
  });

  it('goes by whole days, in whatever order they are told', () => {
    const sameDay = [...days, { occurredOn: '2025-03-01', change: 8 }].reverse();
    expect(leastSince(sameDay, '2025-01-02')).toBe(10);
  });
});

describe('since when somebody holds a place', () => {
  const day = (occurredOn: string, change: number) => ({ occurredOn, change });

  it('is the day it was taken, or taken again', () => {
    expect(heldSince([day('2025-02-10', 1)])).toBe('2025-02-10');
    expect(heldSince([day('2025-04-01', 1), day('2025-02-10', 1), day('2025-03-01', -1)])).toBe('2025-04-01');
  });

  it('is not touched by what was entered wrongly and reversed', () => {
    expect(heldSince([day('2025-02-10', 1), day('2025-05-05', -1), day('2025-05-05', 1)])).toBe('2025-02-10');
  });

  it('is no day at all when nothing is held', () => {
    expect(() => heldSince([day('2025-02-10', 1), day('2025-03-01', -1)])).toThrow(RangeError);
  });
});

describe('rows that would leave an account short', () => {
  const allocation = (places: number) => entry('allocate', pool('2025'), available('uganda'), places, '2025-06-01');

  it('are named with what it held and what was wanted', () => {
    expect(shortfalls(YEAR, [allocation(51)])).toEqual([
      { account: pool('2025'), on: '2025-06-01', held: 50, wanted: 51 },
    ]);
    expect(shortfalls(YEAR, [allocation(50)])).toEqual([]);
  });

  it('are found for an earlier day on which the places were not there yet, though they are now', () => {
    const early = entry('reserve', available('uganda'), reserved('uganda'), 1, '2025-01-02');
    expect(shortfalls(YEAR, [early])).toEqual([{ account: available('uganda'), on: '2025-01-02', held: 0, wanted: 1 }]);
  });

  it('are never those of the source: it alone goes below zero', () => {
    expect(shortfalls([], [entry('decide', DECIDED, pool('2025'), 5000)])).toEqual([]);
  });

  it('are judged together: places brought in by an overrun may be reserved at once, but not for the day before', () => {
    const overrun = entry('overrun', DECIDED, available('full'), 1, '2025-06-01');
    const reserve = (on: string) => entry('reserve', available('full'), reserved('full'), 1, on);
    expect(shortfalls([], [overrun, reserve('2025-06-01')])).toEqual([]);
    expect(shortfalls([overrun], [reserve('2025-05-31')])).toHaveLength(1);
  });
});
