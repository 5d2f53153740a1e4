import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Figure } from './measure.js';

// Whether anybody outside the wall can tell what the Security Service said: 1,000 pairs of histories in one pair of databases, 30 of them
// read by every role without need to know and the rest by one in turn, with 20 random acts by ordinary officials between the reads; and
// how much the medians of 20 routes differ, calls of both worlds interleaved, in milliseconds. The figures are written to
// test/bench/results/wall.json; the program ends with 1 when a target is missed. PAIRS=100 lives through less, ENGINES=sqlite on one engine.

const RESULTS = 'test/bench/results';
const [, program, engine] = process.argv;

if (engine !== undefined) {
  Object.assign(globalThis, { ENGINE: engine });
  const { wallFigures } = await import('./wall-figures.js');
  process.send!(await wallFigures(Number(process.env.PAIRS ?? 1000), Number(process.env.SEED ?? 20_251_122)));
  process.disconnect();
} else {
  const figures: Figure[] = [];
  for (const name of (process.env.ENGINES ?? 'sqlite,postgres').split(',')) {
    const child = fork(program!, [name]);
    child.on('message', (found) => figures.push(...(found as Figure[])));
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`The two worlds on ${name} ended with ${code}.`);
  }
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}/wall.json`, `${JSON.stringify({ figures }, null, 2)}\n`);
  for (const { id, value, target, holds } of figures)
    console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
