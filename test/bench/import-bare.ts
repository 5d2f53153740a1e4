import type { DataSource, EntityManager } from 'typeorm';
import { databaseOptions } from '../../src/app.database.js';
import { openDataSource } from '../../src/platform/database/data-source.js';
import { runPrepared } from '../../src/platform/database/prepared.js';
import { rows, type Tx } from '../../src/platform/index.js';
import { insertPairs } from '../../src/submissions/duplicates-sql.js';

type Row = Record<string, string | number | null>;

/** Tables whose rows belong to a case, in an order that their foreign keys allow, and how the rows of a case are found. */
const OF_CASE: Record<string, string> = {
  cases: 'id IN (:...cases)',
  case_sub_quotas: 'case_id IN (:...cases)',
  persons: 'case_id IN (:...cases)',
  person_transitions: 'case_id IN (:...cases)',
  person_name_keys: 'person_id IN (:...persons)',
  documents: 'case_id IN (:...cases)',
  submissions: 'case_id IN (:...cases)',
  case_clocks: 'case_id IN (:...cases)',
  diary_counters: 'series IN (SELECT diary_number FROM cases WHERE id IN (:...cases))',
  duplicate_profiles: 'person_id IN (:...persons)',
  duplicate_keys: 'entry IN (SELECT entry FROM duplicate_profiles WHERE person_id IN (:...persons))',
  duplicate_suspicions: 'second_person_id IN (:...persons)',
};
/** These are written in one statement a transaction. A chain has no gaps: the few entries of other acts go along. */
const OF_CHUNK = `chain = 'open' AND position > :after AND position <= :last`;
const OF_TRANSACTION: Record<string, string> = {
  audit_entries: `${OF_CHUNK} ORDER BY position`,
  audit_payloads: `entry_id IN (SELECT id FROM audit_entries WHERE ${OF_CHUNK})`,
  import_lines: 'case_id IN (:...cases)',
};
/** Rows of no line: the names' counts are spread over the transactions, the others are a handful. */
const NAME_COUNTS = 'duplicate_name_counts';
const A_HANDFUL = ['imports', 'jobs', 'idempotency_keys', 'sessions', 'audit_heads', 'audit_reads', 'accounts'];
const PAIRS = ['duplicate_keys', NAME_COUNTS];
const LINES_TOGETHER = 50;

/** The same rows, written in two ways: each by an INSERT of its own, or the rows of a table and a case by one. */
const WAYS = ['rowByRow', 'together'] as const;
export type Way = (typeof WAYS)[number];

/** So many lines are inserted again, of a longer file the first. */
const MOST_LINES = 5_000;

/** Inserts what the import left in the first database into the others, and says how long the inserting alone took. */
export async function bareInserts(
  imported: string,
  into: Record<Way, string>,
): Promise<{ lines: number; rows: number; seconds: Record<Way, number> }> {
  const from = await opened(imported);
  const to = { rowByRow: await opened(into.rowByRow), together: await opened(into.together) };
  try {
    await refuseUnknownTables(from, to.rowByRow);
    const all = await from.query<Row[]>(`SELECT case_id FROM import_lines WHERE outcome = 'created' ORDER BY line`);
    const lines = all.slice(0, MOST_LINES);
    for (const row of await from.query<Row[]>('SELECT * FROM imports'))
      for (const way of WAYS) await to[way].transaction((manager) => insert(manager, 'imports', [row], way));
    const counts = await from.query<Row[]>(`SELECT * FROM ${NAME_COUNTS} ORDER BY key`);
    const share = Math.ceil((counts.length / all.length) * LINES_TOGETHER);
    const seconds = { rowByRow: 0, together: 0 };
    let [inserted, after] = [0, await lastPosition(to.rowByRow, '1 = 1', {})];
    for (let at = 0; at < lines.length; at += LINES_TOGETHER) {
      const cases = lines.slice(at, at + LINES_TOGETHER).map(({ case_id: id }) => String(id));
      const last = await lastPosition(from, 'case_id IN (:...cases)', { cases });
      const tables = [
        ...(await rowsByCase(from, cases)).flat(),
        ...(await rowsOf(from, OF_TRANSACTION, { cases, after, last })),
        [NAME_COUNTS, counts.splice(0, share)] as const,
      ];
      after = last;
      inserted += tables.reduce((sum, [, found]) => sum + found.length, 0);
      for (const way of WAYS) {
        const start = performance.now();
        await to[way].transaction(async (manager) => {
          for (const [table, found] of tables) await insert(manager, table, found, way);
        });
        seconds[way] += (performance.now() - start) / 1000;
      }
    }
    return { lines: lines.length, rows: inserted, seconds };
  } finally {
    for (const database of [from, to.rowByRow, to.together]) await database.destroy();
  }
}

const opened = (url: string): Promise<DataSource> => openDataSource(databaseOptions({ url, poolSize: 10 }));

type Tables = [table: string, rows: Row[]][];

async function rowsByCase(from: DataSource, cases: readonly string[]): Promise<Tables[]> {
  const found: Tables[] = [];
  for (const id of cases) {
    const persons = await rows<{ id: string }>(from.manager, 'SELECT id FROM persons WHERE case_id = :id', { id });
    found.push(await rowsOf(from, OF_CASE, { cases: [id], persons: persons.map((person) => person.id) }));
  }
  return found;
}

type Values = Parameters<typeof rows>[2] & object;

async function lastPosition(database: DataSource, condition: string, values: Values): Promise<number> {
  const sql = `SELECT max(position) AS last FROM audit_entries WHERE chain = 'open' AND ${condition}`;
  const [found] = await rows<{ last: number | null }>(database.manager, sql, values);
  return Number(found?.last ?? 0);
}

async function rowsOf(from: DataSource, tables: Record<string, string>, values: Values): Promise<Tables> {
  const found: Tables = [];
  for (const [table, condition] of Object.entries(tables)) {
    const those = await rows<Row>(from.manager, `SELECT * FROM ${table} WHERE ${condition}`, values);
    if (those.length > 0) found.push([table, those]);
  }
  return found;
}

async function insert(manager: EntityManager, table: string, found: readonly Row[], way: Way): Promise<void> {
  if (found.length === 0) return;
  const columns = Object.keys(found[0]!);
  if (way === 'together' && PAIRS.includes(table)) {
    const pairs = found.map((row) => Object.values(row) as [string, string | number]);
    return insertPairs({ manager } as Tx, `${table} (${columns.join(', ')})`, pairs, { number: true });
  }
  const { driver } = manager.connection;
  const tuple = (n: number): string =>
    `(${columns.map((column, at) => driver.createParameter(column, n * columns.length + at)).join(', ')})`;
  const into = `INSERT INTO ${table} (${columns.join(', ')}) VALUES`;
  if (way === 'together') {
    const tuples = found.map((_, n) => tuple(n)).join(', ');
    await runPrepared(
      manager,
      `${into} ${tuples}`,
      found.flatMap((row) => Object.values(row)),
    );
  } else {
    const text = `${into} ${tuple(0)}`;
    for (const row of found) await runPrepared(manager, text, Object.values(row));
  }
}

/** A table that the import writes to and this program knows nothing of would make the comparison a wrong one. */
async function refuseUnknownTables(from: DataSource, to: DataSource): Promise<void> {
  const known = [...Object.keys(OF_CASE), ...Object.keys(OF_TRANSACTION), NAME_COUNTS, ...A_HANDFUL];
  const count = async (database: DataSource, table: string): Promise<number> =>
    Number((await database.query<{ n: number }[]>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);
  for (const { tableName } of from.entityMetadatas)
    if (!known.includes(tableName) && (await count(from, tableName)) !== (await count(to, tableName)))
      throw new Error(`The import writes to ${tableName}: add it to test/bench/import-bare.ts.`);
}
