import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Client } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf } from '../../support/operations.js';

const PASSWORD = 'a sentence for the tests';
const MINUTE = 60_000;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const pass = (ms: number): void => app.clock.set(new Date(Date.parse(app.clock.now()) + ms).toISOString());
const signedIn = async (username: string): Promise<Client> => {
  const { body } = await app.nobody.post('/sessions', { username, password: PASSWORD }, { key: null }).expect(201);
  return new Client(app.url, () => Promise.resolve(body.token as string));
};
const exportAll = (client: Client) => client.get('/reports/municipality-assignments?year=2025');
const stepUp = (client: Client, password = PASSWORD) =>
  client.post('/sessions/current/step-up', { password }, { key: null });

describe('who has just signed in', () => {
  it('exports for five minutes, then confirms who they are and exports again', async () => {
    const client = await signedIn('coordinator');
    await exportAll(client).expect(200);
    pass(4 * MINUTE);
    await exportAll(client).expect(200);
    pass(MINUTE + 1000);
    expect((await exportAll(client).expect(403)).body).toMatchObject({
      code: 'stepUpNeeded',
      permission: 'report.export_assignments',
    });
    // What is not so grave stays open.
    await client.get('/quota-periods').expect(200);
    const { body } = await stepUp(client).expect(200);
    expect(Date.parse(body.stepUpUntil as string) - Date.parse(app.clock.now())).toBeGreaterThan(4 * MINUTE);
    await exportAll(client).expect(200);
    pass(5 * MINUTE + 1000);
    await exportAll(client).expect(403);
  });

  it('does not lengthen it by working on', async () => {
    const client = await signedIn('coordinator');
    for (let n = 0; n < 6; n += 1) {
      pass(MINUTE);
      await client.get('/sessions/current').expect(200);
    }
    await exportAll(client).expect(403);
  });

  it('keeps the session after a wrong password, without what it opens', async () => {
    const client = await signedIn('coordinator');
    pass(6 * MINUTE);
    expect((await stepUp(client, 'not the sentence')).status).toBe(401);
    await client.get('/sessions/current').expect(200);
    await exportAll(client).expect(403);
  });

  it('opens nothing to another session of the same official', async () => {
    const [one, other] = [await signedIn('coordinator'), await signedIn('coordinator')];
    pass(6 * MINUTE);
    await stepUp(one).expect(200);
    await exportAll(one).expect(200);
    await exportAll(other).expect(403);
  });
});

describe('every operation that asks for it', () => {
  it('is marked in the document, and refused to a session that is older', async () => {
    const roles = { roles: ['decision_maker', 'coordinator'] as ['decision_maker', 'coordinator'] };
    await app.newOfficial({ ...roles, username: 'older.session', password: PASSWORD });
    const client = await signedIn('older.session');
    pass(6 * MINUTE);
    const marked = operationsOf(documentOf(app)).filter(
      (one) => isBelowBase(one) && (one as unknown as Record<string, unknown>)['x-step-up'] === true,
    );
    const grave = Object.entries(PERMISSIONS).filter(([, rule]) => 'stepUp' in rule);
    expect(new Set(marked.map(({ permission }) => permission))).toEqual(new Set(grave.map(([word]) => word)));
    for (const operation of marked.filter(({ permission }) => permission !== 'person.decide_security_case')) {
      const { status, body } = await call(client, operation, { body: '{ malformed' });
      expect([operation.operationId, status, body.code]).toEqual([operation.operationId, 403, 'stepUpNeeded']);
    }
    expect(marked.map(({ operationId }) => operationId)).toEqual(expect.arrayContaining(['grant']));
  });
});
