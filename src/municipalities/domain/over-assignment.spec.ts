import { describe, expect, it } from '@jest/globals';
import { mostBeyond, overAssignmentUnmet } from './over-assignment.js';

const RULE = { percent: 10, persons: 5 };

describe('the limit of an over-assignment', () => {
  it('is a share of the number, and a household where the number is small', () => {
    expect([0, 49, 59, 60, 200].map((places) => mostBeyond(places, RULE))).toEqual([5, 5, 5, 6, 20]);
  });

  it('counts what stands beyond the number already', () => {
    expect(overAssignmentUnmet(5, 0, 5)).toBeNull();
    expect(overAssignmentUnmet(3, -3, 5)).toMatchObject({
      code: 'overAssignmentTooLarge',
      detail: 'At most 5 may be assigned beyond the municipal number; it would be 6.',
    });
  });
});
