import type { CaseToMeet, MissionPlan, PlacedInterview } from '../../../src/selection/domain/schedule/mission-plan.js';

// What a list and a calendar do: case by case in the order in which they came, each into the first day and hour that takes it.

const clashes = (a: { start: number; halfHours: number }, b: { start: number; halfHours: number }, gap = 0): boolean =>
  a.start < b.start + b.halfHours + gap && b.start < a.start + a.halfHours + gap;

export function firstComeSchedule(plan: MissionPlan, cases: readonly CaseToMeet[]): PlacedInterview[] {
  const all: PlacedInterview[] = [];
  for (const theCase of cases) {
    for (const day of plan.days) {
      const placed = ofCaseOn(plan, theCase, day, all);
      if (placed) {
        all.push(...placed);
        break;
      }
    }
  }
  return all;
}

/** All of a case on one day, or nothing. */
function ofCaseOn(
  plan: MissionPlan,
  theCase: CaseToMeet,
  day: string,
  all: readonly PlacedInterview[],
): PlacedInterview[] | null {
  const ofDay = all.filter((one) => one.day === day);
  const done: PlacedInterview[] = [];
  const apart = new Set(theCase.interviews.filter(({ confidential }) => confidential).map(({ personId }) => personId));
  for (const { personId, adult, halfHours, language, confidential } of theCase.interviews) {
    const taken = [...ofDay, ...done];
    const isFree = (key: 'roomId' | 'interviewerId' | 'interpreterId', id: string, start: number): boolean =>
      !taken.some((one) => one[key] === id && clashes(one, { start, halfHours }));
    const rests = (key: 'interviewerId' | 'interpreterId', id: string): boolean =>
      taken.filter((one) => one[key] === id).reduce((sum, one) => sum + one.halfHours, halfHours) <= plan.mostPerDay;
    let found: PlacedInterview | null = null;
    for (const { from, to } of plan.windows)
      for (let start = from; start + halfHours <= to && !found; start += 1) {
        if (done.some((one) => clashes(one, { start, halfHours }, confidential || apart.has(one.personId) ? 1 : 0)))
          continue;
        const room = plan.rooms.find(({ id, forChildren }) => (adult || forChildren) && isFree('roomId', id, start));
        const interviewer = plan.interviewers.find(
          ({ id, hearsChildren, away }) =>
            (adult || hearsChildren) &&
            !away.includes(day) &&
            isFree('interviewerId', id, start) &&
            rests('interviewerId', id),
        );
        const interpreter = plan.interpreters.find(
          ({ id, languages, away }) =>
            language !== null &&
            languages.includes(language) &&
            !away.includes(day) &&
            isFree('interpreterId', id, start) &&
            rests('interpreterId', id),
        );
        if (!room || !interviewer || (language !== null && !interpreter)) continue;
        found = {
          ...{ caseId: theCase.id, personId, day, start, halfHours },
          ...{ roomId: room.id, interviewerId: interviewer.id, interpreterId: interpreter?.id ?? null },
        };
      }
    if (!found) return null;
    done.push(found);
  }
  return done;
}
