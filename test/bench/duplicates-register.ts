import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { judgedBy, register, timeOfOneMore } from '../support/duplicate-truth/registered.js';
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
/** So many for each case that is entered at once: of those who come together, few are one. */
const PERSONS_FOR_EACH_AT_ONCE = 8_000;

export interface Register {
  /** `sqlite` or `postgres`. */
  engine: string;
  seed: number;
  /** How the figures of this seed are called. */
  name: string;
  persons: number;
}

/**
 * Enters the whole register of a seed and tells how well its duplicates were found; then, when it is told to go on and has the
 * machine for itself, how long a new case takes in it against a register of a thousand.
 */
export async function measureRegister({ engine, seed, name, persons }: Register): Promise<void> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (engine === 'postgres') await startPostgres({ durable: true });
  const truth = makeTruth(seed, persons);
  const hash = HASHES[`${seed}/${persons}`];
  if (hash !== undefined && hash !== truth.hash) throw new Error(`The set of seed ${seed} is not the pinned one.`);
  const few = await entered(engine, firstOf(truth, FEW));
  const many = await entered(engine, truth.cases);
  await many.dataSource.query('ANALYZE');
  process.send!(await quality(many, truth, name));
  await once(process, 'message');
  process.send!([await timeFor(few, many, `time-per-new-case-${persons}-to-${FEW}-${engine}`)]);
  for (const app of [few, many]) await app.close();
  if (engine === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
}

/** The first cases of a register, up to so many persons. */
function firstOf(truth: Truth, persons: number): Truth['cases'] {
  let counted = 0;
  return truth.cases.filter((theCase) => (counted += theCase.length) <= persons);
}

async function entered(engine: string, cases: Truth['cases']): Promise<TestApp> {
  const app = await startApp({ today: '2025-01-07' });
  const persons = cases.flat().length;
  const start = performance.now();
  await register(app, cases, Math.max(1, Math.floor(persons / PERSONS_FOR_EACH_AT_ONCE)));
  console.log(`${engine}: ${persons} persons entered in ${Math.round((performance.now() - start) / 1000)} s`);
  return app;
}

async function quality(app: TestApp, truth: Truth, name: string): Promise<Figure[]> {
  const { precision, recall, found } = await judgedBy(app, truth, ['exact', 'likely']);
  const all = await judgedBy(app, truth, ['exact', 'likely', 'possible']);
  console.log(
    `${name}: ${truth.persons} persons, ${truth.pairs.size} true pairs, ${found} found, set ${truth.hash.slice(0, 16)}; ` +
      `with the possible ones precision ${all.precision.toFixed(4)}, recall ${all.recall.toFixed(4)}`,
  );
  return [atLeast(`duplicates-precision-${name}`, precision, 0.98), atLeast(`duplicates-recall-${name}`, recall, 0.95)];
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
