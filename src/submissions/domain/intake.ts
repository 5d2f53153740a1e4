import type { PlainDate, Unmet } from '../../kernel/index.js';
import type { Rrf } from './rrf.js';

// What must hold for the two verbs of intake. A case is received, returned or registered.

type Intake = 'received' | 'returned' | 'registered';

const HANDBOOK = 'UNHCR Resettlement Handbook 4.6';

const REGISTERED: Unmet = {
  code: 'alreadyRegistered',
  detail: 'The RRF is complete and the case is registered: nothing is left to complete.',
  source: HANDBOOK,
};
const RETURNED: Unmet = {
  code: 'alreadyReturned',
  detail: 'The RRF is with the sender already: wait for its new version.',
  source: HANDBOOK,
};

const NOT_REGISTERED: Unmet = {
  code: 'notRegistered',
  detail: 'The case is not registered yet: a completed RRF goes in by the verb resubmit.',
  source: HANDBOOK,
};

/** Why an RRF cannot be returned to its sender; empty when it can. */
export const unmetForReturn = (intake: Intake): Unmet[] =>
  intake === 'registered' ? [REGISTERED] : intake === 'returned' ? [RETURNED] : [];

/** Two versions say the same: the order of fields does not matter, nor whether an unknown value is left out or null. */
export const sameRrf = (one: Rrf, other: Rrf): boolean => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, field]) => field != null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );

export interface EarlierVersion {
  readonly rrf: Rrf;
  readonly receivedOn: PlainDate;
}

/** Why the RRF cannot complete the case's; all reasons at once, empty when it can. It lists the same persons. */
export function unmetForResubmission(intake: Intake, latest: EarlierVersion, next: Rrf): Unmet[] {
  const unmet: Unmet[] = intake === 'registered' ? [REGISTERED] : [];
  const numbers = (rrf: Rrf): string[] => rrf.persons.map((person) => person.individualNumber);
  const before = numbers(latest.rrf);
  const now = numbers(next);
  const missing = before.filter((number) => !now.includes(number)).length;
  const added = now.filter((number) => !before.includes(number)).length;
  const others =
    missing + added > 0
      ? [
          {
            code: 'otherPersons',
            detail: `A resubmission lists the same persons under the same numbers: ${missing} of them are missing and ${added} are new.`,
            source: HANDBOOK,
          },
        ]
      : [];
  return [...unmet, ...ofOtherSubmission(latest, next), ...others, ...notNewer(latest, next)];
}

/**
 * Why the RRF cannot be the next version of a registered case's; all reasons at once, empty when it can. It may list other persons:
 * that is recorded as a difference and changes nobody (member-differences.ts).
 */
export const unmetForUpdate = (intake: Intake, latest: EarlierVersion, next: Rrf): Unmet[] => [
  ...unmetForAnyUpdate(intake),
  ...ofOtherSubmission(latest, next),
  ...notNewer(latest, next),
];

/** What stands against a newer version of the RRF, whatever it says. */
export const unmetForAnyUpdate = (intake: Intake): Unmet[] => (intake === 'registered' ? [] : [NOT_REGISTERED]);

function ofOtherSubmission({ rrf: before }: EarlierVersion, next: Rrf): Unmet[] {
  if (next.source === before.source && next.resettlementReferenceNumber === before.resettlementReferenceNumber)
    return [];
  const detail = `The case goes back to ${before.resettlementReferenceNumber} (${before.source}); this is ${next.resettlementReferenceNumber} (${next.source}).`;
  return [{ code: 'otherSubmission', detail, source: HANDBOOK }];
}

function notNewer({ rrf: before, receivedOn }: EarlierVersion, next: Rrf): Unmet[] {
  const unmet: Unmet[] = [];
  if (next.rrfDate < before.rrfDate)
    unmet.push({
      code: 'olderVersion',
      detail: `This version is dated ${next.rrfDate}, before the one received, which is dated ${before.rrfDate}.`,
      source: HANDBOOK,
    });
  if (sameRrf(before, next))
    unmet.push({
      code: 'unchangedRrf',
      detail: `This version says the same as the one received on ${receivedOn}.`,
      source: HANDBOOK,
    });
  return unmet;
}
