import { describe, expect, it } from '@jest/globals';
import { overviewBy, standingOf, type Standing, type SubmittedPerson } from './annual-overview.js';

const person = (caseId: string, standing: Standing, nationality = 'CD'): SubmittedPerson => ({
  caseId,
  standing,
  in: { countryOfAsylum: 'UG', nationality, priority: 'normal', month: '2025-03', route: 'mission' },
});

describe('the annual overview', () => {
  it('counts every person once, and a case wherever one of its persons stands', () => {
    const { rows, total } = overviewBy('nationality', [
      person('a', 'decided'),
      person('a', 'pending', 'RW'),
      person('b', 'returned'),
      person('b', 'returned'),
    ]);
    expect(rows.map(({ group, submitted }) => [group, submitted])).toEqual([
      ['CD', { cases: 2, persons: 3 }],
      ['RW', { cases: 1, persons: 1 }],
    ]);
    expect(total).toEqual({
      group: '',
      submitted: { cases: 2, persons: 4 },
      decided: { cases: 1, persons: 1 },
      concludedOtherwise: { cases: 0, persons: 0 },
      returned: { cases: 1, persons: 2 },
      pending: { cases: 1, persons: 1 },
    });
  });

  it('holds a form sent back for returned, not for denied, until something is decided', () => {
    expect(standingOf(null, true)).toBe('returned');
    expect(standingOf(null, false)).toBe('pending');
    expect(standingOf({ kind: 'refused', on: '2025-03-01' }, true)).toBe('decided');
    expect(standingOf({ kind: 'granted', on: '2025-03-01' }, false)).toBe('decided');
    expect(standingOf({ kind: 'concluded_otherwise', on: '2025-03-01' }, true)).toBe('concludedOtherwise');
  });
});
