import type { FieldError, Instant, PlainDate } from '../../kernel/index.js';
import { isWithin, type Moment } from './ledger.js';

/** From what the Government may except: `third_country_rule`, that a person must be outside the home country (Reg23). */
export const EXCEPTION_KINDS = ['third_country_rule'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** An exception, or, when it ends another, the last day of that one. */
export interface RecordedException {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  /** Whom it is for; anybody when empty. */
  readonly nationalities: readonly string[];
  readonly countriesOfAsylum: readonly string[];
  readonly endsId: string | null;
  readonly recordedAt: Instant;
}

/** The exceptions in force on the day, as known at `asOf`: begun, not over, and not ended by a later decision before that day. */
export function exceptionsOn<Exception extends RecordedException>(
  recorded: readonly Exception[],
  on: PlainDate,
  asOf?: Moment['asOf'],
): Exception[] {
  const known = recorded.filter(({ recordedAt }) => isWithin({ occurredOn: on, recordedAt }, { asOf }));
  const isOver = ({ validTo }: RecordedException): boolean => validTo !== null && validTo < on;
  return known.filter(
    (one) =>
      one.endsId === null &&
      one.validFrom <= on &&
      !isOver(one) &&
      !known.some((end) => end.endsId === one.id && isOver(end)),
  );
}

/** Whether one of the exceptions is for a person of this nationality in this country. */
export const excepts = (
  inForce: readonly RecordedException[],
  kind: ExceptionKind,
  person: { readonly nationality: string; readonly countryOfAsylum: string },
): boolean =>
  inForce.some(
    (one) =>
      one.kind === kind &&
      (one.nationalities.length === 0 || one.nationalities.includes(person.nationality)) &&
      (one.countriesOfAsylum.length === 0 || one.countriesOfAsylum.includes(person.countryOfAsylum)),
  );

/** What is wrong with the days of an exception. */
export function wrongDays(
  { validFrom, validTo, decidedOn }: { validFrom: PlainDate; validTo: PlainDate | null; decidedOn: PlainDate },
  today: PlainDate,
): FieldError[] {
  const wrong = (pointer: string, code: string, message: string): FieldError[] => [{ pointer, code, message }];
  return [
    ...(decidedOn > today ? wrong('/decidedOn', 'afterToday', `decidedOn may not lie after today, ${today}.`) : []),
    ...(validTo !== null && validTo < validFrom
      ? wrong('/validTo', 'beforeFirstDay', `It ends before its first day, ${validFrom}.`)
      : []),
  ];
}
