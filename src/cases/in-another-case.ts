import { In } from 'typeorm';
import type { Tx } from '../platform/index.js';
import { PersonRow } from './cases.entities.js';
import type { PersonInCase } from './resettlement-case.js';

/** Ids of those among the persons who stand on the road in another case too, known by UNHCR's individual number (domain.md (e) 19). */
export async function inAnotherCase(
  tx: Tx,
  persons: readonly Pick<PersonInCase, 'id' | 'individualNumber'>[],
): Promise<Set<string>> {
  const numbers = persons.flatMap(({ individualNumber }) => individualNumber ?? []);
  if (numbers.length === 0) return new Set();
  const active = await tx.manager.findBy(PersonRow, { individualNumber: In(numbers), active: true });
  const elsewhere = ({ id, individualNumber }: Pick<PersonInCase, 'id' | 'individualNumber'>) =>
    active.some((other) => other.individualNumber === individualNumber && other.id !== id);
  return new Set(persons.filter(elsewhere).map(({ id }) => id));
}
