import { describe, expect, it } from '@jest/globals';
import { travellersOf, type RoadStep } from './milestones.js';

const ROAD = ['listed', 'granted', 'booked', 'departed', 'arrived'];
const steps = (...told: [toStatus: string, occurredOn: string][]): RoadStep[] =>
  told.map(([toStatus, occurredOn]) => ({ personId: 'a', caseId: 'case', toStatus, occurredOn }));
const reached = (...told: [toStatus: string, occurredOn: string][]) => {
  const [one] = travellersOf(steps(...told), ROAD);
  return { status: one!.status, since: one!.since, ...Object.fromEntries(one!.reached) };
};

describe('the stages that a person has reached', () => {
  it('keep the day on which each was reached first', () => {
    expect(reached(['listed', '2025-01-02'], ['granted', '2025-02-03'], ['booked', '2025-03-04'])).toEqual({
      status: 'booked',
      since: '2025-03-04',
      listed: '2025-01-02',
      granted: '2025-02-03',
      booked: '2025-03-04',
    });
  });

  it('do not hold what was taken back: a wrong arrival, a journey turned back', () => {
    const road = [
      ['listed', '2025-01-02'],
      ['granted', '2025-02-03'],
      ['booked', '2025-03-04'],
      ['departed', '2025-03-10'],
      ['arrived', '2025-03-11'],
    ] as [string, string][];
    expect(reached(...road, ['departed', '2025-03-10'])).not.toHaveProperty('arrived');
    expect(reached(...road, ['departed', '2025-03-10'], ['granted', '2025-03-12'], ['booked', '2025-04-01'])).toEqual({
      status: 'booked',
      since: '2025-04-01',
      listed: '2025-01-02',
      granted: '2025-02-03',
      booked: '2025-04-01',
    });
  });

  it('are kept by who left the road; who is listed anew begins again, but was submitted once', () => {
    const left = [
      ['listed', '2025-01-02'],
      ['granted', '2025-02-03'],
      ['withdrawn', '2025-02-20'],
    ] as [string, string][];
    expect(reached(...left)).toEqual({
      status: 'withdrawn',
      since: '2025-02-20',
      listed: '2025-01-02',
      granted: '2025-02-03',
    });
    expect(reached(...left, ['listed', '2025-05-05'])).toEqual({
      status: 'listed',
      since: '2025-05-05',
      listed: '2025-01-02',
    });
  });
});
