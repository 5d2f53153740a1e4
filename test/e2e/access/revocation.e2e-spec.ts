import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Client } from '../../support/client.js';

const PASSWORD = 'a sentence for the tests';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Official {
  id: string;
  sessions: Client[];
}

const signedIn = async (username: string): Promise<Client> => {
  const { body } = await app.nobody.post('/sessions', { username, password: PASSWORD }, { key: null }).expect(201);
  return new Client(app.url, () => Promise.resolve(body.token as string));
};
async function official(username: string, roles: Role[]): Promise<Official> {
  await app.newOfficial({ username, roles, password: PASSWORD });
  const sessions = [await signedIn(username), await signedIn(username)];
  const { id } = (await sessions[0]!.get('/sessions/current').expect(200)).body;
  return { id, sessions };
}
const statusesOf = async ({ sessions }: Official): Promise<number[]> =>
  Promise.all(sessions.map(async (session) => (await session.get('/sessions/current')).status));

describe('an administrator', () => {
  it('ends all sessions of an account at once; its owner signs in again', async () => {
    const one = await official('ended.sessions', ['auditor']);
    expect(await statusesOf(one)).toEqual([200, 200]);
    await app.as('administrator').post(`/accounts/${one.id}/actions/end-sessions`).expect(204);
    expect(await statusesOf(one)).toEqual([401, 401]);
    await signedIn('ended.sessions');
    await app.as('coordinator').post(`/accounts/${one.id}/actions/end-sessions`).expect(403);
  });

  it('gives other roles: the sessions end, the next has what the new roles permit, and who said so why is told', async () => {
    const one = await official('other.roles', ['administrator']);
    const change = (roles: string[], ifMatch = 1) =>
      app
        .as('administrator')
        .post(`/accounts/${one.id}/actions/change-roles`, { roles, reason: 'Moved to the auditors' }, { ifMatch });
    const { body } = await change(['auditor']).expect(200);
    expect(body).toMatchObject({ roles: ['auditor'], version: 2 });
    expect(JSON.stringify(body)).not.toMatch(/argon2|passwordHash/);
    expect(await statusesOf(one)).toEqual([401, 401]);
    await (await signedIn('other.roles')).get('/accounts').expect(403);
    await change(['coordinator']).expect(412);
    await change(['municipality'], 2).expect(400);
    const { items } = (await app.as('auditor').get(`/audit/entries?subjectId=${one.id}`).expect(200)).body;
    expect(items.at(-1)).toMatchObject({ action: 'session.open' });
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'account.change_roles', reason: 'Moved to the auditors' }),
    );
  });
});
