import { unmetForReallocating } from './reallocate.js';

const person = (id: string, of: 'waits' | 'holds' | 'gone') => ({
  id,
  awaitsGrant: of === 'waits',
  holdsPlace: of === 'holds',
});
const codes = (...persons: ReturnType<typeof person>[]) =>
  unmetForReallocating(persons).map(({ code, personId }) => [code, personId]);

describe('moving a case to another sub-quota or period', () => {
  it('is possible while all of it wait, or wait or have left the road', () => {
    expect(codes(person('a', 'waits'), person('b', 'waits'))).toEqual([]);
    expect(codes(person('a', 'waits'), person('b', 'gone'))).toEqual([]);
  });

  it('is not while anybody holds a place: carry-over is the way then', () => {
    expect(codes(person('a', 'waits'), person('b', 'holds'), person('c', 'holds'))).toEqual([
      ['holdsPlace', 'b'],
      ['holdsPlace', 'c'],
    ]);
    expect(unmetForReallocating([person('a', 'holds')])[0]!.detail).toContain('carry-over');
  });

  it('is not when nobody waits any more', () => {
    expect(codes(person('a', 'gone'))).toEqual([['nobodyWaits', undefined]]);
  });
});
