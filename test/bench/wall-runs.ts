import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { WorldsSeen } from '../support/two-worlds/pairs.js';

// What was lived through and compared already. A run takes hours on a small machine: it may be made in parts, each of other pairs of the
// same plans and each in a pair of databases of its own, and the figures are the sums.

const FILE = 'test/bench/results/wall-runs.json';

/** One part of the 1,000 pairs: those from the first up to, not including, the last, in the order of the plans that the seed gives. */
export interface Part {
  readonly engine: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly asked: number;
  readonly acts: number;
  readonly carriedOut: number;
  readonly differing: number;
}

const recorded = (): Part[] =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { parts: Part[] }).parts : [];

/** The parts of this engine and seed that are done, the first pairs first. */
export const partsOf = (engine: string, seed: number): Part[] =>
  recorded()
    .filter((part) => part.engine === engine && part.seed === seed)
    .sort((a, b) => a.from - b.from);

/** The first pairs that no part has lived through, at most so many of them; none when all are done. */
export function nextPart(parts: readonly Part[], pairs: number, most: number): { from: number; to: number } | null {
  let from = 0;
  for (const part of parts) {
    if (part.from > from) return { from, to: Math.min(part.from, from + most) };
    from = Math.max(from, part.to);
  }
  return from < pairs ? { from, to: Math.min(pairs, from + most) } : null;
}

/** Writes what a part has found so far: a run that is ended early keeps the pairs that it compared. */
export function record(
  part: Pick<Part, 'engine' | 'seed' | 'from'>,
  { pairs, asked, acts, carriedOut, differing }: WorldsSeen,
): void {
  const done: Part = { ...part, to: part.from + pairs, asked, acts, carriedOut, differing: differing.length };
  const others = recorded().filter(
    ({ engine, seed, from }) => engine !== part.engine || seed !== part.seed || from !== part.from,
  );
  writeFileSync(FILE, `${JSON.stringify({ parts: [...others, done] }, null, 2)}\n`);
}
