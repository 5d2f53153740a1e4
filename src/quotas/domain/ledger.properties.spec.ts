import fc from 'fast-check';
import { addDays } from '../../kernel/index.js';
import {
  available,
  balancesOf,
  changesOf,
  DECIDED,
  kindOf,
  LEGAL_ROUTES,
  MOVEMENTS,
  pool,
  requireLegal,
  reserved,
  shortfalls,
  used,
  type Account,
  type AccountKind,
  type Entry,
  type Moment,
} from './ledger.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = 300;
const FIRST_DAY = '2024-12-20';

const subQuotas = ['uganda', 'emergency', 'afghans'];
const ACCOUNTS: Record<AccountKind, Account[]> = {
  decided: [DECIDED],
  pool: ['pledge', '2025'].map(pool),
  available: subQuotas.map(available),
  reserved: subQuotas.map(reserved),
  used: subQuotas.map(used),
};

/** An official wants a movement along one of its routes, for a day up to a month back, some time after the last one. */
const aWish = fc
  .record({
    movement: fc.constantFrom(...MOVEMENTS),
    route: fc.nat(),
    from: fc.nat(),
    to: fc.nat(),
    places: fc.integer({ min: 1, max: 40 }),
    hoursLater: fc.integer({ min: 0, max: 72 }),
    daysBack: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
  })
  .map(({ movement, route, from, to, ...rest }) => {
    const [fromKind, toKind] = LEGAL_ROUTES[movement][route % LEGAL_ROUTES[movement].length]!;
    const [fromAccount, toAccount] = [ACCOUNTS[fromKind], ACCOUNTS[toKind]].map(
      (all, side) => all[[from, to][side]! % all.length]!,
    );
    return { ...rest, movement, fromAccount: fromAccount!, toAccount: toAccount! };
  })
  .filter(({ fromAccount, toAccount }) => fromAccount !== toAccount);

type Wish = typeof aWish extends fc.Arbitrary<infer W> ? W : never;

/** What the ledger holds after the wishes that it granted. */
function ledgerAfter(wishes: readonly Wish[]): Entry[] {
  const entries: Entry[] = [];
  let hours = 0;
  for (const { hoursLater, daysBack, ...wish } of wishes) {
    hours += hoursLater;
    const today = addDays(FIRST_DAY, Math.floor(hours / 24));
    const occurredOn = addDays(today, -daysBack);
    requireLegal(wish);
    if (shortfalls(entries, [{ ...wish, occurredOn }]).length > 0) continue;
    entries.push({ ...wish, occurredOn, recordedAt: `${today}T${String(hours % 24).padStart(2, '0')}:00:00.000Z` });
  }
  return entries;
}

const aDay = fc.integer({ min: -35, max: 250 }).map((days) => addDays(FIRST_DAY, days));
const aMoment: fc.Arbitrary<Moment> = fc.record({
  through: fc.option(aDay, { nil: undefined }),
  asOf: fc.option(aDay, { nil: undefined }),
});
const aLedger = fc.array(aWish, { minLength: 1, maxLength: 80, size: 'max' }).map(ledgerAfter);

describe(`random sequences of movements (seed ${SEED})`, () => {
  const holds = (property: fc.IProperty<[Entry[], Moment]>): void => fc.assert(property, { seed: SEED, numRuns: RUNS });

  it('leave no account but the source below zero, through any day as known at any time', () => {
    holds(
      fc.property(aLedger, aMoment, (entries, moment) => {
        const short = [...balancesOf(entries, moment)].filter(
          ([account, balance]) => balance < 0 && account !== DECIDED,
        );
        expect(short).toEqual([]);
      }),
    );
  });

  it('always come out even: all accounts together hold what was decided and overrun, less what was revised away', () => {
    holds(
      fc.property(aLedger, aMoment, (entries, moment) => {
        const balances = balancesOf(entries, moment);
        const total = [...balances.values()].reduce((sum, one) => sum + one, 0);
        expect(total).toBe(0);
        const source = entries.filter(({ fromAccount, toAccount }) =>
          [fromAccount, toAccount].map(kindOf).includes('decided'),
        );
        expect(balances.get(DECIDED) ?? 0).toBe(balancesOf(source, moment).get(DECIDED) ?? 0);
      }),
    );
  });

  it('keep every figure as it was known: what the whole ledger said then, asOf says ever after', () => {
    holds(
      fc.property(aLedger, aMoment, (entries, { through }) => {
        const asOf = entries[Math.floor(entries.length / 2)]?.recordedAt ?? `${FIRST_DAY}T00:00:00.000Z`;
        const stoodThen = entries.slice(0, entries.findLastIndex(({ recordedAt }) => recordedAt === asOf) + 1);
        expect(balancesOf(entries, { through, asOf })).toEqual(balancesOf(stoodThen, { through }));
      }),
    );
  });

  it('give the same balances whether they are folded at the end or kept up movement by movement', () => {
    holds(
      fc.property(aLedger, aMoment, (entries, _moment) => {
        const kept = new Map<Account, number>();
        for (const entry of entries)
          for (const [account, change] of changesOf([entry])) kept.set(account, (kept.get(account) ?? 0) + change);
        expect(balancesOf(entries)).toEqual(kept);
      }),
    );
  });

  it('are granted often enough to prove something', () => {
    const ledgers = fc.sample(aLedger, { seed: SEED, numRuns: RUNS });
    const movements = new Set(ledgers.flat().map(({ movement }) => movement));
    expect(ledgers.flat().length).toBeGreaterThan(10 * RUNS);
    expect([...movements].sort()).toEqual([...MOVEMENTS].sort());
  });
});
