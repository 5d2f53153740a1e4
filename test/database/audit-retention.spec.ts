import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditService, PurgePayloads, verifyChain } from '../../src/audit/index.js';
import { newId } from '../../src/platform/index.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

// security.md 6, A8.
const PAYLOADS = 10_000;
const AN_ACT = 500;
const CANARY = 'canary-of-retention';

const audit = new AuditService();
const purging = new PurgePayloads(audit);
let workplace: Workplace;
beforeAll(async () => {
  workplace = await aWorkplace();
});
afterAll(() => workplace.close());

/** Whether the text stands anywhere in the files of the database. On PostgreSQL its rows are asked: the server's files are its own. */
async function stillThere(text: string): Promise<boolean> {
  if (ENGINE === 'postgres') {
    const found = await workplace.dataSource.query<{ n: string }[]>(
      `SELECT count(*) AS n FROM audit_payloads WHERE payload LIKE '%${text}%' OR salt LIKE '%${text}%'`,
    );
    return Number(found[0]!.n) > 0;
  }
  const file = workplace.dataSource.options.database as string;
  return [file, `${file}-wal`].some((name) => {
    try {
      return readFileSync(name).includes(text);
    } catch {
      return false;
    }
  });
}

it(`${PAYLOADS} payloads that a retention run took away are nowhere any more, and the chain is whole`, async () => {
  const actor = anActor();
  const [gone, kept] = [newId(), newId()];
  for (let made = 0; made < PAYLOADS; made += AN_ACT)
    await workplace.unitOfWork.run(actor, (tx) => {
      for (let n = made; n < made + AN_ACT; n += 1)
        audit.record(tx, actor, {
          action: 'case.test',
          subjectType: 'case',
          subjectId: gone,
          caseId: gone,
          payload: { told: `${CANARY}-${n}` },
        });
      audit.record(tx, actor, { action: 'case.test', subjectType: 'case', subjectId: kept, caseId: kept });
      return Promise.resolve();
    });
  expect(await stillThere(CANARY)).toBe(true);
  expect(await workplace.unitOfWork.read((tx) => purging.count(tx, 'open', [gone]))).toBe(PAYLOADS);

  const order = { chain: 'open' as const, caseIds: [gone], runId: newId() };
  const receipt = await workplace.unitOfWork.run(actor, (tx) => purging.purge(tx, actor, order));
  expect(receipt).toMatchObject({ count: PAYLOADS, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await workplace.dataSource.query(ENGINE === 'postgres' ? 'VACUUM FULL audit_payloads' : 'VACUUM');
  if (ENGINE === 'sqlite') await workplace.dataSource.query('PRAGMA wal_checkpoint(TRUNCATE)');

  expect(await stillThere(CANARY)).toBe(false);
  const check = await workplace.unitOfWork.read((tx) => verifyChain(tx, 'open'));
  expect(check.firstBad).toBeNull();
  expect(check.verified).toBeGreaterThan(PAYLOADS);
  const { items } = await workplace.unitOfWork.read((tx) => audit.find(tx, { subjectId: kept, limit: 100 }));
  expect(items).toHaveLength(PAYLOADS / AN_ACT);
  expect(items.every(({ payload }) => payload !== null)).toBe(true);
});
