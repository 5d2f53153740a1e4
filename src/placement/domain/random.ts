/** A source of chance that a seed decides wholly: the same seed gives the same numbers on every machine. */
export interface Random {
  /** The next number, at least 0 and less than 1. */
  next(): number;
  /** The next whole number, at least 0 and less than `limit`. */
  below(limit: number): number;
}

/**
 * sfc32 (C. Doty-Humphrey's Small Fast Counting generator, public domain), its state filled by splitmix32. It passes PractRand, needs
 * 32-bit arithmetic only, and is the one that the instances of the benchmark are drawn with.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const mixed = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let t = state ^ (state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = mixed();
  let b = mixed();
  let c = mixed();
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return { next, below: (limit) => Math.floor(next() * limit) };
}
