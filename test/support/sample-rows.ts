import { randomUUID } from 'node:crypto';
import type { DataSource, EntityMetadata } from 'typeorm';

type Row = Record<string, unknown>;
type Column = EntityMetadata['columns'][number];

/** Values for columns whose CHECK or trigger says more than a list of words. */
const SAMPLES: Readonly<Record<string, Row>> = {
  quota_periods: { endsOn: '2025-12-31' },
  // The first of its chain: the head of the migrated database stands before it.
  audit_entries: { position: 1, previousHash: '0'.repeat(64) },
  delegations: { validFrom: '2025-01-07T08:00:00.000Z', validUntil: '2025-01-08T08:00:00.000Z' },
  ledger_balances: { account: 'pool:sample' },
  ledger_entries: { movement: 'decide', fromAccount: 'decided', toAccount: 'pool:sample' },
  unhcr_request_acts: { persons: 1, month: '2025-03' },
  quota_plan_lines: { month: '2025-03' },
  composition_targets: { minPart: 2, minOf: 3 },
  filed_document_versions: { number: 1, reason: null },
  record_releases: { purpose: 'own_copy' },
  placement_plans: { replanOf: null, objective: 1, bound: 2 },
  placement_conditions: { countyCode: null, otherCaseId: null, places: null, endedAt: null, endedBy: null },
  person_transitions: { action: 'list', fromStatus: null, toStatus: 'listed' },
};

/** A table whose rows must be there before a row of another, as a parent's must, because a trigger of that one changes them. */
const KEPT_BY_TRIGGER: Record<string, string> = { ledger_entries: 'ledger_balances' };

/**
 * One row in every table, each pointing to the sample rows of the tables it refers to, so that every parent has its children.
 * Values follow the column's type and the words its CHECK lists; a table that wants more says so in SAMPLES.
 */
export async function insertSampleRows(dataSource: DataSource): Promise<void> {
  const made = new Map<string, Row>();
  for (const entity of parentsFirst(dataSource.entityMetadatas)) {
    const row = sampleRow(entity, made);
    made.set(entity.tableName, row);
    try {
      await dataSource.createQueryBuilder().insert().into(entity.target).values(row).updateEntity(false).execute();
    } catch (error) {
      throw new Error(`There is no sample row for ${entity.tableName}: ${String(error)}`, { cause: error });
    }
  }
}

/** How many rows each table holds. */
export async function countRows(dataSource: DataSource, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables)
    counts[table] = Number((await dataSource.query<{ n: number }[]>(`SELECT count(*) AS n FROM "${table}"`))[0]!.n);
  return counts;
}

/** The tables that others refer to. */
export const parentTables = (dataSource: DataSource): string[] => [
  ...new Set(
    dataSource.entityMetadatas.flatMap(({ foreignKeys }) =>
      foreignKeys.map((key) => key.referencedEntityMetadata.tableName),
    ),
  ),
];

function parentsFirst(entities: readonly EntityMetadata[]): EntityMetadata[] {
  const ordered = new Set<EntityMetadata>();
  const visit = (entity: EntityMetadata, below: readonly EntityMetadata[]): void => {
    if (ordered.has(entity) || below.includes(entity)) return;
    const kept = entities.filter(({ tableName }) => tableName === KEPT_BY_TRIGGER[entity.tableName]);
    for (const parent of [...entity.foreignKeys.map((key) => key.referencedEntityMetadata), ...kept])
      visit(parent, [...below, entity]);
    ordered.add(entity);
  };
  for (const entity of entities) visit(entity, []);
  return [...ordered];
}

function sampleRow(entity: EntityMetadata, made: ReadonlyMap<string, Row>): Row {
  const checks = entity.checks.map((check) => check.expression).join(' ; ');
  const row = Object.fromEntries(entity.columns.map((column) => [column.propertyName, sampleValue(column, checks)]));
  for (const key of entity.foreignKeys)
    key.columns.forEach((column, index) => {
      // A table that refers to itself, or to one that comes later, has no row to point to yet.
      row[column.propertyName] =
        made.get(key.referencedEntityMetadata.tableName)?.[key.referencedColumns[index]!.propertyName] ?? null;
    });
  return { ...row, ...SAMPLES[entity.tableName] };
}

function sampleValue({ databaseName, isNullable, type, length }: Column, checks: string): unknown {
  if (isNullable) return null;
  const listed = new RegExp(`\\b${databaseName}\\s+IN\\s*\\(\\s*'([^']*)'`, 'i').exec(checks)?.[1];
  if (listed !== undefined) return listed;
  switch (type) {
    case 'boolean':
      return true;
    case 'simple-json':
      return [];
    case 'varchar':
      return sampleText(databaseName, Number(length));
    case 'text':
      return 'text';
    default:
      return 1;
  }
}

function sampleText(column: string, length: number): string {
  if (length === 36) return randomUUID();
  if (column.endsWith('_at')) return '2025-01-07T08:00:00.000Z';
  if (column.endsWith('_on') || length === 10) return '2025-01-07';
  return 'x'.repeat(Math.min(length || 8, 8));
}
