import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { Figure } from './measure.js';

const RESULTS = 'test/bench/results';
const MOST_SAID = 2_000;

/**
 * Measures on each engine in a process of its own (`npm run bench:… -- postgres`: on that one alone, and what was found on the other
 * stays), writes the figures to test/bench/results/<name>.json and prints them. The program ends with 1 when a target is missed.
 */
export async function onBothEngines(name: string, measure: () => Promise<Figure[]>): Promise<void> {
  const [, program, engine, child] = process.argv;
  if (child === undefined) return tell(name, await measured(program!, engine ? [engine] : ['sqlite', 'postgres']));
  Object.assign(globalThis, { ENGINE: engine });
  const found = await measure().catch((error: unknown) => {
    // A statement of many rows would be told with all of them.
    console.error(String(error instanceof Error ? error.stack : error).slice(0, MOST_SAID));
    process.exit(1);
  });
  process.send!(found);
  process.disconnect();
}

async function measured(program: string, engines: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of engines) {
    const child = fork(program, [name, 'child']);
    child.on('message', (found) => figures.push(...(found as Figure[])));
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`The measurements on ${name} ended with ${code}.`);
  }
  return figures;
}

function tell(name: string, figures: readonly Figure[]): void {
  const file = `${RESULTS}/${name}.json`;
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { figures: Figure[] }).figures : [];
  const kept = before.filter(({ id }) => !figures.some((figure) => figure.id === id));
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ figures: [...kept, ...figures] }, null, 2)}\n`);
  for (const { id, value, target, holds } of figures)
    console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}
