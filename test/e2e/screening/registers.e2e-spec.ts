import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { AuditService } from '../../../src/audit/index.js';
import { actOn, asked, registered } from '../../factories/cases.js';
import { codesOf, readyToGrant, rolesWithout, statusesOf, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app);
});
afterAll(() => app.close());

const ENTRY_BAN = {
  register: 'entry_ban',
  source: 'sis',
  outcome: 'alert',
  answeredOn: '2025-02-03',
  reference: 'R-1',
};
const REFUSAL = {
  ...{ register: 'member_state_refusal', source: 'member_state', outcome: 'refused', answeredOn: '2025-02-03' },
  ...{ memberState: 'DE', refusedOn: '2022-05-01', reference: 'R-2' },
};
const EURODAC = {
  register: 'eurodac',
  source: 'eurodac',
  outcome: 'match',
  answeredOn: '2025-02-03',
  reference: 'R-3',
};

const record = (personId: string, fact: object, status = 202) =>
  app.as('security_liaison').post(`/persons/${personId}/register-facts`, fact).expect(status);
const factsOf = async (personId: string) =>
  (await app.as('exclusion_specialist').get(`/persons/${personId}/register-facts`).expect(200)).body.items;
const grant = (caseId: string) => actOn(app, 'decision_maker', caseId, 'grant');

describe('what another register answered', () => {
  it('is a dated fact of a person with source, outcome, validity and a pointer', async () => {
    const { persons } = await registered(app);
    const personId = persons[0]!.id;
    await record(personId, { ...ENTRY_BAN, validUntil: '2027-02-03' });
    await record(personId, EURODAC);
    expect(await factsOf(personId)).toMatchObject([
      { ...ENTRY_BAN, validUntil: '2027-02-03', counts: true, bars: true, recordedByName: 'Security liaison' },
      { ...EURODAC, validUntil: null, counts: true, bars: false, keptByEurodacUntil: null },
    ]);
    await record(personId, { ...ENTRY_BAN, outcome: 'no_hit', reference: 'R-4' });
    expect((await factsOf(personId)).map(({ counts }: { counts: boolean }) => counts)).toEqual([false, true, true]);
  });

  it('is refused where it contradicts itself, and of nobody', async () => {
    const { persons } = await registered(app);
    const { body } = await record(persons[0]!.id, { ...REFUSAL, memberState: undefined }, 400);
    expect(body.errors).toMatchObject([{ pointer: '/memberState' }]);
    await record('0195d3c0-0000-7000-8000-000000000000', ENTRY_BAN, 404);
  });

  it('is not of Eurodac for a child under six', async () => {
    const { persons } = await registered(app);
    const child = persons.find(({ birthDate }) => birthDate === '2016-05-20')!;
    await record(child.id, EURODAC);
    const { body } = await record(child.id, { ...EURODAC, answeredOn: '2022-05-19' }, 422);
    expect(body.unmet).toMatchObject([{ code: 'tooYoungForEurodac', personId: child.id }]);
  });

  it('is read and recorded by those who may alone, and leaves its entry behind the wall', async () => {
    const { id, persons } = await registered(app);
    const personId = persons[0]!.id;
    await record(personId, ENTRY_BAN);
    for (const role of rolesWithout('register.read'))
      await app.as(role).get(`/persons/${personId}/register-facts`).expect(403);
    for (const role of rolesWithout('register.record'))
      await app.as(role).post(`/persons/${personId}/register-facts`, ENTRY_BAN).expect(403);
    await factsOf(personId);
    const actions = async (chain: 'security' | 'open') =>
      (await asked(app, (tx) => app.server.get(AuditService).find(tx, { chain, caseId: id, limit: 200 }))).items
        .map(({ action }) => action)
        .filter((action) => action.startsWith('register.'));
    expect([await actions('security'), await actions('open')]).toEqual([['register.record', 'register.read'], []]);
  });

  it('stands in no table in words, nor in what those without the permission read of the case', async () => {
    const { id, persons } = await registered(app);
    await record(persons[0]!.id, { ...REFUSAL, reference: 'CANARY-IN-REGISTER' });
    expect(JSON.stringify(await everything(app.dataSource))).not.toContain('CANARY-IN-REGISTER');
    for (const role of ROLES.filter((one) => permits([one], 'case.read') && !permits([one], 'register.read')))
      for (const path of ['', '/timeline', '/next-actions', '/diary'])
        expect(JSON.stringify((await app.as(role).get(`/cases/${id}${path}`)).body)).not.toMatch(
          /register_fact|barredByRegister|CANARY/,
        );
  });
});

describe('a grant', () => {
  it('is barred by an entry ban while it is in force, in one sentence that does not say by which register', async () => {
    const found = await readyToGrant(app);
    await record(found.persons[0]!.id, { ...ENTRY_BAN, validUntil: '2025-02-03' });
    const { status, body } = await grant(found.id);
    expect([status, body.unmet.length, body.unmet[0].code]).toEqual([422, 1, 'barredByRegister']);
    expect(JSON.stringify(body)).not.toMatch(/entry.?ban|sis|alert|DE/);
    await record(found.persons[0]!.id, { ...ENTRY_BAN, outcome: 'no_hit', reference: 'R-5' });
    expect((await grant(found.id)).status).toBe(200);
  });

  it('is barred by protection that a member state gave', async () => {
    const found = await readyToGrant(app);
    await record(found.persons[1]!.id, { ...EURODAC, outcome: 'protection_elsewhere', memberState: 'FI' });
    expect(codesOf(await grant(found.id))).toEqual(['barredByRegister']);
  });

  it('edge case 15: is barred by a refusal of another member state for three years, and a long wait cures it', async () => {
    const found = await readyToGrant(app);
    await record(found.persons[0]!.id, REFUSAL);
    app.goTo('2025-04-30');
    expect(codesOf(await grant(found.id))).toEqual(['barredByRegister']);
    expect((await factsOf(found.persons[0]!.id))[0].bars).toBe(true);
    app.goTo('2025-05-01');
    expect((await factsOf(found.persons[0]!.id))[0].bars).toBe(false);
    expect((await grant(found.id)).status).toBe(200);
    app.goTo('2025-02-03');
  });
});

it('edge case 16: who refuses biometrics is discontinued, and Eurodac keeps the comparison three years, not five', async () => {
  const found = await underExamination(app);
  const [one, other] = found.persons.map(({ id }: { id: string }) => id);
  await record(one!, EURODAC);
  await record(other!, EURODAC);
  const body = { personIds: [one], reasonCode: 'biometrics_refused' };
  const discontinued = await actOn(app, 'case_officer', found.id, 'discontinue', body);
  expect(statusesOf(discontinued.body)[0]).toBe('discontinued');
  expect((await factsOf(one!))[0]).toMatchObject({ bars: false, keptByEurodacUntil: '2028-02-03' });
  expect((await factsOf(other!))[0].keptByEurodacUntil).toBeNull();
});
