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

/** Puts persons who stand in the index already under their keys, given as pairs of person and keys. */
export async function insertKeys(
  tx: Tx,
  persons: readonly (readonly [personId: string, keys: readonly string[]])[],
): Promise<void> {
  if (persons.length === 0) return;
  const [from, person, keys] = isPostgres(tx.manager)
    ? [
        'json_array_elements(CAST(:list AS json)) AS list(value)',
        'list.value->>0',
        'json_array_elements_text(list.value->1) AS key(value)',
      ]
    : ['json_each(:list) AS list', `json_extract(list.value, '$[0]')`, `json_each(list.value, '$[1]') AS key`];
  // In the order of the keys: many at once go into the index side by side.
  await prepared(
    tx.manager,
    `INSERT INTO duplicate_keys (key, entry) SELECT key.value, kept.entry
     FROM ${from} CROSS JOIN duplicate_profiles kept CROSS JOIN ${keys} WHERE kept.person_id = ${person} ORDER BY key.value`,
    { list: JSON.stringify(persons) },
  );
}

/** For each key the numbers of those who stand under it; a key under which more than `most` stand is left out. */
export async function holdersOf(tx: Tx, keys: readonly string[], most: number): Promise<Map<string, number[]>> {
  if (keys.length === 0) return new Map();
  // So that a key under which thousands stand costs no more than any other, and none of them leaves the database; one row a key, read
  // from the index alone.
  const gathered = isPostgres(tx.manager) ? `string_agg(CAST(k.entry AS text), ' ')` : `group_concat(k.entry, ' ')`;
  const found = await prepared<{ key: string; held: string | null }>(
    tx.manager,
    `SELECT list.value AS key, (SELECT CASE WHEN count(*) <= :most THEN ${gathered} END FROM
       (SELECT entry FROM duplicate_keys WHERE duplicate_keys.key = list.value LIMIT :most + 1) k) AS held
     FROM ${texts(tx.manager)}`,
    { list: JSON.stringify(keys), most },
  );
  return new Map(found.rows.flatMap(({ key, held }) => (held ? [[key, held.split(' ').map(Number)] as const] : [])));
}

/** Selects by a list of keys or numbers: `FROM <table> JOIN list ON <column> = list.value`. */
export async function selectListed<Row>(
  tx: Tx,
  columns: string,
  table: string,
  column: string,
  listed: readonly (string | number)[],
): Promise<Row[]> {
  if (listed.length === 0) return [];
  const value = typeof listed[0] === 'number' ? 'CAST(list.value AS integer)' : 'list.value';
  const sql = `SELECT ${columns} FROM ${texts(tx.manager)} CROSS JOIN ${table} WHERE ${column} = ${value}`;
  return (await prepared<Row>(tx.manager, sql, { list: JSON.stringify(listed) })).rows;
}
