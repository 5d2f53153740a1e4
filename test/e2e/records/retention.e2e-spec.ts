import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditService, verifyChain } from '../../../src/audit/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { JobsService, UnitOfWork } from '../../../src/platform/index.js';
import { RunRetention } from '../../../src/records/run-retention.js';
import { actOn, registered } from '../../factories/cases.js';
import { codesOf, rolesWithout } from '../../factories/decisions.js';
import { systemActor } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let gone: CaseResponse;
let reopened: CaseResponse;
let kept: CaseResponse;
/** Random texts that stand only beside the payloads that go, and in them. */
let salts: string[];
const CANARIES = Number(process.env.RETENTION_PAYLOADS ?? 1_000);
const canaries = Array.from({ length: CANARIES }, () => `canary-${randomUUID()}`);
beforeAll(async () => {
  app = await startApp({ today: '2025-02-04' });
  [gone, reopened, kept] = [await registered(app), await registered(app), await registered(app)];
  for (const { id, persons } of [gone, reopened])
    await actOn(app, 'coordinator', id, 'withdraw', {
      personIds: persons.map((person) => person.id),
      reasonCode: 'error',
    });
  await says(gone.id, canaries);
  await says(kept.id, ['canary-that-stays']);
});
afterAll(() => app.close());

/** Lets the log say each of the texts of the case. */
async function says(caseId: string, texts: readonly string[]): Promise<void> {
  const actor = systemActor('test');
  for (let from = 0; from < texts.length; from += 500)
    await app.server.get(UnitOfWork).run(actor, async (tx) => {
      for (const text of texts.slice(from, from + 500))
        app.server
          .get(AuditService)
          .record(tx, actor, {
            action: 'case.note',
            subjectType: 'case',
            subjectId: caseId,
            caseId,
            payload: { text },
          });
    });
}
const read = async (path: string) => (await app.as('coordinator').get(`/retention/${path}`).expect(200)).body;
const propose = () => app.as('coordinator').post('/retention/runs', { reason: 'The yearly review.' });
const decide = (run: { id: string; version: number }, body: object, by = app.as('decision_maker')) =>
  by.post(`/retention/runs/${run.id}/actions/decide`, body, { ifMatch: run.version });
const payloadsOf = async ({ id }: CaseResponse): Promise<number> => {
  const [found] = await app.dataSource.query<{ n: string }[]>(
    `SELECT count(*) AS n FROM audit_payloads p JOIN audit_entries e ON e.id = p.entry_id WHERE e.case_id = '${id}'`,
  );
  return Number(found!.n);
};
const saltsOf = async ({ id }: CaseResponse): Promise<string[]> =>
  (
    await app.dataSource.query<{ salt: string }[]>(
      `SELECT p.salt FROM audit_payloads p JOIN audit_entries e ON e.id = p.entry_id WHERE e.case_id = '${id}'`,
    )
  ).map(({ salt }) => salt);
/** The files in which the payloads lie, as far as they can be read from here. */
async function filesOf(): Promise<string[]> {
  if (ENGINE === 'sqlite') {
    const file = app.dataSource.options.database as string;
    return [file, `${file}-wal`].filter(existsSync);
  }
  await app.dataSource.query('CHECKPOINT');
  const [found] = await app.dataSource.query<[{ folder: string; path: string }]>(
    `SELECT current_setting('data_directory') AS folder, pg_relation_filepath('audit_payloads') AS path`,
  );
  return [join(found.folder, found.path)].filter(existsSync);
}
async function ended(id: string): Promise<Record<string, unknown>> {
  await app.server.get(JobsService).tick();
  return read(`runs/${id}`);
}

describe('retention', () => {
  it('finds nothing before the time of the outcome is over, and a run cannot be proposed', async () => {
    app.goTo('2030-02-03');
    expect(await read('due')).toMatchObject({ ruleCode: 'retention-default', ruleVerified: false, items: [] });
    expect(codesOf(await propose())).toEqual(['nothingDue']);
  });

  it('shows on the day what would go, changing nothing, and that it was asked is in the log', async () => {
    app.goTo('2030-02-04');
    const before = [await payloadsOf(gone), await payloadsOf(reopened)];
    const due = await read('due');
    expect(due.items.map(({ id }: { id: string }) => id).sort()).toEqual([gone.id, reopened.id].sort());
    expect(due.items[0]).toMatchObject({ outcome: 'left', endedOn: '2025-02-04' });
    expect(due.payloads).toBe(before[0]! + before[1]!);
    expect([await payloadsOf(gone), await payloadsOf(reopened)]).toEqual(before);
  });

  it('is decided by another than who proposed, whatever the account; what is rejected leaves everything', async () => {
    const both = await app.newOfficial({ roles: ['coordinator', 'decision_maker'], staffNumber: 'M700' });
    const same = await app.newOfficial({ roles: ['decision_maker'], staffNumber: 'M700' });
    const run = (await both.post('/retention/runs', { reason: 'The yearly review.' }).expect(201)).body;
    for (const one of [both, same])
      expect(codesOf(await decide(run, { approved: true }, one))).toEqual(['secondPersonNeeded']);
    expect(codesOf(await propose())).toEqual(['runOpen']);
    await expect(
      app.dataSource.query(
        `UPDATE retention_runs SET state = 'decided', decided_by_id = proposed_by_id WHERE id = '${run.id}'`,
      ),
    ).rejects.toThrow();
    expect((await decide(run, { approved: false, note: 'Not this year.' }).expect(200)).body.state).toBe('rejected');
    expect((await decide({ ...run, version: 2 }, { approved: true })).status).toBe(409);
    expect(await ended(run.id)).toMatchObject({ state: 'rejected', payloads: 0 });
    expect(await payloadsOf(gone)).toBeGreaterThan(0);
  });

  it('takes what the log says of the cases that are due, spares who was reopened, and proves it; the chain stays whole', async () => {
    const run = (await propose().expect(201)).body;
    await actOn(app, 'coordinator', reopened.id, 'reopen', {
      personIds: [reopened.persons[0]!.id],
      reasonCode: 'resubmitted',
    });
    salts = await saltsOf(gone);
    const [before, others] = [await payloadsOf(gone), await payloadsOf(kept)];
    // Killed in the middle: what the server had begun when it went is taken up by the job.
    const worker = app.server.get(RunRetention);
    const stopped = { payload: { runId: run.id }, actor: systemActor('test'), progress: () => Promise.resolve(false) };
    const decided = (await decide(run, { approved: true }).expect(200)).body;
    expect(decided).toMatchObject({ state: 'decided', decidedByName: 'Decision maker' });
    await worker.work(stopped, 1);
    expect(await ended(run.id)).toMatchObject({
      ...{ state: 'done', cases: 2, seenTo: 2, spared: 1, payloads: before },
      ...{
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        chainPosition: expect.any(Number),
        doneAt: expect.any(String),
      },
    });

    expect(await payloadsOf(gone)).toBe(0);
    expect(await payloadsOf(kept)).toBe(others);
    expect(await payloadsOf(reopened)).toBeGreaterThan(0);
    for (const chain of ['open', 'security'] as const)
      expect((await app.server.get(UnitOfWork).read((tx) => verifyChain(tx, chain))).firstBad).toBeNull();
    expect(await read('due')).toMatchObject({ payloads: 0 });
    // The case can still be read, and so can its story.
    await app.as('coordinator').get(`/cases/${gone.id}/timeline`).expect(200);
  });

  it('leaves nothing of it in the database, nor in its files', async () => {
    expect(salts.length).toBeGreaterThan(2);
    const all = await app.dataSource.query<{ salt: string }[]>('SELECT salt FROM audit_payloads');
    expect(all.filter(({ salt }) => salts.includes(salt))).toEqual([]);
    const kinds = new Set([...salts, ...canaries]);
    expect(kinds.size).toBeGreaterThan(CANARIES * 2);
    for (const name of await filesOf()) {
      const bytes = readFileSync(name, 'latin1');
      if (!name.endsWith('-wal')) expect(bytes).toContain('canary-that-stays');
      // Each text that could be one of them is looked up, instead of each of them being looked for.
      const found = [...bytes.matchAll(/canary-[0-9a-f-]{36}|[0-9a-f]{32,64}/g)].filter(([text]) => kinds.has(text));
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('is not for everybody, and asks who decides to confirm who they are', async () => {
    for (const role of rolesWithout('retention.read')) await app.as(role).get('/retention/due').expect(403);
    for (const role of rolesWithout('retention.propose'))
      await app.as(role).post('/retention/runs', { reason: 'Why not.' }).expect(403);
  });
});
