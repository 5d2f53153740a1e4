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

/** Why the RRF cannot be the next version of the case's; all reasons at once, empty when it can. */
export function unmetForResubmission(intake: Intake, latest: EarlierVersion, next: Rrf): Unmet[] {
  const unmet: Unmet[] = intake === 'registered' ? [REGISTERED] : [];
  const before = latest.rrf;
  const refuse = (code: string, detail: string): void => void unmet.push({ code, detail, source: HANDBOOK });
  if (next.source !== before.source || next.resettlementReferenceNumber !== before.resettlementReferenceNumber)
    refuse(
      'otherSubmission',
      `The case goes back to ${before.resettlementReferenceNumber} (${before.source}); this is ${next.resettlementReferenceNumber} (${next.source}).`,
    );
  const numbers = (rrf: Rrf): string[] => rrf.persons.map((person) => person.individualNumber);
  const missing = numbers(before).filter((number) => !numbers(next).includes(number)).length;
  const added = numbers(next).filter((number) => !numbers(before).includes(number)).length;
  if (missing + added > 0)
    refuse(
      'otherPersons',
      `A resubmission lists the same persons under the same numbers: ${missing} of them are missing and ${added} are new.`,
    );
  if (next.rrfDate < before.rrfDate)
    refuse(
      'olderVersion',
      `This version is dated ${next.rrfDate}, before the one received, which is dated ${before.rrfDate}.`,
    );
  if (sameRrf(before, next))
    refuse('unchangedRrf', `This version says the same as the one received on ${latest.receivedOn}.`);
  return unmet;
}
