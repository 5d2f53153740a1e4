import { describe, expect, it } from '@jest/globals';
import { monthsOf, type MonthsOf, type PersonOverTime } from './progress-months.js';

const person = (
  personId: string,
  stage: string,
  reached: Record<string, string>,
  since = '2025-01-01',
): PersonOverTime => ({
  ...{ personId, caseId: 'case', stage, since, subQuotaId: 'uganda', mustHoldPlace: false },
  reached: new Map(Object.entries(reached)),
});
const YEAR: MonthsOf = {
  period: { startsOn: '2025-01-01', endsOn: '2025-03-31' },
  through: '2025-02-15',
  persons: [
    person('1', 'arrived', { listed: '2024-11-30', granted: '2025-01-10', arrived: '2025-02-14' }),
    person('2', 'granted', { listed: '2024-12-01', granted: '2025-01-31' }),
    person('3', 'withdrawn', { listed: '2025-01-02', granted: '2025-01-20' }, '2025-02-01'),
  ],
  moved: [
    { month: '2025-01', kind: 'available', change: 10 },
    { month: '2025-01', kind: 'available', change: -3 },
    { month: '2025-01', kind: 'reserved', change: 3 },
    { month: '2025-02', kind: 'reserved', change: -2 },
    { month: '2025-02', kind: 'used', change: 1 },
    { month: '2025-02', kind: 'available', change: 1 },
  ],
  plans: {
    original: [
      { month: '2025-02', persons: 4 },
      { month: '2025-02', persons: 1 },
    ],
    inForce: [{ month: '2025-03', persons: 5 }],
  },
  words: { events: ['listed', 'granted', 'arrived'], exits: ['withdrawn'] },
};

describe('a period month by month', () => {
  const months = monthsOf(YEAR);

  it('begins with the first month in which something of it happened and ends with its last', () => {
    expect(months.map(({ month, told }) => [month, told])).toEqual([
      ['2024-11', true],
      ['2024-12', true],
      ['2025-01', true],
      ['2025-02', true],
      ['2025-03', false],
    ]);
  });

  it('counts each event in its month, also of who left later', () => {
    const persons = (index: number) => months.map(({ events, exits }) => [...events, ...exits][index]!.persons);
    expect(persons(0)).toEqual([1, 1, 1, 0, 0]);
    expect(persons(1)).toEqual([0, 0, 3, 0, 0]);
    expect(persons(2)).toEqual([0, 0, 0, 1, 0]);
    expect(persons(3)).toEqual([0, 0, 0, 1, 0]);
  });

  it('tells the places at the end of each month, and what was planned for it', () => {
    expect(months.map(({ places }) => [places.available, places.reserved, places.used])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [7, 3, 0],
      [8, 1, 1],
      [8, 1, 1],
    ]);
    expect(months.map(({ planned }) => [planned.original, planned.inForce])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [5, 0],
      [0, 5],
    ]);
  });
});
