import type { AuditService } from '../audit/index.js';
import { InvalidInput, type Actor } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { PersonRow } from './cases.entities.js';
import { keepNewNames } from './name-keys.js';
import type { NewPerson, PersonInCase, ResettlementCase } from './resettlement-case.js';

/** What identifies a person: a clearance given for other values is a clearance for somebody else. */
const IDENTITY = [
  'familyName',
  'givenNames',
  'birthDate',
  'sex',
  'nationality',
  'stateless',
] as const satisfies readonly (keyof NewPerson)[];

const NAMES = ['familyName', 'givenNames', 'otherNames'] as const satisfies readonly (keyof NewPerson)[];

/**
 * Brings the persons' particulars to what a newer RRF says, each found again by its individual number; members of whom nothing is
 * told stay as they are. One audit entry a changed person, naming the fields but not their content. The caller raises the case's
 * version. Throws InvalidInput when somebody is told of who is not in the case: members are added and leave by acts of their own.
 */
export async function correctPersons(
  tx: Tx,
  audit: AuditService,
  theCase: ResettlementCase,
  told: readonly NewPerson[],
  actor: Actor,
): Promise<ResettlementCase> {
  const members = new Set(theCase.persons.map(({ individualNumber }) => individualNumber));
  if (told.some(({ individualNumber }) => individualNumber === null || !members.has(individualNumber)))
    throw new InvalidInput([
      {
        pointer: '/persons',
        code: 'otherPersons',
        message: 'The RRF must list persons of the case, by their individual numbers.',
      },
    ]);
  const byNumber = new Map(told.map((person) => [person.individualNumber, person]));
  const persons: PersonInCase[] = [];
  for (const person of theCase.persons) {
    const newer = person.individualNumber === null ? undefined : byNumber.get(person.individualNumber);
    persons.push(newer ? await correct(tx, audit, person, newer, actor) : person);
  }
  return { ...theCase, persons };
}

async function correct(
  tx: Tx,
  audit: AuditService,
  person: PersonInCase,
  told: NewPerson,
  actor: Actor,
): Promise<PersonInCase> {
  const fields = (Object.keys(told) as (keyof NewPerson)[]).filter(
    (field) => JSON.stringify(told[field]) !== JSON.stringify(person[field]),
  );
  if (fields.length === 0) return person;
  const identityChanged = IDENTITY.some((field) => fields.includes(field));
  const corrected = { ...told, identityVersion: person.identityVersion + (identityChanged ? 1 : 0) };
  await tx.manager.update(PersonRow, { id: person.id }, corrected);
  if (NAMES.some((field) => fields.includes(field))) await keepNewNames(tx, { ...person, ...corrected });
  audit.record(tx, actor, {
    action: 'person.correct',
    subjectType: 'person',
    subjectId: person.id,
    caseId: person.caseId,
    payload: { fields, identityChanged },
  });
  return { ...person, ...corrected };
}
