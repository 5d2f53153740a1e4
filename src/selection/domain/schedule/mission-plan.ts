import type { PlainDate } from '../../../kernel/index.js';

// What a mission has and whom it is to meet, and the schedule made of it (EUAA's interview schedule, mission planning guide;
// domain.md 5). Times are half-hours of the day: 16 is 08:00.

/** A stretch of the day in which interviews are held, in half-hours since midnight; none runs over its end. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Room {
  readonly id: string;
  /** A room in which children are heard. */
  readonly forChildren: boolean;
}

/** Somebody of the delegation who interviews. */
export interface Interviewer {
  readonly id: string;
  /** Trained to hear children. */
  readonly hearsChildren: boolean;
  readonly away: readonly PlainDate[];
}

export interface Interpreter {
  readonly id: string;
  /** ISO 639 codes. */
  readonly languages: readonly string[];
  readonly away: readonly PlainDate[];
}

export interface MissionPlan {
  /** The working days in order; rest days and days of travel are not among them. */
  readonly days: readonly PlainDate[];
  readonly windows: readonly Window[];
  readonly rooms: readonly Room[];
  readonly interviewers: readonly Interviewer[];
  readonly interpreters: readonly Interpreter[];
  /** Half-hours of interview that an interviewer or interpreter holds in a day, at most. */
  readonly mostPerDay: number;
}

export interface InterviewToHold {
  readonly personId: string;
  readonly adult: boolean;
  readonly halfHours: number;
  /** ISO 639 code; null where no interpreter is needed. */
  readonly language: string | null;
  /** Apart from the family: half an hour at least between it and every other interview of the case. */
  readonly confidential: boolean;
}

export interface CaseToMeet {
  readonly id: string;
  readonly urgent: boolean;
  readonly interviews: readonly InterviewToHold[];
}

export interface PlacedInterview {
  readonly caseId: string;
  readonly personId: string;
  readonly day: PlainDate;
  /** In half-hours since midnight. */
  readonly start: number;
  readonly halfHours: number;
  readonly roomId: string;
  readonly interviewerId: string;
  readonly interpreterId: string | null;
}

export const UNPLACED = ['nobodyToInterview', 'noInterpreter', 'noRoomForChildren', 'tooLong', 'noTimeLeft'] as const;
/**
 * Why a case stands on no day: nobody of it is to be interviewed, nobody interprets its language, children are heard nowhere, its
 * adults do not fit into one day, or the time of the mission is used up.
 */
export type WhyUnplaced = (typeof UNPLACED)[number];

export interface Schedule {
  /** By day, start and room. */
  readonly interviews: readonly PlacedInterview[];
  readonly unplaced: readonly { readonly caseId: string; readonly why: WhyUnplaced }[];
}
