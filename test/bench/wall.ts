import { onBothEngines } from './on-both-engines.js';

// Whether anybody outside the wall can tell what the Security Service said: 1,000 pairs of histories, 30 of them read by every role
// without need to know and the rest by one in turn, with 20 random acts by ordinary officials between the reads; and how much the medians
// of 20 routes differ, calls of both worlds interleaved, in milliseconds. The figures are written to test/bench/results/wall.json, the
// parts that were lived through to wall-runs.json beside it: a further run goes on with the pairs that are left (remove the parts to begin
// anew). The program ends with 1 when a target is missed. PART=100 pairs live in one pair of databases, MINUTES=60 ends after the pairs
// that were compared by then. Databases lie where TMPDIR points: /dev/shm spares the waiting for a disk.

const { PAIRS = 1000, PART = 100, SEED = 20_251_122, MINUTES = 600 } = process.env;

await onBothEngines('wall', async () => {
  const { wallFigures } = await import('./wall-figures.js');
  const run = { pairs: Number(PAIRS), readByAll: 30, batch: 50, everybody: true as const, seed: Number(SEED) };
  return wallFigures(run, Number(PART), Number(MINUTES));
});
