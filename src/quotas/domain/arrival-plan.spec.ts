import { describe, expect, it } from '@jest/globals';
import { plansOn, planWarnings, wrongLines, type PlanLine } from './arrival-plan.js';

const YEAR = { startsOn: '2021-01-01', endsOn: '2021-12-31' };
const line = (subQuotaId: string, month: string, persons: number): PlanLine => ({ subQuotaId, month, persons });

describe('the lines of a plan', () => {
  const wrong = (lines: PlanLine[]) =>
    wrongLines(lines, YEAR, ['mena', 'africa']).map(({ pointer, code }) => [pointer, code]);

  it('are in order when each month of each sub-quota stands once', () => {
    expect(wrong([line('mena', '2021-01', 200), line('africa', '2021-01', 0), line('mena', '2021-12', 50)])).toEqual(
      [],
    );
  });

  it('name sub-quotas of the period and months within it, and none twice; all that is wrong is told', () => {
    expect(
      wrong([
        line('mena', '2020-12', 1),
        line('mena', '2022-01', 1),
        line('asia', '2021-05', 1),
        line('africa', '2021-05', 1),
        line('africa', '2021-05', 2),
        line('africa', '2021-05', 3),
      ]),
    ).toEqual([
      ['/lines/0/month', 'outsidePeriod'],
      ['/lines/1/month', 'outsidePeriod'],
      ['/lines/2/subQuotaId', 'notInPeriod'],
      ['/lines/4', 'twice'],
      ['/lines/5', 'twice'],
    ]);
  });
});

describe('edge case 10: a plan that does not add up to the places', () => {
  it('gives a warning for each sub-quota, and is no mistake', () => {
    const subQuotas = [
      { subQuotaId: 'mena', name: 'MENA', decided: 2600 },
      { subQuotaId: 'africa', name: 'Africa', decided: 1550 },
      { subQuotaId: 'emergency', name: 'Emergency', decided: 550 },
    ];
    const lines = [line('mena', '2021-02', 1300), line('mena', '2021-09', 1300), line('africa', '2021-05', 1551)];
    expect(planWarnings(lines, subQuotas)).toEqual([
      {
        code: 'planDiffersFromPlaces',
        detail: 'Africa: 1551 persons are planned for 1550 places.',
        subQuotaId: 'africa',
        planned: 1551,
        places: 1550,
      },
      {
        code: 'planDiffersFromPlaces',
        detail: 'Emergency: 0 persons are planned for 550 places.',
        subQuotaId: 'emergency',
        planned: 0,
        places: 550,
      },
    ]);
  });

  it('says nothing of a sub-quota that has neither', () => {
    expect(planWarnings([], [{ subQuotaId: 'mena', name: 'MENA', decided: 0 }])).toEqual([]);
  });
});

describe('the plan on a day', () => {
  const plan = (version: number, decidedOn: string, recordedOn = decidedOn) => ({
    version,
    decidedOn,
    recordedAt: `${recordedOn}T08:00:00.000Z`,
  });
  const original = plan(1, '2021-02-18');
  const replanned = plan(2, '2021-08-30');
  const afghanistan = plan(3, '2021-08-30', '2021-09-02');
  const all = [original, replanned, afghanistan];
  const on = (day: string, asOf?: string) => {
    const { original: first, inForce } = plansOn(all, day, asOf);
    return [first?.version ?? null, inForce?.version ?? null];
  };

  it('is none before the first was decided', () => {
    expect(on('2021-02-17')).toEqual([null, null]);
  });

  it('is the one decided last, beside the original', () => {
    expect(on('2021-02-18')).toEqual([1, 1]);
    expect(on('2021-08-29')).toEqual([1, 1]);
    expect(on('2021-12-31')).toEqual([1, 3]);
  });

  it('of two decided on one day is the one recorded last, as far as it was known', () => {
    expect(on('2021-08-30', '2021-09-01')).toEqual([1, 2]);
    expect(on('2021-08-30', '2021-09-02')).toEqual([1, 3]);
    expect(on('2021-08-30', '2021-02-17')).toEqual([null, null]);
  });

  it('does not go by when it was written: a decision entered late is in force from its own day', () => {
    const enteredLate = plan(4, '2021-06-01', '2021-10-01');
    expect(plansOn([...all, enteredLate], '2021-07-01').inForce).toBe(enteredLate);
    expect(plansOn([...all, enteredLate], '2021-10-01').inForce).toBe(afghanistan);
  });
});
