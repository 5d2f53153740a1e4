import { describe, expect, it } from '@jest/globals';
import { besideOwn, yearsOf } from './beside-own.js';

const published = (year: number, value: number, source: string, asOf: string | null) => ({
  year,
  years: 1,
  measure: 'received',
  part: 'all',
  value,
  precision: 'exact',
  source,
  document: 'A document',
  asOf,
  definition: 'Persons received',
  note: null,
});

describe('edge case 30: figures of the same year that differ by source', () => {
  const figures = [published(2021, 6411, 'MV22a', '2022-01-25'), published(2021, 6695, 'UNHCR', '2025')];
  const warnings = [{ code: 'countedDifferently', year: 2021, detail: '2021: 6,411 and 6,695.' }];
  const own = [{ year: 2021, measure: 'arrived', value: 6400 }] as const;

  it('stand beside each other with definition and source, and the contradiction with them', () => {
    const told = besideOwn({ figures, warnings }, own, { through: '2025-12-31', asOf: '2025-12-31' });
    expect(told.figures.map(({ origin, value, source }) => [origin, value, source])).toEqual([
      ['published', 6411, 'MV22a: A document'],
      ['published', 6695, 'UNHCR: A document'],
      ['vidar', 6400, 'Vidar'],
    ]);
    expect(told.warnings).toEqual(warnings);
  });

  it('are told as far as they were published by the day, and of no later year', () => {
    const sources = (through: string, asOf: string) =>
      besideOwn({ figures, warnings }, [], { through, asOf }).figures.map(({ source }) => source.slice(0, 5));
    expect(sources('2024-12-31', '2024-12-31')).toEqual(['MV22a']);
    expect(sources('2022-01-24', '2022-01-24')).toEqual([]);
    expect(sources('2020-12-31', '2025-12-31')).toEqual([]);
  });
});

describe('own figures', () => {
  it('are summed by year and measure', () => {
    const one = { year: 2025, measure: 'arrived', value: 1 } as const;
    expect(
      yearsOf([one, { ...one, measure: 'granted' }, one, { ...one, year: 2024 }, { ...one, year: 2023, value: 0 }]),
    ).toEqual([
      { ...one, year: 2024 },
      { ...one, measure: 'granted' },
      { ...one, value: 2 },
    ]);
  });
});
