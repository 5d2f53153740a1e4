import type { NewCase, NewPerson } from '../cases/index.js';
import { earliestDay, precisionOf, type PlainDate } from '../kernel/index.js';
import type { SubQuotaChoice } from '../quotas/index.js';
import type { Rrf, RrfPerson } from './domain/rrf.js';

/** The persons of an RRF as the case lists them; a birth date known to the month or the year as its first day, with the precision. */
export const toNewPerson = (person: RrfPerson): NewPerson => ({
  individualNumber: person.individualNumber,
  familyName: person.familyName,
  givenNames: person.givenNames,
  otherNames: [...(person.otherNames ?? [])],
  sex: person.sex,
  birthDate: earliestDay(person.birthDate),
  birthDatePrecision: person.birthDatePrecision ?? precisionOf(person.birthDate),
  birthDateEstimated: person.birthDateEstimated ?? null,
  countryOfBirth: person.countryOfBirth ?? null,
  nationality: person.nationality ?? null,
  stateless: person.stateless,
  maritalStatus: person.maritalStatus,
  relationToPrincipal: person.relationToPrincipal,
  languages: (person.languages ?? []).map(({ language, level }) => ({ language, level })),
  education: person.education ?? null,
  occupation: person.occupation ?? null,
  specificNeeds: [...(person.specificNeeds ?? [])],
  consentOn: person.consentOn ?? null,
  holdsEuProtection: person.holdsEuProtection,
});

/** What the RRF says of the case; a complete one is registered on receipt. */
export const toNewCase = (
  rrf: Rrf,
  received: { on: PlainDate; complete: boolean; choice: SubQuotaChoice },
): NewCase => ({
  source: rrf.source,
  unhcrCaseNumber: rrf.unhcrCaseNumber ?? null,
  resettlementReferenceNumber: rrf.resettlementReferenceNumber,
  priority: rrf.priority,
  primaryCategory: rrf.primaryCategory ?? null,
  secondaryCategory: rrf.secondaryCategory ?? null,
  countryOfAsylum: rrf.countryOfAsylum,
  caseSize: rrf.caseSize,
  receivedOn: received.on,
  parentCaseId: null,
  subQuotaId: received.choice.subQuotaId,
  choice: received.choice,
  complete: received.complete,
  persons: rrf.persons.map(toNewPerson),
});
