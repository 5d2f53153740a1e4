import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FIGURES } from './placement-figures.js';
import type { Figure } from './measure.js';

// How good and how fast the placement engine is: ratios within one run, each figure in a process of its own. All figures by default, or
// those named: npm run bench:placement -- quality-500 bound. Results are kept by figure in test/bench/results/placement.json, so a
// figure that is measured alone replaces only itself; the program ends with 1 when a target is missed.

const RESULTS = 'test/bench/results';
const FILE = `${RESULTS}/placement.json`;
const [, program, ...asked] = process.argv;

if (process.send !== undefined) {
  process.send(await FIGURES[asked[0]!]!());
  process.disconnect();
} else {
  const unknown = asked.filter((name) => !(name in FIGURES));
  if (unknown.length > 0)
    throw new Error(`There is no figure ${unknown.join(', ')}: ${Object.keys(FIGURES).join(', ')}.`);
  mkdirSync(RESULTS, { recursive: true });
  for (const name of asked.length > 0 ? asked : Object.keys(FIGURES)) {
    const child = fork(program!, [name]);
    const [found] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Figure[] | number];
    if (!Array.isArray(found)) throw new Error(`The measurement of ${name} ended with ${found}.`);
    // Read anew: another part may have been measured beside this one.
    const kept = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { figures: Figure[] }).figures : [];
    const figures = new Map(kept.map((figure) => [figure.id, figure]));
    for (const figure of found) {
      figures.set(figure.id, figure);
      console.log(`${figure.holds ? 'holds ' : 'MISSED'} ${figure.id}: ${figure.value} (target ${figure.target})`);
      process.exitCode = figure.holds ? process.exitCode : 1;
    }
    writeFileSync(FILE, `${JSON.stringify({ figures: [...figures.values()] }, null, 2)}\n`);
  }
}
