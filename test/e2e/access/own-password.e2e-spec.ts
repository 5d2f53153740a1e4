import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { Client } from '../../support/client.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PRESENT = 'a sentence for the tests';
const WANTED = 'seven swans sleep on the ice';

const signIn = async (password: string): Promise<Client> => {
  const { body } = await app.nobody
    .post('/sessions', { username: 'travel.officer', password }, { key: null })
    .expect(201);
  return new Client(app.url, () => Promise.resolve(body.token as string));
};
const change = (official: Client, password: string, newPassword: string) =>
  official.post('/sessions/current/password', { password, newPassword }, { key: null });

describe('a password', () => {
  it("is changed by its owner, against the present one; the account's other sessions end", async () => {
    const here = await signIn(PRESENT);
    const elsewhere = await signIn(PRESENT);
    await change(here, PRESENT, WANTED).expect(200);
    await here.get('/sessions/current').expect(200);
    await elsewhere.get('/sessions/current').expect(401);
    await app.nobody.post('/sessions', { username: 'travel.officer', password: PRESENT }, { key: null }).expect(401);
    await signIn(WANTED);
    const { id: accountId } = (await here.get('/sessions/current').expect(200)).body;
    const { body } = await app.as('auditor').get(`/audit/entries?subjectId=${accountId}&limit=200`).expect(200);
    const [told] = (body.items as { action: string }[]).filter(({ action }) => action === 'account.change_password');
    expect(told).toMatchObject({ actorId: accountId });
    expect(JSON.stringify(told)).not.toContain('swans');
    await change(here, WANTED, PRESENT).expect(200);
  });

  it.each([
    ['that is wrong', 'not the one I have', WANTED, 401, undefined],
    ['that everybody would try', PRESENT, 'correct horse battery staple', 400, 'password.common'],
    ['that is the present one', PRESENT, PRESENT, 400, 'password.same'],
    ['that is short', PRESENT, 'too short', 400, undefined],
  ])('%s changes nothing', async (_what, password, wanted, status, code) => {
    const official = await signIn(PRESENT);
    const { body } = await change(official, password, wanted).expect(status);
    if (code) expect(body.errors).toMatchObject([{ pointer: '/newPassword', code }]);
    await signIn(PRESENT);
  });
});
