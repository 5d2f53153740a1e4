import type { CaseToMeet, MissionPlan, PlacedInterview } from '../../src/selection/domain/schedule/mission-plan.js';

/** Every hard rule that a schedule breaks, in words; judged from the list of interviews alone, two by two. */
export function breachesOf(
  plan: MissionPlan,
  cases: readonly CaseToMeet[],
  interviews: readonly PlacedInterview[],
): string[] {
  const found: string[] = [];
  const wanted = new Map(
    cases.flatMap((one) => one.interviews.map((each) => [each.personId, { ...each, caseId: one.id }])),
  );
  const meets = (a: PlacedInterview, b: PlacedInterview, gap: number): boolean =>
    a.day === b.day && Math.max(a.start, b.start) - Math.min(a.start + a.halfHours, b.start + b.halfHours) < gap;
  for (const one of interviews) {
    const asked = wanted.get(one.personId);
    if (!asked || asked.caseId !== one.caseId) {
      found.push(`${one.personId} is of no case`);
      continue;
    }
    if (asked.halfHours !== one.halfHours) found.push(`${one.personId} has another length`);
    if (!plan.days.includes(one.day)) found.push(`${one.personId} on no working day`);
    if (!plan.windows.some(({ from, to }) => one.start >= from && one.start + one.halfHours <= to))
      found.push(`${one.personId} outside the hours`);
    const room = plan.rooms.find(({ id }) => id === one.roomId);
    const interviewer = plan.interviewers.find(({ id }) => id === one.interviewerId);
    const interpreter = plan.interpreters.find(({ id }) => id === one.interpreterId);
    if (!room || !interviewer) found.push(`${one.personId} without room or interviewer`);
    if (!asked.adult && !(room?.forChildren && interviewer?.hearsChildren))
      found.push(`${one.personId}, a child, not heard as one`);
    if (interviewer?.away.includes(one.day) || interpreter?.away.includes(one.day))
      found.push(`${one.personId} with somebody who is away`);
    if (asked.language !== null && !interpreter?.languages.includes(asked.language))
      found.push(`${one.personId} without an interpreter`);
  }
  for (const [index, a] of interviews.entries())
    for (const b of interviews.slice(index + 1)) {
      if (a.personId === b.personId) found.push(`${a.personId} twice`);
      const shared =
        a.roomId === b.roomId ||
        a.interviewerId === b.interviewerId ||
        (a.interpreterId !== null && a.interpreterId === b.interpreterId);
      if (shared && meets(a, b, 0)) found.push(`${a.personId} and ${b.personId} at once`);
      if (a.caseId !== b.caseId) continue;
      const [first, second] = [wanted.get(a.personId)!, wanted.get(b.personId)!];
      if (first.adult && second.adult && a.day !== b.day) found.push(`adults of ${a.caseId} on two days`);
      if (meets(a, b, first.confidential || second.confidential ? 1 : 0)) found.push(`${a.caseId} not apart`);
    }
  for (const key of ['interviewerId', 'interpreterId'] as const) {
    const worked = new Map<string, number>();
    for (const one of interviews)
      if (one[key] !== null)
        worked.set(`${one[key]} ${one.day}`, (worked.get(`${one[key]} ${one.day}`) ?? 0) + one.halfHours);
    for (const [who, halfHours] of worked) if (halfHours > plan.mostPerDay) found.push(`${who} works too long`);
  }
  for (const { id, interviews: all } of cases) {
    const held = interviews.filter(({ caseId }) => caseId === id).length;
    if (held > 0 && held < all.length) found.push(`${id} in part`);
  }
  return found;
}
