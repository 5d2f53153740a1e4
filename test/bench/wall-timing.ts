import { Random } from '../../seeds/demo/random.js';
import type { Role } from '../../src/access/index.js';
import { anRrf } from '../factories/rrf.js';
import type { Reply } from '../support/client.js';
import type { BehindWall } from '../support/two-worlds/histories.js';
import { aWorld, begun, parted, type Lived, type World } from '../support/two-worlds/world.js';
import { median, time } from './measure.js';

// Whether the time that an answer takes tells what stands behind the wall. Two cases live in both worlds: what happens behind the wall to
// the one in the one world happens to the other in the other. So a world that is slower for a while, on a busy machine, is slower for both.

const TODAY = '2025-02-03';
const FEWEST_ROUTES = 20;
/** In a round a route is asked of both cases in both worlds, in a drawn order. Where the medians are not near then, more rounds tell. */
const [ROUNDS, MORE_ROUNDS, NEAR_MS] = [51, 500, 1] as const;
/** Early nobody is cleared: the state forbids it. Later the clearance is not in force: one sentence, which does not say why. */
const FORBIDDEN: readonly (readonly [Role, string])[] = [
  ['case_officer', 'examine'],
  ['case_officer', 'defer'],
  ['travel_officer', 'make-ready'],
];

type Ask = () => PromiseLike<Reply>;
/** A route, asked of the two cases to which the one thing happened behind the wall, and of the two to which the other did. */
interface Route {
  name: string;
  asks: readonly [readonly Ask[], readonly Ask[]];
}

/** The largest difference of a route's medians in ms: an objection or a statement still awaited, a late objection or a re-screening. */
export async function largestDifference(): Promise<number> {
  const worlds = [await aWorld(TODAY), await aWorld(TODAY)] as const;
  const early = await routesOf(worlds, null, ['objection', 'awaited']);
  const late = await routesOf(worlds, [], ['objection', 'rescreening']);
  if (early.length < FEWEST_ROUTES) throw new Error(`Only ${early.length} routes are timed.`);
  const differences: number[] = [];
  for (const route of [...early, ...late]) differences.push(await differenceOf(route));
  for (const { app } of worlds) await app.close();
  return Math.max(...differences);
}

async function routesOf(
  worlds: readonly [World, World],
  road: null | [],
  [one, other]: readonly [BehindWall, BehindWall],
): Promise<Route[]> {
  // By case, then by world.
  const asks: (readonly [name: string, ask: Ask])[][][] = [];
  for (const walled of [[one, other] as const, [other, one] as const]) {
    const pair = { number: asks.length, walled, road, thenCleared: false, reader: 'case_officer' } as const;
    const rrfs = [anRrf(), anRrf()] as const;
    const found: (readonly [string, Ask])[][] = [];
    for (const [side, world] of worlds.entries()) {
      const lived = await begun(world, pair, rrfs);
      await parted(world, side as 0 | 1, pair, lived);
      found.push(asksOf(world, lived));
    }
    asks.push(found);
  }
  const [first, second] = asks as [(readonly [string, Ask])[][], (readonly [string, Ask])[][]];
  return first[0]!.map(([name], at) => ({
    name: `${one} or ${other}: ${name}`,
    asks: [
      [first[0]![at]![1], second[1]![at]![1]],
      [first[1]![at]![1], second[0]![at]![1]],
    ],
  }));
}

const asksOf = ({ app, requests }: World, { id }: Lived): (readonly [string, Ask])[] => [
  ...requests
    .readsOf(id)
    .map((address) => [address.replace(id, '{caseId}'), () => app.as('case_officer').get(address)] as const),
  ...FORBIDDEN.map(
    ([role, verb]) => [verb, () => app.as(role).post(`/cases/${id}/actions/${verb}`, {}, { ifMatch: 1 })] as const,
  ),
];

async function differenceOf({ name, asks }: Route): Promise<number> {
  const times: [number[], number[]] = [[], []];
  const random = new Random(1);
  const difference = (): number => Math.abs(median(times[0]) - median(times[1]));
  const ask = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const all = ([0, 1] as const).flatMap((side) => asks[side].map((ask) => ({ side, ask, turn: random.next() })));
      for (const { side, ask } of all.sort((a, b) => a.turn - b.turn)) times[side].push(await time(async () => ask()));
    }
  };
  await ask(ROUNDS);
  if (difference() > NEAR_MS) await ask(MORE_ROUNDS);
  const [here, there] = times.map((one) => median(one).toFixed(2));
  console.log(`${ENGINE}, ${name}: ${here} and ${there} ms, ${times[0].length} calls each`);
  return difference();
}
