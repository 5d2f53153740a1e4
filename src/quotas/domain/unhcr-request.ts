import { TransitionRefused, type Instant, type PlainDate } from '../../kernel/index.js';
import { isWithin, type Moment } from './ledger.js';
import { lastDayOf } from './moment.js';
import { monthOf, type Month } from './month.js';

/** What is said about a request: the agency asks, UNHCR promises, and promises otherwise; either takes it back. */
export const REQUEST_ACTS = ['ask', 'promise', 'revise', 'withdraw'] as const;
export type RequestActWord = (typeof REQUEST_ACTS)[number];

/** How a request stands. `late`: the promised month has passed; what has come by then, the cases tell. */
export const REQUEST_STANDINGS = ['asked', 'promised', 'late', 'withdrawn'] as const;
export type RequestStanding = (typeof REQUEST_STANDINGS)[number];

export const WITHDRAWN_BY = ['unhcr', 'agency'] as const;
export type WithdrawnBy = (typeof WITHDRAWN_BY)[number];

/** So many persons, to be submitted in that month. */
export interface PersonsInMonth {
  readonly persons: number;
  readonly month: Month;
}

export interface RequestAct {
  /** Counts the acts of the request from 1: the request's version once it was recorded. */
  readonly version: number;
  readonly act: RequestActWord;
  /** Null when it withdraws. */
  readonly persons: number | null;
  readonly month: Month | null;
  readonly withdrawnBy: WithdrawnBy | null;
  readonly occurredOn: PlainDate;
  readonly recordedAt: Instant;
}

export interface RequestState<Act extends RequestAct = RequestAct> {
  readonly requestedOn: PlainDate;
  readonly asked: PersonsInMonth;
  /** What UNHCR promised last; it stays to be seen after a withdrawal, which frees UNHCR of it. */
  readonly promised: PersonsInMonth | null;
  readonly withdrawnOn: PlainDate | null;
  readonly withdrawnBy: WithdrawnBy | null;
  readonly standing: RequestStanding;
  readonly version: number;
  /** What had happened and was known at the moment, in the order in which it was recorded. */
  readonly acts: readonly Act[];
}

/**
 * How the request stood at the moment: the fold of its acts, the one recorded last having the last word. Null when it had not
 * been made, or was not known. `today` only matters for what is late when the moment has no limit.
 */
export function requestAt<Act extends RequestAct>(
  acts: readonly Act[],
  moment: Moment,
  today: PlainDate,
): RequestState<Act> | null {
  const known = acts.filter((act) => isWithin(act, moment)).sort((a, b) => a.version - b.version);
  const [ask] = known;
  if (ask?.act !== 'ask') return null;
  const promise = known.findLast(({ act }) => act === 'promise' || act === 'revise');
  const withdrawal = known.find(({ act }) => act === 'withdraw');
  const promised = promise ? wordsOf(promise) : null;
  return {
    requestedOn: ask.occurredOn,
    asked: wordsOf(ask),
    promised,
    withdrawnOn: withdrawal?.occurredOn ?? null,
    withdrawnBy: withdrawal?.withdrawnBy ?? null,
    standing: withdrawal ? 'withdrawn' : promised ? promisedOrLate(promised, lastDayOf(moment, today)) : 'asked',
    version: known.at(-1)!.version,
    acts: known,
  };
}

const promisedOrLate = ({ month }: PersonsInMonth, on: PlainDate): RequestStanding =>
  monthOf(on) > month ? 'late' : 'promised';

function wordsOf({ persons, month, version }: RequestAct): PersonsInMonth {
  if (persons === null || month === null) throw new RangeError(`Act ${version} names no persons or no month.`);
  return { persons, month };
}

/** The verbs on a request that stands. */
export type RequestVerb = 'record_promise' | 'withdraw_request';

/** Throws TransitionRefused for a request that was withdrawn: what is asked for again is a new request. */
export function requireStanding({ standing }: Pick<RequestState, 'standing'>, verb: RequestVerb): void {
  if (standing === 'withdrawn')
    throw new TransitionRefused([{ from: standing, action: verb, allowedActions: [] }], 'a request to UNHCR');
}
