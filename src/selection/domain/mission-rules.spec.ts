import { describe, expect, it } from '@jest/globals';
import { unmetBeforeWork, unmetForClosing, unmetForMission, unmetForTakingOff } from './mission-rules.js';

const codes = (unmet: { code: string }[]): string[] => unmet.map(({ code }) => code);

describe('putting cases on a mission', () => {
  const mission = { id: 'kampala', endsOn: '2025-03-28', ending: null };
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

describe('a mission that has ended', () => {
  const ended = { id: 'kampala', startsOn: '2025-03-10', endsOn: '2025-03-28', ending: 'closed' } as const;
  it('is changed no more, and says so alone, though its days are over, too', () => {
    expect(codes(unmetForMission(ended, [], '2025-04-01'))).toEqual(['missionEnded']);
    expect(codes(unmetForTakingOff(ended, []))).toEqual(['missionEnded']);
    expect(codes(unmetBeforeWork(ended, 0))).toEqual(['missionEnded']);
    expect(codes(unmetForClosing(ended, '2025-04-01'))).toEqual(['missionEnded']);
  });
});

describe('a mission before and at its work', () => {
  const mission = { startsOn: '2025-03-10', ending: null };
  it('is closed from its first day on', () => {
    expect(codes(unmetForClosing(mission, '2025-03-09'))).toEqual(['missionNotBegun']);
    expect(unmetForClosing(mission, '2025-03-10')).toEqual([]);
  });
  it('is moved and cancelled until its first interview', () => {
    expect(unmetBeforeWork(mission, 0)).toEqual([]);
    expect(codes(unmetBeforeWork(mission, 1))).toEqual(['interviewsHeld']);
  });
  it('gives up the cases that it has not met', () => {
    const cases = [true, false].map((met, index) => ({ diaryNumber: `VID-2025-0000${index}`, met }));
    expect(unmetForTakingOff(mission, cases).map(({ detail }) => detail.split(' ')[0])).toEqual(['VID-2025-00000']);
  });
});
