import { describe, expect, it } from '@jest/globals';
import { outcomeOf, unmetForRoute } from './selection-rules.js';

const codes = (unmet: { code: string }[]): string[] => unmet.map(({ code }) => code);

describe('the outcome of an examination', () => {
  it('is none for who was not examined', () => {
    expect(outcomeOf(null)).toEqual({ examined: false, protectionCategory: null, childHeardOrReason: false });
  });

  it.each([
    ['refugee', 'refugee'],
    ['subsidiary', 'subsidiary'],
    ['none', null],
  ] as const)('of %s gives the protection category %s', (inclusion, protectionCategory) => {
    expect(outcomeOf({ inclusion })).toMatchObject({ examined: true, protectionCategory });
  });

  it.each([
    ['a child who was heard', { childHeard: true }, true],
    ['a child who was not, with the reason', { childHeard: false, childNotHeardReason: 'Two years old.' }, true],
    ['a child who was not, without a reason', { childHeard: false, childNotHeardReason: null }, false],
    ['a blank reason', { childNotHeardReason: '  ' }, false],
    ['silence', {}, false],
  ])('hears, or says why not: %s', (_, heard, holds) => {
    expect(outcomeOf({ inclusion: 'refugee', ...heard }).childHeardOrReason).toBe(holds);
  });
});

describe('choosing a route', () => {
  const waiting = { id: 'waiting', onRoad: true, examinationEnded: false };

  it('is possible while somebody waits for an examination', () => {
    expect(unmetForRoute([waiting, { id: 'gone', onRoad: false, examinationEnded: false }])).toEqual([]);
  });

  it('is over once an examination of the case has ended, and says whose', () => {
    expect(unmetForRoute([waiting, { id: 'decided', onRoad: true, examinationEnded: true }])).toEqual([
      expect.objectContaining({ code: 'examinationEnded', personId: 'decided' }),
    ]);
  });

  it('makes no sense for a case that nobody is left of', () => {
    expect(codes(unmetForRoute([{ id: 'gone', onRoad: false, examinationEnded: false }]))).toEqual(['nobodyToExamine']);
  });
});
