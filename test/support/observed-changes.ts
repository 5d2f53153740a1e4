import type { DataSource } from 'typeorm';
import { rows } from '../../src/platform/index.js';

/** A row that was written, as the database itself saw it. */
export interface Change {
  seen: number;
  tableName: string;
  /** Whose status it was, and what it became of what; null for all else. */
  personId: string | null;
  told: string | null;
}

/** What says that something was done, or keeps the server going, and is not itself what was done. */
const BESIDE = ['audit_', 'idempotency_keys', 'sessions', 'jobs', 'migrations', 'observed', 'sqlite_', 'sign_in'];

/** Lets the database write down each row that is inserted, changed or deleted from now on, in a table of its own. */
export async function observeChanges(dataSource: DataSource): Promise<(after: number) => Promise<Change[]>> {
  const postgres = dataSource.options.type === 'postgres';
  const tables = (
    await dataSource.query<{ name: string }[]>(
      postgres
        ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`
        : `SELECT name FROM sqlite_master WHERE type = 'table'`,
    )
  )
    .map(({ name }) => name)
    .filter((name) => !BESIDE.some((beginning) => name.startsWith(beginning)));
  await dataSource.query(
    `CREATE TABLE observed (seen ${postgres ? 'SERIAL' : 'integer'} PRIMARY KEY, table_name text, person_id text, told text)`,
  );
  for (const table of tables) await (postgres ? onPostgres : onSqlite)(dataSource, table);
  return (after) =>
    rows<Change>(
      dataSource.manager,
      `SELECT seen, table_name AS "tableName", person_id AS "personId", told FROM observed WHERE seen > :after ORDER BY seen`,
      { after },
    );
}

async function onSqlite(dataSource: DataSource, table: string): Promise<void> {
  const insert = (id: string, told: string): string =>
    `INSERT INTO observed (table_name, person_id, told) VALUES ('${table}', ${id}, ${told});`;
  for (const act of ['INSERT', 'UPDATE', 'DELETE']) {
    const before = act === 'UPDATE' ? 'OLD.status' : `''`;
    const seen =
      table === 'persons' && act !== 'DELETE'
        ? insert('NEW.id', `CASE WHEN ${before} <> NEW.status THEN ${before} || '>' || NEW.status END`)
        : insert('NULL', 'NULL');
    await dataSource.query(`CREATE TRIGGER observed_${table}_${act} AFTER ${act} ON "${table}" BEGIN ${seen} END`);
  }
}

async function onPostgres(dataSource: DataSource, table: string): Promise<void> {
  const told =
    table === 'persons'
      ? `IF TG_OP <> 'DELETE' THEN
           id := NEW.id;
           IF TG_OP = 'INSERT' THEN told := '>' || NEW.status;
           ELSIF OLD.status <> NEW.status THEN told := OLD.status || '>' || NEW.status; END IF;
         END IF;`
      : '';
  await dataSource.query(`CREATE FUNCTION observe_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE id text; told text;
    BEGIN ${told} INSERT INTO observed (table_name, person_id, told) VALUES ('${table}', id, told); RETURN NULL; END $$`);
  await dataSource.query(
    `CREATE TRIGGER observed_${table} AFTER INSERT OR UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION observe_${table}()`,
  );
}
