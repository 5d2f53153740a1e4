import { createServer, type Server } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'vidar', secret: 'a-secret-of-the-tests-alone' };
export const REDIRECT_URI = 'https://vidar.test/sign-in/complete';

/** What the provider tells of somebody. */
export interface Person {
  name?: string;
  roles?: unknown;
  municipality_code?: string;
  staff_number?: string;
}

/** A real provider of OpenID Connect on this machine, and the browser of whoever signs in there. */
export interface TestProvider {
  readonly issuer: string;
  /** The settings of a server whose officials sign in here. */
  readonly settings: Record<string, string>;
  /** Who can sign in, by subject; may be changed at any time. */
  readonly people: Map<string, Person>;
  browser(): ProviderBrowser;
  close(): Promise<void>;
}

const ROLES = 'Handläggare=case_officer,Beslutsfattare=decision_maker,Kommun=municipality,Granskare=auditor';

/** @param claimsIn where it tells the claims of the scopes: in the ID token, or at its own address for them (as by the standard). */
export async function startProvider(claimsIn: 'idToken' | 'userinfo' = 'idToken'): Promise<TestProvider> {
  const people = new Map<string, Person>();
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = quietly(() => providerOf(issuer, people, claimsIn)).callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_REDIRECT_URI: REDIRECT_URI,
      OIDC_ROLES: ROLES,
      OIDC_STAFF_NUMBER_CLAIM: 'staff_number',
    },
    people,
    browser: () => new ProviderBrowser(),
    close: () => closed(server),
  };
}

function providerOf(issuer: string, people: Map<string, Person>, claimsIn: 'idToken' | 'userinfo'): Provider {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [REDIRECT_URI] }],
    jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig' }] } as never,
    cookies: { keys: ['of the tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'roles', 'municipality_code', 'staff_number'] },
    conformIdTokenClaims: claimsIn === 'userinfo',
    findAccount: (_, subject) => ({
      accountId: subject,
      claims: () => Promise.resolve({ sub: subject, ...people.get(subject) }),
    }),
  });
}

/** It says at length that this is no production: that is known. */
function quietly<Made>(make: () => Made): Made {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return make();
  } finally {
    Object.assign(console, { warn, info });
  }
}

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

const STEPS = 12;

/** Goes where it is sent, keeps its cookies, signs in when asked, and stops where the provider sends it back to the server's page. */
export class ProviderBrowser {
  private readonly cookies = new Map<string, string>();

  /** The query with which the provider sends the browser back. */
  async signIn(address: string, subject: string): Promise<string> {
    let [url, form]: [string, URLSearchParams | undefined] = [address, undefined];
    for (let step = 0; step < STEPS; step += 1) {
      const response = await this.send(url, form);
      form = undefined;
      const location = response.headers.get('location');
      if (location === null) {
        const page = await response.text();
        const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
        if (!prompt) throw new Error(`The provider answered ${response.status}: ${page.slice(0, 500)}`);
        form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: subject, password: 'any' } : {}) });
        continue;
      }
      url = new URL(location, url).href;
      if (url.startsWith(REDIRECT_URI)) return new URL(url).search.slice(1);
    }
    throw new Error(`The provider sent the browser on and on, at last to ${url}`);
  }

  private async send(url: string, form?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html' },
      ...(form ? { body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }
}
