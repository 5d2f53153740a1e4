import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** What keeps the server going and is not a record: when a session was last used, who is leased a job. */
const PLUMBING = ['sessions', 'jobs', 'migrations'];

/** A digest of every row of every table: two that are alike say that nothing was written between them. */
export async function digestOf(dataSource: DataSource): Promise<Record<string, string>> {
  const postgres = dataSource.options.type === 'postgres';
  const tables = await dataSource.query<{ name: string }[]>(
    postgres
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !PLUMBING.includes(table.name))) {
    const rows = await dataSource.query<object[]>(`SELECT * FROM "${name}"`);
    const told = rows.map((row) => JSON.stringify(row)).sort();
    digests[name] = createHash('sha256').update(told.join('\n')).digest('hex');
  }
  return digests;
}
