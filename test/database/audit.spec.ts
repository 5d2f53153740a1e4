import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AuditService,
  PurgePayloads,
  verifyChain,
  type AuditChain,
  type AuditRecord,
  type ChainCheck,
} from '../../src/audit/index.js';
import { InvalidInput, type Actor } from '../../src/kernel/index.js';
import { cursorOf, isCheckViolation, newId, rows, type Tx } from '../../src/platform/index.js';
import { unprotected } from '../support/tampering.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

const SEED = 20251122;
const WRITERS = 64;

const audit = new AuditService();
const purging = new PurgePayloads(audit);
let workplace: Workplace;
beforeAll(async () => {
  workplace = await aWorkplace();
});
afterAll(() => workplace.close());

/** How long the open chain is when a test begins. */
let before: number;
beforeEach(async () => {
  before = (await verified('open')).verified;
});

const verified = (chain: AuditChain): Promise<ChainCheck> => workplace.unitOfWork.read((tx) => verifyChain(tx, chain));
const query = (sql: string): Promise<unknown> => workplace.dataSource.query(sql);
const rowsOf = <Row>(sql: string): Promise<Row[]> =>
  workplace.unitOfWork.read(({ manager }) => rows<Row>(manager, sql));
const aRecord = (over: Partial<AuditRecord> = {}): AuditRecord => ({
  action: 'case.test',
  subjectType: 'case',
  subjectId: newId(),
  ...over,
});

/** One act that leaves these entries. */
const act = (records: AuditRecord[], chain: AuditChain = 'open', actor: Actor = anActor()): Promise<void> =>
  workplace.unitOfWork.run(actor, async (tx) => {
    for (const record of records) audit.record(tx, actor, record, chain);
  });

async function positions(chain: AuditChain): Promise<number[]> {
  const found = await rowsOf<{ position: number }>(
    `SELECT position FROM audit_entries WHERE chain = '${chain}' ORDER BY position`,
  );
  return found.map(({ position }) => Number(position));
}

describe('an audit entry', () => {
  it('says who did what, when, why and in which request', async () => {
    const actor = { ...anActor(), name: 'Anna Lind', roles: ['case_officer'] };
    const record = aRecord({
      caseId: newId(),
      reason: 'As asked.',
      occurredAt: '2025-01-05T10:00:00.000Z',
      payload: { n: 1 },
    });
    await act([record], 'open', actor);
    const { items } = await workplace.unitOfWork.read((tx) =>
      audit.find(tx, { subjectId: record.subjectId!, limit: 10 }),
    );
    expect(items).toEqual([
      expect.objectContaining({
        ...record,
        chain: 'open',
        position: before + 1,
        recordedAt: expect.stringMatching(/^2025-01-07T08:0/),
        actorId: actor.accountId,
        actorName: 'Anna Lind',
        roles: ['case_officer'],
        requestId: actor.requestId,
      }),
    ]);
  });

  it('is written in the transaction of the change: both or neither', async () => {
    const changeThenFail = workplace.unitOfWork.run(anActor(), async (tx) => {
      await tx.manager.query(`INSERT INTO notes (id, text) VALUES ('1', 'never')`);
      audit.record(tx, anActor(), aRecord());
      throw new Error('refused');
    });
    await expect(changeThenFail).rejects.toThrow('refused');
    expect(await workplace.notes()).toEqual([]);
    expect(await verified('open')).toEqual({ verified: before, firstBad: null });
  });

  it('that cannot be written rolls the change back', async () => {
    const change = workplace.unitOfWork.run(anActor(), async (tx) => {
      await tx.manager.query(`DELETE FROM audit_heads WHERE chain = 'open'`);
      await tx.manager.query(`INSERT INTO notes (id, text) VALUES ('1', 'never')`);
      audit.record(tx, anActor(), aRecord());
    });
    await expect(change).rejects.toThrow('audit log cannot be written');
    expect(await workplace.notes()).toEqual([]);
  });

  it('follows the last one of its chain, or is refused: none is left out, put in between or written beside it', async () => {
    await act([aRecord()]);
    const columns = `chain, occurred_at, recorded_at, actor_id, actor_name, roles, request_id, action, subject_type, subject_id, case_id, reason, payload_hash, hash`;
    const forged = (position: number, previousHash: string) =>
      query(`INSERT INTO audit_entries (id, position, previous_hash, ${columns})
             SELECT '${newId()}', ${position}, ${previousHash}, ${columns} FROM audit_entries WHERE chain = 'open' AND position = ${before + 1}`);
    const refused = (attempt: Promise<unknown>) => attempt.catch((error: unknown) => isCheckViolation(error));
    expect(await refused(forged(before + 3, 'hash'))).toBe(true);
    expect(await refused(forged(before + 2, 'previous_hash'))).toBe(true);
    expect(await verified('open')).toEqual({ verified: before + 1, firstBad: null });
  });

  it('is never changed or deleted, whoever asks', async () => {
    await act([aRecord()]);
    for (const attempt of [`UPDATE audit_entries SET reason = 'other'`, 'DELETE FROM audit_entries'])
      expect(isCheckViolation(await query(attempt).catch((error: unknown) => error))).toBe(true);
    expect(await verified('open')).toEqual({ verified: before + 1, firstBad: null });
  });
});

describe('entries', () => {
  it('are found by subject and by case, oldest first, page by page', async () => {
    const [caseId, personId] = [newId(), newId()];
    for (let n = 1; n <= 5; n += 1)
      await act([aRecord({ caseId, subjectId: n % 2 ? personId : newId(), payload: { n } })]);
    const pageAfter = (cursor?: string) =>
      workplace.unitOfWork.read((tx) => audit.find(tx, { caseId, limit: 2, cursor }));
    const [first, second] = [await pageAfter(), await pageAfter((await pageAfter()).nextCursor!)];
    const third = await pageAfter(second.nextCursor!);
    expect([first, second, third].map(({ items }) => items.map(({ payload }) => payload?.n))).toEqual([
      [1, 2],
      [3, 4],
      [5],
    ]);
    expect(third.nextCursor).toBeNull();
    const ofPerson = await workplace.unitOfWork.read((tx) => audit.find(tx, { subjectId: personId, limit: 10 }));
    expect(ofPerson.items.map(({ payload }) => payload?.n)).toEqual([1, 3, 5]);
  });

  it.each([cursorOf('soon'), cursorOf('-1'), cursorOf('1e9'), cursorOf(''), cursorOf('1', '2'), 'x', ''])(
    'are not looked for after %j',
    async (cursor) => {
      await expect(workplace.unitOfWork.read((tx) => audit.find(tx, { limit: 2, cursor }))).rejects.toThrow(
        InvalidInput,
      );
    },
  );
});

describe('the chain', () => {
  it(`has no gap and no fork under ${WRITERS} writers at once, in either chain`, async () => {
    const colleague = await workplace.colleague();
    const walled = (await verified('security')).verified;
    const writers = Array.from({ length: WRITERS }, (_, writer) => {
      const actor = anActor();
      return (writer % 2 ? colleague : workplace.unitOfWork).run(actor, async (tx) => {
        for (let n = 0; n <= writer % 3; n += 1) audit.record(tx, actor, aRecord({ payload: { writer, n } }));
        if (writer % 4 === 0) audit.record(tx, actor, aRecord(), 'security');
        if (writer % 8 === 5) throw new Error('rolled back');
      });
    });
    const settled = await Promise.allSettled(writers);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(WRITERS / 8);

    const written = settled.reduce(
      (sum, { status }, writer) => sum + (status === 'fulfilled' ? (writer % 3) + 1 : 0),
      0,
    );
    expect(await positions('open')).toEqual(Array.from({ length: before + written }, (_, index) => index + 1));
    expect(await positions('security')).toEqual(Array.from({ length: walled + WRITERS / 4 }, (_, index) => index + 1));
    expect(await verified('open')).toEqual({ verified: before + written, firstBad: null });
    expect(await verified('security')).toEqual({ verified: walled + WRITERS / 4, firstBad: null });
  });

  it('keeps the order in which one act recorded its entries', async () => {
    const caseId = newId();
    await act(Array.from({ length: 20 }, (_, n) => aRecord({ caseId, payload: { n } })));
    const { items } = await workplace.unitOfWork.read((tx) => audit.find(tx, { caseId, limit: 50 }));
    expect(items.map(({ payload }) => payload?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('holds any text, and reads the same afterwards', async () => {
    const texts = fc
      .sample(fc.string({ unit: 'grapheme', maxLength: 60 }), { seed: SEED, numRuns: 50 })
      .map((text) => text.replaceAll('\u0000', ''));
    await act(
      [...texts, '|3:a', '5:', 'é', 'e\u0301', '\ud800'].map((text) =>
        aRecord({ reason: text, payload: { [text]: text } }),
      ),
    );
    expect((await verified('open')).firstBad).toBeNull();
  });

  it('stays whole when a payload is lawfully deleted, whose content is then gone', async () => {
    const caseId = newId();
    await act([aRecord({ caseId, payload: { name: 'Canary' } }), aRecord()]);
    const receipt = await workplace.unitOfWork.run(anActor(), (tx) =>
      purging.purge(tx, anActor(), { chain: 'open', caseIds: [caseId], runId: newId() }),
    );
    expect(receipt).toMatchObject({ count: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await verified('open')).toEqual({ verified: before + 3, firstBad: null });
    const { items } = await workplace.unitOfWork.read((tx) => audit.find(tx, { caseId, limit: 10 }));
    expect(items[0]?.payload).toBeNull();
  });

  it('loses no payload otherwise, and none is changed, whoever asks', async () => {
    await act([aRecord({ payload: { name: 'kept' } })]);
    for (const attempt of [`DELETE FROM audit_payloads`, `UPDATE audit_payloads SET payload = '{}'`])
      expect(isCheckViolation(await query(attempt).catch((error: unknown) => error))).toBe(true);
  });
});

describe('verification names the first bad position', () => {
  const entry = (position: number): string => `chain = 'open' AND position = ${position}`;
  const MANY = 1200;

  /** What somebody with all rights over the database could do, were the protection taken away. */
  const tamperings: [what: string, bad: number, statements: string[]][] = [
    ['a changed reason', 4, [`UPDATE audit_entries SET reason = 'other' WHERE ${entry(4)}`]],
    ['another actor', 2, [`UPDATE audit_entries SET actor_name = 'Somebody' WHERE ${entry(2)}`]],
    ['an earlier time', 3, [`UPDATE audit_entries SET recorded_at = '2024-01-01T00:00:00.000Z' WHERE ${entry(3)}`]],
    ['a changed role', 5, [`UPDATE audit_entries SET roles = '["decision_maker"]' WHERE ${entry(5)}`]],
    [
      'a changed payload',
      3,
      [
        `UPDATE audit_payloads SET payload = '{"n":99}' WHERE entry_id = (SELECT id FROM audit_entries WHERE ${entry(3)})`,
      ],
    ],
    ['an entry taken out', 4, [`DELETE FROM audit_entries WHERE ${entry(4)}`]],
    ['the first entry taken out', 1, [`DELETE FROM audit_entries WHERE ${entry(1)}`]],
    ['an end that was cut off', 6, [`DELETE FROM audit_entries WHERE chain = 'open' AND position >= 6`]],
    [
      'two entries that changed places',
      2,
      [
        [2, -2],
        [3, 2],
        [-2, 3],
      ].map(([from, to]) => `UPDATE audit_entries SET position = ${to} WHERE ${entry(from!)}`),
    ],
    [
      'an entry moved to the other chain',
      5,
      [`UPDATE audit_entries SET chain = 'security', position = 9999 WHERE ${entry(5)}`],
    ],
    ['a head that was set back', 8, [`UPDATE audit_heads SET position = 7 WHERE chain = 'open'`]],
  ];

  /** The verdict on the open chain after these statements, all of which are then rolled back. */
  async function tampered(statements: string[]): Promise<ChainCheck> {
    const runner = workplace.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await unprotected(runner);
      for (const statement of statements) await runner.query(statement);
      return await verifyChain({ manager: runner.manager } as Tx, 'open');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it.each(tamperings)('%s (%d)', async (_, bad, statements) => {
    expect(before).toBeGreaterThan(8);
    expect(await tampered(statements)).toEqual({
      verified: bad - 1,
      firstBad: { position: bad, why: expect.stringMatching(/^[A-Z].*\.$/) },
    });
  });

  it('another hash in the head', async () => {
    const check = await tampered([`UPDATE audit_heads SET hash = '${'0'.repeat(64)}' WHERE chain = 'open'`]);
    expect(check).toMatchObject({ verified: before - 1, firstBad: { position: before } });
  });

  it(`in a chain of more than ${MANY}, read page by page`, async () => {
    await act(Array.from({ length: MANY }, () => aRecord()));
    const last = before + MANY;
    expect(await verified('open')).toEqual({ verified: last, firstBad: null });
    const check = await tampered([
      `UPDATE audit_payloads SET salt = 'x' WHERE entry_id = (SELECT id FROM audit_entries WHERE ${entry(last)})`,
    ]);
    expect(check).toEqual({ verified: last - 1, firstBad: { position: last, why: 'The payload was changed.' } });
  });
});
