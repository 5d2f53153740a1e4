import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { Client, type Reply } from '../../support/client.js';

const PASSWORD = 'a sentence for the tests';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const signIn = (username: string, password: string) =>
  app.nobody.post('/sessions', { username, password }, { key: null });
const withToken = (token: string): Client => new Client(app.url, () => Promise.resolve(token));
const signedIn = async (username: string): Promise<Client> =>
  withToken((await signIn(username, PASSWORD).expect(201)).body.token as string);
const pass = (ms: number): void => app.clock.set(new Date(Date.parse(app.clock.now()) + ms).toISOString());
const masked = ({ status, body }: Reply): unknown => ({ status, body: { ...body, requestId: '' } });

describe('signing in', () => {
  it('opens a session and says whose it is', async () => {
    const { body, headers } = await signIn('case.officer', PASSWORD).expect(201);
    expect(Object.keys(body).sort()).toEqual(['account', 'expiresAt', 'token']);
    expect(body.account).toEqual({
      id: expect.any(String),
      name: 'Case officer',
      roles: ['case_officer'],
      municipalityCode: null,
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const me = await withToken(body.token as string)
      .get('/sessions/current')
      .expect(200);
    expect(me.body).toMatchObject(body.account);
  });

  it('gives a new token each time, of 256 random bits, and keeps only its digest', async () => {
    const tokens = [];
    for (let n = 0; n < 5; n += 1) tokens.push((await signIn('auditor', PASSWORD).expect(201)).body.token as string);
    expect(new Set(tokens).size).toBe(5);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const kept = JSON.stringify(await app.dataSource.query('SELECT * FROM sessions'));
    expect(tokens.filter((token) => kept.includes(token))).toEqual([]);
  });

  it('answers a wrong password, an unknown name and a closed account alike', async () => {
    await app.newOfficial({ username: 'gone.official', roles: ['auditor'], password: PASSWORD });
    const { items } = (await app.as('administrator').get('/accounts').expect(200)).body;
    const gone = items.find((account: { username: string }) => account.username === 'gone.official');
    await app.as('administrator').post(`/accounts/${gone.id}/actions/close`).expect(204);

    const wrong = masked(await signIn('case.officer', 'not the sentence at all'));
    expect(wrong).toMatchObject({
      status: 401,
      body: { code: 'notAuthenticated', detail: 'The username or the password is wrong.' },
    });
    expect(masked(await signIn('nobody.at.all', PASSWORD))).toEqual(wrong);
    expect(masked(await signIn('gone.official', PASSWORD))).toEqual(wrong);
    expect(masked(await signIn('Case.Officer', PASSWORD))).toEqual(wrong);
    expect(masked(await signIn("case.officer' OR '1'='1", PASSWORD))).toEqual(wrong);
  });

  it.each([
    ['no name', { password: PASSWORD }, '/username'],
    ['no password', { username: 'case.officer' }, '/password'],
    ['a list for a password', { username: 'case.officer', password: [PASSWORD] }, '/password'],
    ['a pattern for a password', { username: 'case.officer', password: { $ne: '' } }, '/password'],
    ['a NUL character', { username: 'case.officer\u0000', password: PASSWORD }, '/username'],
    ['one field more', { username: 'case.officer', password: PASSWORD, roles: ['administrator'] }, '/roles'],
  ])('is refused with %s', async (_, body, pointer) => {
    const { body: problem } = await app.nobody.post('/sessions', body, { key: null }).expect(400);
    expect(problem.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });
});

describe('a request', () => {
  it.each([
    ['no header', {}],
    ['an unknown token', { authorization: `Bearer ${'x'.repeat(43)}` }],
    ['a token that is none', { authorization: 'Bearer ; DROP TABLE sessions' }],
    ['another scheme', { authorization: `Basic ${Buffer.from(`administrator:${PASSWORD}`).toString('base64')}` }],
    ['a name in a header of its own', { 'x-user': 'administrator', 'x-forwarded-user': 'administrator' }],
  ])('with %s is from nobody', async (_, headers) => {
    const { body } = await app.nobody.get('/sessions/current', { headers }).expect(401);
    expect(body.code).toBe('notAuthenticated');
  });

  it('names the scheme in small or capital letters', async () => {
    const { token } = (await signIn('auditor', PASSWORD).expect(201)).body;
    await app.nobody.get('/sessions/current', { headers: { authorization: `bearer ${token}` } }).expect(200);
  });
});

describe('a session', () => {
  it('ends at once when one signs out, and only that one', async () => {
    const [first, second] = [await signedIn('auditor'), await signedIn('auditor')];
    await first.delete('/sessions/current').expect(204);
    await first.get('/sessions/current').expect(401);
    await first.delete('/sessions/current').expect(401);
    await second.get('/sessions/current').expect(200);
  });

  it('ends after fifteen minutes without a request, not before', async () => {
    const client = await signedIn('auditor');
    for (let n = 0; n < 4; n += 1) {
      pass(14 * MINUTE);
      await client.get('/sessions/current').expect(200);
    }
    pass(15 * MINUTE + 1000);
    await client.get('/sessions/current').expect(401);
    await client.get('/sessions/current').expect(401);
  });

  it('ends after twelve hours however busy one is', async () => {
    const began = Date.parse(app.clock.now());
    const client = await signedIn('auditor');
    while (Date.parse(app.clock.now()) < began + 12 * HOUR - 14 * MINUTE) {
      pass(13 * MINUTE);
      await client.get('/sessions/current').expect(200);
    }
    pass(began + 12 * HOUR - 10_000 - Date.parse(app.clock.now()));
    await client.get('/sessions/current').expect(200);
    pass(20_000);
    await client.get('/sessions/current').expect(401);
  });

  it('of a closed account ends at once', async () => {
    await app.newOfficial({ username: 'leaving.official', roles: ['auditor'], password: PASSWORD });
    const sessions = [await signedIn('leaving.official'), await signedIn('leaving.official')];
    const { id } = (await sessions[0]!.get('/sessions/current').expect(200)).body;
    await app.as('administrator').post(`/accounts/${id}/actions/close`).expect(204);
    for (const session of sessions) await session.get('/sessions/current').expect(401);
  });

  it('judges by the roles that stand now', async () => {
    await app.newOfficial({ username: 'moved.official', roles: ['administrator'], password: PASSWORD });
    const client = await signedIn('moved.official');
    await client.get('/accounts').expect(200);
    await app.dataSource.query(`UPDATE accounts SET roles = '["auditor"]' WHERE username = 'moved.official'`);
    await client.get('/accounts').expect(403);
  });

  it('that has run out is cleared away at the next sign-in', async () => {
    await signIn('statistician', PASSWORD).expect(201);
    pass(13 * HOUR);
    await signIn('statistician', PASSWORD).expect(201);
    const [kept] = await app.dataSource.query<{ n: string }[]>(
      `SELECT count(*) AS n FROM sessions WHERE account_id = (SELECT id FROM accounts WHERE username = 'statistician')`,
    );
    expect(Number(kept!.n)).toBe(1);
  });
});

describe('guessing', () => {
  it('of many accounts is stopped after thirty wrong sign-ins in a minute; who signs in rightly is not counted', async () => {
    const guessed = await startApp();
    const guess = (password: string, username = 'case.officer') =>
      guessed.nobody.post('/sessions', { username, password }, { key: null });
    for (let n = 0; n < 5; n += 1) await guess(PASSWORD).expect(201);
    for (let n = 0; n < 30; n += 1) await guess(`wrong sentence ${n}`, `official.${n}`).expect(401);
    const { body, headers } = await guess('one more').expect(429);
    expect(body).toMatchObject({ code: 'tooManyRequests', status: 429, retryAfter: expect.any(Number) });
    expect(Number(headers.get('retry-after'))).toBe(body.retryAfter);
    expect(body.retryAfter).toBeLessThanOrEqual(60);
    await guess(PASSWORD).expect(429);
    // Who is signed in works on, and an invented address of a client helps nobody.
    await guessed.as('case_officer').get('/sessions/current').expect(200);
    await guessed.nobody
      .post(
        '/sessions',
        { username: 'case.officer', password: 'x' },
        { key: null, headers: { 'x-forwarded-for': '10.1.2.3' } },
      )
      .expect(429);
    await guessed.close();
  });
});
