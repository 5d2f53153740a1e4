import { expect, it } from '@jest/globals';
import { livedPairs } from '../../support/two-worlds/pairs.js';

// A short form of `npm run bench:wall`, which lives through 1,000 pairs. PAIRS and SEED may be set; a run is the same for the same seed.

const SEED = Number(process.env.SEED ?? 20_251_122);
// Thousands of requests of two servers: a busy machine takes its time.
const TIMEOUT_MS = 900_000;
const PAIRS = Number(process.env.PAIRS ?? 4);

it(
  `${PAIRS} pairs of histories are told alike to everybody outside the wall, whatever ordinary officials do (SEED=${SEED})`,
  async () => {
    const seen = await livedPairs({ pairs: PAIRS, readByAll: 0, batch: 4, seed: SEED });
    console.log(
      `SEED=${SEED}: ${seen.pairs} pairs, ${seen.asked} answers compared, ${seen.carriedOut} of ${seen.acts} acts carried out`,
    );
    expect(seen.differing.slice(0, 3)).toEqual([]);
    expect(seen.carriedOut).toBeGreaterThan(seen.acts / 5);
  },
  TIMEOUT_MS,
);
