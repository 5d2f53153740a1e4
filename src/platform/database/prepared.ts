import { createHash } from 'node:crypto';
import { QueryFailedError, type EntityManager, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { RawConnection } from './sqlite-connections.js';
import { isPostgres, type Value } from './sql.js';

// Statements that run at every act are prepared once for each connection: neither engine parses and plans them again, and the
// sqlite3 driver goes to its thread once instead of twice.

/** What a statement gave: its rows, and how many rows it changed. */
export interface Outcome<Row> {
  readonly rows: Row[];
  readonly affected: number;
}

interface PreparingRunner {
  connect(): Promise<unknown>;
  /** Only the pooled runner of SQLite has it. */
  prepared?<Row>(sql: string, values: readonly unknown[]): Promise<Outcome<Row>>;
}
interface PostgresClient {
  query<Row>(query: {
    name: string;
    text: string;
    values: readonly unknown[];
  }): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** So many texts are remembered; those that run at every act come first. */
const MOST_TEXTS = 1000;

/** A longer statement is an act upon many at once, and not worth keeping. */
const MOST_VALUES = 200;

/**
 * Runs hand-written SQL with named parameters within a transaction, as `rows` does, as a statement that stays prepared. For few
 * texts only: those that run at every act, with lists of a few lengths.
 */
export async function prepared<Row>(
  manager: EntityManager,
  sql: string,
  parameters: Record<string, Value> = {},
): Promise<Outcome<Row>> {
  const { text, order } = inOwnNotation(manager, sql, parameters);
  const values = order.map(({ name, at }) => (at === null ? parameters[name] : (parameters[name] as Value[])[at]));
  return runPrepared(manager, text, values);
}

/** A statement in the engine's own notation, and which parameter each of its places takes. */
interface Translated {
  readonly text: string;
  readonly order: readonly { readonly name: string; readonly at: number | null }[];
}
const translated = new Map<string, Translated>();

/** Translated once: the text of a statement that stays prepared must not hold any value. */
function inOwnNotation(manager: EntityManager, sql: string, parameters: Record<string, Value>): Translated {
  const lists = Object.values(parameters).map((value) => (Array.isArray(value) ? value.length : ''));
  const key = [isPostgres(manager), sql, ...lists].join('|');
  const known = translated.get(key);
  if (known) return known;
  const places = Object.entries(parameters).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((_, at) => ({ name, at })) : { name, at: null },
  ]);
  const [text, order] = manager.connection.driver.escapeQueryWithParameters(
    sql,
    Object.fromEntries(places) as Record<string, unknown>,
    {},
  );
  const made = { text, order: order as Translated['order'] };
  if (translated.size < MOST_TEXTS) translated.set(key, made);
  return made;
}

/**
 * Inserts the rows in one prepared statement and nothing else. `manager.insert` does the same and takes several times as long:
 * for what is written at every act.
 */
export async function insertRows<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  inserted: readonly Row[],
): Promise<void> {
  if (inserted.length === 0) return;
  const { text, values } = insertion(manager, [{ entity, rows: inserted }], 0);
  await runPrepared(manager, text, values);
}

/** Rows of one table. */
export interface RowsOf<Row extends object> {
  readonly entity: new () => Row;
  readonly rows: readonly Row[];
}

/**
 * Inserts rows of two tables in one statement, each row of the second with the one of the first that stands at its place: of as many
 * of both, and of one at least. On SQLite through `view`, whose trigger writes both.
 */
export async function insertTogether<First extends object, Second extends object>(
  manager: EntityManager,
  [first, second]: [RowsOf<First>, RowsOf<Second>],
  view: string,
): Promise<void> {
  if (isPostgres(manager)) {
    const before = insertion(manager, [first], 0);
    const after = insertion(manager, [second], before.values.length);
    await runPrepared(manager, `WITH first AS (${before.text}) ${after.text}`, [...before.values, ...after.values]);
    return;
  }
  const { text, values } = insertion(manager, [first, second], 0, view);
  await runPrepared(manager, text, values);
}

/** What an insertion into one table, or into the view of two, looks like: its columns, and its text for so many rows. */
interface Shape {
  readonly columns: readonly { readonly of: number; readonly metadata: ColumnMetadata; readonly asIs: boolean }[];
  readonly texts: Map<string, string>;
}
const shapes = new WeakMap<EntityMetadata, Map<EntityMetadata | undefined, Shape>>();

/** One insertion of all rows that stand at the same place, side by side, into the view that holds their tables' columns or into the one table. */
function insertion(
  { connection }: EntityManager,
  tables: readonly RowsOf<object>[],
  from: number,
  view?: string,
): { text: string; values: unknown[] } {
  const { driver } = connection;
  const [first, second] = tables.map(({ entity }) => connection.getMetadata(entity));
  const { columns, texts } = shapeOf(first!, second);
  const [count, values] = [tables[0]!.rows.length, [] as unknown[]];
  for (let n = 0; n < count; n += 1)
    for (const { of, metadata, asIs } of columns) {
      const value = (tables[of]!.rows[n] as Record<string, unknown>)[metadata.propertyName];
      values.push((asIs ? value : driver.preparePersistentValue(value, metadata)) ?? null);
    }
  const key = `${from} ${count}`;
  const known = texts.get(key);
  if (known !== undefined) return { text: known, values };
  const tuple = (_: unknown, n: number): string =>
    `(${columns.map(({ metadata }, at) => driver.createParameter(metadata.databaseName, from + n * columns.length + at)).join(', ')})`;
  const into = `${view ?? first!.tableName} (${columns.map(({ metadata }) => metadata.databaseName).join(', ')})`;
  const text = `INSERT INTO ${into} VALUES ${Array.from({ length: count }, tuple).join(', ')}`;
  if (texts.size < MOST_STATEMENTS) texts.set(key, text);
  return { text, values };
}

function shapeOf(first: EntityMetadata, second: EntityMetadata | undefined): Shape {
  const known = shapes.get(first) ?? new Map<EntityMetadata | undefined, Shape>();
  shapes.set(first, known);
  const found = known.get(second);
  if (found) return found;
  const columns = [first, ...(second ? [second] : [])].flatMap((table, of) =>
    table.columns.map((metadata) => ({ of, metadata, asIs: AS_IS.has(metadata.type) && !metadata.transformer })),
  );
  const shape = { columns, texts: new Map<string, string>() };
  known.set(second, shape);
  return shape;
}

/** Columns whose values either driver takes as they are. */
const AS_IS: ReadonlySet<unknown> = new Set(['varchar', 'text', 'integer', 'int', String, Number]);

/** The same for a text in the engine's own notation. */
export async function runPrepared<Row>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Outcome<Row>> {
  const runner = manager.queryRunner as unknown as PreparingRunner;
  if (values.length > MOST_VALUES) {
    const { records, affected } = await manager.queryRunner!.query(text, [...values], true);
    return { rows: records as Row[], affected: affected ?? 0 };
  }
  if (runner.prepared) return runner.prepared<Row>(text, values);
  if (!isPostgres(manager)) throw new Error('A statement is prepared on a pooled connection only.');
  const client = (await runner.connect()) as PostgresClient;
  try {
    const { rows, rowCount } = await client.query<Row>({ name: nameOf(text), text, values });
    return { rows, affected: rowCount ?? 0 };
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, known);
  return known;
}

interface Sqlite3Statement {
  all(values: readonly unknown[], done: (error: Error | null, rows: unknown[]) => void): void;
  run(values: readonly unknown[], done: (this: { changes: number }, error: Error | null) => void): void;
  finalize(done: () => void): void;
}
interface Sqlite3Connection extends RawConnection {
  prepare(sql: string, done: (error: Error | null) => void): Sqlite3Statement;
}

const MOST_STATEMENTS = 100;
const statements = new WeakMap<RawConnection, Map<string, Sqlite3Statement>>();

/** Runs the statement on this connection of the sqlite3 driver, prepared now or earlier. */
export async function runOnSqlite3<Row>(
  raw: RawConnection,
  sql: string,
  values: readonly unknown[],
): Promise<Outcome<Row>> {
  const statement = await statementOn(raw as Sqlite3Connection, sql);
  return new Promise((resolve, reject) => {
    if (/^\s*(?:select|with)\b/i.test(sql))
      statement.all(values, (error, rows) =>
        error ? reject(failed(error)) : resolve({ rows: rows as Row[], affected: 0 }),
      );
    else
      statement.run(values, function (error) {
        if (error) reject(failed(error));
        else resolve({ rows: [], affected: this.changes });
      });
  });

  function failed(error: Error): QueryFailedError {
    return new QueryFailedError(sql, [...values], error);
  }
}

async function statementOn(raw: Sqlite3Connection, sql: string): Promise<Sqlite3Statement> {
  const known = statements.get(raw) ?? new Map<string, Sqlite3Statement>();
  statements.set(raw, known);
  const found = known.get(sql);
  if (found) return found;
  const [[oldest, unused] = []] = known.size < MOST_STATEMENTS ? [] : [...known];
  if (oldest !== undefined) {
    known.delete(oldest);
    unused!.finalize(() => undefined);
  }
  const made = await new Promise<Sqlite3Statement>((resolve, reject) => {
    const statement = raw.prepare(sql, (error) =>
      error ? reject(new QueryFailedError(sql, [], error)) : resolve(statement),
    );
  });
  known.set(sql, made);
  return made;
}

/** Gives the prepared statements of the connection back, without which it cannot be closed. */
export async function forgetStatements(raw: RawConnection): Promise<void> {
  const known = statements.get(raw);
  statements.delete(raw);
  for (const statement of known?.values() ?? []) await new Promise<void>((done) => statement.finalize(done));
}
