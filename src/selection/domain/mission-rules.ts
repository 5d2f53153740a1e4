import type { PlainDate, Unmet } from '../../kernel/index.js';

/** A mission ends by being closed after its work, or by being cancelled before it. */
export const MISSION_ENDINGS = ['closed', 'cancelled'] as const;
export type MissionEnding = (typeof MISSION_ENDINGS)[number];

const SOURCE = 'EUAA: selection missions; UNHCR Resettlement Handbook 4.8';

/** Nothing is changed on a mission that is closed or cancelled. Pure. */
export const unmetIfEnded = ({ ending }: { ending: MissionEnding | null }): Unmet[] =>
  ending === null ? [] : [{ code: 'missionEnded', detail: `The mission is ${ending}.`, source: SOURCE }];

/** What stands against taking cases off a mission: whoever it has interviewed has been met by it. Pure. */
export const unmetForTakingOff = (
  mission: { ending: MissionEnding | null },
  cases: readonly { diaryNumber: string; met: boolean }[],
): Unmet[] => [
  ...unmetIfEnded(mission),
  ...cases
    .filter(({ met }) => met)
    .map(({ diaryNumber }) => ({
      code: 'metOnMission',
      detail: `${diaryNumber} has been met by this mission and stays on its list.`,
      source: SOURCE,
    })),
];

/** What stands against moving or cancelling a mission: it has ended, or interviews have been held on it. Pure. */
export const unmetBeforeWork = (mission: { ending: MissionEnding | null }, interviewsHeld: number): Unmet[] => [
  ...unmetIfEnded(mission),
  ...(interviewsHeld === 0
    ? []
    : [{ code: 'interviewsHeld', detail: `Interviews have been held on it: ${interviewsHeld}.`, source: SOURCE }]),
];

/** What stands against closing a mission: it has ended, or not begun. Pure. */
export const unmetForClosing = (
  mission: { ending: MissionEnding | null; startsOn: PlainDate },
  today: PlainDate,
): Unmet[] => [
  ...unmetIfEnded(mission),
  ...(mission.startsOn <= today
    ? []
    : [{ code: 'missionNotBegun', detail: `The mission begins on ${mission.startsOn}.`, source: SOURCE }]),
];

/** What stands against putting a case on a mission: another route, another mission, or a mission that is over. */
export function unmetForMission(
  mission: { id: string; endsOn: PlainDate; ending: MissionEnding | null },
  cases: readonly { diaryNumber: string; route: string | null; missionId: string | null }[],
  today: PlainDate,
): Unmet[] {
  const over =
    mission.ending === null && mission.endsOn < today
      ? [{ code: 'missionOver', detail: `The mission ended on ${mission.endsOn}.`, source: SOURCE }]
      : [];
  return [
    ...unmetIfEnded(mission),
    ...over,
    ...cases.flatMap(({ diaryNumber, route, missionId }) => [
      ...(route === 'mission'
        ? []
        : [{ code: 'routeNotMission', detail: `${diaryNumber} is not to be examined by a mission.`, source: SOURCE }]),
      ...(missionId === null
        ? []
        : [
            {
              code: 'onMissionAlready',
              detail: `${diaryNumber} stands on ${missionId === mission.id ? 'this' : 'another'} mission already.`,
              source: SOURCE,
            },
          ]),
    ]),
  ];
}

/** What stands against each verb of a mission now; a verb against which nothing stands is possible. Pure. */
export const standingAgainst = (
  mission: Parameters<typeof unmetForMission>[0] & Parameters<typeof unmetForClosing>[0],
  interviewsHeld: number,
  today: PlainDate,
): Readonly<Record<string, Unmet[]>> => ({
  add_cases: unmetForMission(mission, [], today),
  remove_cases: unmetForTakingOff(mission, []),
  record_interviews: unmetIfEnded(mission),
  shift: unmetBeforeWork(mission, interviewsHeld),
  cancel: unmetBeforeWork(mission, interviewsHeld),
  close: unmetForClosing(mission, today),
});
