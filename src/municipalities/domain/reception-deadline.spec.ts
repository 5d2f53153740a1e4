import { describe, expect, it } from '@jest/globals';
import { deadlineUnmet, latestReceptionOn } from './reception-deadline.js';

const rule = { resettledMonths: 4, resettledMaxMonths: 6 };

describe('the latest reception', () => {
  it('is counted in calendar months, not in days', () => {
    expect(latestReceptionOn('2025-03-14', rule)).toBe('2025-07-14');
    expect(latestReceptionOn('2025-10-31', rule)).toBe('2026-02-28');
    expect(latestReceptionOn('2025-12-31', { ...rule, resettledMonths: 2 })).toBe('2026-02-28');
    expect(latestReceptionOn('2027-12-31', { ...rule, resettledMonths: 2 })).toBe('2028-02-29');
  });

  it('may be set by the decision up to the longest time, that day included', () => {
    expect(deadlineUnmet('2025-03-14', '2025-03-14', rule)).toBeNull();
    expect(deadlineUnmet('2025-09-14', '2025-03-14', rule)).toBeNull();
    expect(deadlineUnmet('2025-09-15', '2025-03-14', rule)).toMatchObject({
      code: 'receptionTooLate',
      source: 'Ordinance (2016:39), s. 10',
    });
    expect(deadlineUnmet('2025-03-13', '2025-03-14', rule)).toMatchObject({ code: 'receptionBeforeDecision' });
  });
});
