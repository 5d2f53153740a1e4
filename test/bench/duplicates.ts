import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DEVELOPMENT_SEED, REPORT_SEED } from '../support/duplicate-truth/seeds.js';
import type { Register } from './duplicates-register.js';
import type { Figure } from './measure.js';

// How well and how fast duplicates are found among 200,000 persons, through the databases. Quality: the last 30,000 of a register
// arrive where the others stand already, and what the queue then holds is held against what is true: on SQLite for the seed that the
// weights were tuned on, on PostgreSQL for one that nobody tuned anything on. Time: the same new cases are asked of this register and of one
// of 1,000 persons in turn, each engine alone. The results are written to test/bench/results/duplicates.json; the program ends
// with 1 when a target is missed. SIZE=20000 runs a smaller register; ONLY=time measures the time alone, of registers that are put down
// whole, and what was found of the quality before stays.

const RESULTS = 'test/bench/results';
const [, program, told] = process.argv;
const persons = Number(process.env.SIZE ?? 200_000);
const REGISTERS: readonly Register[] = [
  { engine: 'sqlite', seed: DEVELOPMENT_SEED, name: 'development-seed', persons },
  { engine: 'postgres', seed: REPORT_SEED, name: 'report-seed', persons },
];

if (told !== undefined) {
  const register = JSON.parse(told) as Register;
  Object.assign(globalThis, { ENGINE: register.engine });
  const { measureRegister } = await import('./duplicates-register.js');
  await measureRegister(register);
  process.disconnect();
} else {
  const figuresOf = async (child: ChildProcess): Promise<Figure[]> => {
    const found = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (!Array.isArray(found[0])) throw new Error(`The measurements ended with ${String(found[0])}.`);
    return found[0] as Figure[];
  };
  const figures: Figure[] = [];
  // One after the other: while one engine still writes down what it was given, the other would be measured beside it.
  for (const register of REGISTERS) {
    const child = fork(program!, [JSON.stringify(register)]);
    try {
      figures.push(...(await figuresOf(child)));
      child.send('go on');
      figures.push(...(await figuresOf(child)));
      await once(child, 'exit');
    } finally {
      child.kill();
    }
  }
  report(figures);
}

function report(figures: readonly Figure[]): void {
  const file = `${RESULTS}/duplicates.json`;
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { figures: Figure[] }).figures : [];
  const kept = before.filter(({ id }) => !figures.some((figure) => figure.id === id));
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ figures: [...kept, ...figures] }, null, 2)}\n`);
  for (const { id, value, target, holds } of figures)
    console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
