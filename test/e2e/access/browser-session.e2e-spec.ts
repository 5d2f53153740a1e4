import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf } from '../../support/operations.js';

const PASSWORD = 'a sentence for the tests';
const OWN_SITE = { 'sec-fetch-site': 'same-origin' };

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const signIn = (username: string, headers: Record<string, string> = OWN_SITE) =>
  app.nobody.post('/sessions/browser', { username, password: PASSWORD }, { key: null, headers });
const cookieOf = ({ headers }: Reply): string => headers.getSetCookie().join('').split(';')[0]!;
const signedIn = async (username: string): Promise<string> => cookieOf(await signIn(username).expect(201));
const search = (cookie: string, headers: Record<string, string>) =>
  app.nobody.post('/cases/search', {}, { key: null, headers: { cookie, ...headers } });

describe('a browser', () => {
  it('is given its session in a cookie that no script reads and no other site sends, and not in the answer', async () => {
    const reply = await signIn('case.officer').expect(201);
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-vidar-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.body).toEqual({
      id: expect.any(String),
      name: 'Case officer',
      roles: ['case_officer'],
      municipalityCode: null,
      permissions: expect.arrayContaining(['case.read', 'person.propose']),
      idleEndsAt: expect.any(String),
      expiresAt: expect.any(String),
      stepUpUntil: expect.any(String),
    });
    expect(reply.body.permissions).not.toContain('person.grant');
    const now = Date.parse(app.clock.now());
    expect(Math.round((Date.parse(reply.body.idleEndsAt as string) - now) / 60_000)).toBe(15);
    expect(Math.round((Date.parse(reply.body.expiresAt as string) - now) / 3_600_000)).toBe(12);
    expect(JSON.stringify(reply.body)).not.toContain(cookieOf(reply).split('=')[1]);
  });

  it('is told the same by its own session, and so is a program with a bearer token', async () => {
    const cookie = await signedIn('auditor');
    const { body } = await app.nobody.get('/sessions/current', { headers: { cookie } }).expect(200);
    expect(Object.keys((await app.as('auditor').get('/sessions/current').expect(200)).body)).toEqual(Object.keys(body));
    expect(body).toMatchObject({ roles: ['auditor'], permissions: expect.arrayContaining(['audit.read']) });
  });

  it('gets a new session at each sign-in, whatever it sent', async () => {
    const before = await signedIn('auditor');
    const after = cookieOf(await signIn('auditor', { ...OWN_SITE, cookie: before }).expect(201));
    expect(after).not.toBe(before);
  });

  it('signs out: the session ends and the cookie is cleared', async () => {
    const cookie = await signedIn('auditor');
    const reply = await app.nobody.delete('/sessions/current', { headers: { cookie, ...OWN_SITE } }).expect(204);
    expect(reply.headers.getSetCookie()).toEqual([
      '__Host-vidar-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    await app.nobody.get('/sessions/current', { headers: { cookie } }).expect(401);
  });

  it('with a wrong password gets no cookie', async () => {
    const reply = await app.nobody.post('/sessions/browser', { username: 'auditor', password: 'x' }, { key: null });
    expect([reply.status, reply.headers.getSetCookie()]).toEqual([401, []]);
  });
});

describe('a request by cookie that changes something', () => {
  const refused = [
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }],
    ['a browser that says nothing', {}],
    ['another origin', { origin: 'https://example.org' }],
    ['no origin to speak of', { origin: 'null' }],
    ['another site that names our origin, too', { 'sec-fetch-site': 'cross-site', origin: 'http://OWN' }],
  ] as const;
  const own = (headers: object): Record<string, string> =>
    JSON.parse(JSON.stringify(headers).replace('OWN', new URL(app.url).host)) as Record<string, string>;

  it.each(refused)('from %s is refused', async (_, headers) => {
    const { body } = await search(await signedIn('coordinator'), own(headers)).expect(403);
    expect(body).toMatchObject({ code: 'crossSiteRequest', status: 403 });
  });

  it('from a page of this server is answered, told by the site or, in an older browser, by the origin', async () => {
    const cookie = await signedIn('coordinator');
    await search(cookie, OWN_SITE).expect(200);
    await search(cookie, own({ origin: 'http://OWN' })).expect(200);
  });

  it('is refused by every operation that does not merely read', async () => {
    const cookie = await signedIn('administrator');
    const acts = operationsOf(documentOf(app)).filter(
      (one) => isBelowBase(one) && one.method !== 'GET' && one.permission !== 'public',
    );
    for (const operation of acts) {
      const { status, body } = await call(app.nobody, operation, {
        headers: { cookie, 'sec-fetch-site': 'cross-site' },
      });
      expect([operation.operationId, status, body.code]).toEqual([operation.operationId, 403, 'crossSiteRequest']);
    }
    expect(acts.length).toBeGreaterThan(50);
    await app.nobody.get('/sessions/current', { headers: { cookie } }).expect(200);
  });

  it('is not asked of programs, which send a token that no browser adds by itself', async () => {
    await app.as('coordinator').post('/cases/search', {}, { key: null }).expect(200);
  });
});

describe('signing in from another site', () => {
  it.each([[{ 'sec-fetch-site': 'cross-site' }], [{ origin: 'https://example.org' }]])(
    'is refused: %j',
    async (headers) => {
      const reply = await signIn('auditor', headers).expect(403);
      expect([reply.body.code, reply.headers.getSetCookie()]).toEqual(['crossSiteRequest', []]);
    },
  );
});
