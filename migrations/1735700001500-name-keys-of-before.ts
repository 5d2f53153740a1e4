import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsToKeep } from '../src/kernel/names/search-words.js';
import { rows } from '../src/platform/database/sql.js';

const AT_ONCE = 500;

interface Named {
  id: string;
  given_names: string;
  family_name: string;
  other_names: string;
}

/** Whoever was entered before names were kept as words is found by name too. Run again it changes nothing. */
export class NameKeysOfBefore1735700001500 implements MigrationInterface {
  name = 'NameKeysOfBefore1735700001500';

  async up({ manager }: QueryRunner): Promise<void> {
    for (let last: string | undefined = ''; last !== undefined;) {
      const persons: Named[] = await rows<Named>(
        manager,
        `SELECT id, given_names, family_name, other_names FROM persons p
         WHERE id > :last AND NOT EXISTS (SELECT 1 FROM person_name_keys k WHERE k.person_id = p.id)
         ORDER BY id LIMIT ${AT_ONCE}`,
        { last },
      );
      for (const person of persons)
        for (const { word, sound } of wordsToKeep(namesOf(person)))
          await rows(manager, 'INSERT INTO person_name_keys (word, sound, person_id) VALUES (:word, :sound, :id)', {
            word,
            sound,
            id: person.id,
          });
      last = persons.at(-1)?.id;
    }
  }

  /** The words go with their table. */
  async down(): Promise<void> {}
}

const namesOf = ({ given_names, family_name, other_names }: Named): { given: string; family: string }[] => [
  { given: given_names, family: family_name },
  ...(JSON.parse(other_names) as string[]).map((given) => ({ given, family: '' })),
];
