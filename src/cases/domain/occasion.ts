import { ConditionsUnmet, InvalidInput, type PlainDate } from '../../kernel/index.js';

/** When and why, as the official says it. */
export interface Occasion {
  /** The day it happened; today when not said. */
  occurredOn?: PlainDate;
  reason?: string | null;
  /** What else the audit entry tells. */
  payload?: Record<string, unknown>;
}

/**
 * The day of the act (architecture.md 7 (12)). Throws InvalidInput for a day after today, and ConditionsUnmet for a day before a
 * person's last step that has no reason.
 */
export function dayOf(
  today: PlainDate,
  persons: readonly { id: string; statusSince: PlainDate }[],
  { occurredOn, reason }: Occasion,
): PlainDate {
  if (occurredOn === undefined) return today;
  if (occurredOn > today)
    throw new InvalidInput([
      { pointer: '/occurredOn', code: 'afterToday', message: `occurredOn may not lie after today, ${today}.` },
    ]);
  const early = persons.filter(({ statusSince }) => occurredOn < statusSince);
  if (early.length > 0 && !reason)
    throw new ConditionsUnmet(
      early.map(({ id, statusSince }) => ({
        code: 'beforeLastStep',
        detail: `The last step of this person was on ${statusSince}: give a reason for an earlier day.`,
        source: 'Rule of the house: what is entered late says why',
        personId: id,
      })),
    );
  return occurredOn;
}
