import type { NameParts } from '../kernel/names/name-tokens.js';
import { wordsToKeep } from '../kernel/names/search-words.js';
import { insertRows, type Tx } from '../platform/index.js';
import type { PersonRow } from './cases.entities.js';
import { PersonNameKey } from './name-keys.entities.js';

type Named = Pick<PersonRow, 'id' | 'givenNames' | 'familyName' | 'otherNames'>;

/** The names of a person as they are looked for: the name itself and the aliases. Pure. */
export const namesOf = ({ givenNames, familyName, otherNames }: Omit<Named, 'id'>): NameParts[] => [
  { given: givenNames, family: familyName },
  ...otherNames.map((given) => ({ given, family: '' })),
];

/** Makes new persons known to the search by name, in the transaction that lists them. */
export const keepNames = (tx: Tx, persons: readonly Named[]): Promise<void> =>
  insertRows(
    tx.manager,
    PersonNameKey,
    persons.flatMap((person) => wordsToKeep(namesOf(person)).map((key) => ({ ...key, personId: person.id }))),
  );

/** Lets a person be found by the names of today, and by those of before no longer. */
export async function keepNewNames(tx: Tx, person: Named): Promise<void> {
  await tx.manager.delete(PersonNameKey, { personId: person.id });
  await keepNames(tx, [person]);
}
