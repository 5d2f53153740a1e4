import type { DataSource } from 'typeorm';

export type Rows = Record<string, Record<string, unknown>[]>;

/** Every row of every table, as the database itself holds it. */
export async function everything(dataSource: DataSource): Promise<Rows> {
  const tables: Rows = {};
  for (const { tableName, primaryColumns } of dataSource.entityMetadatas) {
    const order = primaryColumns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    tables[tableName] = await dataSource.query(`SELECT * FROM "${tableName}" ORDER BY ${order}`);
  }
  return tables;
}

/** The tables in which something changed, with the rows that are new or read otherwise. */
export function changes(before: Rows, after: Rows): Rows {
  return Object.fromEntries(
    Object.entries(after).flatMap(([table, rows]) => {
      const known = new Set(before[table]!.map((row) => JSON.stringify(row)));
      const changed = rows.filter((row) => !known.has(JSON.stringify(row)));
      return changed.length > 0 || rows.length !== before[table]!.length ? [[table, changed]] : [];
    }),
  );
}
