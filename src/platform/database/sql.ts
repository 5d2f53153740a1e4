import type { EntityManager } from 'typeorm';

export type Value = string | number | boolean | null | readonly (string | number)[];

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

/** True on PostgreSQL, where rows can be locked and several writers run at once. */
export const isPostgres = (manager: EntityManager): boolean => manager.connection.options.type === 'postgres';

/** ` FOR UPDATE` on PostgreSQL; nothing on SQLite, whose writer is alone anyway. */
export const forUpdate = (manager: EntityManager): string => (isPostgres(manager) ? ' FOR UPDATE' : '');
