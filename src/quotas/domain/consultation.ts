import type { FieldError, PlainDate } from '../../kernel/index.js';

/** What the Ministry is consulted on every year (Reg23, domain.md 1). */
export const PERIOD_SUBJECTS = ['planning', 'places', 'use_of_money', 'distribution'] as const;
/** The same, and cases of special importance, which are reported one by one. */
export const CONSULTATION_SUBJECTS = [...PERIOD_SUBJECTS, 'special_case'] as const;
export const CONSULTATION_OUTCOMES = ['agreed', 'agreed_with_changes', 'not_agreed', 'taken_note_of'] as const;
export type PeriodSubject = (typeof PERIOD_SUBJECTS)[number];
export type ConsultationSubject = (typeof CONSULTATION_SUBJECTS)[number];
export type ConsultationOutcome = (typeof CONSULTATION_OUTCOMES)[number];

/** Nobody was asked after today, and nobody answered before being asked. */
export function wrongDay(
  field: 'askedOn' | 'answeredOn',
  day: PlainDate,
  { today, askedOn }: { today: PlainDate; askedOn?: PlainDate },
): FieldError[] {
  const wrong = (code: string, message: string): FieldError[] => [{ pointer: `/${field}`, code, message }];
  if (day > today) return wrong('afterToday', `${field} may not lie after today, ${today}.`);
  if (askedOn !== undefined && day < askedOn) return wrong('beforeAsked', `The question is of ${askedOn}.`);
  return [];
}
