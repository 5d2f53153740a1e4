import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessService, PERMISSIONS, ROLES, systemActor } from '../../../src/access/index.js';
import { AuditService } from '../../../src/audit/index.js';
import { InvalidInput } from '../../../src/kernel/index.js';
import { CONFIG, UnitOfWork, type Config } from '../../../src/platform/index.js';
import { startApp, type TestApp } from '../../support/app.js';

const PASSWORD = 'ten geese fly over the lake';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let made = 0;
const aRequest = (over: object = {}) => ({
  username: `anna.lind.${(made += 1)}`,
  name: 'Anna Lind',
  password: PASSWORD,
  roles: ['case_officer'],
  ...over,
});
const create = (body: object) => app.as('administrator').post('/accounts', body);
const signIn = (username: string, password = PASSWORD) =>
  app.nobody.post('/sessions', { username, password }, { key: null });
const pointersOf = (body: { errors: { pointer: string }[] }): string[] => body.errors.map(({ pointer }) => pointer);

describe('an account', () => {
  it('is made by an administrator, and then one can sign in', async () => {
    const request = aRequest();
    const { body } = await create(request).expect(201);
    expect(body).toEqual({ id: expect.any(String) });
    expect((await signIn(request.username).expect(201)).body.account).toMatchObject({
      id: body.id,
      roles: ['case_officer'],
    });
  });

  it('is listed without a word of its password', async () => {
    const request = aRequest();
    await create(request).expect(201);
    const { items } = (await app.as('administrator').get('/accounts').expect(200)).body;
    expect(items.map(({ username }: { username: string }) => username)).toEqual(
      items.map(({ username }: { username: string }) => username).sort(),
    );
    const listed = items.find(({ username }: { username: string }) => username === request.username);
    expect(listed).toEqual({
      id: expect.any(String),
      username: request.username,
      name: 'Anna Lind',
      roles: ['case_officer'],
      municipalityCode: null,
      staffNumber: null,
      demo: false,
      closedAt: null,
      version: 1,
    });
  });

  it('has a name of its own', async () => {
    const request = aRequest();
    await create(request).expect(201);
    const { body } = await create(request).expect(400);
    expect(body.errors).toEqual([{ pointer: '/username', code: 'taken', message: expect.stringContaining('already') }]);
  });

  it.each<[string, object, string[]]>([
    ['a name with capitals and blanks', { username: 'Anna Lind' }, ['/username']],
    ['a short password', { password: 'short' }, ['/password']],
    ['a password that everybody tries', { password: 'correct horse battery staple' }, ['/password']],
    ['a password that is the name', { username: 'berit.ek', password: 'berit.ek.berit.ek' }, ['/password']],
    ['a password of fourteen characters', { password: 'x'.repeat(14) }, ['/password']],
    ['no role', { roles: [] }, ['/roles']],
    ['an unknown role', { roles: ['minister'] }, ['/roles']],
    ['a municipality without its code', { roles: ['municipality'] }, ['/municipalityCode']],
    ['a code without the role', { municipalityCode: '0180' }, ['/municipalityCode']],
    [
      'a municipality that is also an official',
      { roles: ['municipality', 'auditor'], municipalityCode: '0180' },
      ['/roles'],
    ],
    ['several wrong fields', { username: 'A', name: '', password: 'short' }, ['/username', '/name', '/password']],
    ['a field that makes it a demo account', { demo: true }, ['/demo']],
    ['a hash', { passwordHash: 'x' }, ['/passwordHash']],
  ])('is refused with %s', async (_, over, pointers) => {
    const before = (await app.as('administrator').get('/accounts').expect(200)).body.items.length;
    expect(pointersOf((await create(aRequest(over)).expect(400)).body)).toEqual(pointers);
    expect((await app.as('administrator').get('/accounts').expect(200)).body.items).toHaveLength(before);
  });

  it('takes a password of two hundred characters in any script', async () => {
    const request = aRequest({ password: 'шифр 密码 '.repeat(25) });
    await create(request).expect(201);
    await signIn(request.username, request.password).expect(201);
    await signIn(request.username, request.password.slice(0, -1)).expect(401);
  });

  it('is closed once; a second time, or one that never was, there is none', async () => {
    const request = aRequest();
    const { id } = (await create(request).expect(201)).body;
    await app.as('administrator').post(`/accounts/${id}/actions/close`).expect(204);
    await app.as('administrator').post(`/accounts/${id}/actions/close`).expect(404);
    await app.as('administrator').post('/accounts/01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11/actions/close').expect(404);
    await signIn(request.username).expect(401);
  });

  it('leaves entries in the audit log, without its password', async () => {
    const request = aRequest();
    const { id } = (await create(request).expect(201)).body;
    await signIn(request.username).expect(201);
    await app.as('administrator').post(`/accounts/${id}/actions/close`).expect(204);
    const { items } = await app.server
      .get(UnitOfWork)
      .read((tx) => app.server.get(AuditService).find(tx, { subjectId: id as string, limit: 10 }));
    expect(items.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['account.create', 'Administrator'],
      ['session.open', 'Anna Lind'],
      ['account.close', 'Administrator'],
    ]);
    expect(JSON.stringify(items)).not.toContain(PASSWORD);
  });

  it('of the demo is never made in production', async () => {
    const [unitOfWork, config] = [app.server.get(UnitOfWork), app.server.get<Config>(CONFIG)];
    const inProduction = new AccessService(unitOfWork, new AuditService(), { ...config, production: true });
    const wanted = {
      username: 'demo.official',
      name: 'Demo',
      password: PASSWORD,
      roles: ['auditor' as const],
      demo: true,
    };
    await expect(inProduction.createAccount(systemActor('test'), wanted)).rejects.toThrow(InvalidInput);
    await expect(app.server.get(AccessService).createAccount(systemActor('test'), wanted)).resolves.toEqual(
      expect.any(String),
    );
  });
});

describe('a password', () => {
  it('is kept as argon2id with at least 19 MiB and two passes, salted', async () => {
    const twins = [aRequest(), aRequest()];
    for (const request of twins) await create(request).expect(201);
    const kept = await app.dataSource.query<{ username: string; password_hash: string }[]>(
      'SELECT username, password_hash FROM accounts',
    );
    for (const { password_hash } of kept) {
      const [, memory, passes] =
        /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$[^$]{22,}\$[^$]{43}$/.exec(password_hash) ?? [];
      expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
      expect(Number(passes)).toBeGreaterThanOrEqual(2);
    }
    const [first, second] = twins.map(
      ({ username }) => kept.find((account) => account.username === username)!.password_hash,
    );
    expect(first).not.toBe(second);
  });

  it('is nowhere else: not in the key store, not in the audit log', async () => {
    const request = aRequest({ password: 'a canary that sings at night' });
    await create(request).expect(201);
    for (const table of ['accounts', 'idempotency_keys', 'audit_entries', 'audit_payloads', 'sessions'])
      expect(JSON.stringify(await app.dataSource.query(`SELECT * FROM ${table}`))).not.toContain('canary');
  });
});

describe('the permission catalogue', () => {
  it('is told to whoever is signed in', async () => {
    const { items } = (await app.as('municipality').get('/permissions').expect(200)).body;
    expect(items.map(({ permission }: { permission: string }) => permission)).toEqual(Object.keys(PERMISSIONS));
    const accept = items.find(({ permission }: { permission: string }) => permission === 'person.accept');
    expect(accept).toMatchObject({ reach: 'own', roles: PERMISSIONS['person.accept'].roles });
    await app.nobody.get('/permissions').expect(401);
  });
});

describe('the clock', () => {
  it('can be set outside production, by an administrator', async () => {
    const wanted = '2025-06-01T10:00:00.000Z';
    const { body } = await app.as('administrator').post('/demo/clock', { now: wanted }, { key: null }).expect(200);
    expect(Date.parse(body.now as string) - Date.parse(wanted)).toBeLessThan(60_000);
    expect(app.clock.today()).toBe('2025-06-01');
    for (const role of ROLES.filter((one) => one !== 'administrator'))
      await app.as(role).post('/demo/clock', { now: wanted }, { key: null }).expect(403);
    await app.as('administrator').post('/demo/clock', { now: 'now' }, { key: null }).expect(400);
  });
});
