import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { rows } from '../src/platform/database/sql.js';
import type { PreparedPerson } from '../src/submissions/domain/duplicates/prepare.js';
import { countedKeys, storedKeys } from '../src/submissions/duplicates-keys.js';

const AT_ONCE = 200;
const ROWS_A_STATEMENT = 400;

/** The keys of the duplicates' index begin with what is sought together: they are made anew from what the persons are compared by. */
export class DuplicateKeysTogether1735700001510 implements MigrationInterface {
  name = 'DuplicateKeysTogether1735700001510';

  async up({ manager }: QueryRunner): Promise<void> {
    for (const table of ['duplicate_keys', 'duplicate_name_counts']) await rows(manager, `DELETE FROM ${table}`);
    const counts = new Map<string, number>();
    for (let last: string | undefined = ''; last !== undefined;) {
      const found: { person_id: string; profile: string }[] = await rows(
        manager,
        `SELECT person_id, profile FROM duplicate_profiles WHERE person_id > :last ORDER BY person_id LIMIT ${AT_ONCE}`,
        { last },
      );
      const persons = found.map(({ profile }) => JSON.parse(profile) as PreparedPerson);
      for (const key of persons.flatMap(countedKeys)) counts.set(key, (counts.get(key) ?? 0) + 1);
      await insertAll(
        manager,
        'duplicate_keys (key, person_id)',
        persons.flatMap((person) => storedKeys(person).map((key) => [key, person.personId] as const)),
      );
      last = found.at(-1)?.person_id;
    }
    await insertAll(manager, 'duplicate_name_counts (key, persons)', [...counts]);
  }

  /** The index is whatever the release makes of it. */
  async down(): Promise<void> {}
}

async function insertAll(
  manager: EntityManager,
  into: string,
  pairs: readonly (readonly [string, string | number])[],
): Promise<void> {
  for (let from = 0; from < pairs.length; from += ROWS_A_STATEMENT) {
    const some = pairs.slice(from, from + ROWS_A_STATEMENT);
    await rows(
      manager,
      `INSERT INTO ${into} VALUES ${some.map((_, at) => `(:first${at}, :second${at})`).join(', ')}`,
      Object.fromEntries(
        some.flatMap(([first, second], at) => [
          [`first${at}`, first],
          [`second${at}`, second],
        ]),
      ),
    );
  }
}
