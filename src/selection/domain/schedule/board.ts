import type { CaseToMeet, InterviewToHold, MissionPlan, PlacedInterview } from './mission-plan.js';

/** One kind of resource: who or what it is, on which half-hours of each day it is free, and how much more it may work that day. */
interface Resource {
  readonly id: string;
  /** A bit a half-hour, from the first window's beginning; by day. */
  readonly free: number[];
  readonly left: number[];
  readonly serves: (interview: InterviewToHold) => boolean;
}

interface Seat {
  readonly start: number;
  readonly resources: readonly Resource[];
  readonly score: number;
}

const LONGEST_DAY = 30;
const bits = (start: number, length: number): number => ((1 << length) - 1) << start;
const overlaps = (a: number, aLength: number, b: number, bLength: number): boolean =>
  a < b + bLength && b < a + aLength;

/** How snugly a stretch lies among what is taken: 2 when nothing is free on either side, and so leaves no hole. */
const snugness = (free: number, start: number, length: number): number =>
  (start === 0 || !(free & (1 << (start - 1))) ? 1 : 0) + (free & (1 << (start + length)) ? 0 : 1);

/**
 * The time of a mission, half-hour by half-hour: interviews are put on it and taken off it, and it never holds two at once for a
 * person, room, interviewer or interpreter. Throws RangeError for a day of more than fifteen hours.
 */
export class Board {
  private readonly opens: number;
  private readonly starts: readonly { start: number; room: number }[];
  private readonly rooms: Resource[];
  private readonly interviewers: Resource[];
  private readonly interpreters: Resource[];
  private readonly dayOf: ReadonlyMap<string, number>;
  /** The interviews of each case that stand. */
  readonly placed = new Map<string, PlacedInterview[]>();

  private readonly apart: ReadonlySet<string>;

  constructor(
    private readonly plan: MissionPlan,
    cases: readonly CaseToMeet[],
  ) {
    this.apart = new Set(
      cases.flatMap(({ interviews }) =>
        interviews.filter(({ confidential }) => confidential).map(({ personId }) => personId),
      ),
    );
    const { days, windows, mostPerDay } = plan;
    this.opens = Math.min(...windows.map(({ from }) => from));
    if (Math.max(...windows.map(({ to }) => to)) - this.opens > LONGEST_DAY)
      throw new RangeError('A day has at most fifteen hours from its first window to its last.');
    const open = windows.reduce((mask, { from, to }) => mask | bits(from - this.opens, to - from), 0);
    this.starts = windows.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, index) => ({ start: from - this.opens + index, room: to - from - index })),
    );
    this.dayOf = new Map(days.map((day, index) => [day, index]));
    const resource = (id: string, away: readonly string[], most: number, serves: Resource['serves']): Resource => ({
      id,
      free: days.map((day) => (away.includes(day) ? 0 : open)),
      left: days.map(() => most),
      serves,
    });
    this.rooms = plan.rooms.map(({ id, forChildren }) =>
      resource(id, [], LONGEST_DAY, ({ adult }) => adult || forChildren),
    );
    this.interviewers = plan.interviewers.map(({ id, away, hearsChildren }) =>
      resource(id, away, mostPerDay, ({ adult }) => adult || hearsChildren),
    );
    // Who speaks few languages first: the others are kept for who has nobody else.
    this.interpreters = [...plan.interpreters]
      .sort((a, b) => a.languages.length - b.languages.length)
      .map(({ id, away, languages }) =>
        resource(id, away, mostPerDay, ({ language }) => language !== null && languages.includes(language)),
      );
  }

  /** True when somebody interprets, and children are heard somewhere by somebody, as the interview needs. */
  hasWhatItTakes(interview: InterviewToHold): { interpreter: boolean; place: boolean } {
    const some = (resources: readonly Resource[]): boolean => resources.some(({ serves }) => serves(interview));
    return {
      interpreter: interview.language === null || some(this.interpreters),
      place: some(this.rooms) && some(this.interviewers),
    };
  }

  /**
   * Puts interviews of a case on the board, beside those that stand: the adults on one day, the first of these days (numbers of
   * the plan's) that takes them, the children on the same day or another. False, and nothing is put, when no day does.
   */
  place({ id, interviews }: CaseToMeet, days: readonly number[]): boolean {
    const before = this.placed.get(id) ?? [];
    const adults = inOrder(interviews.filter(({ adult }) => adult));
    const children = inOrder(interviews.filter(({ adult }) => !adult));
    for (const day of days) {
      const done: PlacedInterview[] = [];
      const seat = (interview: InterviewToHold, on: number): boolean => {
        const placed = this.bestSeat(id, interview, on, [...before, ...done]);
        if (placed) this.mark(placed, true);
        return placed !== null && done.push(placed) > 0;
      };
      const otherDays = [day, ...days.filter((other) => other !== day)];
      const fits =
        adults.every((interview) => seat(interview, day)) &&
        children.every((interview) => otherDays.some((other) => seat(interview, other)));
      if (fits) {
        this.placed.set(id, [...before, ...done]);
        return true;
      }
      for (const interview of done) this.mark(interview, false);
    }
    return false;
  }

  /** True when the number is that of the day. */
  isDay(number: number, day: string): boolean {
    return this.plan.days[number] === day;
  }

  /** Puts interviews of a case where they stood: those already held, or kept. */
  keep(caseId: string, interviews: readonly PlacedInterview[]): void {
    for (const interview of interviews) this.mark(interview, true);
    this.placed.set(caseId, [...(this.placed.get(caseId) ?? []), ...interviews]);
  }

  /** Takes a case off the board, and tells where it stood. */
  remove(caseId: string): readonly PlacedInterview[] {
    const stood = this.placed.get(caseId) ?? [];
    for (const interview of stood) this.mark(interview, false);
    this.placed.delete(caseId);
    return stood;
  }

  private bestSeat(
    caseId: string,
    interview: InterviewToHold,
    day: number,
    family: readonly PlacedInterview[],
  ): PlacedInterview | null {
    const { personId, halfHours, language } = interview;
    const kinds =
      language === null ? [this.rooms, this.interviewers] : [this.rooms, this.interviewers, this.interpreters];
    const ofDay = family.filter((one) => one.day === this.plan.days[day]);
    let best: Seat | null = null;
    for (const { start, room } of this.starts) {
      if (room < halfHours || !this.isApart(interview, start + this.opens, ofDay)) continue;
      const resources: Resource[] = [];
      let score = 0;
      for (const kind of kinds) {
        const found = snuggest(kind, interview, day, start);
        if (!found) break;
        resources.push(found);
        score += snugness(found.free[day]!, start, halfHours);
      }
      if (resources.length === kinds.length && (!best || score > best.score)) best = { start, resources, score };
    }
    if (!best) return null;
    const [room, interviewer, interpreter] = best.resources;
    return {
      ...{ caseId, personId, halfHours },
      day: this.plan.days[day]!,
      start: best.start + this.opens,
      roomId: room!.id,
      interviewerId: interviewer!.id,
      interpreterId: interpreter?.id ?? null,
    };
  }

  private isApart(
    { personId, halfHours }: InterviewToHold,
    start: number,
    family: readonly PlacedInterview[],
  ): boolean {
    return family.every((other) => {
      const gap = this.apart.has(personId) || this.apart.has(other.personId) ? 1 : 0;
      return !overlaps(start - gap, halfHours + 2 * gap, other.start, other.halfHours);
    });
  }

  private mark({ day, start, halfHours, roomId, interviewerId, interpreterId }: PlacedInterview, taken: boolean): void {
    const index = this.dayOf.get(day);
    if (index === undefined) return;
    const mask = bits(start - this.opens, halfHours);
    for (const [kind, id] of [
      [this.rooms, roomId],
      [this.interviewers, interviewerId],
      [this.interpreters, interpreterId],
    ] as const) {
      const resource = kind.find((one) => one.id === id);
      if (!resource) continue;
      resource.free[index] = taken ? resource.free[index]! & ~mask : resource.free[index]! | mask;
      resource.left[index] = resource.left[index]! + (taken ? -halfHours : halfHours);
    }
  }
}

/** The longest first: what is short fits into what remains. */
const inOrder = (interviews: readonly InterviewToHold[]): InterviewToHold[] =>
  [...interviews].sort((a, b) => b.halfHours - a.halfHours || (a.personId < b.personId ? -1 : 1));

function snuggest(kind: readonly Resource[], interview: InterviewToHold, day: number, start: number): Resource | null {
  const mask = bits(start, interview.halfHours);
  let best: Resource | null = null;
  let bestScore = -1;
  for (const resource of kind) {
    const free = resource.free[day]!;
    if ((free & mask) !== mask || resource.left[day]! < interview.halfHours || !resource.serves(interview)) continue;
    const score = snugness(free, start, interview.halfHours);
    if (score > bestScore) [best, bestScore] = [resource, score];
  }
  return best;
}
