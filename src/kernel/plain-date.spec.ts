import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  isInstant,
  isPlainDate,
  stockholmDateOf,
  toInstant,
  yearOf,
} from './plain-date.js';

const SEED = 20251122;
const aDate = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const holds = (property: fc.IProperty<[string, number]> | fc.IProperty<[string, string]>): void =>
  fc.assert(property as fc.IProperty<[string, string]>, { seed: SEED, numRuns: 1000 });

describe('a date', () => {
  it.each(['2025-01-07', '2024-02-29', '2000-02-29', '1800-01-01', '2199-12-31'])('%s exists', (date) => {
    expect(isPlainDate(date)).toBe(true);
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-7',
    '20250107',
    '2025-01-07T00:00:00Z',
    '0025-01-07',
    '1799-12-31',
    '2200-01-01',
    '9999-12-31',
    '',
    ' 2025-01-07',
    '2025-01-07\n',
    '２０２５-01-07',
  ])('%j does not exist, or is a slip of the pen', (date) => {
    expect(isPlainDate(date)).toBe(false);
  });

  it.each([null, undefined, 20250107, new Date(0), ['2025-01-07'], {}])('is a text: %p is none', (value) => {
    expect(isPlainDate(value)).toBe(false);
  });

  it('exists exactly when the calendar has it', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1790, max: 2210 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    const agrees = fc.property(parts, ([year, month, day]) => {
      const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const made = new Date(Date.UTC(year, month - 1, day));
      const exists = made.getUTCMonth() === month - 1 && made.getUTCDate() === day && year >= 1800 && year <= 2199;
      expect(isPlainDate(date)).toBe(exists);
    });
    fc.assert(agrees, { seed: SEED, numRuns: 2000 });
  });
});

describe('an instant', () => {
  it.each([
    ['2025-01-07T08:00:00Z', '2025-01-07T08:00:00.000Z'],
    ['2025-01-07T08:00:00.5Z', '2025-01-07T08:00:00.500Z'],
    ['2025-01-07T00:30:00+02:00', '2025-01-06T22:30:00.000Z'],
    ['2025-06-30T23:59:59.999-01:00', '2025-07-01T00:59:59.999Z'],
  ])('%s is written %s', (given, written) => {
    expect(isInstant(given)).toBe(true);
    expect(toInstant(given)).toBe(written);
  });

  it.each([
    '2025-01-07',
    '2025-01-07T08:00:00',
    '2025-01-07 08:00:00Z',
    '2025-02-30T08:00:00Z',
    '2025-01-07T25:00:00Z',
    '2025-01-07T08:60:00Z',
    '2025-01-07T08:00:00+25:00',
    '2025-01-07T08:00:00.0001Z',
    'now',
    '',
  ])('%j is none', (value) => {
    expect(isInstant(value)).toBe(false);
    expect(() => toInstant(value)).toThrow(RangeError);
  });
});

describe('the day in Stockholm', () => {
  it.each([
    ['2025-12-31T22:59:59.999Z', '2025-12-31', 'the last moment of the year in winter time'],
    ['2025-12-31T23:00:00.000Z', '2026-01-01', 'midnight in Stockholm'],
    ['2025-12-31T23:30:00.000Z', '2026-01-01', 'edge case 8: an arrival at 23:30Z belongs to next year'],
    ['2025-06-30T21:59:59.999Z', '2025-06-30', 'summer time'],
    ['2025-06-30T22:00:00.000Z', '2025-07-01', 'summer time'],
    ['2025-03-30T00:59:59.000Z', '2025-03-30', 'the night the clocks go forward'],
    ['2025-10-26T00:30:00.000Z', '2025-10-26', 'the night the clocks go back'],
    ['2024-02-28T23:15:00.000Z', '2024-02-29', 'a leap day begins'],
  ])('of %s is %s: %s', (instant, day) => {
    expect(stockholmDateOf(instant)).toBe(day);
  });
});

describe('counting days', () => {
  it.each([
    ['2025-01-07', 365, '2026-01-07'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-03-30', 1, '2025-03-31'],
    ['2025-01-01', -1, '2024-12-31'],
  ])('%s and %d days is %s', (date, days, later) => {
    expect(addDays(date, days)).toBe(later);
    expect(daysBetween(date, later)).toBe(days);
  });

  it(`goes there and back (seed ${SEED})`, () => {
    holds(
      fc.property(aDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it(`keeps the order of the texts (seed ${SEED})`, () => {
    holds(
      fc.property(aDate, aDate, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a === b ? 0 : a < b ? 1 : -1);
      }),
    );
  });

  it('refuses what is no date', () => {
    expect(() => addDays('soon', 1)).toThrow(RangeError);
  });
});

describe('counting months', () => {
  it.each([
    ['2025-12-31', 2, '2026-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-11-30', 13, '2026-12-30'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %d months is %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it(`gives an existing day, never in a later month than asked for (seed ${SEED})`, () => {
    holds(
      fc.property(aDate, fc.integer({ min: -240, max: 240 }), (date, months) => {
        const later = addMonths(date, months);
        const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(month(later) - month(date)).toBe(months);
        expect(new Date(`${later}T00:00:00Z`).toISOString().slice(0, 10)).toBe(later);
      }),
    );
  });
});

describe('age', () => {
  it.each([
    ['2007-01-07', '2025-01-06', 17],
    ['2007-01-07', '2025-01-07', 18],
    ['2004-02-29', '2022-02-28', 17],
    ['2004-02-29', '2022-03-01', 18],
    ['2004-02-29', '2024-02-29', 20],
    ['2025-01-07', '2025-01-07', 0],
  ])('of somebody born on %s is on %s %d', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age);
  });
});

it('a date has its year', () => {
  expect(yearOf('2025-12-31')).toBe(2025);
});
