/** Chance as an argument: the same seed gives the same figures for ever. */
export interface Random {
  /** A whole number from 0 to 2³² − 1. */
  u32(): number;
  /** From 0 to just below 1. */
  next(): number;
  /** A whole number from 0 to just below `limit`. */
  below(limit: number): number;
  /** Of the standard normal distribution. */
  normal(): number;
}

/**
 * The small fast counting generator of PractRand (sfc32, C. Doty-Humphrey, public domain), its state filled by splitmix32 as its author
 * recommends.
 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const fill = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), 1];
  const u32 = (): number => {
    const drawn = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + drawn) | 0;
    return drawn >>> 0;
  };
  const next = (): number => u32() / 4294967296;
  return {
    u32,
    next,
    below: (limit) => Math.floor(next() * limit),
    // Box and Muller; 1 − u is never nought.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
