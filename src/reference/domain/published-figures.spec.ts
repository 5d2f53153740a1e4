import { describe, expect, it } from '@jest/globals';
import { contradictionsIn, type PublishedFigure } from './published-figures.js';

const figure = (told: Partial<PublishedFigure> & Pick<PublishedFigure, 'measure' | 'value'>): PublishedFigure => ({
  year: 2021,
  years: 1,
  part: 'all',
  precision: 'exact',
  source: 'A',
  document: 'A document',
  asOf: null,
  definition: 'What it counts',
  note: null,
  ...told,
});
const codesOf = (...figures: PublishedFigure[]): string[] => contradictionsIn(figures).map(({ code }) => code);

describe('a list of sub-quotas', () => {
  const list = [
    figure({ measure: 'sub_quota', part: 'africa', value: 60 }),
    figure({ measure: 'sub_quota', part: 'asia', value: 40 }),
  ];

  it('adds up to the quota, or is warned of', () => {
    expect(codesOf(...list, figure({ measure: 'quota', value: 100 }))).toEqual([]);
    expect(contradictionsIn([...list, figure({ measure: 'quota', value: 101 })])).toEqual([
      {
        code: 'partsDoNotAddUp',
        year: 2021,
        measures: ['sub_quota', 'quota'],
        detail: '2021: the parts (sub_quota) of A add up to 100; the whole (quota) is 101 (A).',
      },
    ]);
  });

  it('is held against the target where carried places come on top of the quota', () => {
    const target = figure({ measure: 'target', value: 100, source: 'B' });
    expect(codesOf(...list, figure({ measure: 'quota', value: 80 }), target)).toEqual([]);
  });

  it('of a year without a total says nothing', () => {
    expect(codesOf(...list, figure({ year: 2020, measure: 'quota', value: 7 }))).toEqual([]);
  });

  it('of one source is not added to that of another', () => {
    const again = list.map((one) => ({ ...one, source: 'B' }));
    expect(codesOf(...list, ...again, figure({ measure: 'quota', value: 100 }))).toEqual([]);
  });

  it('may not hold a part above its cap without a warning', () => {
    const cap = figure({ measure: 'cap', part: 'asia', value: 39 });
    expect(codesOf(...list, cap)).toEqual(['partExceedsCap']);
    expect(codesOf(...list, { ...cap, value: 40 })).toEqual([]);
  });
});

describe('parts of which only some are told', () => {
  it('may be less than the whole, never more', () => {
    const all = figure({ measure: 'arrivals', value: 100 });
    expect(codesOf(all, figure({ measure: 'arrivals', part: 'SY', value: 99 }))).toEqual([]);
    expect(codesOf(all, figure({ measure: 'arrivals', part: 'SY', value: 101 }))).toEqual(['partsExceedWhole']);
  });
});

describe('sources', () => {
  const exact = figure({ measure: 'received', value: 6411 });

  it.each([
    ['the same', { value: 6411 }, []],
    ['a rounding of it', { value: 6400, precision: 'about' }, []],
    ['a rounding of something else', { value: 6300, precision: 'about' }, ['sourcesDisagree']],
    ['another figure', { value: 6412 }, ['sourcesDisagree']],
    ['more than a smaller figure', { value: 6410, precision: 'more_than' }, []],
    ['more than the figure itself', { value: 6411, precision: 'more_than' }, ['sourcesDisagree']],
  ] as const)('that say %s: %j gives %j', (_, told, codes) => {
    expect(codesOf(exact, figure({ measure: 'received', source: 'B', ...told }))).toEqual(codes);
  });

  it('are not held against each other over different years or parts', () => {
    expect(codesOf(exact, { ...exact, year: 2020, value: 1 }, { ...exact, part: 'AF', value: 2 })).toEqual([]);
  });

  it('that count received and arrivals are different counts, not one figure that is wrong', () => {
    const arrivals = figure({ measure: 'arrivals', value: 6695, source: 'UNHCR' });
    expect(contradictionsIn([exact, arrivals])).toEqual([
      {
        code: 'countedDifferently',
        year: 2021,
        measures: ['received', 'arrivals'],
        detail: '2021: received and arrivals, all, are counted by different rules: 6,411 (A), 6,695 (UNHCR).',
      },
    ]);
    expect(codesOf(exact, { ...arrivals, value: 6411 })).toEqual([]);
  });
});
