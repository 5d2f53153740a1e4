import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ON_THE_ROAD_ROLES, worldOfCases } from './cases-of-conflict.js';
import { actOn } from '../../factories/cases.js';
import { routed, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf, pathOf, type Operation } from '../../support/operations.js';

const REASON = { reason: 'CANARYCOUSIN is a cousin of mine' };
const REFUSED = [403, 'conflictOfInterest'];

let app: TestApp;
let operations: Operation[];
let world: Awaited<ReturnType<typeof worldOfCases>>;
let official: Client;
beforeAll(async () => {
  app = await startApp();
  await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] }] });
  operations = operationsOf(documentOf(app)).filter(isBelowBase);
  world = await worldOfCases(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  official = await app.newOfficial({ roles: ON_THE_ROAD_ROLES });
});

const declare = (by: Client, caseId: string, body: object = REASON) =>
  by.post(`/cases/${caseId}/conflicts-of-interest`, body);
const answered = async (exchange: PromiseLike<{ status: number; body: { code?: string } }>): Promise<unknown> => {
  const { status, body } = await exchange;
  return [status, body?.code];
};

describe('who has declared a conflict of interest with a case', () => {
  it('is refused every read of it and every act on it, by whichever id it is named', async () => {
    await official.get(`/cases/${world.barred.id}`).expect(200);
    await declare(official, world.barred.id).expect(201);
    const named: Record<string, string> = { caseId: world.barred.id, ...world.idsOfBarred };
    const asked = operations.filter(
      (one) => Object.keys(named).some((name) => one.path.includes(`{${name}}`)) && one.permission in world.held,
    );
    expect(asked.length).toBeGreaterThan(90);
    const wrong: unknown[] = [];
    for (const operation of asked) {
      const name = Object.keys(named).find((one) => operation.path.includes(`{${one}}`))!;
      const path = pathOf(operation, named[name]!);
      const answer = await answered(
        operation.method === 'GET' ? official.get(path) : official.post(path, {}, { key: null }),
      );
      if (String(answer) !== String(REFUSED)) wrong.push([operation.operationId, answer]);
    }
    expect(wrong).toEqual([]);
    process.stdout.write(`  ${ENGINE} conflict: ${asked.length} operations refused by the ids of a barred case\n`);
  });

  it('finds nothing of it in any list, search or export, and everything else as before', async () => {
    const lists = operations.filter(
      (one) => one.method === 'GET' && !one.path.includes('{') && one.permission in world.held,
    );
    const read = async (): Promise<Map<string, string>> => {
      const answers = new Map<string, string>();
      for (const operation of lists) {
        const { status, bytes } = await call(official, operation, { query: world.queryOf(operation) });
        answers.set(operation.operationId, `${status} ${bytes.toString()}`);
      }
      const found = await official.post('/cases/search', { limit: 100 }, { key: null }).expect(200);
      return answers.set('searchCases', `200 ${JSON.stringify(found.body)}`);
    };
    const tells = (answers: Map<string, string>, words: readonly string[]): string[] =>
      [...answers].filter(([, text]) => words.some((word) => text.includes(word))).map(([name]) => name);
    const before = await read();
    const told = tells(before, world.wordsOf(world.barred));
    expect(told).toEqual(
      expect.arrayContaining([
        'listCases',
        'searchCases',
        'listDeadlines',
        'listAssignments',
        'exportMunicipalityAssignments',
      ]),
    );
    await declare(official, world.barred.id).expect(201);
    const after = await read();
    expect(
      tells(after, world.wordsOf(world.barred)).filter(
        (name) => name !== 'listOwnConflicts' && name !== 'listConflicts',
      ),
    ).toEqual([]);
    for (const name of told) expect([name, after.get(name)!.slice(0, 3)]).toEqual([name, '200']);
    expect(tells(after, world.wordsOf(world.other))).toEqual(expect.arrayContaining(['listCases', 'searchCases']));
  });

  it('cannot have it by another case, or by an act on several', async () => {
    await declare(official, world.barred.id).expect(201);
    const { etag } = await official.get(`/cases/${world.other.id}`).expect(200);
    const merge = { otherCaseId: world.barred.id, otherCaseVersion: 1, reason: 'One family' };
    expect(await answered(official.post(`/cases/${world.other.id}/previews/merge`, merge, { key: null }))).toEqual(
      REFUSED,
    );
    expect(await answered(official.post(`/cases/${world.other.id}/actions/merge`, merge, { ifMatch: etag! }))).toEqual(
      REFUSED,
    );
    const { id: officerId } = (await app.as('case_officer').get('/sessions/current').expect(200)).body;
    const cases = [{ caseId: world.barred.id, version: 1 }];
    const assign = await official.post('/cases/actions/assign-officer', { officerId, cases, reason: 'Shared out' });
    expect(assign.status).not.toBe(200);
  });

  it('is barred with every account of theirs, and at once in every session', async () => {
    const staffNumber = 'MV-7001';
    const first = await app.newOfficial({ roles: ['case_officer'], staffNumber });
    const second = await app.newOfficial({ roles: ['coordinator'], staffNumber });
    await second.get(`/cases/${world.barred.id}`).expect(200);
    await declare(first, world.barred.id).expect(201);
    expect(await answered(second.get(`/cases/${world.barred.id}`))).toEqual(REFUSED);
    await second.get(`/cases/${world.other.id}`).expect(200);
  });

  it('is not answered again what was sent before', async () => {
    const found = await routed(app);
    const { etag } = await official.get(`/cases/${found.id}`).expect(200);
    const sent = () =>
      official.post(
        `/cases/${found.id}/actions/choose-route`,
        { route: 'mission', reason: 'To be heard.' },
        { ifMatch: etag!, key: `sent-${found.id}` },
      );
    await sent().expect(200);
    await declare(official, found.id).expect(201);
    expect(await answered(sent())).toEqual(REFUSED);
  });
});

describe('a conflict with a person', () => {
  it('follows the person into another case, and leaves who stays behind barred too', async () => {
    const persons = [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'sibling' })];
    const found = await underExamination(app, anRrf({ persons }));
    const personId = found.persons[1]!.id;
    await declare(official, found.id, { ...REASON, personId }).expect(201);
    const split = await actOn(app, 'case_officer', found.id, 'split', {
      personIds: [personId],
      reason: 'Wish to live apart',
    });
    const besides = split.body.otherCaseId as string;
    expect(besides).toMatch(/^[0-9a-f-]{36}$/);
    for (const id of [found.id, besides]) expect(await answered(official.get(`/cases/${id}`))).toEqual(REFUSED);
  });

  it('is refused for a person of another case', async () => {
    const [person] = world.other.persons;
    expect((await declare(official, world.barred.id, { ...REASON, personId: person!.id })).status).toBe(404);
  });
});

describe('a declaration', () => {
  it('is told to the head of unit, withdrawn by somebody else alone, and opens the case again', async () => {
    const { id } = (await declare(official, world.barred.id).expect(201)).body;
    const head = app.as('coordinator');
    const listed = (await head.get('/conflicts-of-interest').expect(200)).body.items;
    expect(listed[0]).toMatchObject({ id, caseId: world.barred.id, reason: REASON.reason, withdrawnAt: null });
    const own = (await official.get('/conflicts-of-interest/own').expect(200)).body.items;
    expect(own.map((one: { id: string }) => one.id)).toEqual([id]);
    const withdraw = (by: Client) => by.post(`/conflicts-of-interest/${id}/actions/withdraw`, { reason: 'Mistaken' });
    expect(await answered(withdraw(official))).toEqual([422, 'conditionsUnmet']);
    await withdraw(head).expect(204);
    await official.get(`/cases/${world.barred.id}`).expect(200);
    expect((await withdraw(head)).status).toBe(404);
    const entries: { action: string; subject_id: string }[] = await app.dataSource.query(
      `SELECT action, subject_id FROM audit_entries WHERE subject_type = 'conflict' AND subject_id = '${id}' ORDER BY position`,
    );
    expect(entries.map(({ action }) => action)).toEqual(['conflict.declare', 'conflict.withdraw']);
  });

  it('of the security unit is nobody else’s to read or withdraw', async () => {
    const unit = await app.newOfficial({ roles: ['security_unit'] });
    const { id } = (await declare(unit, world.other.id).expect(201)).body;
    const seen = async (by: Client): Promise<boolean> =>
      JSON.stringify((await by.get('/conflicts-of-interest').expect(200)).body).includes(id);
    expect([await seen(app.as('coordinator')), await seen(app.as('security_unit'))]).toEqual([false, true]);
    expect(
      (await app.as('coordinator').post(`/conflicts-of-interest/${id}/actions/withdraw`, { reason: 'x' })).status,
    ).toBe(404);
    expect(await answered(unit.get(`/cases/${world.other.id}/screening-status`))).toEqual(REFUSED);
    const open = await app.dataSource.query(
      `SELECT id FROM audit_entries WHERE subject_id = '${id}' AND chain = 'open'`,
    );
    expect(open).toEqual([]);
  });
});

describe('the database', () => {
  it('itself takes no entry of an official about a case that is barred to them, so neither act nor read', async () => {
    await declare(official, world.barred.id).expect(201);
    const { id } = (await official.get('/sessions/current').expect(200)).body;
    const columns = `id, chain, occurred_at, recorded_at, actor_id, actor_name, roles, request_id, action, subject_type, subject_id, case_id, reason, payload_hash, chaining, position, previous_hash, hash`;
    const copied = (caseId: string) =>
      app.dataSource.query(
        `INSERT INTO audit_entries (${columns}) SELECT 'forged', chain, occurred_at, recorded_at, '${id}', actor_name, roles, request_id, 'case.read', subject_type, subject_id, '${caseId}', reason, payload_hash, chaining, position + 1, hash, hash FROM audit_entries WHERE chain = 'open' ORDER BY position DESC LIMIT 1`,
      );
    await expect(copied(world.barred.id)).rejects.toThrow('conflict of interest');
  });
});
