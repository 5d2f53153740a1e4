import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { addDays } from '../../../src/kernel/index.js';
import { Random } from '../../../seeds/demo/random.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { drawnAct, type Drawn } from './acts.js';
import { FILE_FORMS } from './files.js';
import { pairOfHistories, type PairOfHistories } from './histories.js';
import { differencesOf, toldOf, type Compared, type Told } from './masking.js';
import type { Answered, Reading } from '../document.js';
import { aWorld, begun, parted, type Lived, type World } from './world.js';

// Many pairs of histories in one pair of databases: nothing that somebody without need to know is answered tells the one world from the
// other (security.md 3).

export const OUTSIDERS = ROLES.filter((role) => !permits([role], 'screening.read'));
const FIRST_DAY = '2025-01-07';
const ACTS_A_PAIR = 20;
const DAYS_BETWEEN = 2;
/** Read one by one by everybody, of each list. */
const RECORDS_OF_A_LIST = 10;
const SYLLABLES = ['Mu', 'gi', 'sha', 'Ka', 'nyo', 'ri', 'bwe', 'Ndu', 'zo', 'lem', 'ta', 'hir'];

export interface Run {
  /** Pairs of histories. */
  pairs: number;
  /** So many of them, spread over the run, are read by every outsider instead of one in turn. */
  readByAll: number;
  /** Pairs that live through the same days. */
  batch: number;
  /** Every outsider reads what is of no one case before and after what the pairs of a batch do; else their own readers do. */
  everybody?: true;
  seed: number;
  /** Only these of the pairs are lived through: from the one up to, not including, the other. */
  part?: { from: number; to: number };
}

/** What is lived through and read of a pair, drawn before either world begins. */
interface Plan {
  pair: PairOfHistories;
  rrfs: readonly [Rrf, Rrf];
  acts: readonly Drawn[];
  readers: readonly Role[];
}

/** What one world tells of a pair. */
export interface ToldOfPair {
  number: number;
  answers: Told[];
  acts: number;
  /** Acts that were carried out, not refused. */
  carriedOut: number;
}

export interface WorldsSeen extends Compared {
  pairs: number;
  acts: number;
  /** Acts that were carried out, not refused: a run in which nothing happens would compare nothing. */
  carriedOut: number;
}

/** The plans of a run: the same for the same seed, in whichever process they are made first. */
export function planned({ pairs, readByAll, seed, part = { from: 0, to: pairs } }: Run): Plan[] {
  const random = new Random(seed);
  const step = Math.max(1, Math.floor(pairs / Math.max(1, readByAll)));
  const plans = Array.from({ length: pairs }, (_, number): Plan => {
    const pair = pairOfHistories(number, random, OUTSIDERS);
    const byAll = number % step === 0 && number / step < readByAll;
    return {
      pair,
      rrfs: [aFamily(random), aFamily(random)],
      acts: Array.from({ length: ACTS_A_PAIR }, () => drawnAct(random, OUTSIDERS)),
      readers: byAll ? OUTSIDERS : [pair.reader],
    };
  });
  return plans.slice(part.from, part.to);
}

/** Two adults and a child with a name of their own, now and then that of another family: some of them may be duplicates. */
function aFamily(random: Random): Rrf {
  const familyName = Array.from({ length: 3 }, () => random.pick(SYLLABLES)).join('');
  const persons = [
    anRrfPerson(),
    anRrfPerson({ givenNames: 'Patrice', sex: 'male', relationToPrincipal: 'spouse' }),
    anRrfChild(),
  ];
  return anRrf({ persons: persons.map((person) => ({ ...person, familyName })) });
}

/** One of the two worlds lives through the plans in a database of its own and tells of each pair what it answered. */
export async function* livedIn(
  side: 0 | 1,
  plans: readonly Plan[],
  { batch, everybody }: Pick<Run, 'batch' | 'everybody'>,
): AsyncGenerator<ToldOfPair, void, void> {
  const world = await aWorld(FIRST_DAY);
  let day = FIRST_DAY;
  const later = (): void => world.app.goTo((day = addDays(day, DAYS_BETWEEN)));
  try {
    for (let from = 0; from < plans.length; from += batch, later()) {
      const living: [Plan, Lived][] = [];
      for (const plan of plans.slice(from, from + batch)) living.push([plan, await begun(world, plan.pair, plan.rrfs)]);
      later();
      for (const [{ pair }, lived] of living) await parted(world, side, pair, lived);
      later();
      const readers = everybody ? OUTSIDERS : [...new Set(living.flatMap(([plan]) => plan.readers))];
      const read = await readOfEverybody(world, readers, { wide: false });
      for (const [plan, lived] of living) {
        const told = await actedAndRead(world, plan, lived);
        if (lived !== living.at(-1)![1]) yield told;
        else yield { ...told, answers: [...told.answers, ...read, ...(await readAtTheEnd(world, plan, readers))] };
      }
    }
  } finally {
    await world.app.close();
  }
}

/** What is of no one case, of all who have lived until then: lists, registers, their last records. */
async function readOfEverybody({ requests }: World, readers: readonly Role[], how: Reading): Promise<Told[]> {
  const answers: Told[] = [];
  for (const role of readers) {
    const read = await requests.read(role, [], { ...how, ofCases: false, mostOfAList: RECORDS_OF_A_LIST });
    answers.push(...read.map(toldOf));
  }
  return answers;
}

/** The same anew; reports and forecasts in every form that there is; and all lists to their last page, one role in turn. */
async function readAtTheEnd(world: World, { pair: { reader } }: Plan, readers: readonly Role[]): Promise<Told[]> {
  const everybody = readers === OUTSIDERS;
  return [
    ...(await readOfEverybody(world, readers, { forms: everybody ? FILE_FORMS : ['text/csv'], wide: false })),
    ...(await readOfEverybody(world, everybody ? readers : [reader], { forms: FILE_FORMS, wide: true })),
    ...(await world.requests.readPages(reader)).map(toldOf),
  ];
}

async function actedAndRead(
  world: World,
  { pair: { number }, acts, readers }: Plan,
  lived: Lived,
): Promise<ToldOfPair> {
  const { app, requests } = world;
  const answers: Told[] = [];
  const note = (answered: readonly Answered[]): void => {
    answers.push(...answered.map(toldOf));
  };
  const readAll = async (forms: readonly string[]): Promise<void> => {
    for (const role of readers)
      note(await requests.read(role, [await theCase(app, lived.id)], { forms, ofCases: true }));
  };
  await readAll([]);
  let carriedOut = 0;
  for (const act of acts) {
    const answered = await act(world, lived);
    if (answered.reply.status < 300) carriedOut += 1;
    note([answered]);
  }
  await readAll(readers.length > 1 ? FILE_FORMS : ['text/csv']);
  // Whatever the reader may not do, or not yet, is refused alike; what is carried out ends the pair's history.
  for (const role of readers) note(await requests.act(role, [await theCase(app, lived.id)]));
  return { number, answers, acts: acts.length, carriedOut };
}

/** Both worlds live through the same plans, each batch of pairs through the same days; whatever they answered differently is returned. */
export async function livedPairs(run: Run): Promise<WorldsSeen> {
  const plans = planned(run);
  return seenIn([livedIn(0, plans, run), livedIn(1, plans, run)]);
}

/** Compares what two worlds tell, pair by pair, until both have told all or whoever hears it has heard enough. */
export async function seenIn(
  worlds: readonly [AsyncIterator<ToldOfPair>, AsyncIterator<ToldOfPair>],
  hasHeardEnough: (soFar: WorldsSeen) => boolean = () => false,
): Promise<WorldsSeen> {
  const seen: WorldsSeen = { pairs: 0, acts: 0, carriedOut: 0, asked: 0, differing: [] };
  try {
    do {
      const [here, there] = await Promise.all([worlds[0].next(), worlds[1].next()]);
      if (here.done || there.done) break;
      seen.pairs += 1;
      seen.acts += here.value.acts;
      seen.carriedOut += here.value.carriedOut;
      const { asked, differing } = await differencesOf(here.value.answers, there.value.answers);
      seen.asked += asked;
      seen.differing.push(...differing);
    } while (!hasHeardEnough(seen));
  } finally {
    await Promise.all(worlds.map((world) => world.return?.()));
  }
  return seen;
}
