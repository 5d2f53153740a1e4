import type { Instant, PlainDate } from './plain-date.js';

/** The only source of time. Rules take dates as arguments; services ask the clock. */
export abstract class Clock {
  /** The present instant, UTC with milliseconds. */
  abstract now(): Instant;
  /** The present calendar day in Europe/Stockholm: the day that counts for the quota year (domain.md (e) 8). */
  abstract today(): PlainDate;
}
