import type { EntityManager } from 'typeorm';

type Value = string | number | boolean | null | readonly (string | number)[];

/**
 * Runs hand-written SQL with named parameters on either engine: `:name`, or `:...names` for a list.
 * Columns come back as selected (snake_case unless aliased "like so").
 */
export async function rows<Row>(
  manager: EntityManager,
  sql: string,
  parameters: Record<string, Value> = {},
): Promise<Row[]> {
  const [text, values] = manager.connection.driver.escapeQueryWithParameters(
    sql,
    parameters as Record<string, unknown>,
    {},
  );
  return (await manager.query(text, values)) as Row[];
}

/** Changes rows by hand-written SQL within a transaction, and tells how many. */
export async function changed(manager: EntityManager, sql: string, parameters: Record<string, Value>): Promise<number> {
  const [text, values] = manager.connection.driver.escapeQueryWithParameters(
    sql,
    parameters as Record<string, unknown>,
    {},
  );
  const result = (await manager.queryRunner!.query(text, values, true)) as { affected?: number };
  return result.affected ?? 0;
}

/**
 * Inserts the rows in one statement and nothing else. `manager.insert` does the same and takes several times as long: for what
 * is written at every act.
 */
export async function insertRows<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  inserted: readonly Row[],
): Promise<void> {
  if (inserted.length === 0) return;
  const { driver } = manager.connection;
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const values = inserted.flatMap((row) =>
    columns.map((column) => driver.preparePersistentValue(row[column.propertyName as keyof Row], column) ?? null),
  );
  const tuple = (_: Row, n: number): string =>
    `(${columns.map(({ databaseName }, at) => driver.createParameter(databaseName, n * columns.length + at)).join(', ')})`;
  await manager.query(
    `INSERT INTO ${tableName} (${columns.map(({ databaseName }) => databaseName).join(', ')}) VALUES ${inserted.map(tuple).join(', ')}`,
    values,
  );
}

/** True on PostgreSQL, where rows can be locked and several writers run at once. */
export const isPostgres = (manager: EntityManager): boolean => manager.connection.options.type === 'postgres';

/** ` FOR UPDATE` on PostgreSQL; nothing on SQLite, whose writer is alone anyway. */
export const forUpdate = (manager: EntityManager): string => (isPostgres(manager) ? ' FOR UPDATE' : '');
