import { randomOf, type PlainDate, type Random } from '../../../kernel/index.js';
import { Board } from './board.js';
import type { CaseToMeet, MissionPlan, PlacedInterview, Schedule, WhyUnplaced } from './mission-plan.js';

/** How often a part of the schedule is taken away and laid anew. */
const ROUNDS = 1500;
/** What a placed case is worth: urgent ones more; of two schedules with as many cases, the one that meets more persons. */
const A_CASE = 1000;
const URGENT = 500;
const BEGUN = 2000;

/** A case that has been met in part is finished before others begin. */
type Laid = CaseToMeet & { readonly begun?: boolean };

const worth = ({ urgent, begun, interviews }: Laid): number =>
  A_CASE + (urgent ? URGENT : 0) + (begun ? BEGUN : 0) + interviews.length;
const lengthOf = ({ interviews }: CaseToMeet): number => interviews.reduce((sum, { halfHours }) => sum + halfHours, 0);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Cases begun first, then urgent ones, then the short ones; with chance, nearly so. */
function inOrder<Of extends Laid>(cases: readonly Of[], random?: Random): Of[] {
  const rank = new Map(cases.map((one) => [one, lengthOf(one) * (random ? 0.6 + 0.8 * random.next() : 1)]));
  return [...cases].sort(
    (a, b) =>
      Number(b.begun ?? false) - Number(a.begun ?? false) ||
      Number(b.urgent) - Number(a.urgent) ||
      rank.get(a)! - rank.get(b)! ||
      (a.id < b.id ? -1 : 1),
  );
}

interface Laying {
  readonly board: Board;
  /** The cases that may be moved, and those that wait for a place; together all that is laid. */
  readonly cases: readonly Laid[];
  readonly days: readonly number[];
  readonly random: Random;
  /** How many cases may be taken away at once. */
  readonly largest: number;
  /** Judges a laying by what it gained in worth; refused ones are put back. */
  readonly accepts: (gain: number) => boolean;
}

/** Takes some cases away and lays them anew with those that wait; put back when that is not accepted. */
function layAnew({ board, cases, days, random, largest, accepts }: Laying): void {
  const standing = cases.filter(({ id }) => board.placed.has(id));
  const waiting = cases.filter(({ id }) => !board.placed.has(id));
  if (standing.length === 0 || waiting.length === 0) return;
  const about = board.placed.get(standing[random.below(standing.length)]!.id)![0]!.day;
  const ofDay = standing.filter(({ id }) => board.placed.get(id)!.some(({ day }) => day === about));
  const from = random.next() < 0.7 ? ofDay : standing;
  // Long ones are likelier to make room.
  const drawn = new Map(from.map((one) => [one, lengthOf(one) * random.next()]));
  const taken = [...from].sort((a, b) => drawn.get(b)! - drawn.get(a)!).slice(0, 1 + random.below(largest));
  const before = new Map(taken.map(({ id }) => [id, board.remove(id)]));
  const turn = random.below(days.length);
  const turned = [...days.slice(turn), ...days.slice(0, turn)];
  const laid = inOrder([...taken, ...waiting], random).filter((one) => board.place(one, one.urgent ? days : turned));
  if (accepts(sum(laid.map(worth)) - sum(taken.map(worth)))) return;
  for (const { id } of laid) board.remove(id);
  for (const [id, interviews] of before) board.keep(id, interviews);
}

/** Why a case stands nowhere: what it lacks even on an empty mission, or time. */
function whyUnplaced(plan: MissionPlan, theCase: CaseToMeet): WhyUnplaced {
  if (theCase.interviews.length === 0) return 'nobodyToInterview';
  const empty = new Board(plan, [theCase]);
  const takes = theCase.interviews.map((interview) => empty.hasWhatItTakes(interview));
  if (takes.some(({ interpreter }) => !interpreter)) return 'noInterpreter';
  if (takes.some(({ place }) => !place)) return 'noRoomForChildren';
  return empty.place(theCase, [...plan.days.keys()]) ? 'noTimeLeft' : 'tooLong';
}

const scheduleOf = (board: Board, plan: MissionPlan, cases: readonly CaseToMeet[]): Schedule => {
  const placedOf = (id: string): readonly PlacedInterview[] => board.placed.get(id) ?? [];
  const lacking = cases.flatMap((one) => {
    const placed = new Set(placedOf(one.id).map(({ personId }) => personId));
    const rest = one.interviews.filter(({ personId }) => !placed.has(personId));
    return rest.length > 0 || one.interviews.length === 0 ? [{ ...one, interviews: rest }] : [];
  });
  return {
    interviews: cases.flatMap(({ id }) => placedOf(id)).sort(byTime),
    unplaced: lacking.map((one) => ({ caseId: one.id, why: whyUnplaced(plan, one) })),
  };
};

const keyOf = ({ day, start, roomId }: PlacedInterview): string => `${day} ${String(start).padStart(2, '0')} ${roomId}`;
const byTime = (a: PlacedInterview, b: PlacedInterview): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/**
 * The interviews of a whole mission, with what does not fit and why. Hard: nobody and nothing twice at once, language, rooms and
 * interviewers for children, hours of the day and of each who works, the adults of a case on one day, confidential interviews
 * apart, whole cases only. Then as many cases as it finds room for, urgent ones first. The same seed gives the same schedule. Pure;
 * 250 cases take a few seconds. (domain.md 5; EUAA, interview schedule.)
 */
export function makeSchedule(plan: MissionPlan, cases: readonly CaseToMeet[], seed: number): Schedule {
  const board = new Board(plan, cases);
  const laid = cases.filter(({ interviews }) => interviews.length > 0);
  const days = [...plan.days.keys()];
  const laying = {
    board,
    cases: laid,
    days,
    random: randomOf(seed),
    largest: 12,
    accepts: (gain: number) => gain >= 0,
  };
  for (const one of inOrder(laid)) board.place(one, days);
  for (let round = 0; round < ROUNDS; round += 1) layAnew(laying);
  return scheduleOf(board, plan, cases);
}

/** What has happened on a mission so far: the first day that is planned anew, and whose interviews were held before it. */
export interface SoFar {
  readonly from: PlainDate;
  readonly held: ReadonlySet<string>;
  readonly standing: readonly PlacedInterview[];
}

/**
 * The schedule again, around what has happened: interviews that were held stay, those that the plan still allows stay where they
 * can, and the ones that were hit (their day, room, interviewer or interpreter is gone) are placed anew where there is room. At most
 * twice as many interviews change as were hit; families that have been met in part come first, then urgent cases. Pure.
 */
export function scheduleAnew(plan: MissionPlan, cases: readonly CaseToMeet[], soFar: SoFar, seed: number): Schedule {
  const ahead = { ...plan, days: plan.days.filter((day) => day >= soFar.from) };
  const isHeld = ({ personId }: { personId: string }): boolean => soFar.held.has(personId);
  const held = soFar.standing.filter(isHeld);
  const begun = new Set(held.map(({ caseId }) => caseId));
  const rest = cases
    .map((one) => ({ ...one, interviews: one.interviews.filter((interview) => !isHeld(interview)) }))
    .map((one) => ({ ...one, begun: begun.has(one.id) }))
    .filter(({ interviews }) => interviews.length > 0);
  const stands = standsUnder(ahead);
  const before = soFar.standing.filter((interview) => !isHeld(interview));
  const hit = new Set(before.filter((interview) => !stands(interview)).map(({ personId }) => personId));
  const board = layAround({ plan: ahead, rest, before, hit, seed });
  const { interviews, unplaced } = scheduleOf(board, ahead, rest);
  return { interviews: [...held, ...interviews].sort(byTime), unplaced };
}

interface Around {
  readonly plan: MissionPlan;
  readonly rest: readonly Laid[];
  /** The interviews that stood and were not held; of whom the place is gone. */
  readonly before: readonly PlacedInterview[];
  readonly hit: ReadonlySet<string>;
  readonly seed: number;
}

/** Lays what was hit and what waits around what stands. */
function layAround({ plan, rest, before, hit, seed }: Around): Board {
  const board = new Board(plan, rest);
  const days = [...plan.days.keys()];
  for (const interview of before) if (!hit.has(interview.personId)) board.keep(interview.caseId, [interview]);
  for (const one of inOrder(rest)) {
    const stays = board.placed.get(one.id) ?? [];
    const isHit = one.interviews.some(({ personId }) => hit.has(personId));
    if (!isHit && stays.length > 0) continue;
    if (stays.length > 0 && placeBeside(board, one, hit, stays, days)) continue;
    board.remove(one.id);
    board.place(one, days);
  }
  // What changes: who was hit and has a new time, and of the others who was moved or lost the place to another.
  const stood = (was: PlacedInterview): boolean => board.placed.get(was.caseId)?.some((is) => same(is, was)) ?? false;
  const meets = ({ caseId, personId }: PlacedInterview): boolean =>
    board.placed.get(caseId)?.some((is) => is.personId === personId) ?? false;
  const changed = (): number => before.filter((was) => (hit.has(was.personId) ? meets(was) : !stood(was))).length;
  let changes = changed();
  const most = Math.max(2 * hit.size, changes);
  // Nothing is moved for nothing: what gains no case must not change more.
  const accepts = (gain: number): boolean => {
    const now = changed();
    const good = gain > 0 ? now <= most : gain === 0 && now <= changes;
    if (good) changes = now;
    return good;
  };
  const laying = { board, cases: rest, days, random: randomOf(seed), largest: 6, accepts };
  for (let round = 0; round < ROUNDS; round += 1) layAnew(laying);
  return board;
}

/** Places the interviews of a case that were hit beside those of it that stay: an adult's on the day of the other adults. */
function placeBeside(
  board: Board,
  theCase: CaseToMeet,
  hit: ReadonlySet<string>,
  stays: readonly PlacedInterview[],
  days: readonly number[],
): boolean {
  const adults = new Set(theCase.interviews.filter(({ adult }) => adult).map(({ personId }) => personId));
  const dayOfAdults = stays.find(({ personId }) => adults.has(personId))?.day;
  const interviews = theCase.interviews.filter(({ personId }) => hit.has(personId));
  const onDay = days.filter((day) => dayOfAdults === undefined || board.isDay(day, dayOfAdults));
  return board.place({ ...theCase, interviews }, onDay);
}

const same = (a: PlacedInterview, b: PlacedInterview): boolean =>
  a.personId === b.personId &&
  a.day === b.day &&
  a.start === b.start &&
  a.roomId === b.roomId &&
  a.interviewerId === b.interviewerId &&
  a.interpreterId === b.interpreterId;

/** Whether an interview can still be held where it stands: its day, hours, room and people are there under the plan. */
const standsUnder = (plan: MissionPlan) => {
  const here = (who: { away: readonly PlainDate[] } | undefined, day: PlainDate): boolean =>
    who !== undefined && !who.away.includes(day);
  return ({ day, start, halfHours, roomId, interviewerId, interpreterId }: PlacedInterview): boolean =>
    plan.days.includes(day) &&
    plan.windows.some(({ from, to }) => from <= start && start + halfHours <= to) &&
    plan.rooms.some(({ id }) => id === roomId) &&
    here(
      plan.interviewers.find(({ id }) => id === interviewerId),
      day,
    ) &&
    (interpreterId === null ||
      here(
        plan.interpreters.find(({ id }) => id === interpreterId),
        day,
      ));
};
