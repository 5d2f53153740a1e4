import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '../support/app.js';
import { atMost, median, type Figure } from './measure.js';

// How fast a name is found among 20,000 cases (about 80,000 persons with names of five origins, in the spellings and scripts of their
// papers): the whole service with its log entry on SQLite, in milliseconds of processor time (so that nobody else's work on the machine
// counts) and as a ratio to the same among 1,000 cases. Both registers are asked in turn for the same names. The results are written
// to test/bench/results/search.json; the program ends with 1 when a target is missed. CASES=5000 fills less.

Object.assign(globalThis, { ENGINE: 'sqlite' });
process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
const { startApp } = await import('../support/app.js');
const { SearchCases } = await import('../../src/casework/search-cases.js');
const { Chance } = await import('../support/duplicate-truth/chance.js');
const { makeTruth } = await import('../support/duplicate-truth/truth.js');
const { registerNames } = await import('../support/name-register.js');

const CASES = Number(process.env.CASES ?? 20_000);
const FEW = 1_000;
const SEARCHES = 300;
const SEED = 20_250_107;
const MICROSECONDS = 1000;
const PERSONS_A_CASE = 5;
const ACTOR = {
  ...{ accountId: '0195d3c0-0000-7000-8000-000000000000', name: 'bench', roles: ['coordinator'] },
  ...{ municipalityCode: null, requestId: 'bench' },
};

const truth = makeTruth(SEED, CASES * PERSONS_A_CASE);
const cases = truth.cases.slice(0, CASES);
if (cases.length < CASES) throw new Error(`The generator made ${cases.length} cases only.`);

async function filled(size: number): Promise<TestApp> {
  const app = await startApp({ today: '2025-01-07' });
  await registerNames(app, cases.slice(0, size));
  return app;
}
const [few, many] = [await filled(FEW), await filled(CASES)];

// What people type: both parts of a name, one of them, the beginning of one, in one of the spellings that the register has.
const chance = new Chance(SEED);
const names = cases.slice(0, FEW).flatMap((persons) => persons.flatMap(({ names: told }) => told.slice(0, 1)));
const WAYS: Readonly<Record<string, (given: string, family: string) => string>> = {
  both: (given, family) => `${family} ${given}`,
  one: (given) => given,
  begun: (given) => [...given].slice(0, 4).join(''),
};
const took: Record<string, { few: number[]; many: number[] }> = {};

async function timed(app: TestApp, text: string): Promise<number> {
  const before = process.cpuUsage();
  await app.server.get(SearchCases).search(ACTOR, { text }, { limit: 20 });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MICROSECONDS;
}
for (const [way, typed] of Object.entries(WAYS)) {
  const times = (took[way] = { few: [] as number[], many: [] as number[] });
  for (let done = -10; done < SEARCHES; done += 1) {
    const { given, family } = chance.one(names);
    const text = typed(given, family);
    if ([...text].length < 2) continue;
    const [inFew, inMany] = [await timed(few, text), await timed(many, text)];
    if (done < 0) continue;
    times.few.push(inFew);
    times.many.push(inMany);
  }
}
await few.close();
await many.close();

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]!;
const figures: Figure[] = [];
for (const [way, times] of Object.entries(took)) {
  console.log(
    `${way}: median ${median(times.few).toFixed(1)} ms among ${FEW}, ${median(times.many).toFixed(1)} ms among ${CASES}; p95 ${share(times.few, 0.95).toFixed(1)} and ${share(times.many, 0.95).toFixed(1)} ms`,
  );
  figures.push(atMost(`p95-ms-${way}`, share(times.many, 0.95), 150));
  figures.push(atMost(`ratio-${way}`, median(times.many) / median(times.few), 3));
}
mkdirSync('test/bench/results', { recursive: true });
writeFileSync('test/bench/results/search.json', `${JSON.stringify({ figures }, null, 2)}\n`);
for (const { id, value, target, holds } of figures)
  console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
