import fc from 'fast-check';
import { casesThatFit, fitOf, whatFits, type WaitingCase } from './what-fits.js';

const SEED = 20251203;
let made = 0;
const waiting = (persons: number, of: Partial<WaitingCase> = {}): WaitingCase => {
  made += 1;
  return {
    caseId: `case-${made}`,
    diaryNumber: `VID-2025-${String(made).padStart(5, '0')}`,
    priority: 'normal',
    waitingSince: '2025-01-07',
    persons,
    ...of,
  };
};
const sizes = (cases: readonly WaitingCase[], placesLeft: number): number[] => {
  const { filling, cases: judged } = whatFits(cases, placesLeft, 0);
  return filling.caseIds.map((id) => judged.find(({ caseId }) => caseId === id)!.persons);
};

describe('a whole case and the places left', () => {
  it('edge case 1: a case of 7 does not fit 5 remaining places, and is not cut', () => {
    expect(fitOf(7, 5, 0)).toEqual({
      fits: 'does_not_fit',
      lacking: 2,
      detail: '5 places left; this case needs 7: it is not cut.',
    });
    const seven = waiting(7);
    expect(whatFits([seven], 5, 0).filling).toEqual({
      caseIds: [],
      persons: 0,
      left: 5,
      detail: 'No waiting case fits the 5 places left as a whole.',
    });
  });

  it('fit to the last place, not one beyond', () => {
    expect(fitOf(5, 5, 0)).toMatchObject({ fits: 'fits', lacking: 0 });
    expect(fitOf(6, 5, 0)).toMatchObject({ fits: 'does_not_fit', lacking: 1 });
    expect(fitOf(1, 0, 0)).toMatchObject({ fits: 'does_not_fit', lacking: 1 });
  });

  it('may go beyond them within the tolerance: 2017 did by 1, 2019 by 2, 2021 by 10', () => {
    expect(fitOf(7, 5, 2)).toEqual({
      fits: 'within_tolerance',
      lacking: 2,
      detail: '5 places left; this case needs 7: it goes 2 beyond, within the tolerance of 2.',
    });
    expect(fitOf(8, 5, 2).fits).toBe('does_not_fit');
  });

  it('that are fewer than none count as none', () => {
    expect(fitOf(3, -2, 0)).toEqual({
      fits: 'does_not_fit',
      lacking: 3,
      detail: '0 places left; this case needs 3: it is not cut.',
    });
  });
});

describe('the filling', () => {
  it('takes whole cases that together fill the places, past one that would leave some empty', () => {
    expect(sizes([waiting(4), waiting(3), waiting(2)], 5)).toEqual([3, 2]);
    expect(sizes([waiting(7), waiting(3), waiting(2)], 5)).toEqual([3, 2]);
    expect(sizes([waiting(4), waiting(4)], 5)).toEqual([4]);
  });

  it('puts emergencies before urgent cases and these before normal ones, even when less is filled', () => {
    const [emergency, urgent, normal] = [
      waiting(3, { priority: 'emergency', waitingSince: '2025-03-01' }),
      waiting(1, { priority: 'urgent', waitingSince: '2025-03-01' }),
      waiting(5, { waitingSince: '2024-01-01' }),
    ];
    expect(whatFits([normal, urgent, emergency], 5, 0).filling).toMatchObject({
      caseIds: [emergency.caseId, urgent.caseId],
      persons: 4,
      left: 1,
    });
  });

  it('of several that fill as much takes who has waited longest', () => {
    const late = waiting(5, { waitingSince: '2025-03-01' });
    const early = waiting(5, { waitingSince: '2024-11-01' });
    expect(whatFits([late, early], 5, 0).filling.caseIds).toEqual([early.caseId]);
    expect(whatFits([late, early], 5, 0).cases.map(({ caseId }) => caseId)).toEqual([early.caseId, late.caseId]);
  });

  it('says in words what can be combined', () => {
    const [three, two] = [waiting(3), waiting(2)];
    expect(whatFits([three, two], 6, 0).filling.detail).toBe(
      `${three.diaryNumber} (3) + ${two.diaryNumber} (2) fill 5 of 6 places; 1 left that no whole case fills. By priority, then by waiting time.`,
    );
  });

  it(`is the fullest there is, of whole cases, and never takes a person too many (seed ${SEED})`, () => {
    const some = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 });
    fc.assert(
      fc.property(some, fc.integer({ min: -1, max: 30 }), (persons, placesLeft) => {
        const cases = persons.map((size) => waiting(size));
        let best = 0;
        for (let subset = 0; subset < 2 ** cases.length; subset += 1) {
          const sum = persons.reduce((total, size, index) => (subset & (1 << index) ? total + size : total), 0);
          if (sum <= placesLeft) best = Math.max(best, sum);
        }
        const { filling } = whatFits(cases, placesLeft, 3);
        expect(filling.persons).toBe(best);
        expect(new Set(filling.caseIds).size).toBe(filling.caseIds.length);
        expect(filling.left).toBe(Math.max(0, placesLeft) - best);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('of a thousand cases and five thousand places is found at once', () => {
    const cases = Array.from({ length: 1000 }, (_, index) => waiting((index % 8) + 2));
    expect(whatFits(cases, 5000, 0).filling).toMatchObject({ persons: 5000, left: 0 });
  });
});

describe('the words of a refusal', () => {
  it('name the cases that fit instead, five at most', () => {
    const seven = waiting(7);
    const others = Array.from({ length: 7 }, () => waiting(2));
    const words = casesThatFit(whatFits([seven, ...others, waiting(6)], 5, 0), seven.caseId);
    expect(words).toBe(
      `Cases that fit: ${others
        .slice(0, 5)
        .map(({ diaryNumber }) => `${diaryNumber} (2)`)
        .join(', ')} and 2 more; or an overrun, with its permission and a reason.`,
    );
  });

  it('say so when none does, and what the tolerance still covers', () => {
    const seven = waiting(7);
    expect(casesThatFit(whatFits([seven, waiting(8)], 5, 1), seven.caseId)).toBe(
      'No other waiting case fits; or an overrun, of which 1 within the tolerance.',
    );
  });
});
