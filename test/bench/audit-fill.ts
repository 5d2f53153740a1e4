import { createHash, randomBytes } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { AuditEntry, AuditHead, AuditPayload } from '../../src/audit/audit.entities.js';
import { CHAINING, contentHash, payloadHash, placedHash } from '../../src/audit/chain.js';
import { newId } from '../../src/platform/index.js';
import type { Workplace } from '../support/unit-of-work.js';

const ROWS_A_STATEMENT = 5_000;
const AT = '2025-01-07T08:00:00.000Z';

/**
 * Adds so many reads of cases to the open chain, chained by the same functions as the server's own. The triggers that keep
 * the chain are away meanwhile; they stand again as they were when it returns.
 */
export async function fillChain({ dataSource }: Workplace, entries: number): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  const postgres = dataSource.options.type === 'postgres';
  const [trigger] = (await runner.query(
    postgres
      ? `SELECT pg_get_triggerdef(oid) AS sql FROM pg_trigger WHERE tgname = 'audit_entries_keep'`
      : `SELECT sql FROM sqlite_master WHERE name = 'audit_entries_keep'`,
  )) as { sql: string }[];
  await runner.query(`DROP TRIGGER audit_entries_keep${postgres ? ' ON audit_entries' : ''}`);
  let { position, hash } = await runner.manager.findOneByOrFail(AuditHead, { chain: 'open' });
  const last = position + entries;
  while (position < last) {
    const [written, payloads]: [object[], object[]] = [[], []];
    for (; written.length < ROWS_A_STATEMENT && position < last;) {
      const payload = {
        entryId: newId(),
        salt: randomBytes(32).toString('hex'),
        payload: `{"view":"case","n":${position}}`,
      };
      const said = aRead(payload);
      position += 1;
      const entry = { ...said, position, previousHash: hash, hash: placedHash(contentHash(said), position, hash) };
      hash = entry.hash;
      written.push({ ...entry, roles: JSON.stringify(entry.roles) });
      payloads.push(payload);
    }
    await insertAll(runner, AuditEntry, written);
    await insertAll(runner, AuditPayload, payloads);
  }
  await runner.query(`UPDATE audit_heads SET position = ${last}, hash = '${hash}' WHERE chain = 'open'`);
  await runner.query(trigger!.sql);
  await runner.commitTransaction();
  await runner.release();
  // Or the first writer after it would wait until all that was filled is moved from the write-ahead log.
  await dataSource.query(postgres ? 'CHECKPOINT' : 'PRAGMA wal_checkpoint(TRUNCATE)');
  await dataSource.query('ANALYZE');
}

function aRead({ entryId, salt, payload }: AuditPayload): Omit<AuditEntry, 'position' | 'previousHash' | 'hash'> {
  const caseId = newId();
  return {
    id: entryId,
    chain: 'open',
    occurredAt: AT,
    recordedAt: AT,
    actorId: '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11',
    actorName: 'Official',
    roles: ['case_officer'],
    requestId: createHash('md5').update(entryId).digest('hex'),
    action: 'case.read',
    subjectType: 'case',
    subjectId: caseId,
    caseId,
    reason: null,
    payloadHash: payloadHash(salt, payload),
    chaining: CHAINING,
  };
}

/** All rows in one statement and one parameter, which both engines unfold themselves. */
async function insertAll(runner: QueryRunner, entity: new () => object, rows: object[]): Promise<void> {
  const { tableName, columns } = runner.connection.getMetadata(entity);
  const names = columns.map(({ databaseName }) => databaseName);
  const into = `INSERT INTO ${tableName} (${names.join(', ')})`;
  const told = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(columns.map((column) => [column.databaseName, row[column.propertyName as keyof typeof row]])),
    ),
  );
  if (runner.connection.options.type === 'postgres')
    await runner.query(`${into} SELECT ${names.join(', ')} FROM json_populate_recordset(NULL::${tableName}, $1)`, [
      told,
    ]);
  else
    await runner.query(`${into} SELECT ${names.map((name) => `value ->> '${name}'`).join(', ')} FROM json_each(?)`, [
      told,
    ]);
}
