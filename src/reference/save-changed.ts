import type { ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from '../platform/index.js';

/** What a seeding changed, by key. */
export interface SavedRows {
  readonly inserted: readonly string[];
  readonly updated: readonly string[];
}

/**
 * Brings a table of reference rows to the given content: inserts what is new, updates what reads otherwise, deletes nothing,
 * since cases of earlier years still point there. A second run with the same rows writes nothing. Two servers that start at
 * once do not collide.
 */
export async function saveChanged<Content extends ObjectLiteral>(
  tx: Tx,
  entity: new () => Content,
  wanted: readonly Content[],
  keyOf: (row: Content) => string,
): Promise<SavedRows> {
  const stored = new Map((await tx.manager.find(entity)).map((row) => [keyOf(row), row]));
  const columns = tx.manager.connection.getMetadata(entity).columns;
  const differs = (row: Content): boolean => {
    const before = stored.get(keyOf(row));
    return (
      !before ||
      columns.some((column) => JSON.stringify(before[column.propertyName]) !== JSON.stringify(row[column.propertyName]))
    );
  };
  const changed = wanted.filter(differs);
  if (changed.length > 0) {
    const named = (primary: boolean): string[] =>
      columns.filter((column) => column.isPrimary === primary).map((column) => column.databaseName);
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(changed as QueryDeepPartialEntity<Content>[])
      .orUpdate(named(false), named(true))
      .updateEntity(false)
      .execute();
  }
  const keys = changed.map(keyOf);
  return { inserted: keys.filter((key) => !stored.has(key)), updated: keys.filter((key) => stored.has(key)) };
}
