import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { addDays } from '../../../src/kernel/index.js';
import { Random } from '../../../seeds/demo/random.js';
import { anRrf } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { drawnAct } from './acts.js';
import { pairOfHistories, type PairOfHistories } from './histories.js';
import { compared, type Compared } from './masking.js';
import { aWorld, begun, parted, type Lived, type World } from './world.js';

// Many pairs of histories in one pair of databases: nothing that somebody without need to know is answered tells the one world from the
// other (security.md 3).

export const OUTSIDERS = ROLES.filter((role) => !permits([role], 'screening.read'));
const FIRST_DAY = '2025-01-07';
const ACTS_A_PAIR = 20;
const DAYS_BETWEEN = 2;

export interface WorldsSeen extends Compared {
  pairs: number;
  acts: number;
  /** Acts that were carried out, not refused: a run in which nothing happens would compare nothing. */
  carriedOut: number;
}

export interface Run {
  /** Pairs of histories. */
  pairs: number;
  /** So many of them, spread over the run, are read by every outsider instead of one in turn. */
  readByAll: number;
  /** Pairs that live through the same days. */
  batch: number;
  seed: number;
}

/** Two servers live through the pairs, and ordinary officials act and read. Whatever was answered differently is returned. */
export async function livedPairs(
  { pairs, readByAll, batch, seed }: Run,
  heard?: (seen: WorldsSeen) => void,
): Promise<WorldsSeen> {
  const random = new Random(seed);
  const worlds = [await aWorld(FIRST_DAY), await aWorld(FIRST_DAY)] as const;
  const seen: WorldsSeen = { pairs: 0, acts: 0, carriedOut: 0, asked: 0, differing: [] };
  const step = Math.max(1, Math.floor(pairs / Math.max(1, readByAll)));
  try {
    for (let day = FIRST_DAY; seen.pairs < pairs; heard?.(seen)) {
      const batchEnd = Math.min(pairs, seen.pairs + batch);
      const living: [PairOfHistories, readonly [Lived, Lived]][] = [];
      for (let number = seen.pairs; number < batchEnd; number += 1) {
        const pair = pairOfHistories(number, random, OUTSIDERS);
        const rrfs = [anRrf(), anRrf()] as const;
        living.push([pair, await inBoth(worlds, (world) => begun(world, pair, rrfs))]);
      }
      day = later(worlds, day);
      for (const [pair, lives] of living) await inBoth(worlds, (world, side) => parted(world, side, pair, lives[side]));
      day = later(worlds, day);
      for (const [pair, lives] of living) {
        const byAll = readByAll > 0 && pair.number % step === 0 && pair.number / step < readByAll;
        await actedAndRead(worlds, lives, byAll ? OUTSIDERS : [pair.reader], random, seen);
        seen.pairs += 1;
      }
      day = later(worlds, day);
    }
  } finally {
    for (const { app } of worlds) await app.close();
  }
  return seen;
}

const inBoth = <Result>(
  [one, other]: readonly [World, World],
  work: (world: World, side: 0 | 1) => Result | Promise<Result>,
): Promise<[Result, Result]> => Promise.all([work(one, 0), work(other, 1)]);

function later(worlds: readonly [World, World], day: string): string {
  const next = addDays(day, DAYS_BETWEEN);
  for (const { app } of worlds) app.goTo(next);
  return next;
}

async function actedAndRead(
  worlds: readonly [World, World],
  lives: readonly [Lived, Lived],
  readers: readonly Role[],
  random: Random,
  seen: WorldsSeen,
): Promise<void> {
  const note = ({ asked, differing }: Compared): void => {
    seen.asked += asked;
    seen.differing.push(...differing);
  };
  const readAll = async (): Promise<void> => {
    for (const role of readers) {
      const [here, there] = await inBoth(worlds, async ({ app, requests }, side) =>
        requests.read(role, [await theCase(app, lives[side].id)]),
      );
      note(compared(here, there));
    }
  };
  await readAll();
  for (let done = 0; done < ACTS_A_PAIR; done += 1) {
    const act = drawnAct(random, OUTSIDERS);
    const [here, there] = await inBoth(worlds, async (world, side) => [await act(world, lives[side])]);
    note(compared(here, there));
    seen.acts += 1;
    if (here[0]!.reply.status < 300) seen.carriedOut += 1;
  }
  await readAll();
}
