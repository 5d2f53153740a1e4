import { fork } from 'node:child_process';
import { on } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { seenIn, type Run, type ToldOfPair } from '../support/two-worlds/pairs.js';
import { nextPart, partsOf, record, type Part } from './wall-runs.js';
import { atLeast, atMost, type Figure } from './measure.js';
import { largestDifference } from './wall-timing.js';

const PAIRS_BETWEEN_NEWS = 10;

/**
 * The figures of this engine over all parts that were lived through: pairs, answers compared, answers that differ; and the largest
 * difference of a route's medians in ms. Each world lives in a process of its own. After so many minutes no further pair is begun.
 */
export async function wallFigures(run: Run, partOf: number, minutes: number): Promise<Figure[]> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (ENGINE === 'postgres') await startPostgres();
  const enough = performance.now() + minutes * 60_000;
  for (;;) {
    const part = nextPart(partsOf(ENGINE, run.seed), run.pairs, partOf);
    if (part === null || performance.now() > enough) break;
    await livePart({ ...run, part }, enough);
  }
  const milliseconds = await largestDifference();
  if (ENGINE === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
  const parts = partsOf(ENGINE, run.seed);
  const sum = (one: (part: Part) => number): number => parts.reduce((all, part) => all + one(part), 0);
  const pairs = sum(({ from, to }) => to - from);
  return [
    atLeast(`pairs-of-histories-${ENGINE}`, pairs, 1000),
    atMost(
      `answers-that-differ-${ENGINE}`,
      sum(({ differing }) => differing),
      0,
    ),
    atLeast(
      `answers-compared-${ENGINE}`,
      sum(({ asked }) => asked),
      100 * pairs,
    ),
    atLeast(
      `acts-carried-out-${ENGINE}`,
      sum(({ carriedOut }) => carriedOut),
      sum(({ acts }) => acts) / 5,
    ),
    atMost(`largest-difference-of-medians-ms-${ENGINE}`, milliseconds, 2),
  ];
}

async function livePart(run: Run & { part: { from: number; to: number } }, enough: number): Promise<void> {
  const { seed, part } = run;
  const seen = await seenIn([tellingProcess(0, run), tellingProcess(1, run)], (soFar) => {
    record({ engine: ENGINE, seed, from: part.from }, soFar);
    if (soFar.pairs % PAIRS_BETWEEN_NEWS === 0)
      console.log(
        `${ENGINE}, from pair ${part.from}: ${soFar.pairs} pairs, ${soFar.asked} answers, ${soFar.differing.length} differ`,
      );
    return performance.now() > enough;
  });
  if (seen.differing.length > 0)
    writeFileSync(`out/two-worlds-differences-${ENGINE}-${part.from}.json`, JSON.stringify(seen.differing, null, 2));
}

/** A world in a process of its own, which tells pair by pair what it answered. */
async function* tellingProcess(side: 0 | 1, run: Run): AsyncGenerator<ToldOfPair, void, void> {
  const child = fork(join(import.meta.dirname, 'wall-world.js'), [ENGINE, String(side), JSON.stringify(run)]);
  try {
    for await (const [told] of on(child, 'message', { close: ['disconnect'] })) {
      if (told === 'that is all') return;
      yield told as ToldOfPair;
    }
    throw new Error(`The world ${side} ended before it had told all.`);
  } finally {
    child.kill();
  }
}
