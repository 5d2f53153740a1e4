import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { Client, type Reply } from '../../support/client.js';
import { CLIENT, REDIRECT_URI, startProvider, type Person, type TestProvider } from '../../support/oidc-provider.js';
import { outboundOf } from '../../support/outbound.js';

const OWN_SITE = { 'sec-fetch-site': 'same-origin' };
const MINUTE = 60_000;

let provider: TestProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await startProvider();
  app = await startApp({ settings: provider.settings });
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

interface Start {
  address: string;
  cookie: string;
}
const cookieOf = ({ headers }: Reply, name: string): string =>
  headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))!
    .split(';')[0]!;
const start = async (client = app.nobody, path = '/sessions/oidc/start'): Promise<Start> => {
  const reply = await client.post(path, {}, { key: null, headers: OWN_SITE }).expect(200);
  return { address: reply.body.address as string, cookie: cookieOf(reply, '__Host-vidar-sign-in') };
};
const finish = (response: string, cookie?: string, client = app.nobody, path = '/sessions/oidc') =>
  client.post(path, { response }, { key: null, headers: { ...OWN_SITE, ...(cookie ? { cookie } : {}) } });

/** Signs somebody in with the roles that the provider tells of them. */
async function signIn(subject: string, person: Person, status = 201): Promise<Reply> {
  provider.people.set(subject, person);
  const { address, cookie } = await start();
  return finish(await provider.browser().signIn(address, subject), cookie).expect(status);
}
const withSession = (reply: Reply): Client => {
  const token = cookieOf(reply, '__Host-vidar-session').split('=')[1]!;
  return new Client(app.url, () => Promise.resolve(token));
};
const accountsOf = async (
  name: string,
): Promise<{ id: string; roles: string[]; staffNumber: string; version: number }[]> =>
  (await app.as('administrator').get('/accounts').expect(200)).body.items.filter(
    (account: { name: string }) => account.name === name,
  );
const lastRefusal = async (): Promise<unknown> => {
  const [entry] = await app.dataSource.query<{ payload: string }[]>(
    `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.action = 'session.refuse' ORDER BY e.position DESC LIMIT 1`,
  );
  return entry && (JSON.parse(entry.payload) as unknown);
};
const refused = async (reply: PromiseLike<Reply>, because: string): Promise<void> => {
  const { status, body, headers } = await reply;
  expect([status, body.code, headers.getSetCookie()]).toEqual([401, 'notAuthenticated', []]);
  expect(await lastRefusal()).toEqual({ by: 'oidc', because });
};

describe('signing in at a provider of OpenID Connect', () => {
  it('opens a session in a cookie for whom the provider names, with the roles of the mapping, and makes the account', async () => {
    expect((await app.nobody.get('/sessions/methods').expect(200)).body).toEqual({ oidc: true });
    const reply = await signIn('anna', { name: 'Anna Lind', roles: ['Handläggare', 'Chef'], staff_number: '4711' });
    expect(reply.body).toMatchObject({ name: 'Anna Lind', roles: ['case_officer'], municipalityCode: null });
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-vidar-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^__Host-vidar-sign-in=; .*Max-Age=0$/),
    ]);
    await withSession(reply).get('/sessions/current').expect(200);
    expect(await accountsOf('Anna Lind')).toMatchObject([{ staffNumber: '4711', version: 1 }]);
  });

  it('knows an account by issuer and subject, whatever its name has become', async () => {
    await signIn('erik', { name: 'Erik Ek', roles: ['Granskare'] });
    const id = (await accountsOf('Erik Ek'))[0]!.id;
    const { body } = await signIn('erik', { name: 'Erik Ask', roles: ['Granskare'] });
    expect(body).toMatchObject({ id, name: 'Erik Ask' });
    await signIn('erik.two', { name: 'Erik Ask', roles: ['Granskare'] });
    expect(await accountsOf('Erik Ask')).toHaveLength(2);
  });

  it('asks with PKCE, state and nonce, new each time, and tells the browser no secret', async () => {
    const [one, other] = [await start(), await start()];
    const asked = new URL(one.address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: REDIRECT_URI,
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
      expect(asked.get(name)).not.toBe(new URL(other.address).searchParams.get(name));
    }
    expect(JSON.stringify(one)).not.toContain(CLIENT.secret);
    expect(one.cookie).not.toContain(asked.get('state')!);
  });

  it('gives a municipality its own code, and no account to one without', async () => {
    const { body } = await signIn('kommun', { name: 'Malmö', roles: ['Kommun'], municipality_code: '1280' });
    expect(body).toMatchObject({ roles: ['municipality'], municipalityCode: '1280' });
    await refused(signIn('no.code', { name: 'Nowhere', roles: ['Kommun'] }, 401), 'noMappedRole');
    await refused(
      signIn('both', { name: 'Both', roles: ['Kommun', 'Handläggare'], municipality_code: '1280' }, 401),
      'noMappedRole',
    );
  });
});

describe('what comes back is refused, in one form of words,', () => {
  const before = async (subject = 'anna'): Promise<Start & { response: string }> => {
    provider.people.set(subject, { name: 'Anna Lind', roles: ['Handläggare'], staff_number: '4711' });
    const begun = await start();
    return { ...begun, response: await provider.browser().signIn(begun.address, subject) };
  };
  const altered = (response: string, name: string, value: string): string => {
    const query = new URLSearchParams(response);
    query.set(name, value);
    return query.toString();
  };

  it('with another state', async () => {
    const { response, cookie } = await before();
    await refused(finish(altered(response, 'state', 'x'.repeat(43)), cookie), 'notProved');
    // The right one is taken afterwards: nothing was used up.
    await finish(response, cookie).expect(201);
  });

  it('with a code that was used', async () => {
    const { response, cookie } = await before();
    await finish(response, cookie).expect(201);
    await refused(finish(response, cookie), 'notProved');
  });

  it('with the nonce of another sign-in', async () => {
    const { address, cookie } = await start();
    const other = new URL(address);
    other.searchParams.set('nonce', 'n'.repeat(43));
    await refused(finish(await provider.browser().signIn(other.href, 'anna'), cookie), 'notProved');
  });

  it('with a code that was asked for by somebody else (PKCE)', async () => {
    const [own, other] = [await start(), await before()];
    const state = new URL(own.address).searchParams.get('state')!;
    await refused(finish(altered(other.response, 'state', state), own.cookie), 'notProved');
  });

  it.each([
    ['an invented code', (response: string) => altered(response, 'code', 'invented')],
    ['an error of the provider', (response: string) => `error=access_denied&${response.replace(/code=[^&]+&?/, '')}`],
    ['another issuer', (response: string) => altered(response, 'iss', 'https://elsewhere.example')],
    ['a code given twice', (response: string) => `${response}&code=another`],
    ['nothing at all', () => 'x'],
  ])('with %s', async (_, change) => {
    const { response, cookie } = await before();
    await refused(finish(change(response), cookie), 'notProved');
  });

  it('in a browser that did not begin it, after ten minutes, and with a changed cookie', async () => {
    const { response, cookie } = await before();
    await refused(finish(response), 'notBegunHere');
    await refused(finish(response, `${cookie.slice(0, -8)}AAAAAAAA`), 'notBegunHere');
    app.clock.set(new Date(Date.parse(app.clock.now()) + 10 * MINUTE + 1000).toISOString());
    await refused(finish(response, cookie), 'notBegunHere');
  });

  it('from another site', async () => {
    const { response, cookie } = await before();
    const headers = { cookie, 'sec-fetch-site': 'cross-site' };
    const { body } = await app.nobody.post('/sessions/oidc', { response }, { key: null, headers }).expect(403);
    expect(body.code).toBe('crossSiteRequest');
  });
});

describe('an account of the provider', () => {
  it('is not made without a mapped role', async () => {
    await refused(signIn('guest', { name: 'Guest', roles: ['Chef'] }, 401), 'noMappedRole');
    await refused(signIn('nobody', { name: 'Guest' }, 401), 'noMappedRole');
    expect(await accountsOf('Guest')).toEqual([]);
  });

  it('that was closed here stays closed, and its session ends at once', async () => {
    const client = withSession(await signIn('kim', { name: 'Kim', roles: ['Granskare'] }));
    const id = (await accountsOf('Kim'))[0]!.id;
    await app.as('administrator').post(`/accounts/${id}/actions/close`).expect(204);
    await client.get('/sessions/current').expect(401);
    await refused(signIn('kim', { name: 'Kim', roles: ['Granskare'] }, 401), 'closedAccount');
  });

  it('loses at the next sign-in a role that was taken from it, and what was open ends', async () => {
    const first = withSession(await signIn('lo', { name: 'Lo', roles: ['Handläggare', 'Beslutsfattare'] }));
    const reply = await signIn('lo', { name: 'Lo', roles: ['Handläggare'] });
    expect(reply.body.roles).toEqual(['case_officer']);
    await first.get('/sessions/current').expect(401);

    await refused(signIn('lo', { name: 'Lo', roles: [] }, 401), 'noMappedRole');
    await withSession(reply).get('/sessions/current').expect(401);
    expect(await accountsOf('Lo')).toMatchObject([{ roles: [], version: 3 }]);
  });

  it('has no password: none opens it', async () => {
    const [{ username }] = await app.dataSource.query<[{ username: string }]>(
      `SELECT username FROM accounts WHERE oidc_subject = 'anna'`,
    );
    for (const password of ['', ' ', 'a sentence for the tests'])
      expect((await app.nobody.post('/sessions', { username, password }, { key: null })).status).not.toBe(201);
  });

  it('ends its session idle, after hours, by signing out and by an administrator, as every other', async () => {
    const signedIn = async (): Promise<Client> =>
      withSession(await signIn('ida', { name: 'Ida', roles: ['Granskare'] }));
    const out = await signedIn();
    await out.delete('/sessions/current').expect(204);
    await out.get('/sessions/current').expect(401);
    const ended = await signedIn();
    const id = (await accountsOf('Ida'))[0]!.id;
    await app.as('administrator').post(`/accounts/${id}/actions/end-sessions`).expect(204);
    await ended.get('/sessions/current').expect(401);
    const idle = await signedIn();
    app.clock.set(new Date(Date.parse(app.clock.now()) + 15 * MINUTE + 1000).toISOString());
    await idle.get('/sessions/current').expect(401);
  });

  it('proves anew at the provider who it is, before a grant or a bulk export, and for no other account', async () => {
    const client = withSession(await signIn('eva', { name: 'Eva', roles: ['Beslutsfattare'] }));
    app.clock.set(new Date(Date.parse(app.clock.now()) + 6 * MINUTE).toISOString());
    const until = async (): Promise<string> => (await client.get('/sessions/current').expect(200)).body.stepUpUntil;
    expect((await until()) < app.clock.now()).toBe(true);

    const begin = () => start(client, '/sessions/current/step-up/oidc/start');
    const confirm = async ({ address, cookie }: Start, subject: string) =>
      finish(await provider.browser().signIn(address, subject), cookie, client, '/sessions/current/step-up/oidc').then(
        (reply) => reply,
      );
    const { address, cookie } = await begin();
    expect(new URL(address).searchParams.get('prompt')).toBe('login');
    await refused(confirm({ address, cookie }, 'anna'), 'anotherAccount');
    await refused(confirm(await start(), 'eva'), 'notBegunHere');
    expect((await until()) < app.clock.now()).toBe(true);

    const { status, body } = await confirm(await begin(), 'eva');
    expect([status, body.stepUpUntil > app.clock.now(), body.name]).toEqual([200, true, 'Eva']);
    expect(body.stepUpUntil).toBe(await until());
  });

  it('opens a session that may not grant yet, when its owner signed in at the provider a while ago', async () => {
    const { address, cookie } = await start();
    const browser = provider.browser();
    provider.people.set('gun', { name: 'Gun', roles: ['Beslutsfattare'] });
    await browser.signIn(address, 'gun');
    await new Promise((later) => setTimeout(later, 2100));
    const again = await start();
    const { body } = await finish(await browser.signIn(again.address, 'gun'), again.cookie).expect(201);
    const left = (Date.parse(body.stepUpUntil as string) - Date.parse(app.clock.now())) / 1000;
    expect([left <= 298, left > 200, cookie]).toEqual([true, true, cookie]);
  });
});

describe('another provider', () => {
  it('tells what the scopes ask for at an address of its own; nobody else is called, neither by us nor by it', async () => {
    const standard = await startProvider('userinfo');
    const other = await startApp({ settings: standard.settings });
    standard.people.set('ulf', { name: 'Ulf', roles: ['Granskare'] });
    const outbound = await outboundOf(async () => {
      const reply = await other.nobody.post('/sessions/oidc/start', {}, { key: null }).expect(200);
      const response = await standard.browser().signIn(reply.body.address as string, 'ulf');
      const headers = { cookie: cookieOf(reply, '__Host-vidar-sign-in') };
      const { body } = await other.nobody.post('/sessions/oidc', { response }, { key: null, headers }).expect(201);
      expect(body).toMatchObject({ name: 'Ulf', roles: ['auditor'] });
    });
    const ports = [standard.issuer, other.url].map((url) => Number(new URL(url).port));
    expect(outbound.ports).toEqual(expect.arrayContaining(ports));
    expect(outbound.elsewhere).toEqual([]);
    await standard.close();
    await other.close();
  });

  it('that does not answer is said to be out of reach, and asked again at the next sign-in', async () => {
    const gone = await startProvider();
    await gone.close();
    const other = await startApp({ settings: { ...gone.settings, LOG_LEVEL: 'silent' } });
    const { body } = await other.nobody.post('/sessions/oidc/start', {}, { key: null }).expect(503);
    expect(body.code).toBe('unavailable');
    await other.close();
  });

  it('there is none: nobody is called, and local accounts sign in', async () => {
    const other = await startApp();
    const { elsewhere } = await outboundOf(async () => {
      expect((await other.nobody.get('/sessions/methods').expect(200)).body).toEqual({ oidc: false });
      await other.nobody.post('/sessions/oidc/start', {}, { key: null }).expect(404);
      await other.nobody.post('/sessions/oidc', { response: 'code=x' }, { key: null }).expect(404);
    });
    expect(elsewhere).toEqual([]);
    await other.close();
  });
});
