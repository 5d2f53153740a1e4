import type { EntityManager } from 'typeorm';
import { isPostgres, prepared, type Tx } from '../platform/index.js';

// Whole lists go to the database as one JSON parameter, which both engines read as a table, each in its own words.

/** The entries of the JSON list `:list` as a table `list`: `list.value` is a text. */
const texts = (manager: EntityManager): string =>
  isPostgres(manager) ? 'json_array_elements_text(CAST(:list AS json)) AS list(value)' : 'json_each(:list) AS list';

/** Inserts rows of two columns, given as pairs. */
export async function insertPairs(
  tx: Tx,
  into: string,
  pairs: readonly (readonly [string, string | number])[],
  { number = false, conflict = '' } = {},
): Promise<void> {
  if (pairs.length === 0) return;
  const second = isPostgres(tx.manager)
    ? number
      ? 'CAST(list.value->>1 AS integer)'
      : 'list.value->>1'
    : `json_extract(list.value, '$[1]')`;
  const [first, from] = isPostgres(tx.manager)
    ? ['list.value->>0', 'json_array_elements(CAST(:list AS json)) AS list(value)']
    : [`json_extract(list.value, '$[0]')`, 'json_each(:list) AS list'];
  // SQLite would read ON CONFLICT as part of a join without the WHERE.
  await prepared(tx.manager, `INSERT INTO ${into} SELECT ${first}, ${second} FROM ${from} WHERE true ${conflict}`, {
    list: JSON.stringify(pairs),
  });
}

/** For each key those who stand under it; a key under which more than `most` stand is left out. */
export async function holdersOf(
  tx: Tx,
  keys: readonly string[],
  most: number,
): Promise<{ key: string; person_id: string }[]> {
  if (keys.length === 0) return [];
  // So that a key under which thousands stand costs no more than any other, and none of them leaves the database; one row a key, read
  // from the index alone.
  const gathered = isPostgres(tx.manager) ? `string_agg(k.person_id, ' ')` : `group_concat(k.person_id, ' ')`;
  const found = await prepared<{ key: string; held: string | null }>(
    tx.manager,
    `SELECT list.value AS key, (SELECT CASE WHEN count(*) <= :most THEN ${gathered} END FROM
       (SELECT person_id FROM duplicate_keys WHERE duplicate_keys.key = list.value LIMIT :most + 1) k) AS held
     FROM ${texts(tx.manager)}`,
    { list: JSON.stringify(keys), most },
  );
  return found.rows.flatMap(({ key, held }) => held?.split(' ').map((person_id) => ({ key, person_id })) ?? []);
}

/** Selects by a list of keys: `FROM <table> JOIN list ON <column> = list.value`. */
export async function selectListed<Row>(
  tx: Tx,
  columns: string,
  table: string,
  column: string,
  listed: readonly string[],
): Promise<Row[]> {
  if (listed.length === 0) return [];
  const sql = `SELECT ${columns} FROM ${texts(tx.manager)} CROSS JOIN ${table} WHERE ${column} = list.value`;
  return (await prepared<Row>(tx.manager, sql, { list: JSON.stringify(listed) })).rows;
}
