import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { startApp, type TestApp } from '../../support/app.js';

const PASSWORD = 'a sentence for the tests';
const SECOND = 1000;

let app: TestApp;
beforeAll(async () => {
  // Behind one proxy: the address of a client is then the one that the proxy adds.
  app = await startApp({ settings: { TRUSTED_PROXIES: '1' } });
});
afterAll(() => app.close());

const pass = (ms: number): void => app.clock.set(new Date(Date.parse(app.clock.now()) + ms).toISOString());
const signIn = (username: string, password: string, address: string) =>
  app.nobody.post('/sessions', { username, password }, { key: null, headers: { 'x-forwarded-for': address } });
const guess = (times: number, username: string, address: string) =>
  Array.from({ length: times }).reduce<Promise<number[]>>(
    async (before, _, n) => [...(await before), (await signIn(username, `wrong sentence ${n}`, address)).status],
    Promise.resolve([]),
  );

describe('whoever guesses the password of one account', () => {
  it('waits after five wrong ones, longer each time, even with the right one', async () => {
    expect(await guess(5, 'case.officer', '203.0.113.1')).toEqual([401, 401, 401, 401, 401]);
    const { body, headers } = await signIn('case.officer', PASSWORD, '203.0.113.1').expect(429);
    expect(body).toMatchObject({ code: 'tooManyRequests', retryAfter: expect.any(Number) });
    expect([27, 28, 29, 30]).toContain(body.retryAfter);
    expect(headers.get('retry-after')).toBe(String(body.retryAfter));
    pass(31 * SECOND);
    await signIn('case.officer', 'wrong again', '203.0.113.1').expect(401);
    pass(31 * SECOND);
    await signIn('case.officer', PASSWORD, '203.0.113.1').expect(429);
    pass(31 * SECOND);
    await signIn('case.officer', PASSWORD, '203.0.113.1').expect(201);
    // Once it was right, one begins anew.
    expect(await guess(4, 'case.officer', '203.0.113.1')).toEqual([401, 401, 401, 401]);
    await signIn('case.officer', PASSWORD, '203.0.113.1').expect(201);
  });

  it('locks nobody out: the owner signs in from elsewhere, and colleagues from the same address', async () => {
    await guess(6, 'decision.maker', '203.0.113.2');
    await signIn('decision.maker', PASSWORD, '203.0.113.2').expect(429);
    await signIn('decision.maker', PASSWORD, '203.0.113.3').expect(201);
    await signIn('coordinator', PASSWORD, '203.0.113.2').expect(201);
  });

  it('learns nothing of whether somebody has the name', async () => {
    expect(await guess(6, 'nobody.at.all', '203.0.113.4')).toEqual(await guess(6, 'auditor', '203.0.113.5'));
    // The seconds that are left pass while one asks.
    const masked = ({ body }: { body: object }): string =>
      JSON.stringify({ ...body, requestId: '' }).replace(/\b(2\d|30)\b/g, 'soon');
    expect(masked(await signIn('nobody.at.all', 'x', '203.0.113.4'))).toEqual(
      masked(await signIn('auditor', 'x', '203.0.113.5')),
    );
  });

  it('gains nothing by an address of its own making', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await signIn('travel.officer', 'x', `10.0.0.${n}, 203.0.113.6`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is stopped by the tenth try', async () => {
    const statuses = await guess(10, 'statistician', '203.0.113.7');
    expect(statuses.slice(5)).toEqual([429, 429, 429, 429, 429]);
  });
});

describe('the audit log', () => {
  it('has an entry for signing in, for each wrong password, and for signing out, without a word of either', async () => {
    await signIn('placement.officer', 'a canary that sings', '203.0.113.8').expect(401);
    await signIn('no.such.canary', 'a canary that sings', '203.0.113.8').expect(401);
    const { token } = (await signIn('placement.officer', PASSWORD, '203.0.113.8').expect(201)).body;
    await app.nobody.delete('/sessions/current', { headers: { authorization: `Bearer ${token}` } }).expect(204);
    const entries = await app.dataSource.query<{ action: string; subject_id: string | null }[]>(
      `SELECT action, subject_id FROM audit_entries WHERE chain = 'open' ORDER BY position DESC LIMIT 4`,
    );
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      'session.refuse',
      'session.refuse',
      'session.open',
      'session.close',
    ]);
    expect(entries.map(({ subject_id }) => subject_id === null).reverse()).toEqual([false, true, false, false]);
    for (const table of ['audit_entries', 'audit_payloads'])
      expect(JSON.stringify(await app.dataSource.query(`SELECT * FROM ${table}`))).not.toContain('canary');
  });
});

describe('an invented address', () => {
  it('is not believed where no proxy stands before the server', async () => {
    const bare = await startApp();
    const port = Number(new URL(bare.url).port);
    const tried: number[] = [];
    for (let n = 0; n < 6; n += 1)
      tried.push(
        await new Promise<number>((resolve, reject) => {
          const headers = {
            'content-type': 'application/json',
            'x-forwarded-for': `10.9.8.${n}`,
            forwarded: `for=10.9.8.${n}`,
          };
          const sent = httpRequest(
            { host: '127.0.0.1', port, method: 'POST', path: '/api/v1/sessions', headers },
            (answer) => resolve(answer.resume().statusCode!),
          );
          sent.on('error', reject).end(JSON.stringify({ username: 'auditor', password: 'x' }));
        }),
      );
    expect(tried).toEqual([401, 401, 401, 401, 401, 429]);
    await bare.close();
  });
});
