import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { startApp, type TestApp } from '../../support/app.js';
import { documentOf, operationsOf } from '../../support/operations.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Any method and any path, as it stands: fetch would tidy both up. */
function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

/** What a server says to bytes that no client library would send. */
function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part) => (said += part));
    socket.on('end', () => resolve(said)).on('error', reject);
    socket.setTimeout(5000, () => socket.destroy(new Error(`The connection stays open after: ${said}`)));
  });
}

const problem = ({ body, headers }: Answer): Record<string, unknown> => {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return JSON.parse(body) as Record<string, unknown>;
};

describe('a problem', () => {
  it('has the members of RFC 9457, a stable code and the id of the request', async () => {
    const answer = await ask('GET', '/api/v1/cases?limit=1');
    expect(answer.status).toBe(401);
    expect(problem(answer)).toEqual({
      type: 'about:blank',
      title: 'Not signed in',
      status: 401,
      detail: 'Sign in to use this service.',
      instance: '/api/v1/cases',
      code: 'notAuthenticated',
      requestId: answer.headers['x-request-id'],
    });
  });

  it.each([
    '/',
    '/nothing',
    '/api',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v2/cases',
    '/api/v1/cases/../../etc/passwd',
    '/api/v1//cases',
    '/.git/config',
    '/.env',
    '/data/vidar.sqlite',
    '/src/main.ts',
    '/health/more',
    '/API/V2',
  ])('answers %s, where there is nothing', async (path) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(404);
    expect(problem(answer)).toMatchObject({
      code: 'notFound',
      instance: path,
      detail: 'There is nothing at this address.',
    });
  });

  it.each(['/api/v1/cases/%E0%A4%A', '/%', '/api/v1/cases/%zz'])('answers %s, which is no address', async (path) => {
    const answer = await ask('GET', path);
    expect([400, 404]).toContain(answer.status);
    expect(problem(answer)).toMatchObject({ instance: path });
  });

  it('answers every method that a path does not have', async () => {
    const known = new Map<string, Set<string>>();
    for (const { method, path } of operationsOf(documentOf(app)))
      known.set(path, (known.get(path) ?? new Set()).add(method));
    const wrong: unknown[] = [];
    for (const [path, methods] of known)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].filter(
        (one) => !methods.has(one),
      )) {
        const address = path.replace(/\{\w+\}/g, '01969d2e-3c0f-7a52-8a4e-000000000000');
        const { status, headers } = await ask(method, address);
        // POST /accounts/… may also read as an act of a wider pattern: then it asks who one is.
        if (![404, 405, 401].includes(status) || headers['content-type'] !== 'application/problem+json; charset=utf-8')
          wrong.push([method, address, status]);
        if (status === 401 && !['GET', 'POST'].includes(method)) wrong.push([method, address, status]);
      }
    expect(wrong).toEqual([]);
    expect(known.size).toBeGreaterThan(50);
  });

  it('answers a media type that is not offered', async () => {
    const { path } = operationsOf(documentOf(app)).find(({ responses }) => '406' in responses)!;
    const { status, body } = await app
      .as('coordinator')
      .get(path.replace('/api/v1', ''), { accept: 'application/pdf' });
    // Without its parameters it may be refused before that.
    expect([400, 406]).toContain(status);
    expect(body.code).toMatch(/invalidInput|notAcceptable/);
  });
});

describe('bytes that are no request', () => {
  it.each([
    [
      'both lengths',
      'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n',
    ],
    ['two lengths', 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
    ['a broken chunk', 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['no protocol', 'hello\r\n\r\n'],
    ['a header of 100 kB', `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('%s: refused, and the connection closed', async (_, bytes) => {
    const said = await raw(bytes);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect((await ask('GET', '/health')).status).toBe(200);
  });
});

describe('every answer', () => {
  const paths = ['/health', '/ready', '/docs', '/docs-json', '/api/v1/sessions/current', '/api/v1/nothing', '/nothing'];

  it.each(paths)('from %s has the security headers, its own id, and no banner', async (path) => {
    const { headers } = await ask('GET', path, { 'x-request-id': 'mine' });
    expect(headers).toMatchObject({
      'x-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    const policy = String(headers['content-security-policy']);
    if (path.startsWith('/api')) expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
    else
      for (const part of ["default-src 'self'", "frame-ancestors 'self'", "object-src 'none'"])
        expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|upgrade-insecure-requests/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(paths.filter((path) => path.startsWith('/api') || path.startsWith('/nothing')))(
    'from %s is not to be stored',
    async (path) => {
      expect((await ask('GET', path)).headers['cache-control']).toBe('no-store');
    },
  );

  it('to those who are signed in is not to be stored either, and has an id of its own', async () => {
    const first = await app.as('auditor').get('/permissions').expect(200);
    const second = await app.as('auditor').get('/permissions').expect(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
  });
});

describe('Swagger UI', () => {
  it('needs no script in the page itself, which the security policy would refuse', async () => {
    const page = await ask('GET', '/docs');
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const scripts = page.body.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const source = /src=['"]([^'"]+)['"]/.exec(script)?.[1];
      const { status, headers } = await ask('GET', new URL(source!, `${app.url}/docs`).pathname);
      expect([script, status, headers['content-type']]).toEqual([script, 200, expect.stringMatching(/javascript/)]);
    }
  });
});

describe('whoever operates the server', () => {
  it('asks at /health and /ready, without a session', async () => {
    for (const path of ['/health', '/ready']) {
      const { status, body } = await ask('GET', path);
      expect([status, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
    }
    expect((await ask('GET', '/api/v1/health')).status).toBe(404);
  });
});
