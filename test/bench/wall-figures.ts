import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../seeds/demo/random.js';
import type { Reply } from '../support/client.js';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { livedPairs } from '../support/two-worlds/pairs.js';
import { aWorld, begun, parted, type Lived } from '../support/two-worlds/world.js';
import { anRrf } from '../factories/rrf.js';
import { atLeast, atMost, median, time, type Figure } from './measure.js';

const READ_BY_ALL = 30;
const BATCH = 20;
const CALLS = 101;
const TODAY = '2025-02-03';
/** Acts that the wall forbids, refused in one sentence: timed beside the reads. */
const FORBIDDEN = ['examine', 'grant', 'refuse', 'assign', 'make-ready', 'book'];
const FEWEST_ROUTES = 20;

/** The figures of this engine: pairs, answers compared, answers that differ, and the largest difference of a route's medians in ms. */
export async function wallFigures(pairs: number, seed: number): Promise<Figure[]> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (ENGINE === 'postgres') await startPostgres();
  const seen = await livedPairs({ pairs, readByAll: READ_BY_ALL, batch: BATCH, seed }, (soFar) =>
    console.log(`${ENGINE}: ${soFar.pairs} pairs, ${soFar.asked} answers, ${soFar.differing.length} differ`),
  );
  if (seen.differing.length > 0)
    writeFileSync('out/two-worlds-differences.json', JSON.stringify(seen.differing, null, 2));
  const milliseconds = await largestDifference();
  if (ENGINE === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
  return [
    atLeast(`pairs-of-histories-${ENGINE}`, seen.pairs, 1000),
    atMost(`answers-that-differ-${ENGINE}`, seen.differing.length, 0),
    atLeast(`answers-compared-${ENGINE}`, seen.asked, 100 * pairs),
    atMost(`largest-difference-of-medians-ms-${ENGINE}`, milliseconds, 2),
  ];
}

/** An objection in the one world, a statement still awaited in the other; each route is asked in turn here and there. */
async function largestDifference(): Promise<number> {
  const worlds = [await aWorld(TODAY), await aWorld(TODAY)] as const;
  const pair = {
    number: 0,
    walled: ['objection', 'awaited'],
    road: null,
    thenCleared: false,
    reader: 'case_officer',
  } as const;
  const rrfs = [anRrf(), anRrf()] as const;
  const lives: Lived[] = [];
  for (const [side, world] of worlds.entries()) {
    lives.push(await begun(world, pair, rrfs));
    await parted(world, side as 0 | 1, pair, lives[side]!);
  }
  const asks = (side: 0 | 1): (() => PromiseLike<Reply>)[] => {
    const [{ app, requests }, { id }] = [worlds[side], lives[side]!];
    return [
      ...requests.readsOf(id).map((address) => () => app.as('case_officer').get(address)),
      ...FORBIDDEN.map((verb) => () => app.as('coordinator').post(`/cases/${id}/actions/${verb}`, {}, { ifMatch: 1 })),
    ];
  };
  const [here, there] = [asks(0), asks(1)];
  if (here.length < FEWEST_ROUTES) throw new Error(`Only ${here.length} routes are timed.`);
  const differences: number[] = [];
  for (const [at, ask] of here.entries()) differences.push(await differenceOf([ask, there[at]!]));
  for (const { app } of worlds) await app.close();
  return Math.max(...differences);
}

async function differenceOf(asks: readonly [() => PromiseLike<Reply>, () => PromiseLike<Reply>]): Promise<number> {
  const times: [number[], number[]] = [[], []];
  const random = new Random(1);
  for (let call = 0; call < CALLS; call += 1)
    for (const side of random.chance(0.5) ? ([0, 1] as const) : ([1, 0] as const))
      times[side].push(await time(async () => asks[side]()));
  return Math.abs(median(times[0]) - median(times[1]));
}
