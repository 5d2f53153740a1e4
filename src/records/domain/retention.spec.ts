import { describe, expect, it } from '@jest/globals';
import { PERSON_STATUSES } from '../../cases/index.js';
import { outcomeOf } from './retention.js';

describe('a case, for retention', () => {
  it('has ended when nobody is on the road any more', () => {
    expect(outcomeOf([])).toBeNull();
    expect(outcomeOf(['received', 'listed'])).toBeNull();
    expect(PERSON_STATUSES.filter((status) => outcomeOf([status]) === null)).toEqual(
      expect.arrayContaining(['listed', 'granted', 'booked', 'departed', 'arrived']),
    );
  });

  it('is that of a received family when one of it was received, and tells refused and excluded alike', () => {
    expect(outcomeOf(['withdrawn', 'received', 'refused'])).toBe('received');
    expect(outcomeOf(['deceased', 'excluded'])).toBe('refused');
    expect(outcomeOf(['withdrawn', 'lost_contact'])).toBe('left');
  });
});
