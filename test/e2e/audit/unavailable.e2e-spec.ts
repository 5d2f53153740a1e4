import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Exchange } from '../../support/client.js';
import { digestOf } from '../../support/database-digest.js';

// security.md 6, A6: where nothing can be logged nothing sensitive is read and nothing is changed.

let app: TestApp;
let found: CaseResponse;
let periodId: string;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  ({ id: periodId } = await openPeriod(app, { year: 2025, places: 100 }));
  found = await STANDING.under_examination(app);
  // To sign in is an act of its own, and is refused too: they have signed in before.
  for (const role of ROLES) await app.as(role).get('/sessions/current').expect(200);
});
afterAll(() => app.close());

const sql = async (...statements: string[]): Promise<void> => {
  for (const statement of statements) await app.dataSource.query(statement);
};

const refusing = (table: string): string[] =>
  ENGINE === 'postgres'
    ? [
        `CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$`,
        `CREATE TRIGGER no_more BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION no_more()`,
      ]
    : [`CREATE TRIGGER no_more BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no more'); END`];
const refusingNoMore = (table: string): string[] =>
  ENGINE === 'postgres' ? [`DROP TRIGGER no_more ON ${table}`, 'DROP FUNCTION no_more()'] : ['DROP TRIGGER no_more'];

/** What becomes of the log, and how it is put right again. */
const OUTAGES: readonly [what: string, broken: readonly string[], mended: readonly string[]][] = [
  ['that refuses every entry', refusing('audit_entries'), refusingNoMore('audit_entries')],
  [
    'whose chains have lost their heads',
    ['CREATE TABLE heads_elsewhere AS SELECT * FROM audit_heads', 'DELETE FROM audit_heads'],
    ['INSERT INTO audit_heads SELECT * FROM heads_elsewhere', 'DROP TABLE heads_elsewhere'],
  ],
  ['that refuses what entries say', refusing('audit_payloads'), refusingNoMore('audit_payloads')],
];

type Ask = (key: string) => Exchange;
const reads = (): Record<string, Ask> => ({
  'a case': () => app.as('case_officer').get(`/cases/${found.id}`),
  'its timeline': () => app.as('case_officer').get(`/cases/${found.id}/timeline`),
  'its decisions': () => app.as('decision_maker').get(`/cases/${found.id}/decisions`),
  'a list of cases': () => app.as('coordinator').get('/cases'),
  'a search': () => app.as('coordinator').post('/cases/search', { text: 'Amina' }, { key: null }),
  'what the Security Service said': () => app.as('security_unit').get(`/cases/${found.id}/screening`),
  'the log itself': () => app.as('auditor').get('/audit/entries'),
  'an export': () =>
    app.as('placement_officer').get('/reports/municipality-assignments?year=2025', { accept: 'text/csv' }),
});
const rrf = anRrf();
const writes = (): Record<string, Ask> => ({
  'a submission': (key) => app.as('coordinator').post('/submissions', rrf, { key }),
  'a withdrawal': (key) =>
    app
      .as('coordinator')
      .post(
        `/cases/${found.id}/actions/withdraw`,
        { personIds: [found.persons[0]!.id], reasonCode: 'error' },
        { ifMatch: found.version, key },
      ),
  'an examination put off': (key) =>
    app
      .as('case_officer')
      .post(
        `/cases/${found.id}/actions/defer`,
        { personIds: [found.persons[1]!.id], reasonCode: 'information_from_unhcr', askedOfUnhcr: 'Who?' },
        { ifMatch: found.version, key },
      ),
  'an account': (key) =>
    app.as('administrator').post(
      '/accounts',
      {
        username: 'new.one',
        name: 'New One',
        password: 'a sentence for the tests',
        roles: ['statistician'],
        staffNumber: 'M900',
      },
      { key },
    ),
  'a verification of the log': (key) => app.as('auditor').post('/audit/verifications', undefined, { key }),
});

describe.each(OUTAGES)('an audit log %s', (_, broken, mended) => {
  it('lets nothing sensitive be read and nothing be done: 503, and not a row is other than before', async () => {
    const refused = async (asks: Record<string, Ask>): Promise<void> => {
      for (const [what, ask] of Object.entries(asks)) {
        const { status, body } = await ask(randomUUID());
        expect({ what, status, code: body.code }).toEqual({ what, status: 503, code: 'auditUnavailable' });
        expect(JSON.stringify(body)).not.toMatch(/no more|elsewhere|audit_/);
      }
    };
    await sql(...broken);
    try {
      const before = await digestOf(app.dataSource);
      await refused(reads());
      await refused(writes());
      expect(await digestOf(app.dataSource)).toEqual(before);
      // What is not sensitive is still there, so that officials see where they are.
      await app.as('case_officer').get('/reference/countries').expect(200);
      await app.as('statistician').get(`/quota-periods/${periodId}`).expect(200);
    } finally {
      await sql(...mended);
    }
    for (const ask of Object.values(reads())) expect((await ask(randomUUID())).status).toBe(200);
  });
});

it('the compartment of the duty to report, its own log, is neither read nor added to when it takes no record', async () => {
  const duties = (): Exchange => app.as('exclusion_specialist').get('/duties-to-report');
  await sql(...refusing('duty_records'));
  const before = await digestOf(app.dataSource);
  const [read, opened] = [
    await duties(),
    await app.as('exclusion_specialist').post('/duties-to-report', {
      personId: found.persons[0]!.id,
      crime: 'war_crime',
      suspicion: 'Told of it in the interview.',
    }),
  ];
  expect([read, opened].map(({ status, body }) => [status, body.code])).toEqual([
    [503, 'auditUnavailable'],
    [503, 'auditUnavailable'],
  ]);
  expect(await digestOf(app.dataSource)).toEqual(before);
  await sql(...refusingNoMore('duty_records'));
  await duties().expect(200);
});

it('what was refused then is done now, under the same key', async () => {
  const key = randomUUID();
  await sql(...refusing('audit_entries'));
  const first = await writes()['a submission']!(key);
  await sql(...refusingNoMore('audit_entries'));
  expect([first.status, (await writes()['a submission']!(key)).status]).toEqual([503, 201]);
});
