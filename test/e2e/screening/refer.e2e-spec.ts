import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { actOn, referred, registered, walked } from '../../factories/cases.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const referrals = (caseId: string) =>
  app.dataSource.query<{ person_id: string; diary_number: string; referred_on: string }[]>(
    `SELECT person_id, diary_number, referred_on FROM referrals WHERE case_id = '${caseId}' ORDER BY diary_number`,
  );
const codes = (unmet: { code: string }[]) => unmet.map(({ code }) => code).sort();

describe('refer to the Security Service', () => {
  it('takes every person into screening', async () => {
    const { id, persons } = await registered(app);
    const { status, body, etag } = await actOn(app, 'case_officer', id, 'refer');
    expect(status).toBe(200);
    expect(etag).toBe('"2"');
    expect(body).toMatchObject({ status: 'in_screening', version: 2 });
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual(persons.map(() => 'in_screening'));
  });

  it('gives each person a referral in the walled series, whose number no open answer shows, and the case one letter', async () => {
    const { id, diaryNumber, persons } = await registered(app);
    const { body } = await actOn(app, 'case_officer', id, 'refer');
    const rows = await referrals(id);
    expect(rows.map((row) => row.person_id).sort()).toEqual(persons.map((person) => person.id).sort());
    for (const row of rows) expect(row).toMatchObject({ referred_on: '2025-01-07' });
    const numbers = rows.map((row) => Number(/^SAK-2025-(\d{5})$/.exec(row.diary_number)![1]));
    expect(numbers).toEqual(rows.map((_, index) => numbers[0]! + index));
    expect(JSON.stringify(body)).not.toContain('SAK-');

    const documents = (await app.as('case_officer').get(`/cases/${id}/diary`).expect(200)).body.items;
    expect(documents.at(-1)).toMatchObject({
      kind: 'referral',
      direction: 'outgoing',
      diaryNumber: `${diaryNumber}:2`,
    });
  });

  it('can refer some of a case and leave the others', async () => {
    const { id, persons } = await registered(app);
    await actOn(app, 'security_liaison', id, 'refer', { personIds: [persons[1]!.id] });
    expect((await referrals(id)).map((row) => row.person_id)).toEqual([persons[1]!.id]);
  });

  it('leaves one open audit entry a person', async () => {
    const { id, persons } = await referred(app);
    const entries = await app.dataSource.query<{ subject_id: string; actor_name: string }[]>(
      `SELECT subject_id, actor_name FROM audit_entries WHERE case_id = '${id}' AND action = 'person.refer' AND chain = 'open'`,
    );
    expect(entries.map((entry) => entry.subject_id).sort()).toEqual(persons.map((person) => person.id).sort());
    expect(entries[0]!.actor_name).toBe('Case officer');
  });

  it('is refused with every condition that is not met, of every person', async () => {
    const { id, persons } = await registered(
      app,
      anRrf({
        persons: [
          anRrfPerson({ consentOn: null, nationality: null }),
          anRrfPerson({ relationToPrincipal: 'spouse', holdsEuProtection: true, sex: 'unknown' }),
        ],
      }),
    );
    const { status, body } = await actOn(app, 'case_officer', id, 'refer');
    expect(status).toBe(422);
    const of = (index: number) => body.unmet.filter((one: { personId: string }) => one.personId === persons[index]!.id);
    expect(codes(of(0))).toEqual(['biographicMinimum', 'consentMissing', 'notRegistered']);
    expect(codes(of(1))).toEqual(['biographicMinimum', 'holdsEuProtection', 'notRegistered']);
    expect(await referrals(id)).toEqual([]);
  });

  it('is refused a second time, with what is possible instead', async () => {
    const { id } = await referred(app);
    const { status, body } = await actOn(app, 'case_officer', id, 'refer');
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'in_screening' });
    expect(body.allowedActions).not.toContain('clear');
    expect(await referrals(id)).toHaveLength(3);
  });

  it('needs the version that stands', async () => {
    const { id } = await registered(app);
    await app.as('case_officer').post(`/cases/${id}/actions/refer`, {}).expect(428);
    await app.as('case_officer').post(`/cases/${id}/actions/refer`, {}, { ifMatch: 9 }).expect(412);
  });

  it('acts once for one key', async () => {
    const { id } = await registered(app);
    const twice = () =>
      app.as('case_officer').post(`/cases/${id}/actions/refer`, {}, { ifMatch: 1, key: `refer-${id}` });
    const first = await twice().expect(200);
    const again = await twice().expect(200);
    expect(again.body).toEqual(first.body);
    expect(await referrals(id)).toHaveLength(3);
  });

  it('opens a new referral for a reopened person', async () => {
    const { id, persons } = await referred(app);
    const [one] = persons;
    await walked(app, id, ['withdraw', 'reopen'], [one!.id]);
    await actOn(app, 'case_officer', id, 'refer', { personIds: [one!.id] });
    expect((await referrals(id)).filter((row) => row.person_id === one!.id)).toHaveLength(2);
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['person.refer'].roles as readonly Role[]).includes(role)))(
    'is not for %s',
    async (role) => {
      await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/refer', {}).expect(403);
    },
  );
});
