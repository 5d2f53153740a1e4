import type { PersonInCase, ResettlementCase } from '../cases/index.js';
import { yearOf } from '../kernel/index.js';
import type { NameParts } from '../kernel/names/name-tokens.js';
import type { Tx } from '../platform/index.js';
import type { BirthToMatch, PersonToMatch, RelativeToMatch } from './domain/duplicates/person-to-match.js';
import type { Rrf } from './domain/rrf.js';
import { Submission } from './submissions.entities.js';

/** The newest form of a case, or of the case that it was split from; null for one without. */
export async function formOf(tx: Tx, { id, parentCaseId }: ResettlementCase): Promise<Rrf | null> {
  for (const caseId of [id, parentCaseId]) {
    const newest =
      caseId && (await tx.manager.findOne(Submission, { where: { caseId }, order: { rrfVersion: 'DESC' } }));
    if (newest) return newest.rrf;
  }
  return null;
}

/** The persons of a case as the matcher wants them: particulars as the case holds them, papers and relatives as its form tells them. */
export function personsToMatch(theCase: ResettlementCase, rrf: Rrf | null): PersonToMatch[] {
  const outside = relativesOutside(rrf);
  return theCase.persons.map((person) => {
    const told = rrf?.persons.find(({ individualNumber }) => individualNumber === person.individualNumber);
    return {
      personId: person.id,
      caseId: theCase.id,
      numbers: [person.individualNumber, ...(told?.unhcrNumbers ?? []).map(({ number }) => number)].flatMap(
        (number) => number ?? [],
      ),
      caseNumbers: [theCase.unhcrCaseNumber].flatMap((number) => number ?? []),
      documentNumbers: (told?.documents ?? []).map(({ number }) => number),
      names: [nameOf(person), ...person.otherNames.map((given) => ({ given, family: '' }))],
      sex: person.sex,
      birth: birthOf(person),
      birthPlace: told?.placeOfBirth ?? null,
      countryOfBirth: person.countryOfBirth,
      nationality: person.nationality,
      relatives: [...theCase.persons.filter((one) => one !== person).map(asRelative), ...outside],
    };
  });
}

const nameOf = ({ givenNames, familyName }: PersonInCase): NameParts => ({ given: givenNames, family: familyName });

const asRelative = (person: PersonInCase): RelativeToMatch => ({
  name: nameOf(person),
  birthYear: person.birthDate === null ? null : yearOf(person.birthDate),
  relation: person.relationToPrincipal,
});

const relativesOutside = (rrf: Rrf | null): RelativeToMatch[] =>
  [...(rrf?.relativesInSweden ?? []), ...(rrf?.relativesElsewhere ?? [])].map(({ name, relation }) => ({
    name: { given: name, family: '' },
    birthYear: null,
    relation,
  }));

function birthOf({ birthDate, birthDatePrecision, birthDateEstimated }: PersonInCase): BirthToMatch {
  if (birthDate === null) return { year: null, estimated: true };
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  const estimated = birthDateEstimated ?? false;
  if (birthDatePrecision === 'year') return { year, estimated };
  return birthDatePrecision === 'month' ? { year, month, estimated } : { year, month, day, estimated };
}
