import fc from 'fast-check';
import { BookOfPersons, type BookedEntry, type Outcome } from '../../../test/support/book-of-persons.js';
import { aSequence, type Command } from '../../../test/support/ledger-commands.js';
import { addDays, stockholmDateOf } from '../../kernel/index.js';
import {
  balancesOf,
  changesOf,
  DECIDED,
  isWithin,
  MOVEMENTS,
  reserved,
  used,
  type Account,
  type Entry,
  type Moment,
} from './ledger.js';
import { dayTotalsOf } from './ledger-totals.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = 10_000;
const FIRST_DAY = '2024-12-20';

const PERIODS = [
  { id: '2025', tolerance: 3, subQuotaIds: ['uganda', 'emergency'] },
  { id: '2026', tolerance: 0, subQuotaIds: ['afghans'] },
];

/** What the officials' acts left in the book, and what each of them was told. */
function bookAfter(commands: readonly Command[]): { book: BookOfPersons; outcomes: Outcome[] } {
  const book = new BookOfPersons('case', PERIODS, `${FIRST_DAY}T07:30:00.000Z`);
  return { book, outcomes: commands.map((command) => book.follow(book.order(command))) };
}

const aDay = fc.integer({ min: -30, max: 60 }).map((days) => addDays(FIRST_DAY, days));
const aMoment: fc.Arbitrary<Moment> = fc.record({
  through: fc.option(aDay, { nil: undefined }),
  asOf: fc.option(aDay, { nil: undefined }),
});

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, one) => total + one, 0);
/** Without the accounts that hold nothing: whether they are listed says nothing. */
const holding = (balances: ReadonlyMap<Account, number>): [Account, number][] =>
  [...balances].filter(([, balance]) => balance !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
const placesOf = (entries: readonly Entry[], wanted: (entry: Entry) => boolean): number =>
  sum(entries.filter(wanted).map(({ places }) => places));

function noneBelowZero(entries: readonly Entry[], moment: Moment): void {
  const short = [...balancesOf(entries, moment)].filter(([account, balance]) => balance < 0 && account !== DECIDED);
  expect(short).toEqual([]);
}

/** Decided less what was revised away, and overrun: so many places there are, wherever they stand. */
function sumIsDecidedPlusOverrun(entries: readonly Entry[], moment: Moment): void {
  const known = entries.filter((entry) => isWithin(entry, moment));
  const decided =
    placesOf(known, ({ movement, fromAccount }) => fromAccount === DECIDED && movement !== 'overrun') -
    placesOf(known, ({ toAccount }) => toAccount === DECIDED);
  const overrun = placesOf(known, ({ movement }) => movement === 'overrun');
  const balances = [...balancesOf(entries, moment)].filter(([account]) => account !== DECIDED);
  expect(sum(balances.map(([, balance]) => balance))).toBe(decided + overrun);
}

/** What the whole ledger said when it ended with any of its entries, `asOf` says ever after. */
function asOfStays(entries: readonly Entry[], { through }: Moment): void {
  for (let length = 1; length < entries.length; length += 3) {
    const asOf = entries[length - 1]!.recordedAt;
    if (entries[length]!.recordedAt === asOf) continue;
    const then = balancesOf(entries.slice(0, length), { through });
    expect(balancesOf(entries, { through, asOf })).toEqual(then);
  }
}

/** Kept up movement by movement, folded at the end, or summed from the totals by day: the same balances. */
function foldIsKept(entries: readonly Entry[], moment: Moment): void {
  const kept = new Map<Account, number>();
  for (const entry of entries)
    for (const [account, change] of changesOf([entry])) kept.set(account, (kept.get(account) ?? 0) + change);
  expect(holding(balancesOf(entries))).toEqual(holding(kept));

  const { through = '9999', asOf = '9999' } = moment;
  const summed = new Map<Account, number>();
  for (const { account, occurredOn, recordedOn, placesIn, placesOut } of dayTotalsOf(entries))
    if (occurredOn <= through && recordedOn <= asOf)
      summed.set(account, (summed.get(account) ?? 0) + placesIn - placesOut);
  expect(holding(summed)).toEqual(holding(balancesOf(entries, moment)));
}

function onePlaceAPerson(entries: readonly BookedEntry[], book: BookOfPersons): void {
  const own = new Map<string, BookedEntry[]>();
  for (const entry of entries)
    if (entry.personId !== null) own.set(entry.personId, [...(own.get(entry.personId) ?? []), entry]);
  for (const [personId, moved] of own) {
    const held = holding(balancesOf(moved)).filter(([account, balance]) => balance > 0 && !account.startsWith('avail'));
    const place = book.places.get(personId);
    const account = place && (place.state === 'used' ? used : reserved)(place.subQuotaId);
    expect(held).toEqual(account === undefined ? [] : [[account, 1]]);
  }
}

describe(`random sequences of commands by several officials, with clock jumps (seed ${SEED})`, () => {
  it(`${RUNS} of them leave no account below zero but the source, the sums what was decided and overrun, and every figure as it was known`, () => {
    fc.assert(
      fc.property(aSequence, aMoment, (commands, moment) => {
        const { book } = bookAfter(commands);
        for (const at of [{}, moment]) {
          noneBelowZero(book.entries, at);
          sumIsDecidedPlusOverrun(book.entries, at);
        }
        asOfStays(book.entries, moment);
        foldIsKept(book.entries, moment);
        onePlaceAPerson(book.entries, book);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }, 300_000);

  /** So many that the rarest refusal, one sequence in fifty, is certain to be among them whatever the seed. */
  const books = (): { book: BookOfPersons; outcomes: Outcome[] }[] =>
    fc.sample(aSequence, { seed: SEED, numRuns: 3_000 }).map(bookAfter);

  it('know nothing from before the last entry, even when the clock was set back', () => {
    let setBack = 0;
    for (const commands of fc.sample(aSequence, { seed: SEED, numRuns: 300 })) {
      setBack += commands.filter(({ hours }) => hours < 0).length;
      const recorded = bookAfter(commands).book.entries.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual([...recorded].sort());
    }
    expect(setBack).toBeGreaterThan(300);
  });

  it('are granted and refused often enough, for every reason, to prove something', () => {
    const all = books();
    const movements = new Set(all.flatMap(({ book }) => book.entries.map(({ movement }) => movement)));
    expect([...movements].sort()).toEqual([...MOVEMENTS].sort());
    const outcomes = all.flatMap((one) => one.outcomes);
    expect(outcomes.filter((one) => one === 'done').length).toBeGreaterThan(outcomes.length / 3);
    expect(new Set(outcomes)).toEqual(
      new Set([
        'done',
        'afterToday',
        'alreadyCounted',
        'forbidden',
        'holdsPlace',
        'noPlaceHeld',
        'notCarried',
        'notEnoughPlaces',
        'placeNotYetHeld',
        'placesUsedUp',
      ]),
    );
    const late = all.flatMap(({ book }) =>
      book.entries.filter(({ occurredOn, recordedAt }) => occurredOn < stockholmDateOf(recordedAt)),
    );
    expect(late.length).toBeGreaterThan(3_000);
  });
});
