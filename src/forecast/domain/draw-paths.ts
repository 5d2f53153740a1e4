import type { Random } from '../../kernel/index.js';

/**
 * Tables for drawing a week from a law with one number and one look (Walker's alias method). Each law has 2^bits columns; the top
 * bits of a drawn number choose the column, the rest decides between it and its alias, and both stand in one word.
 */
export interface WeekTables {
  readonly bits: number;
  readonly words: Uint32Array;
}

/** Bits for the weeks of the horizon and the one column more that stands for "not within it". */
export const bitsFor = (horizon: number): number => Math.max(1, Math.ceil(Math.log2(horizon + 1)));

export function weekTables(laws: readonly Float64Array[], horizon: number): WeekTables {
  const bits = bitsFor(horizon);
  const words = new Uint32Array(laws.length << bits);
  laws.forEach((law, index) => fillTable(words.subarray(index << bits, (index + 1) << bits), law, horizon));
  return { bits, words };
}

function fillTable(words: Uint32Array, law: Float64Array, horizon: number): void {
  const columns = words.length;
  const scale = 4294967296 / columns;
  const heights = new Float64Array(columns);
  let within = 0;
  for (let week = 0; week < horizon; week += 1) {
    within += law[week]!;
    heights[week] = law[week]! * columns;
  }
  heights[horizon] = Math.max(0, 1 - within) * columns;
  const low: number[] = [];
  const high: number[] = [];
  for (let column = 0; column < columns; column += 1) (heights[column]! < 1 ? low : high).push(column);
  const put = (column: number, height: number, alias: number): void => {
    const kept = Math.min(scale - 1, Math.max(0, Math.floor(height * scale)));
    words[column] = kept * columns + alias;
  };
  while (low.length > 0 && high.length > 0) {
    const column = low.pop()!;
    const alias = high.pop()!;
    put(column, heights[column]!, alias);
    heights[alias]! -= 1 - heights[column]!;
    (heights[alias]! < 1 ? low : high).push(alias);
  }
  for (const column of [...low, ...high]) put(column, 1, column);
}

/** Households of one group: the index of the law of each, and its persons. */
export interface Households {
  readonly laws: Int32Array;
  readonly sizes: Int32Array;
}

/**
 * Draws the week of each household, path by path, and adds its persons to `paths`: for each path 2^bits weeks, of which those from
 * the horizon on mean that it did not arrive within it.
 */
export function drawPaths(
  { laws, sizes }: Households,
  { bits, words }: WeekTables,
  random: Random,
  paths: Int32Array,
  from: number,
  to: number,
): void {
  const shift = 32 - bits;
  const mask = (1 << bits) - 1;
  for (let path = from; path < to; path += 1) {
    const row = path << bits;
    for (let household = 0; household < laws.length; household += 1) {
      const drawn = random.u32();
      const column = drawn >>> shift;
      const word = words[(laws[household]! << bits) | column]!;
      const week = (drawn << bits) >>> 0 < (word & ~mask) >>> 0 ? column : word & mask;
      paths[row + week]! += sizes[household]!;
    }
  }
}
