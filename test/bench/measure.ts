import { performance } from 'node:perf_hooks';

export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly target: string;
  readonly holds: boolean;
}

export const atMost = (id: string, value: number, limit: number): Figure => ({
  id,
  value: rounded(value),
  target: `<= ${limit}`,
  holds: value <= limit,
});
export const atLeast = (id: string, value: number, limit: number): Figure => ({
  id,
  value: rounded(value),
  target: `>= ${limit}`,
  holds: value >= limit,
});
const rounded = (value: number): number => Number(value.toFixed(3));

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Milliseconds that the work takes, so many times one after the other. */
export async function time(work: () => Promise<unknown>, times = 1): Promise<number> {
  const start = performance.now();
  for (let done = 0; done < times; done += 1) await work();
  return performance.now() - start;
}
