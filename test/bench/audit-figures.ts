import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditService, verifyChain } from '../../src/audit/index.js';
import { newId } from '../../src/platform/index.js';
import { fillChain } from './audit-fill.js';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';
import { atLeast, atMost, median, time, type Figure } from './measure.js';

const WRITERS = 64;
const ACTS_A_WRITER = 2;
const ROUNDS = 5;

const audit = new AuditService();

/** The figures of this engine. PostgreSQL keeps what it has committed, as in production. */
export async function auditFigures(entries: number): Promise<Figure[]> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (ENGINE === 'postgres') await startPostgres({ durable: true });
  const workplace = await aWorkplace();
  const filling = (await time(() => fillChain(workplace, entries))) / 1000;
  const check = () => workplace.unitOfWork.read((tx) => verifyChain(tx, 'open'));
  const seconds = (await time(check)) / 1000;
  const { chained, unchained } = await writersAtOnce(workplace);
  const { firstBad, verified } = await check();
  await workplace.close();
  if (ENGINE === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
  if (firstBad) throw new Error(`The chain is not whole at ${firstBad.position}: ${firstBad.why}`);
  console.log(
    `${ENGINE}: filled in ${filling.toFixed(1)} s; ${verified} entries whole after ${seconds.toFixed(1)} s; ${WRITERS} writers: ${chained.toFixed(0)} acts a second chained, ${unchained.toFixed(0)} without a chain`,
  );
  return [
    atMost(`seconds-to-verify-${entries}-entries-${ENGINE}`, seconds, 60),
    // Fifty officials who each read a page a second would ask for as many.
    atLeast(`acts-a-second-of-${WRITERS}-writers-chained-${ENGINE}`, chained, 50),
  ];
}

/** Acts a second of many writers at once: one entry each with the chain, and the same two rows in tables without one; in turn. */
async function writersAtOnce({ unitOfWork, dataSource }: Workplace): Promise<{ chained: number; unchained: number }> {
  await dataSource.query('CREATE TABLE audit_entries_bare AS SELECT * FROM audit_entries WHERE 1 = 0');
  await dataSource.query('CREATE UNIQUE INDEX ux_bare_id ON audit_entries_bare (id)');
  for (const column of ['subject_id', 'case_id', 'payload_hash'])
    await dataSource.query(`CREATE INDEX ix_bare_${column} ON audit_entries_bare (chain, ${column})`);
  const actor = anActor();
  const chained = () =>
    unitOfWork.run(actor, (tx) => {
      audit.record(tx, actor, { action: 'case.read', subjectType: 'case', subjectId: newId() });
      return Promise.resolve();
    });
  const unchained = () =>
    unitOfWork.run(actor, async ({ manager, at }) => {
      const id = newId();
      await manager.query(
        `INSERT INTO audit_payloads (entry_id, salt, payload) VALUES ('${id}', '${'0'.repeat(64)}', '{}')`,
      );
      await manager.query(
        `INSERT INTO audit_entries_bare (id, chain, position, occurred_at, recorded_at, actor_name, roles, request_id, action, subject_type, subject_id, payload_hash, previous_hash, hash, chaining)
         VALUES ('${id}', 'open', 0, '${at}', '${at}', 'Official', '[]', '${actor.requestId}', 'case.read', 'case', '${newId()}', '${'0'.repeat(64)}', '', '${'0'.repeat(64)}', 2)`,
      );
    });
  const rates = { chained: [] as number[], unchained: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, act] of [
      ['chained', chained],
      ['unchained', unchained],
    ] as const) {
      const writer = async (): Promise<void> => {
        for (let n = 0; n < ACTS_A_WRITER; n += 1) await act();
      };
      const took = await time(() => Promise.all(Array.from({ length: WRITERS }, writer)));
      if (round > 0) rates[kind].push((WRITERS * ACTS_A_WRITER * 1000) / took);
    }
  }
  return { chained: median(rates.chained), unchained: median(rates.unchained) };
}
