import { accountsOf, figuresOf } from './figures.js';
import { available, balancesOf, DECIDED, pool, reserved, used, type Entry, type Movement } from './ledger.js';

const row = (movement: Movement, fromAccount: string, toAccount: string, places: number): Entry => ({
  movement,
  fromAccount,
  toAccount,
  places,
  occurredOn: '2025-01-07',
  recordedAt: '2025-01-07T08:00:00.000Z',
});
const pledge = { id: 'pledge', name: 'Pledge 2024–2025' };
const years = ['2024', '2025'].map((id) => ({ id, name: `National quota ${id}` }));
const subQuotas = [
  { id: 'past', periodId: '2024', name: 'All of 2024', scheme: 'resettlement' },
  { id: 'region', periodId: '2025', name: 'Uganda, Tanzania, Rwanda', scheme: 'resettlement' },
  { id: 'emergency', periodId: '2025', name: 'Emergency', scheme: 'emergency' },
];
const entries = [
  row('decide', DECIDED, pool('pledge'), 1700),
  row('decide', DECIDED, pool('pledge'), 100),
  row('allocate', pool('pledge'), pool('2024'), 900),
  row('allocate', pool('2024'), available('past'), 900),
  row('open', available('past'), used('past'), 900),
  row('allocate', pool('pledge'), pool('2025'), 890),
  row('allocate', pool('2025'), available('region'), 830),
  row('allocate', pool('2025'), available('emergency'), 1),
  row('reserve', available('emergency'), reserved('emergency'), 1),
  row('overrun', DECIDED, available('emergency'), 2),
  row('reserve', available('emergency'), reserved('emergency'), 2),
  row('use', reserved('emergency'), used('emergency'), 1),
];
const standing = {
  balances: balancesOf(entries),
  overruns: balancesOf(entries.filter(({ movement }) => movement === 'overrun')),
};

describe('the figures', () => {
  const figures = figuresOf(pledge, years, subQuotas, standing);

  it('of a pledge count its annual periods too: one row of the ledger counts in both', () => {
    expect(figures).toMatchObject({ decided: 1800, overrun: 2, pool: 10, available: 830, reserved: 2, used: 901 });
    expect(figures.annualPeriods.map(({ decided, pool: left, used: gone }) => [decided, left, gone])).toEqual([
      [900, 0, 900],
      [890, 59, 1],
    ]);
  });

  it('come out even: decided and overrun places stand in a pool, are available, reserved or used', () => {
    const pools = figures.pool + figures.annualPeriods.reduce((sum, one) => sum + one.pool, 0);
    expect(figures.decided + figures.overrun).toBe(pools + figures.available + figures.reserved + figures.used);
  });

  it('of a sub-quota keep an overrun apart from what was decided', () => {
    expect(figuresOf(years[1]!, [], subQuotas, standing).subQuotas).toEqual([
      {
        subQuotaId: 'region',
        name: 'Uganda, Tanzania, Rwanda',
        scheme: 'resettlement',
        decided: 830,
        overrun: 0,
        available: 830,
        reserved: 0,
        used: 0,
        carriedIn: 0,
        carriedOut: 0,
      },
      {
        subQuotaId: 'emergency',
        name: 'Emergency',
        scheme: 'emergency',
        decided: 1,
        overrun: 2,
        available: 0,
        reserved: 2,
        used: 1,
        carriedIn: 0,
        carriedOut: 0,
      },
    ]);
  });

  it('tell who was carried in and out, by the balance with each other period; within a pledge nobody comes or goes', () => {
    const side = (periodId: string, subQuotaId: string) => ({ periodId, subQuotaId });
    const carried = [
      { from: side('2023', 'earlier'), to: side('2024', 'past'), places: 40 },
      { from: side('2024', 'past'), to: side('2025', 'region'), places: 7 },
      // Two of them were carried in error, and carried back.
      { from: side('2025', 'region'), to: side('2024', 'past'), places: 2 },
      { from: side('2025', 'emergency'), to: side('2026', 'later'), places: 3 },
    ];
    const [all, [first, second]] = [figuresOf(pledge, years, subQuotas, { ...standing, carried }), years];
    const told = ({ carriedIn, carriedOut }: { carriedIn: number; carriedOut: number }) => [carriedIn, carriedOut];
    expect(told(all)).toEqual([40, 3]);
    expect(all.annualPeriods.map(told)).toEqual([
      [40, 5],
      [5, 3],
    ]);
    expect(told(figuresOf(first!, [], subQuotas, { ...standing, carried }))).toEqual([40, 5]);
    expect(figuresOf(second!, [], subQuotas, { ...standing, carried }).subQuotas.map(told)).toEqual([
      [5, 0],
      [0, 3],
    ]);
  });

  it('are nothing where nothing has moved', () => {
    const nothing = figuresOf(years[0]!, [], [], { balances: new Map(), overruns: new Map() });
    expect(nothing).toMatchObject({
      decided: 0,
      overrun: 0,
      pool: 0,
      available: 0,
      reserved: 0,
      used: 0,
      subQuotas: [],
    });
  });

  it('need the accounts of the periods and of their sub-quotas', () => {
    expect(accountsOf([years[0]!], [subQuotas[0]!])).toEqual([
      'pool:2024',
      'available:past',
      'reserved:past',
      'used:past',
    ]);
  });
});
