import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Permission } from '../../../src/access/index.js';
import { aPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp();
  period = await aPeriod(app);
});
afterAll(() => app.close());

const VERBS = [
  'consult',
  'open',
  'begin-closing',
  'close',
  'suspend',
  'resume',
  'decide-places',
  'allocate',
  'transfer',
  'revise',
  'open-earlier-year',
];
const one = () => `/quota-periods/${period.id}`;

const ROUTES: [name: string, permission: Permission, send: (as: Client) => PromiseLike<Reply>][] = [
  ['list', 'quota.read', (as) => as.get('/quota-periods')],
  ['read one', 'quota.read', (as) => as.get(one())],
  ['read its ledger', 'quota.read', (as) => as.get(`${one()}/ledger`)],
  ['create', 'quota.plan', (as) => as.post('/quota-periods')],
  ['add a sub-quota', 'quota.plan', (as) => as.post(`${one()}/sub-quotas`, {}, { ifMatch: 1 })],
  ...VERBS.map((verb): (typeof ROUTES)[number] => [
    verb,
    'quota.plan',
    (as) => as.post(`${one()}/actions/${verb}`, {}, { ifMatch: 1 }),
  ]),
];

describe('access to the quota', () => {
  it.each(ROUTES)('%s needs %s, whatever the role', async (_, permission, send) => {
    expect((await send(app.nobody)).status).toBe(401);
    for (const role of ROLES) {
      const { status, body } = await send(app.as(role));
      const holds = (PERMISSIONS[permission].roles as readonly string[]).includes(role);
      // Who may is told what the empty request lacks; who may not is told nothing of it.
      if (holds) expect([200, 400]).toContain(status);
      else expect([role, status, body.permission, body.errors]).toEqual([role, 403, permission, undefined]);
    }
  });
});
