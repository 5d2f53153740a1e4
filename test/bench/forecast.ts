import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { calibration, decision, exactness, SHOCK, speed } from './forecast-figures.js';
import type { Figure } from './measure.js';
import { hashOf, worldOf } from './worlds/world.js';

// Whether the forecast means what it says, in simulated worlds that share no code with it (worlds/), against a forecast from closed
// cases only (baseline/). Results: test/bench/results/forecast.json; ends with 1 when a target is missed. Arguments choose figures
// (F1 and F2 are measured together; `no-shocks` and `shocks` are its halves): npm run bench:forecast -- F3 F4,
// numbers choose seeds. WORLDS=50 simulates fewer.

const SEEDS = [11, 23, 47] as const;
const RESULTS = 'test/bench/results/forecast.json';
const WORLD = 'e4e4d26de3566fe14afdb9cc9a302facd0764fa2fa840e907558199ff35df013';

const found = hashOf(worldOf({ seed: 7, shock: SHOCK }));
if (found !== WORLD) throw new Error(`The worlds are others than those of the results: ${found}.`);

const worlds = Number(process.env.WORLDS ?? 500);
const FIGURES: Readonly<Record<string, (seed: number) => Figure[]>> = {
  'no-shocks': (seed) => calibration(seed, worlds, 0),
  shocks: (seed) => calibration(seed, worlds, SHOCK),
  F3: speed,
  F4: exactness,
  F5: (seed) => decision(seed, worlds),
};
const said = process.argv.slice(2);
const seeds = SEEDS.filter((seed) => said.includes(String(seed)));
const asked = said
  .filter((word) => !SEEDS.some((seed) => String(seed) === word))
  .flatMap((name) => (name === 'F1' || name === 'F2' ? ['no-shocks', 'shocks'] : name));
const unknown = asked.find((name) => !(name in FIGURES));
if (unknown !== undefined) throw new Error(`There is no figure ${unknown}: F1 F2 F3 F4 F5 shocks no-shocks.`);

const chosen = asked.length > 0 ? [...new Set(asked)] : Object.keys(FIGURES);
for (const name of chosen)
  for (const seed of seeds.length > 0 ? seeds : SEEDS) {
    const figures = FIGURES[name]!(seed);
    for (const { id, value, target, holds } of figures)
      console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
    if (!figures.every(({ holds }) => holds)) process.exitCode = 1;
    if (worlds === 500) keep(figures);
  }

/** Figures that were not asked for stay as they were measured. */
function keep(figures: readonly Figure[]): void {
  mkdirSync('test/bench/results', { recursive: true });
  const before = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as { figures: Figure[] }).figures
    : [];
  const others = before.filter(({ id }) => !figures.some((figure) => figure.id === id));
  const all = [...others, ...figures].sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(RESULTS, `${JSON.stringify({ worlds, figures: all }, null, 2)}\n`);
}
