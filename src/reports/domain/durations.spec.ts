import { describe, expect, it } from '@jest/globals';
import { durationsOf } from './durations.js';

describe('durations', () => {
  it.each([
    [[], null, null],
    [[7], 7, 7],
    [[3, 1], 1, 3],
    [[1, 2, 3], 2, 3],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9],
    [[0, 0, 100], 0, 100],
  ])('of %j days have the median %s and the 90th percentile %s', (days, medianDays, ninetiethDays) => {
    expect(durationsOf(days)).toEqual({ persons: days.length, medianDays, ninetiethDays });
  });

  it('are whole days', () => expect(() => durationsOf([1.5])).toThrow(RangeError));
});
