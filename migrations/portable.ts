import type { QueryRunner } from 'typeorm';

const isPostgres = (runner: QueryRunner): boolean => runner.connection.options.type === 'postgres';

/**
 * Runs statements that both engines understand. They are written as SQLite wants them (`npm run migrate -- diff` prints them
 * so); the one word that differs, the counted primary key, is translated.
 */
export async function statements(runner: QueryRunner, sql: readonly string[]): Promise<void> {
  for (const statement of sql)
    await runner.query(
      isPostgres(runner)
        ? statement.replaceAll('integer PRIMARY KEY AUTOINCREMENT NOT NULL', 'SERIAL PRIMARY KEY')
        : statement,
    );
}

export async function dropTables(runner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
}

/** No row of the table can be changed or taken away, whoever asks. */
export async function appendOnly(runner: QueryRunner, table: string): Promise<void> {
  if (isPostgres(runner)) {
    await runner.query(`CREATE OR REPLACE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'rows of ${table} are never changed or deleted' USING ERRCODE = '23514'; END $$`);
    await runner.query(
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION ${table}_append_only()`,
    );
    return;
  }
  for (const act of ['UPDATE', 'DELETE'])
    await runner.query(`CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON "${table}"
      BEGIN SELECT RAISE(ABORT, 'CHECK: rows of ${table} are never changed or deleted'); END`);
}

/** Takes the protection away again, before the table is dropped (PostgreSQL keeps the function otherwise). */
export async function dropAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  if (isPostgres(runner)) {
    await runner.query(`DROP TRIGGER ${table}_append_only ON "${table}"`);
    await runner.query(`DROP FUNCTION ${table}_append_only()`);
    return;
  }
  for (const act of ['update', 'delete']) await runner.query(`DROP TRIGGER ${table}_no_${act}`);
}

/**
 * Makes a table of SQLite anew, with or without a hidden row number beside its key, and puts its rows, indexes and triggers back. The
 * key is then the table itself: a row is written once and not twice. PostgreSQL knows no such thing.
 */
export async function keptByKey(runner: QueryRunner, table: string, byKey = true): Promise<void> {
  if (isPostgres(runner)) return;
  const parts = (await runner.query(
    `SELECT type, sql FROM sqlite_master WHERE tbl_name = '${table}' AND sql IS NOT NULL`,
  )) as { type: string; sql: string }[];
  const made = parts.find(({ type }) => type === 'table')!.sql.replace(/ WITHOUT ROWID$/, '');
  await runner.query(`ALTER TABLE "${table}" RENAME TO "${table}_before"`);
  await runner.query(byKey ? `${made} WITHOUT ROWID` : made);
  await runner.query(`INSERT INTO "${table}" SELECT * FROM "${table}_before"`);
  await runner.query(`DROP TABLE "${table}_before"`);
  for (const { type, sql } of parts) if (type !== 'table') await runner.query(sql);
}
