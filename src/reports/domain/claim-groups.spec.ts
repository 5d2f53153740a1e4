import { describe, expect, it } from '@jest/globals';
import { claimGroups } from './claim-groups.js';

describe('the persons of a claim', () => {
  it('are counted alike, in a fixed order', () => {
    const one = { scheme: 'resettlement', withinUnionPlan: false, vulnerable: true, rule: 'amif' };
    const other = { ...one, scheme: 'emergency', withinUnionPlan: true, vulnerable: false };
    expect(claimGroups(['resettlement', 'emergency'], [other, one, one])).toEqual([
      { ...one, persons: 2 },
      { ...other, persons: 1 },
    ]);
  });
});
