import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseOptions } from '../../src/app.database.js';
import { openForMigrations } from '../../src/platform/database/data-source.js';

// The built server, as an operator starts it: `npm test` builds it first.
const DIST = resolve(process.env.VIDAR_DIST ?? 'dist');
const MAIN = join(DIST, 'src/main.js');
const MIGRATE = join(DIST, 'src/platform/database/cli/migrate.js');
const ACCOUNT = join(DIST, 'src/access/cli/account.js');
const PASSWORD = 'ten geese fly over the lake';
const KEY = Buffer.alloc(32, 7).toString('base64');

type Settings = Record<string, string>;
const PRODUCTION: Settings = { NODE_ENV: 'production', SCREENING_KEY: KEY, DUTY_KEY: KEY, PORT: '0' };

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

let folder: string;
/** A database with all migrations and one administrator. */
let ready: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidar-start-'));
  ready = join(folder, 'ready.sqlite');
  expect(existsSync(MAIN)).toBe(true);
  const settings = { ...PRODUCTION, DATABASE_URL: ready };
  expect(await run([MIGRATE, 'up'], { DATABASE_URL: ready })).toMatchObject({ code: 0, err: '' });
  const made = await run(
    [ACCOUNT, 'create', '--username', 'anna.lind', '--name', 'Anna Lind', '--roles', 'administrator'],
    { ...settings, VIDAR_PASSWORD: PASSWORD },
  );
  expect(made).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^made account anna\.lind \([0-9a-f-]{36}\)\n$/),
  });
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(
  command: string,
  args: string[],
  settings: Settings,
): { child: ChildProcess; said: Ended; ended: Promise<Ended> } {
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said.out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said.err += part));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => {
      running.delete(child);
      done(Object.assign(said, { code }));
    });
  });
  return { child, said, ended };
}

const run = (args: string[], settings: Settings): Promise<Ended> => start(process.execPath, args, settings).ended;

interface Server {
  url: string;
  /** Tells the process to end, and how it did. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ended>;
}

/** Waits until the server listens. */
async function serve(settings: Settings, command = process.execPath, args = [MAIN]): Promise<Server> {
  const { child, said, ended } = start(command, args, settings);
  for (;;) {
    const url = /Vidar listens on (http:[^\s,]+),/.exec(said.out)?.[1];
    if (url) return { url, stop: (signal = 'SIGTERM') => (child.kill(signal), ended) };
    if (said.code !== null || child.exitCode !== null)
      throw new Error(`The server did not start: ${JSON.stringify(await ended)}`);
    await sleep(20);
  }
}

async function aDatabase(name: string): Promise<string> {
  const file = join(folder, `${name}.sqlite`);
  await copyFile(ready, file);
  return file;
}

const post = (url: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const signIn = (url: string, username = 'anna.lind'): Promise<Response> =>
  post(url, '/sessions', { username, password: PASSWORD });

describe('in production the server refuses to start', () => {
  /** One sentence for the operator, and nothing served. */
  const refusal = async (settings: Settings): Promise<string> => {
    const { code, out, err } = await run([MAIN], settings);
    expect([code, out]).toEqual([1, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/ {4}at |Error:/);
    return err.trimEnd();
  };

  it('without a screening key', async () => {
    expect(await refusal({ NODE_ENV: 'production', DATABASE_URL: ready })).toMatch(
      /^Settings: SCREENING_KEY is missing\. Make one with /,
    );
  });

  it('with settings that are wrong, naming all of them', async () => {
    expect(await refusal({ NODE_ENV: 'production', PORT: 'x', LOG_LEVEL: 'loud' })).toMatch(
      /PORT.*LOG_LEVEL.*SCREENING_KEY/,
    );
  });

  it('on a database that lacks migrations', async () => {
    const file = join(folder, 'new', 'bare.sqlite');
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: file })).toBe(
      'The database lacks migrations. Run `npm run migrate -- up` first.',
    );
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('on a database with demo accounts', async () => {
    const file = await aDatabase('demo');
    const dataSource = await openForMigrations(databaseOptions({ url: file, poolSize: 1 }));
    await dataSource.query(`UPDATE accounts SET demo = 1`);
    await dataSource.destroy();
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: file })).toBe(
      'This database has demo accounts: it cannot be used in production.',
    );
  });

  it('when the database file is a folder', async () => {
    const path = join(folder, 'a-folder.sqlite');
    await mkdir(path);
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: path })).toBe(
      `The database file ${path} cannot be used: it cannot be opened as a file.`,
    );
  });

  it('when the database file is something else', async () => {
    const path = join(folder, 'letter.sqlite');
    await writeFile(path, 'Dear Anna, '.repeat(1000));
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: path })).toBe(
      `The database file ${path} cannot be used: it is not an SQLite database.`,
    );
  });

  it('when the database file cannot be written', async () => {
    const inFile = join(ready, 'vidar.sqlite');
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: inFile })).toBe(
      `The database file ${inFile} cannot be used: a part of its path is not a folder.`,
    );
    // Where not even root may make a file.
    const unwritable = '/proc/vidar.sqlite';
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: unwritable })).toContain(
      'The database file /proc/vidar.sqlite cannot be used: ',
    );
  });

  it('when PostgreSQL does not answer', async () => {
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: 'postgres://vidar:secret@127.0.0.1:1/vidar' })).toMatch(
      /^The database vidar at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    );
  });

  it('on a file that another server has', async () => {
    const settings = { ...PRODUCTION, DATABASE_URL: await aDatabase('held') };
    const first = await serve(settings);
    expect(await refusal(settings)).toMatch(/is in use by process \d+\./);
    expect((await fetch(`${first.url}/ready`)).status).toBe(200);
    const { code, err } = await run([MIGRATE, 'up'], { DATABASE_URL: settings.DATABASE_URL });
    expect([code, err]).toEqual([1, expect.stringContaining('is in use by process')]);
    await first.stop();
  });

  it('on a port that another server has, and lets the file go', async () => {
    const first = await serve({ ...PRODUCTION, DATABASE_URL: await aDatabase('port') });
    const file = await aDatabase('no-port');
    const { code, err } = await run([MAIN], {
      ...PRODUCTION,
      LOG_LEVEL: 'silent',
      DATABASE_URL: file,
      PORT: new URL(first.url).port,
    });
    expect([code, err]).toEqual([1, expect.stringMatching(/EADDRINUSE.*\n$/)]);
    expect(existsSync(`${file}.lock`)).toBe(false);
    await first.stop();
  });
});

describe('the first account', () => {
  const create = (args: string[], settings: Settings = {}) =>
    run([ACCOUNT, ...args], { ...PRODUCTION, DATABASE_URL: ready, VIDAR_PASSWORD: PASSWORD, ...settings });
  const wanted = ['create', '--username', 'berit.ek', '--name', 'Berit Ek', '--roles', 'auditor'];

  it.each<[string, string[], Settings, RegExp]>([
    ['with a short password', wanted, { VIDAR_PASSWORD: 'short' }, /password must have 15 to 200 characters/],
    ['with an unknown role', [...wanted.slice(0, -1), 'minister'], {}, /roles/],
    ['with the name of another', wanted.with(2, 'anna.lind'), {}, /already/],
    ['with an unknown option', [...wanted, '--password', PASSWORD], {}, /password/],
    ['on a database without tables', wanted, { DATABASE_URL: 'nothing.sqlite' }, /lacks migrations/],
  ])('is not made %s', async (_, args, settings, told) => {
    const { code, out, err } = await create(args, settings);
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(told)]);
    expect(err).not.toMatch(/ {4}at /);
  });
});

describe('in production a server that started', () => {
  it('lets the administrator sign in, has no clock to set, and stops when it is told, after the last answer', async () => {
    const settings = { ...PRODUCTION, DATABASE_URL: await aDatabase('stop') };
    const server = await serve(settings);
    expect(existsSync(`${settings.DATABASE_URL}.lock`)).toBe(true);
    const { token } = (await (await signIn(server.url)).json()) as { token: string };
    const authorization = `Bearer ${token}`;
    expect((await fetch(`${server.url}/api/v1/accounts`, { headers: { authorization } })).status).toBe(200);
    expect((await post(server.url, '/demo/clock', { now: '2025-01-07T08:00:00Z' }, { authorization })).status).toBe(
      404,
    );

    const body = JSON.stringify({ username: 'anna.lind', password: PASSWORD });
    const underWay = slowly(server.url, body);
    await sleep(300);
    const stopped = server.stop();
    await sleep(300);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
    underWay.send();
    expect(await underWay.answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(await stopped).toMatchObject({ code: 0, err: '' });
    expect(existsSync(`${settings.DATABASE_URL}.lock`)).toBe(false);
    expect(existsSync(`${settings.DATABASE_URL}-wal`)).toBe(false);
  });

  /** A sign-in of which the last byte is still missing. */
  function slowly(url: string, body: string): { send(): void; answer: Promise<string> } {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, -1)}`,
    );
    const answer = new Promise<string>((resolve, reject) => {
      let said = '';
      socket.setEncoding('utf8').on('data', (part) => {
        said += part;
        if (said.includes('"token"')) resolve(said);
      });
      socket.on('close', () => reject(new Error(`The connection was closed after: ${said}`))).on('error', reject);
    });
    return { send: () => void socket.write(body.slice(-1)), answer };
  }

  it('ends at once on Ctrl+C when nothing is under way', async () => {
    const server = await serve({ ...PRODUCTION, DATABASE_URL: await aDatabase('interrupted') });
    expect(await server.stop('SIGINT')).toMatchObject({ code: 0, err: '' });
  });

  it('logs each request as one line of JSON that tells of nobody', async () => {
    const server = await serve({ ...PRODUCTION, DATABASE_URL: await aDatabase('log') });
    const { token } = (await (await signIn(server.url)).json()) as { token: string };
    const authorization = `Bearer ${token}`;
    const account = { username: 'case.canary', name: 'Canary Name', password: PASSWORD, roles: ['case_officer'] };
    await post(server.url, '/accounts', account, { authorization, 'idempotency-key': 'the-canary-key' });
    await post(
      server.url,
      '/accounts',
      { ...account, name: 'Canary\u0000' },
      { authorization, 'idempotency-key': 'the-canary-two' },
    );
    const officer = (await (await signIn(server.url, 'case.canary')).json()) as { token: string };
    const asOfficer = { authorization: `Bearer ${officer.token}` };
    await post(server.url, '/cases/search', { name: 'Canary Name' }, asOfficer);
    await fetch(`${server.url}/api/v1/cases/01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11?canary=1`, { headers: asOfficer });
    await fetch(`${server.url}/canary/Canary`);
    const { out } = await server.stop();

    expect(out).not.toMatch(/canary|Anna|anna\.lind|01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11|battery/i);
    expect(out).not.toContain(token);
    const lines = out
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('Vidar listens'));
    const requests = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ context }) => context === 'request');
    expect(requests.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
      'POST /api/v1/sessions 201',
      'POST /api/v1/accounts 201',
      'POST /api/v1/accounts 400',
      'POST /api/v1/sessions 201',
      expect.stringMatching(/^POST \/api\/v1\/cases\/search \d+$/),
      'GET /api/v1/cases/:caseId 400',
      'GET none 404',
    ]);
    for (const { ms, requestId, time } of requests)
      expect([typeof ms, requestId, time]).toEqual([
        'number',
        expect.stringMatching(/^[0-9a-f-]{36}$/),
        expect.stringMatching(/Z$/),
      ]);
  });

  it('answers 503 when its database file can no longer be written, still reads, and keeps what it had acknowledged', async () => {
    const file = await aDatabase('full');
    await (await serve({ ...PRODUCTION, DATABASE_URL: file })).stop();
    // A limit on the size of files stands in for a full disk; it binds root, too.
    const server = await serve({ ...PRODUCTION, DATABASE_URL: file }, 'sh', [
      '-c',
      'ulimit -f 400; exec "$0" "$1"',
      process.execPath,
      MAIN,
    ]);
    const tokens: string[] = [];
    let refused: Response | undefined;
    while (!refused) {
      const answer = await signIn(server.url);
      if (answer.status === 201) tokens.push(((await answer.json()) as { token: string }).token);
      else refused = answer;
    }
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await refused.json()).toMatchObject({
      code: 'unavailable',
      detail: 'Nothing was changed. Try again shortly.',
    });
    expect((await signIn(server.url)).status).toBe(503);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    for (const token of tokens)
      expect(
        (await fetch(`${server.url}/api/v1/sessions/current`, { headers: { authorization: `Bearer ${token}` } }))
          .status,
      ).toBe(200);
    await server.stop();

    const after = await serve({ ...PRODUCTION, DATABASE_URL: file });
    for (const token of tokens)
      expect(
        (await fetch(`${after.url}/api/v1/sessions/current`, { headers: { authorization: `Bearer ${token}` } })).status,
      ).toBe(200);
    await after.stop();
  });
});

describe('outside production', () => {
  it('the server makes its tables itself, needs no key, and has a clock that can be set', async () => {
    const server = await serve({
      NODE_ENV: 'development',
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: join(folder, 'dev', 'vidar.sqlite'),
    });
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect((await post(server.url, '/demo/clock', { now: '2025-01-07T08:00:00Z' })).status).toBe(401);
    expect(await server.stop()).toMatchObject({ code: 0, err: '' });
  });
});
