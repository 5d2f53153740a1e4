import { addMonths, type PlainDate, type Unmet } from '../../kernel/index.js';

/** The rule of the day: calendar months from the assignment decision, for resettled persons by default and at most. */
export interface ReceptionRule {
  readonly resettledMonths: number;
  readonly resettledMaxMonths: number;
}

const SOURCE = 'Ordinance (2016:39), s. 10';

/**
 * The last day of reception when the decision names none: the rule's default, in calendar months, so 31 December + 2 is
 * the last of February.
 */
export const latestReceptionOn = (assignedOn: PlainDate, rule: ReceptionRule): PlainDate =>
  addMonths(assignedOn, rule.resettledMonths);

/**
 * What is wrong with a last day of reception that the decision names: before the decision, or beyond the longest time
 * for resettled persons.
 */
export function deadlineUnmet(wanted: PlainDate, assignedOn: PlainDate, rule: ReceptionRule): Unmet | null {
  const last = addMonths(assignedOn, rule.resettledMaxMonths);
  if (wanted < assignedOn)
    return {
      code: 'receptionBeforeDecision',
      detail: `The latest reception, ${wanted}, lies before the decision.`,
      source: SOURCE,
    };
  if (wanted > last)
    return {
      code: 'receptionTooLate',
      detail: `The latest reception may be ${last} at the latest; ${wanted} was asked for.`,
      source: SOURCE,
    };
  return null;
}
