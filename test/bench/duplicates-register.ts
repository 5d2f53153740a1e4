import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { judgedBy, putDown, register, timeOfOneMore } from '../support/duplicate-truth/registered.js';
import { HASHES } from '../support/duplicate-truth/seeds.js';
import { makeTruth, type Truth } from '../support/duplicate-truth/truth.js';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { atLeast, atMost, median, type Figure } from './measure.js';

const FEW = 1_000;
const NEW_CASES = 400;
const NEW_CASES_SEED = 3;
const IDS_OF_NEW_CASES = 500_000_000;
/** Taken before what counts: caches of the engine and of names fill. */
const WARM_UP = 100;
/** So many arrive and are looked for; the rest of the register is there before. */
const NEWCOMERS = 30_000;
/** Of so few who come at once hardly any are one. */
const CASES_AT_ONCE = 10;

export interface Register {
  /** `sqlite` or `postgres`. */
  engine: string;
  seed: number;
  /** How the figures of this seed are called. */
  name: string;
  persons: number;
}

/**
 * Puts a register of the seed down but for the last who arrive, enters these and tells how well their like were found; then, when it
 * is told to go on and has the machine for itself, how long a new case takes in it against a register of a thousand.
 */
export async function measureRegister({ engine, seed, name, persons }: Register): Promise<void> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (engine === 'postgres') await startPostgres({ durable: true });
  const truth = makeTruth(seed, persons);
  const hash = HASHES[`${seed}/${persons}`];
  if (hash !== undefined && hash !== truth.hash) throw new Error(`The set of seed ${seed} is not the pinned one.`);
  const few = await startApp({ today: '2025-01-07' });
  await putDown(few, firstOf(truth.cases, FEW));
  const many = await startApp({ today: '2025-01-07' });
  process.send!(
    process.env.ONLY === 'time'
      ? await nothingButPutDown(many, truth)
      : await quality(many, truth, `${engine}, ${name}`, name),
  );
  await once(process, 'message');
  process.send!([await timeFor(few, many, `time-per-new-case-${persons}-to-${FEW}-${engine}`)]);
  for (const app of [few, many]) await app.close();
  if (engine === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
}

/** The first cases of a register, up to so many persons. */
function firstOf(cases: Truth['cases'], persons: number): Truth['cases'] {
  let counted = 0;
  return cases.filter((theCase) => (counted += theCase.length) <= persons);
}

async function nothingButPutDown(app: TestApp, truth: Truth): Promise<Figure[]> {
  await putDown(app, truth.cases);
  await app.dataSource.query('ANALYZE');
  return [];
}

async function quality(app: TestApp, truth: Truth, told: string, name: string): Promise<Figure[]> {
  const seconds = secondsOf();
  const before = firstOf(truth.cases, Math.max(0, truth.persons - NEWCOMERS));
  await putDown(app, before);
  await app.dataSource.query('ANALYZE');
  console.log(`${told}: ${before.flat().length} persons put down in ${seconds()} s`);
  const arriving = truth.cases.slice(before.length);
  await register(app, arriving, CASES_AT_ONCE);
  const newcomers = new Set(arriving.flat().map(({ personId }) => personId));
  const pairs = new Set([...truth.pairs].filter((pair) => pair.split('|').some((id) => newcomers.has(id))));
  const { precision, recall, found } = await judgedBy(app, { pairs }, ['exact', 'likely']);
  const all = await judgedBy(app, { pairs }, ['exact', 'likely', 'possible']);
  console.log(
    `${told}: ${newcomers.size} persons arrived after ${seconds()} s, ${pairs.size} of them for the second time, ${found} found, ` +
      `set ${truth.hash.slice(0, 16)}; with the possible ones precision ${all.precision.toFixed(4)}, recall ${all.recall.toFixed(4)}`,
  );
  return [atLeast(`duplicates-precision-${name}`, precision, 0.98), atLeast(`duplicates-recall-${name}`, recall, 0.95)];
}

function secondsOf(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) / 1000);
}

/** The same new cases are asked of both in turn, each taken back again; the medians of the whole work for a case are compared. */
async function timeFor(few: TestApp, many: TestApp, id: string): Promise<Figure> {
  const took: [number[], number[]] = [[], []];
  const cases = makeTruth(NEW_CASES_SEED, (NEW_CASES + WARM_UP) * 5, IDS_OF_NEW_CASES).cases;
  for (const [at, persons] of cases.slice(0, NEW_CASES + WARM_UP).entries())
    for (const [index, app] of [few, many].entries()) {
      const ms = await timeOfOneMore(app, persons);
      if (at >= WARM_UP) took[index]!.push(ms);
    }
  const [little, much] = took.map(median) as [number, number];
  console.log(`${id}: ${much.toFixed(2)} ms against ${little.toFixed(2)} ms`);
  return atMost(id, much / little, 2);
}
