import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, type Permission, type Role } from '../../../src/access/index.js';
import { cursorOf } from '../../../src/platform/index.js';
import { counted, receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf, type Operation } from '../../support/operations.js';

let app: TestApp;
let operations: Operation[];
let caseId: string;
beforeAll(async () => {
  app = await startApp();
  operations = operationsOf(documentOf(app)).filter(isBelowBase);
  caseId = (await receiveRrf(app)).caseId as string;
});
afterAll(() => app.close());

const roleFor = ({ permission }: Operation): Role =>
  permission in PERMISSIONS ? PERMISSIONS[permission as Permission].roles[0]! : 'auditor';
const holder = (operation: Operation): Client => app.as(roleFor(operation));
const errorsOf = ({ body }: Reply): [string, string][] =>
  (body.errors ?? []).map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]);

/** Which operations answer otherwise than they should. */
async function others(
  of: Operation[],
  send: (operation: Operation) => PromiseLike<Reply>,
  right: (reply: Reply) => boolean,
): Promise<unknown[]> {
  expect(of.length).toBeGreaterThan(0);
  const wrong: unknown[] = [];
  for (const operation of of) {
    const reply = await send(operation);
    if (!right(reply)) wrong.push([operation.operationId, reply.status, String(reply.body?.code), reply.body?.detail]);
  }
  return wrong;
}
const refused = (pointer: string) => (reply: Reply) =>
  reply.status === 400 && errorsOf(reply).some(([named]) => named === pointer);
const posts = (): Operation[] => operations.filter(({ method }) => method === 'POST');
const gets = (): Operation[] => operations.filter(({ method }) => method === 'GET');
const needing = (header: string): Operation[] =>
  operations.filter(({ parameters }) => parameters.some(({ name, required }) => name === header && required));
const takesJson = ({ requestBody }: Operation): boolean => !requestBody || 'application/json' in requestBody.content;
const mediaTypeOf = ({ requestBody }: Operation): string =>
  Object.keys(requestBody?.content ?? {})[0] ?? 'application/json';

describe('a body', () => {
  const post = (body: string, options = {}) =>
    app.as('case_officer').post('/cases/search', body, { key: null, ...options });

  it.each([
    ['half an object', '{"persons": ['],
    ['a trailing comma', '{"limit": 1,}'],
    ['single quotes', "{'limit': 1}"],
    ['no JSON at all', 'limit=1'],
    ['a byte order mark in the middle', '{\ufeff"limit": 1} x'],
    ['brackets half a million deep', '['.repeat(500_000)],
  ])('of %s is malformed', async (_, body) => {
    expect(errorsOf(await post(body).expect(400))).toEqual([['', 'malformedJson']]);
  });

  it.each([
    ['a list', '[]', 'notAnObject'],
    ['a text', '"text"', 'notAnObject'],
    ['null', 'null', 'notAnObject'],
    ['forty levels', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'tooDeep'],
    ['thousands of levels', `{"limit":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'tooDeep'],
  ])('of %s is refused', async (_, body, code) => {
    expect(errorsOf(await post(body).expect(400))).toEqual([
      ['', code === 'tooDeep' ? expect.stringMatching(/tooDeep|malformedJson/) : code],
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'with the key %s is refused, wherever it stands, and changes no prototype',
    async (key) => {
      for (const body of [
        `{"${key}":{"polluted":1}}`,
        `{"roles":[{"${key}":{"polluted":1}}]}`,
        `{"name":"x","${key.replace('_', '\\u005f')}":{"polluted":1}}`,
      ]) {
        const reply = await app.as('administrator').post('/accounts', body).expect(400);
        expect(errorsOf(reply)).toEqual([[`/${key}`, 'unknownField']]);
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );

  it('with an unknown field is refused by every operation that takes one, and by those that take none', async () => {
    const sent = { body: { isGranted: true }, key: 'bad-input-0001', ifMatch: 1 };
    expect(
      await others(posts().filter(takesJson), (one) => call(holder(one), one, sent), refused('/isGranted')),
    ).toEqual([]);
  });

  it('with a field of mass assignment is refused, and nothing changes', async () => {
    const before = await theCase(app, caseId);
    const { etag } = await app.as('coordinator').get(`/cases/${caseId}`);
    for (const field of ['id', 'status', 'role', 'createdBy', 'version', 'diaryNumber'])
      await app
        .as('coordinator')
        .post(
          `/cases/${caseId}/actions/choose-route`,
          { route: 'dossier', reason: 'Plain.', [field]: 'x' },
          { ifMatch: etag! },
        )
        .expect(400);
    expect(await theCase(app, caseId)).toEqual(before);
  });

  it.each([
    ['no media type', { 'content-type': '' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['several parts', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['XML', { 'content-type': 'application/xml' }],
    ['text, where JSON is asked for', { 'content-type': 'text/plain' }],
    ['an unknown character set', { 'content-type': 'application/json; charset=klingon' }],
  ])('sent with %s is not read', async (_, headers) => {
    expect((await post('{"limit":1}', { headers }).expect(415)).body.code).toBe('wrongMediaType');
  });

  it('of more than a megabyte is too large for any JSON operation, and is not even read for those who may not', async () => {
    const body = `{"text":"${'x'.repeat(1024 * 1024)}"}`;
    const sent = { body, key: 'bad-input-0002', ifMatch: 1 };
    expect(
      await others(
        posts().filter(takesJson),
        (one) => call(holder(one), one, sent),
        ({ status, body: told }) => status === 413 && told.code === 'tooLarge',
      ),
    ).toEqual([]);
    await app.as('statistician').post('/accounts', body).expect(403);
    await app.nobody.post('/accounts', body).expect(401);
  });

  it('with a NUL character is refused where text is asked for', async () => {
    const reply = await app
      .as('administrator')
      .post('/accounts', {
        username: 'anna.lind',
        name: 'Anna\u0000Lind',
        password: 'a sentence for the tests',
        roles: ['auditor'],
      })
      .expect(400);
    expect(errorsOf(reply)).toEqual([['/name', 'matches']]);
  });
});

describe('a query', () => {
  it('with an unknown parameter is refused by every operation', async () => {
    const sent = { query: '?unknown=1', key: 'bad-input-0003', ifMatch: 1 };
    expect(await others(gets(), (one) => call(holder(one), one, sent), refused('?unknown'))).toEqual([]);
    expect(
      await others(
        posts(),
        (one) => call(holder(one), one, { ...sent, contentType: mediaTypeOf(one) }),
        ({ status }) => status === 400,
      ),
    ).toEqual([]);
  });

  it.each(['__proto__=1', '__proto__[polluted]=1', 'constructor.prototype=1', '=1', '%00=1', 'a[b][c]=1'])(
    '?%s is refused by every GET',
    async (query) => {
      expect(
        await others(
          gets(),
          (one) => call(holder(one), one, { query: `?${query}` }),
          ({ status }) => status === 400,
        ),
      ).toEqual([]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );

  const withParameters = (): [Operation, string][] =>
    gets().flatMap((operation) =>
      operation.parameters
        .filter((one) => one.in === 'query')
        .map(({ name }): [Operation, string] => [operation, name]),
    );

  it('with a parameter given twice is refused, naming it', async () => {
    for (const [operation, name] of withParameters())
      expect(
        await others(
          [operation],
          (one) => call(holder(one), one, { query: `?${name}=1&${name}=2` }),
          refused(`?${name}`),
        ),
      ).toEqual([]);
  });

  it('with a NUL character, a list or an object for a value never breaks anything', async () => {
    for (const [operation, name] of withParameters())
      for (const query of [
        `?${name}=a%00b`,
        `?${name}[]=1`,
        `?${name}[a]=1`,
        `?${name}=`,
        `?${name}=${'x'.repeat(5000)}`,
        `?${name}=%E0%A4`,
      ])
        expect(
          await others(
            [operation],
            (one) => call(holder(one), one, { query }),
            ({ status }) => [400, 404].includes(status),
          ),
        ).toEqual([]);
  });

  it('with a cursor that this server did not make is refused by every list', async () => {
    const lists = withParameters().filter(([, name]) => name === 'cursor');
    for (const cursor of [
      'x',
      cursorOf('\u0000'),
      cursorOf('\u0000', '\u0000'),
      cursorOf(),
      cursorOf('a', 'b', 'c'),
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1]').toString('base64url'),
    ])
      for (const [operation] of lists)
        expect(
          await others(
            [operation],
            (one) => call(holder(one), one, { query: `?cursor=${cursor}` }),
            ({ status }) => [400, 404].includes(status),
          ),
        ).toEqual([]);
    for (const cursor of [cursorOf('not a number'), cursorOf('not a number', 'nor an id')])
      for (const [operation] of lists)
        expect(
          await others(
            [operation],
            (one) => call(holder(one), one, { query: `?cursor=${cursor}` }),
            ({ status }) => status < 500,
          ),
        ).toEqual([]);
  });
});

describe('an id in the address', () => {
  it('that is no UUID is refused by every operation, before anything is looked up', async () => {
    const withIds = operations.filter(({ path }) => /\{\w+Id\}/.test(path));
    for (const id of [
      '1',
      'x',
      '01969D2E-3C0F-7A52-8A4E-6F3B7A5A1D11',
      '%00',
      '%27%20OR%201%3D1',
      '..%2F..%2Fetc%2Fpasswd',
    ])
      expect(
        await others(
          withIds,
          (one) =>
            call(
              holder(one),
              { ...one, path: one.path.replace(/\{\w+Id\}/g, id) },
              { key: 'bad-input-0004', ifMatch: 1 },
            ),
          ({ status }) => status === 400 || status === 404,
        ),
      ).toEqual([]);
  });
});

describe('an Idempotency-Key', () => {
  it.each([
    ['none', null],
    ['a short one', 'short'],
    ['one with a blank', 'key with blanks'],
    ['129 characters', 'k'.repeat(129)],
  ])('is asked for by every act: %s is refused', async (_, key) => {
    expect(
      await others(
        needing('Idempotency-Key'),
        (one) => call(holder(one), one, { key, ifMatch: 1 }),
        refused('#Idempotency-Key'),
      ),
    ).toEqual([]);
  });

  it('is refused for another body, another address and another version', async () => {
    const key = 'bad-input-reused';
    const body = {
      username: 'reused.key',
      name: 'Reused Key',
      password: 'a sentence for the tests',
      roles: ['auditor'],
    };
    const { body: made } = await app.as('administrator').post('/accounts', body, { key }).expect(201);
    const before = await counted(app, ['accounts', 'audit_entries']);
    for (const again of [
      app.as('administrator').post('/accounts', { ...body, name: 'Another' }, { key }),
      app.as('administrator').post(`/accounts/${made.id}/actions/close`, {}, { key }),
      app.as('administrator').post('/accounts', body, { key, ifMatch: 7 }),
    ])
      expect((await again.expect(422)).body).toMatchObject({
        code: 'keyReused',
        title: 'The Idempotency-Key was used before',
      });
    expect(await counted(app, ['accounts', 'audit_entries'])).toEqual(before);
  });

  it('repeated with the same request gives the same answer, says so, and acts once', async () => {
    const key = 'bad-input-repeated';
    const act = () =>
      app
        .as('coordinator')
        .post(
          `/cases/${caseId}/actions/choose-route`,
          { route: 'dossier', reason: 'The form is complete.' },
          { key, ifMatch: 1 },
        );
    const first = await act().expect(200);
    const before = await counted(app, ['audit_entries', 'cases']);
    const again = await act().expect(200);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect([again.body, again.etag]).toEqual([first.body, first.etag]);
    expect(await counted(app, ['audit_entries', 'cases'])).toEqual(before);
  });

  it('of one official is nothing to another', async () => {
    const key = 'bad-input-shared';
    const body = (name: string) => ({ username: name, name, password: 'a sentence for the tests', roles: ['auditor'] });
    const second = await app.newOfficial({ roles: ['administrator'] });
    const first = await app.as('administrator').post('/accounts', body('shared.one'), { key }).expect(201);
    const other = await second.post('/accounts', body('shared.two'), { key }).expect(201);
    expect(other.body.id).not.toBe(first.body.id);
    expect(other.headers.get('idempotent-replayed')).toBeNull();
  });

  it('opens nothing to somebody who has lost the permission since', async () => {
    const body = {
      username: 'made.before',
      name: 'Made before',
      password: 'a sentence for the tests',
      roles: ['auditor'],
    };
    const moved = await app.newOfficial({ username: 'moved.on', roles: ['administrator'] });
    await moved.post('/accounts', body, { key: 'bad-input-moved' }).expect(201);
    await app.dataSource.query(`UPDATE accounts SET roles = '["statistician"]' WHERE username = 'moved.on'`);
    const { body: problem, headers } = await moved.post('/accounts', body, { key: 'bad-input-moved' }).expect(403);
    expect(problem.permission).toBe('account.manage');
    expect(headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('a version', () => {
  const act = (ifMatch?: string) =>
    app
      .as('coordinator')
      .post(`/cases/${caseId}/actions/choose-route`, { route: 'mission', reason: 'They must be heard.' }, { ifMatch });

  it('is asked for by every act on a versioned record', async () => {
    expect(
      await others(
        needing('If-Match'),
        (one) => call(holder(one), one, { key: 'bad-input-0005' }),
        ({ status }) => [400, 428].includes(status),
      ),
    ).toEqual([]);
    expect((await act().expect(428)).body.code).toBe('versionRequired');
  });

  it.each(['*', 'W/"1"', '1', '"x"', '"1", "2"', '"-1"', '"1.5"', '"12345678901"', '""'])(
    'is one strong ETag: %s is none',
    async (ifMatch) => {
      expect(errorsOf(await act(ifMatch).expect(400))).toEqual([['#If-Match', 'etag']]);
    },
  );

  it('that somebody changed meanwhile is refused, saying who and when', async () => {
    const { version } = await theCase(app, caseId);
    const { body } = await act(`"${version + 5}"`).expect(412);
    expect(body).toMatchObject({ code: 'staleVersion', currentVersion: version });
  });

  it('is the ETag of every single resource, strong', async () => {
    const { etag, body } = await app.as('coordinator').get(`/cases/${caseId}`).expect(200);
    expect(etag).toBe(`"${body.version}"`);
    expect((await app.as('coordinator').get('/permissions').expect(200)).etag).toBeNull();
  });
});
