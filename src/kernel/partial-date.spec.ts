import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  agesOn,
  agesReached,
  earliestDay,
  isPartialDate,
  latestDay,
  mayBeYounger,
  mayHaveReached,
  precisionOf,
  readingOf,
} from './partial-date.js';
import { addDays, ageOn } from './plain-date.js';

describe('a date known to the year, the month or the day', () => {
  it.each(['1990', '1990-05', '1990-05-17', '2024-02-29', '1800', '2199-12'])('%s is one', (date) =>
    expect(isPartialDate(date)).toBe(true),
  );

  it.each([
    '90',
    '1990-13',
    '1990-00',
    '1990-5',
    '2023-02-29',
    '1990-05-',
    '1799',
    '2200',
    '',
    ' 1990',
    '1990-05-17T',
    1990,
    null,
  ])('%p is none', (value) => expect(isPartialDate(value)).toBe(false));

  it.each([
    ['1990', 'year', '1990-01-01', '1990-12-31'],
    ['1990-02', 'month', '1990-02-01', '1990-02-28'],
    ['1992-02', 'month', '1992-02-01', '1992-02-29'],
    ['1990-12', 'month', '1990-12-01', '1990-12-31'],
    ['1990-05-17', 'day', '1990-05-17', '1990-05-17'],
  ])('%s is known to the %s: from %s to %s', (date, precision, first, last) => {
    expect([precisionOf(date), earliestDay(date), latestDay(date)]).toEqual([precision, first, last]);
  });

  it('means its year alone when it is written in full but only the year is known', () => {
    const year = { earliest: '2007-01-01', latest: '2007-12-31' };
    expect(readingOf({ date: '2007-01-01', precision: 'year' })).toEqual(year);
    expect(readingOf({ date: '2007' })).toEqual(year);
    expect(readingOf({ date: '2007-05-01', precision: 'month' })).toEqual({
      earliest: '2007-05-01',
      latest: '2007-05-31',
    });
  });
});

describe('edge case 18: an estimated birth date', () => {
  it('means its year, whatever day and month are written: 1 January is a convention', () => {
    const year = { earliest: '1990-01-01', latest: '1990-12-31' };
    for (const date of ['1990-01-01', '1990-05-17', '1990-05', '1990'])
      expect(readingOf({ date, estimated: true })).toEqual(year);
  });
});

describe('an age on a day', () => {
  const born2007 = readingOf({ date: '2007' });

  it('is one number when the day of birth is known, else a least and a greatest', () => {
    expect(agesOn(readingOf({ date: '2007-06-15' }), '2025-06-14')).toEqual({ least: 17, greatest: 17 });
    expect(agesOn(readingOf({ date: '2007-06-15' }), '2025-06-15')).toEqual({ least: 18, greatest: 18 });
    expect(agesOn(born2007, '2025-06-14')).toEqual({ least: 17, greatest: 18 });
    expect(agesOn(born2007, '2025-12-31')).toEqual({ least: 18, greatest: 18 });
  });

  it('holds who may be either, child or adult, to what is asked of adults and to what protects children', () => {
    expect([mayHaveReached(born2007, 18, '2024-12-31'), mayBeYounger(born2007, 18, '2024-12-31')]).toEqual([
      false,
      true,
    ]);
    expect([mayHaveReached(born2007, 18, '2025-01-01'), mayBeYounger(born2007, 18, '2025-01-01')]).toEqual([
      true,
      true,
    ]);
    expect([mayHaveReached(born2007, 18, '2025-12-31'), mayBeYounger(born2007, 18, '2025-12-31')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('edge case 17: ages reached while waiting', () => {
  const AGES = [6, 15, 18];

  it.each([
    ['2019-03-01', [[6, '2025-03-01']]],
    ['2010-03-01', [[15, '2025-03-01']]],
    ['2007-03-01', [[18, '2025-03-01']]],
    ['2012-03-01', []],
  ])('born on %s, waiting from January to September 2025: %j', (date, reached) => {
    const found = agesReached(readingOf({ date }), '2025-01-07', '2025-09-30', AGES);
    expect(found.map(({ years, earliestOn }) => [years, earliestOn])).toEqual(reached);
    expect(found.every(({ certain, earliestOn, latestOn }) => certain && earliestOn === latestOn)).toBe(true);
  });

  it('counts the day after the first and the last day itself', () => {
    const reached = (date: string) => agesReached(readingOf({ date }), '2025-01-07', '2025-09-30', AGES).length;
    expect(['2019-01-07', '2019-01-08', '2019-09-30', '2019-10-01'].map(reached)).toEqual([0, 1, 1, 0]);
  });

  it('says when a birthday may fall into the wait and may not', () => {
    expect(agesReached(readingOf({ date: '2019' }), '2025-01-07', '2025-09-30', AGES)).toEqual([
      { years: 6, earliestOn: '2025-01-01', latestOn: '2025-12-31', certain: false },
    ]);
    expect(agesReached(readingOf({ date: '2019-05' }), '2025-01-07', '2025-09-30', AGES)).toEqual([
      { years: 6, earliestOn: '2025-05-01', latestOn: '2025-05-31', certain: true },
    ]);
  });

  it('is 1 March for who was born on 29 February, in years without one', () => {
    const leap = readingOf({ date: '2020-02-29' });
    expect(agesReached(leap, '2026-01-01', '2026-12-31', AGES)[0]).toMatchObject({
      years: 6,
      earliestOn: '2026-03-01',
    });
    expect(agesReached(leap, '2038-01-01', '2038-12-31', AGES)[0]).toMatchObject({
      years: 18,
      earliestOn: '2038-03-01',
    });
    expect(agesReached(readingOf({ date: '2000-02-29' }), '2018-01-01', '2018-12-31', AGES)[0]?.earliestOn).toBe(
      '2018-03-01',
    );
  });

  it('agrees with the age on each day: it is reached on the birthday and not the day before', () => {
    const seed = 20_250_107;
    process.stdout.write(`  ages reached, seed ${seed}\n`);
    const day = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('1960-01-01', days));
    fc.assert(
      fc.property(day, fc.constantFrom(...AGES), (birthDate, years) => {
        const [reached] = agesReached(readingOf({ date: birthDate }), '1900-01-01', '2199-12-31', [years]);
        expect(ageOn(birthDate, reached!.earliestOn)).toBe(years);
        expect(ageOn(birthDate, addDays(reached!.earliestOn, -1))).toBe(years - 1);
      }),
      { seed, numRuns: 2000 },
    );
  });
});
