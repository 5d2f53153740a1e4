import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../kernel/index.js';
import { lastDayOf, requireKnown } from './moment.js';

const TODAY = '2025-06-15';

describe('the last day that a moment looks at', () => {
  it.each([
    ['today when there is no limit', {}, TODAY],
    ['the day of through', { through: '2025-03-31' }, '2025-03-31'],
    ['the day of asOf', { asOf: '2025-04-02' }, '2025-04-02'],
    ['the earlier of the two', { through: '2025-05-01', asOf: '2025-04-02' }, '2025-04-02'],
    ['never a day to come', { through: '2026-01-01' }, TODAY],
    ['the day in Stockholm of an instant', { asOf: '2025-03-31T22:30:00.000Z' }, '2025-04-01'],
  ])('is %s', (_, moment, day) => {
    expect(lastDayOf(moment, TODAY)).toBe(day);
  });
});

describe('what will be known', () => {
  it('cannot be asked before it is', () => {
    expect(() => requireKnown({ asOf: '2025-06-16' }, TODAY)).toThrow(InvalidInput);
    expect(() => requireKnown({ asOf: '2025-06-15T22:00:00.000Z' }, TODAY)).toThrow('asOf may not lie after today');
  });

  it('can be asked up to today, and what is to happen at any time', () => {
    requireKnown({ asOf: TODAY }, TODAY);
    requireKnown({ through: '2026-12-31' }, TODAY);
    requireKnown({}, TODAY);
  });
});
