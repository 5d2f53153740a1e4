import { describe, expect, it } from '@jest/globals';
import { durationRows, outcomesBy, reasonsOf, type ConcludedPerson } from './decisions.js';

const concluded = (kind: ConcludedPerson['kind'], month: string): ConcludedPerson => ({
  kind,
  in: { month, route: 'dossier', nationality: 'CD' },
});

describe('decisions', () => {
  it('are counted by month, with their sums', () => {
    const persons = [
      concluded('granted', '2025-03'),
      concluded('granted', '2025-02'),
      concluded('refused', '2025-03'),
      concluded('concluded_otherwise', '2025-03'),
    ];
    expect(outcomesBy('month', persons)).toEqual({
      rows: [
        { group: '2025-02', granted: 1, refused: 0, concludedOtherwise: 0 },
        { group: '2025-03', granted: 1, refused: 1, concludedOtherwise: 1 },
      ],
      total: { group: '', granted: 2, refused: 1, concludedOtherwise: 1 },
    });
  });
});

describe('reasons', () => {
  it('are counted, the most frequent first', () => {
    const left = [
      { why: 'withdrawn', reasonCode: 'error' },
      { why: 'deceased', reasonCode: null },
      { why: 'withdrawn', reasonCode: 'refugees_wish' },
      { why: 'withdrawn', reasonCode: 'refugees_wish' },
    ];
    expect(reasonsOf(left)).toEqual([
      { why: 'withdrawn', reasonCode: 'refugees_wish', persons: 2 },
      { why: 'deceased', reasonCode: null, persons: 1 },
      { why: 'withdrawn', reasonCode: 'error', persons: 1 },
    ]);
  });
});

describe('durations', () => {
  it('are told of all, and by route, priority and country of asylum', () => {
    const measured = [
      { days: 10, in: { route: 'dossier', priority: 'normal', countryOfAsylum: 'UG' } },
      { days: 30, in: { route: 'mission', priority: 'normal', countryOfAsylum: 'UG' } },
    ];
    expect(durationRows(measured)).toEqual([
      { dimension: 'all', group: '', persons: 2, medianDays: 10, ninetiethDays: 30 },
      { dimension: 'route', group: 'dossier', persons: 1, medianDays: 10, ninetiethDays: 10 },
      { dimension: 'route', group: 'mission', persons: 1, medianDays: 30, ninetiethDays: 30 },
      { dimension: 'priority', group: 'normal', persons: 2, medianDays: 10, ninetiethDays: 30 },
      { dimension: 'countryOfAsylum', group: 'UG', persons: 2, medianDays: 10, ninetiethDays: 30 },
    ]);
    expect(durationRows([])).toEqual([
      { dimension: 'all', group: '', persons: 0, medianDays: null, ninetiethDays: null },
    ]);
  });
});
