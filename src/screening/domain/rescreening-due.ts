import { addDays, ageOn, type PlainDate } from '../../kernel/index.js';
import type { Standing } from './standing.js';
import type { RescreeningCause } from './walled-record.js';

/** A cleared person as far as it matters for whether to ask again. */
export interface ClearedPerson {
  readonly standing: Standing;
  readonly identityVersion: number;
  readonly birthDate: PlainDate | null;
  /** Day of the journey that is booked; null without one. */
  readonly departsOn: PlainDate | null;
  /** Day on which the last of the others in the case was referred, or listed and is not referred yet. */
  readonly companionOn: PlainDate | null;
  /** Day on which the last indication about the person, or about the whole case, that nobody has concluded was recorded or tied to them. */
  readonly tipOn: PlainDate | null;
}

export interface DueCause {
  readonly cause: Exclude<RescreeningCause, 'other'>;
  /** The day that calls for it; null where none is known. */
  readonly since: PlainDate | null;
}

/** Without a journey a clearance is asked for anew so long before it lapses (domain.md 3: no published interval; inference). */
const LAPSES_SOON_DAYS = 60;

/**
 * Why somebody who is cleared should be screened anew (domain.md 3): a member came to the case, the identity changed, a tip came in, an
 * age was reached, the clearance lapses before the journey. Empty when nothing calls for it, while a re-screening is open or an
 * objection stands, and for what a re-screening was asked for already.
 * @param ages completed years at which other rules begin to hold for a person
 */
export function causesDue(person: ClearedPerson, today: PlainDate, ages: readonly number[]): DueCause[] {
  const { clearance, objectionOn, rescreeningOn, rescreening } = person.standing;
  if (!clearance || objectionOn !== null || rescreeningOn !== null) return [];
  const { givenOn, validUntil } = clearance;
  const askedOn = rescreening?.openedOn ?? '';
  const due: DueCause[] = [];
  const call = (cause: DueCause['cause'], since: PlainDate | null, calls: boolean): void => {
    if (calls) due.push({ cause, since });
  };
  const { companionOn, tipOn, birthDate, departsOn } = person;
  call('member_added', companionOn, companionOn !== null && companionOn > givenOn && companionOn > askedOn);
  call('identity_changed', null, clearance.identityVersion !== person.identityVersion);
  // A tip of the day of the clearance may have come after it.
  call('tip', tipOn, tipOn !== null && tipOn >= givenOn && tipOn > askedOn);
  const reached = birthDate === null ? undefined : ages.find((age) => isReached(birthDate, age, givenOn, today));
  call('age_reached', null, reached !== undefined);
  call('validity_lapses', validUntil, validUntil < (departsOn ?? addDays(today, LAPSES_SOON_DAYS)));
  return due;
}

const isReached = (birthDate: PlainDate, age: number, givenOn: PlainDate, today: PlainDate): boolean =>
  ageOn(birthDate, givenOn) < age && ageOn(birthDate, today) >= age;
