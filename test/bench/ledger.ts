import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { Figure } from './measure.js';

// What the ledger costs, on both engines. Figures are ratios within one run, medians of several rounds: reading a period out of a
// million entries against reading it out of ten thousand, and a reservation against a bare conditional update. The results are
// written to test/bench/results/ledger.json; the program ends with 1 when a target is missed. ENTRIES=100000 fills less.

const RESULTS = 'test/bench/results';
const [, program, engine] = process.argv;

if (engine !== undefined) {
  Object.assign(globalThis, { ENGINE: engine });
  const { ledgerFigures } = await import('./ledger-figures.js');
  process.send!(await ledgerFigures(Number(process.env.ENTRIES ?? 1_000_000)));
  process.disconnect();
} else {
  const figures: Figure[] = [];
  for (const name of ['sqlite', 'postgres']) {
    const child = fork(program!, [name]);
    child.on('message', (found) => figures.push(...(found as Figure[])));
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`The measurements on ${name} ended with ${code}.`);
  }
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}/ledger.json`, `${JSON.stringify({ figures }, null, 2)}\n`);
  for (const { id, value, target, holds } of figures)
    console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
