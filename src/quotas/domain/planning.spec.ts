import fc from 'fast-check';
import {
  amifClaim,
  approvalRates,
  placesBeyond,
  placesOfYear,
  sharesOf,
  strandedPlaces,
  wrongTransfer,
  type AmifPersons,
} from './planning.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const holds = <Given>(property: fc.IProperty<[Given]>): void => fc.assert(property, { seed: SEED, numRuns: 500 });

describe('a transfer', () => {
  const [lebanon, uganda] = ['lebanon', 'uganda'].map((id) => ({ id, periodId: '2025' }));
  const codes = (from: typeof lebanon | null, to: typeof lebanon | null) =>
    wrongTransfer('2025', from!, to!).map(({ pointer, code }) => `${pointer} ${code}`);

  it('moves places from one sub-quota of the period to another', () => expect(codes(lebanon!, uganda!)).toEqual([]));
  it('stays inside the period: each end outside it is named', () => {
    expect(codes({ ...lebanon!, periodId: '2024' }, uganda!)).toEqual(['/fromSubQuotaId notInPeriod']);
    expect(codes(lebanon!, null)).toEqual(['/toSubQuotaId notInPeriod']);
    expect(codes(null, { ...uganda!, periodId: '2026' })).toHaveLength(2);
  });
  it('is not one of a sub-quota to itself', () =>
    expect(codes(lebanon!, lebanon!)).toEqual(['/toSubQuotaId sameSubQuota']));
});

describe('edge case 7: granted in one year, arriving in the next', () => {
  it('2021: those stranded come on top of the quota', () => {
    expect(placesOfYear({ quota: 5000, carryIn: 1401, mode: 'additive' })).toEqual({
      newPlaces: 5000,
      arrivalsTarget: 6401,
      carriedBeyondQuota: 0,
    });
  });

  it('2023: about 400 earlier permits stand within the 900, so 500 places are new', () => {
    expect(placesOfYear({ quota: 900, carryIn: 400, mode: 'absorbing' })).toEqual({
      newPlaces: 500,
      arrivalsTarget: 900,
      carriedBeyondQuota: 0,
    });
  });

  it('more carried in than an absorbing quota holds are an overrun foreseen, not a negative number of places', () => {
    expect(placesOfYear({ quota: 900, carryIn: 950, mode: 'absorbing' })).toEqual({
      newPlaces: 0,
      arrivalsTarget: 900,
      carriedBeyondQuota: 50,
    });
  });

  it.each([-1, 0.5, NaN])('there are no %d persons', (carryIn) => {
    expect(() => placesOfYear({ quota: 900, carryIn, mode: 'additive' })).toThrow(RangeError);
  });
});

describe('stranded places', () => {
  it('2020: 5,000 planned and 3,599 filled leave 1,401, each held by somebody with a permit', () => {
    expect(strandedPlaces({ planned: 5000, filled: 3599, granted: 1401 })).toEqual({
      stranded: 1401,
      carriedOver: 1401,
      lapsing: 0,
    });
  });

  it('lapse when nobody holds them', () => {
    expect(strandedPlaces({ planned: 900, filled: 850, granted: 20 })).toEqual({
      stranded: 50,
      carriedOver: 20,
      lapsing: 30,
    });
  });

  it('are none in a year that went beyond its quota, and those granted still travel', () => {
    expect(strandedPlaces({ planned: 5000, filled: 5002, granted: 3 })).toEqual({
      stranded: 0,
      carriedOver: 3,
      lapsing: 0,
    });
  });
});

describe('edge cases 1 and 11: whole cases, beyond the places on purpose, with a limit', () => {
  it.each([
    ['a family of 7 does not fit 5 places', { wanted: 7, available: 5, tolerance: 0, overrun: 0 }, 2, false],
    ['unless the tolerance covers it', { wanted: 7, available: 5, tolerance: 2, overrun: 0 }, 2, true],
    ['and was not used already', { wanted: 7, available: 5, tolerance: 2, overrun: 1 }, 2, false],
    ['2017 +1', { wanted: 1, available: 0, tolerance: 1, overrun: 0 }, 1, true],
    ['2021 +10', { wanted: 4, available: 0, tolerance: 10, overrun: 6 }, 4, true],
    ['nothing lacks', { wanted: 5, available: 5, tolerance: 0, overrun: 3 }, 0, true],
  ] as const)('%s', (_, asked, places, tolerated) => {
    expect(placesBeyond(asked)).toEqual({ places, tolerated });
  });
});

describe('shares', () => {
  it('make exactly a hundred per cent, the largest remainders rounded up', () => {
    expect(sharesOf([1, 1, 1])).toEqual([334, 333, 333]);
    expect(sharesOf([600, 300])).toEqual([667, 333]);
    expect(sharesOf([0, 7])).toEqual([0, 1000]);
  });

  it('of nobody are nought', () => {
    expect(sharesOf([0, 0])).toEqual([0, 0]);
    expect(sharesOf([])).toEqual([]);
  });

  it(`are never a tenth of a per cent off, whatever the counts (seed ${SEED})`, () => {
    holds(
      fc.property(fc.array(fc.nat({ max: 7000 }), { minLength: 1, maxLength: 12 }), (persons) => {
        const total = persons.reduce((sum, count) => sum + count, 0);
        fc.pre(total > 0);
        const shares = sharesOf(persons);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1000);
        shares.forEach((share, index) => expect(Math.abs(share - (persons[index]! * 1000) / total)).toBeLessThan(1));
      }),
    );
  });
});

describe('the approval rate', () => {
  it('has two denominators, and 95 per cent is that of those decided', () => {
    expect(approvalRates({ granted: 950, refused: 50, concludedOtherwise: 120 })).toEqual({
      ofDecided: { granted: 950, of: 1000, share: 950 },
      ofConcluded: { granted: 950, of: 1120, share: 848 },
    });
  });

  it('of nothing is no rate', () => {
    expect(approvalRates({ granted: 0, refused: 0, concludedOtherwise: 3 })).toEqual({
      ofDecided: { granted: 0, of: 0, share: null },
      ofConcluded: { granted: 0, of: 3, share: 0 },
    });
  });

  it('is rounded half up', () => {
    expect(approvalRates({ granted: 1, refused: 2, concludedOtherwise: 0 }).ofDecided.share).toBe(333);
    expect(approvalRates({ granted: 2, refused: 1, concludedOtherwise: 0 }).ofDecided.share).toBe(667);
    expect(approvalRates({ granted: 1, refused: 1999, concludedOtherwise: 0 }).ofDecided.share).toBe(1);
  });

  it(`of all concluded is never above that of those decided (seed ${SEED})`, () => {
    const count = fc.nat({ max: 10_000 });
    holds(
      fc.property(fc.record({ granted: count, refused: count, concludedOtherwise: count }), (outcomes) => {
        const { ofDecided, ofConcluded } = approvalRates(outcomes);
        expect(ofConcluded.share ?? 0).toBeLessThanOrEqual(ofDecided.share ?? 0);
      }),
    );
  });
});

describe('edge case 33: what a person earns from the AMIF depends on the form of admission', () => {
  const amounts = { unionFramework: 10_000, otherwise: 6_000, otherwiseVulnerable: 8_000 };
  const claim = (admitted: Partial<AmifPersons>): number =>
    amifClaim({ scheme: 'resettlement', withinUnionPlan: true, persons: 900, vulnerable: 0, ...admitted }, amounts);

  it('900 resettled within the Union Plan are 9.0 million euro, vulnerable or not', () => {
    expect(claim({})).toBe(9_000_000);
    expect(claim({ vulnerable: 900 })).toBe(9_000_000);
    expect(claim({ scheme: 'emergency' })).toBe(9_000_000);
  });

  it('outside the plan they are 5.4 to 7.2 million, by how many are vulnerable', () => {
    expect(claim({ withinUnionPlan: false })).toBe(5_400_000);
    expect(claim({ withinUnionPlan: false, vulnerable: 600 })).toBe(6_600_000);
    expect(claim({ withinUnionPlan: false, vulnerable: 900 })).toBe(7_200_000);
  });

  it('humanitarian admission earns the lower amount within the plan too', () => {
    expect(claim({ scheme: 'humanitarian_admission', persons: 100 })).toBe(600_000);
  });

  it('nobody claims for more vulnerable persons than persons', () => {
    expect(() => claim({ persons: 1, vulnerable: 2 })).toThrow(RangeError);
  });
});
