import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { Figure } from './measure.js';

// What the audit log costs, on both engines: how long a million entries take to verify, and what 64 writers at once lose to the
// chain's head against the same rows without a chain (which is what sealing later would write). The results are written to
// test/bench/results/audit.json; the program ends with 1 when a target is missed. ENTRIES=100000 fills less.

const RESULTS = 'test/bench/results';
const [, program, engine] = process.argv;

if (engine !== undefined) {
  Object.assign(globalThis, { ENGINE: engine });
  const { auditFigures } = await import('./audit-figures.js');
  process.send!(await auditFigures(Number(process.env.ENTRIES ?? 1_000_000)));
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
  const entries = Number(process.env.ENTRIES ?? 1_000_000);
  writeFileSync(`${RESULTS}/audit.json`, `${JSON.stringify({ entries, figures }, null, 2)}\n`);
  for (const { id, value, target, holds } of figures)
    console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
