import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { referenceData } from '../../seeds/reference/reference-files.js';
import { contradictionsIn, type PublishedFigure, type PublishedMeasure } from '../../src/reference/index.js';

const { publishedFigures: figures, countries } = referenceData();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const of = (measure: PublishedMeasure, year?: number): PublishedFigure[] =>
  figures.filter((one) => one.measure === measure && (year === undefined || one.year === year));
const wholeOf = (measure: PublishedMeasure): [number, number][] =>
  of(measure)
    .filter(({ part }) => part === 'all')
    .map(({ year, value }) => [year, value]);
const sum = (parts: readonly PublishedFigure[]): number => parts.reduce((total, { value }) => total + value, 0);

describe('the published figures', () => {
  it('stand once a year, measure, part and source, each with what it counts and where it was read', () => {
    const keys = figures.map(({ year, measure, part, source }) => [year, measure, part, source].join('/'));
    expect(new Set(keys).size).toBe(figures.length);
    expect(figures.filter(({ definition, document }) => !definition || !document)).toEqual([]);
    expect(figures.filter(({ asOf }) => asOf !== null && !/^20\d\d(-\d\d){0,2}$/.test(asOf))).toEqual([]);
    expect(
      figures.filter(({ year, value }) => !(year >= 2013 && year <= 2025) || !Number.isSafeInteger(value)),
    ).toEqual([]);
  });

  it('are those that were checked, by checksum', () => {
    const lines = figures.map(({ year, years, measure, part, value, precision, source }) =>
      [year, years, measure, part, value, precision, source].join(';'),
    );
    expect(figures).toHaveLength(157);
    expect(sha256(lines.sort().join('\n'))).toBe('d5f5a2adc58d0ae5328b9c49a8bfaf88d0d6a663e1b5d8452e19c17bf3bb8f3d');
  });

  it('give every year from 2013 to 2025 a quota and what UNHCR counted as arrivals', () => {
    expect(Object.fromEntries(wholeOf('quota'))).toEqual({
      ...Object.fromEntries([2013, 2014, 2015, 2016].map((year) => [year, 1900])),
      2017: 3400,
      ...Object.fromEntries([2018, 2019, 2020, 2021, 2022].map((year) => [year, 5000])),
      ...Object.fromEntries([2023, 2024, 2025].map((year) => [year, 900])),
    });
    expect(wholeOf('arrivals').map(([, value]) => value)).toEqual([
      1896, 1969, 1898, 1895, 3415, 4921, 5237, 3220, 6695, 3740, 499, 907, 900,
    ]);
  });

  it('keep the outcomes as the agency told them', () => {
    expect(wholeOf('received')).toEqual([
      [2016, 1900],
      [2017, 3401],
      [2019, 5002],
      [2020, 3599],
      [2021, 6411],
      [2021, 6400],
    ]);
  });

  it.each([
    [2013, 1850],
    [2014, 1900],
    [2015, 1900],
    [2016, 1900],
    [2017, 3400],
    [2018, 5000],
    [2021, 6400],
  ])('list the sub-quotas of %d, which add up to %d', (year, places) => {
    expect(sum(of('sub_quota', year))).toBe(places);
  });

  it('have arrivals by origin from 2018, of countries that exist, never more than all arrivals', () => {
    const byOrigin = of('arrivals').filter(({ part }) => part !== 'all');
    expect(byOrigin).toHaveLength(8 * 8);
    expect(
      [...new Set(byOrigin.map(({ part }) => part))].filter((code) => !countries.some((one) => one.code === code)),
    ).toEqual([]);
    expect(
      [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025].map((year) => sum(byOrigin.filter((one) => one.year === year))),
    ).toEqual([4640, 4944, 2918, 6483, 3520, 467, 902, 887]);
  });

  it('tell a pledge of two years once', () => {
    expect(of('pledge').map(({ year, years, part, value }) => [year, years, part, value])).toEqual([
      [2024, 2, 'resettlement', 1700],
      [2024, 2, 'humanitarian_admission', 100],
    ]);
  });

  it('do not hide what is rounded or rests on no named document', () => {
    expect(
      figures
        .filter(({ precision }) => precision === 'about')
        .map(({ year, measure, part }) => `${year} ${measure} ${part}`),
    ).toEqual([
      '2018 received_so_far all',
      '2021 carry_in all',
      '2021 received all',
      '2021 received AF',
      '2021 received AF',
      '2023 carry_in all',
    ]);
    expect(
      figures.filter(({ source }) => source === 'domain.md').map(({ year, measure }) => `${year} ${measure}`),
    ).toEqual(['2019 quota']);
  });
});

describe('edge cases 10 and 30: what contradicts what', () => {
  it('is a warning, and these are all', () => {
    expect(contradictionsIn(figures).map(({ detail }) => detail)).toEqual([
      '2013: the parts (sub_quota) of CC13 add up to 1,850; the whole (quota) is 1,900 (CC13).',
      '2016: received and arrivals, all, are counted by different rules: 1,900 (PM-18-12), 1,895 (UNHCR-data).',
      '2017: the parts (requested) of MV17 add up to 1,516; the whole (requested) is 1,500 (S4).',
      '2017: received and arrivals, all, are counted by different rules: 3,401 (S4), 3,415 (UNHCR-data).',
      '2019: received and arrivals, all, are counted by different rules: 5,002 (S4), 5,237 (UNHCR-data).',
      '2020: received and arrivals, all, are counted by different rules: 3,599 (S4), 3,220 (UNHCR-data).',
      '2021: the parts (sub_quota) of S4 add up to 6,400; the whole (target) is 6,401 (MV22a).',
      '2021: the sub-quota emergency is 550 (S4) beside a cap of 500 (S4).',
      '2021: sources disagree on received, AF: about 1,300 (MV22a), about 1,500 (S4).',
      '2021: received and arrivals, all, are counted by different rules: 6,411 (MV22a), about 6,400 (S4), 6,695 (UNHCR-data).',
      '2021: received and arrivals, AF, are counted by different rules: about 1,300 (MV22a), about 1,500 (S4), 1,564 (UNHCR-data).',
    ]);
  });
});
