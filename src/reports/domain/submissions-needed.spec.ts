import { describe, expect, it } from '@jest/globals';
import { submissionsNeeded, type Pipeline, type PlanningRates } from './submissions-needed.js';

const NOBODY: Pipeline = { beforeClearance: 0, beforeDecision: 0, beforeDeparture: 0, departed: 0 };
const RATES: PlanningRates = {
  screening: 980,
  completion: 1000,
  grant: 950,
  departure: 950,
  inPeriod: 900,
  carriedDeparture: 950,
};
const CERTAIN: PlanningRates = {
  screening: 1000,
  completion: 1000,
  grant: 1000,
  departure: 1000,
  inPeriod: 1000,
  carriedDeparture: 1000,
};

describe('the submissions that a quota needs', () => {
  it('are 1,131 for 900 places (domain.md (d))', () => {
    expect(submissionsNeeded({ wanted: 900, carryIn: 0, pipeline: NOBODY }, RATES)).toEqual({
      expectedOfCarryIn: 0,
      expectedOfPipeline: 0,
      yieldPercent: 79.6,
      submissions: 1131,
    });
  });

  it('are as many as the places when everybody submitted arrives', () => {
    expect(submissionsNeeded({ wanted: 900, carryIn: 0, pipeline: NOBODY }, CERTAIN).submissions).toBe(900);
  });

  it('are fewer by those carried in and by those on the road, each by the steps still ahead', () => {
    const pipeline = { beforeClearance: 100, beforeDecision: 100, beforeDeparture: 100, departed: 100 };
    const { expectedOfCarryIn, expectedOfPipeline, submissions } = submissionsNeeded(
      { wanted: 900, carryIn: 400, pipeline },
      RATES,
    );
    expect(expectedOfCarryIn).toBe(380);
    // 100 × (0.796005 + 0.81225 + 0.855 + 0.9), rounded: of those cleared, of those decided, of those departed.
    expect(expectedOfPipeline).toBe(336.326);
    expect(submissions).toBe(231);
  });

  it('are none when enough are on their way, and never negative', () => {
    const pipeline = { ...NOBODY, departed: 50 };
    expect(submissionsNeeded({ wanted: 40, carryIn: 0, pipeline }, RATES).submissions).toBe(0);
    expect(submissionsNeeded({ wanted: 0, carryIn: 0, pipeline: NOBODY }, RATES).submissions).toBe(0);
  });

  it.each([
    [{ grant: 0 }, {}],
    [{ inPeriod: 1001 }, {}],
    [{ screening: 0.98 }, {}],
    [{}, { wanted: -1 }],
    [{}, { carryIn: 0.5 }],
  ])('cannot be told with %j and %j', (rates, needs) => {
    const wanted = { wanted: 900, carryIn: 0, pipeline: NOBODY, ...needs };
    expect(() => submissionsNeeded(wanted, { ...RATES, ...rates })).toThrow(RangeError);
  });
});
