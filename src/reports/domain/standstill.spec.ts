import { describe, expect, it } from '@jest/globals';
import { standstill } from './standstill.js';

describe('what stands still', () => {
  it('is told by stage, with the ages and who has stood for more than a quarter', () => {
    const at = (caseId: string, stage: string, days: number) => ({ caseId, stage, days });
    const waiting = [at('a', 'granted', 10), at('a', 'granted', 90), at('b', 'granted', 91), at('c', 'deferred', 3)];
    expect(standstill(waiting, ['deferred', 'granted', 'booked'])).toEqual([
      { stage: 'deferred', cases: 1, persons: 1, medianDays: 3, ninetiethDays: 3, oldestDays: 3, long: 0 },
      { stage: 'granted', cases: 2, persons: 3, medianDays: 90, ninetiethDays: 91, oldestDays: 91, long: 1 },
    ]);
  });
});
