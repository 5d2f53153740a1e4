import { referenceData } from '../../seeds/reference/reference-files.js';
import type { PublishedMeasure } from '../../src/reference/index.js';

export const { publishedFigures } = referenceData();

/** What one source published of a year, by part. */
export const published = (year: number, measure: PublishedMeasure, source: string): Record<string, number> =>
  Object.fromEntries(
    publishedFigures
      .filter((one) => one.year === year && one.measure === measure && one.source === source)
      .map(({ part, value }) => [part, value]),
  );

/** What one source published of a whole year. */
export const whole = (year: number, measure: PublishedMeasure, source: string): number =>
  published(year, measure, source).all!;
