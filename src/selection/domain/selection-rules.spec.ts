import { describe, expect, it } from '@jest/globals';
import { outcomeOf, unmetForMission, unmetForRoute } from './selection-rules.js';

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

describe('putting cases on a mission', () => {
  const mission = { id: 'kampala', endsOn: '2025-03-28' };
  const fit = { diaryNumber: 'VID-2025-00001', route: 'mission', missionId: null };

  it('takes cases whose route is mission, up to its last day', () => {
    expect(unmetForMission(mission, [fit], '2025-03-28')).toEqual([]);
  });

  it('names every case that does not fit, and why', () => {
    const unmet = unmetForMission(
      mission,
      [
        fit,
        { ...fit, diaryNumber: 'VID-2025-00002', route: 'dossier' },
        { ...fit, diaryNumber: 'VID-2025-00003', route: null },
        { ...fit, diaryNumber: 'VID-2025-00004', missionId: 'kampala' },
        { ...fit, diaryNumber: 'VID-2025-00005', missionId: 'kigali' },
      ],
      '2025-03-29',
    );
    expect(unmet.map(({ code, detail }) => [code, detail])).toEqual([
      ['missionOver', 'The mission ended on 2025-03-28.'],
      ['routeNotMission', 'VID-2025-00002 is not to be examined by a mission.'],
      ['routeNotMission', 'VID-2025-00003 is not to be examined by a mission.'],
      ['onMissionAlready', 'VID-2025-00004 stands on this mission already.'],
      ['onMissionAlready', 'VID-2025-00005 stands on another mission already.'],
    ]);
  });
});
