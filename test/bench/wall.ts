import { onBothEngines } from './on-both-engines.js';

// Whether anybody outside the wall can tell what the Security Service said: 1,000 pairs of histories in one pair of databases, 30 of them
// read by every role without need to know and the rest by one in turn, with 20 random acts by ordinary officials between the reads; and
// how much the medians of 20 routes differ, calls of both worlds interleaved, in milliseconds. The figures are written to
// test/bench/results/wall.json; the program ends with 1 when a target is missed. PAIRS=100 lives through less.

await onBothEngines('wall', async () => {
  const { wallFigures } = await import('./wall-figures.js');
  return wallFigures(Number(process.env.PAIRS ?? 1000), Number(process.env.SEED ?? 20_251_122));
});
