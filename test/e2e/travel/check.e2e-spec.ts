import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { waiting } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { cleared } from '../../factories/cases.js';
import { allPapers, check } from '../../factories/journeys.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
});
afterAll(() => app.close());

interface Shown {
  items: { kind: string; needed: boolean; noted: object[] }[];
  open: { code: string; detail: string; source: string }[];
}
const checklist = async (id: string, on = ''): Promise<Shown[]> =>
  (
    await app
      .as('travel_officer')
      .get(`/cases/${id}/checklist${on && `?on=${on}`}`)
      .expect(200)
  ).body.persons;
const needed = ({ items }: Shown): string[] => items.filter((item) => item.needed).map(({ kind }) => kind);
const open = ({ open: codes }: Shown): string[] => codes.map(({ code }) => code);

/** An adult, a child of eight and a child who turns six on 10 March. */
const family = () =>
  waiting(
    app,
    anRrf({
      persons: [
        anRrfPerson(),
        anRrfChild({ birthDate: '2016-05-20' }),
        anRrfChild({ birthDate: '2019-03-10', givenNames: 'Divine' }),
      ],
    }),
  );

describe('the checklist before departure', () => {
  it('is computed from the grant on: what each person needs by age, stored nowhere', async () => {
    const { id } = await family();
    const [adult, child, infant] = await checklist(id);
    expect(needed(adult!)).toEqual([
      'travel_document',
      'exit_permit',
      'permit_card',
      'biometrics',
      'fit_to_travel',
      'orientation',
    ]);
    expect(needed(child!)).toEqual(['travel_document', 'exit_permit', 'permit_card', 'biometrics', 'fit_to_travel']);
    expect(needed(infant!)).toEqual(['travel_document', 'exit_permit', 'permit_card', 'fit_to_travel']);
    expect(adult!.open[0]).toEqual({
      code: 'travelDocumentMissing',
      detail: expect.stringContaining('passport or UT card'),
      source: 'Aliens Act 2:1, 2:1 a; Aliens Ordinance 2:14',
    });
    const stored = await app.dataSource.query<{ n: number }[]>('SELECT count(*) AS n FROM checklist_items');
    expect(Number(stored[0]!.n)).toBe(0);
  });

  it('is judged on the day of the journey: a child turns six before it', async () => {
    const { id } = await family();
    expect(open((await checklist(id, '2025-03-09'))[2]!)).not.toContain('biometricsMissing');
    expect(open((await checklist(id, '2025-03-10'))[2]!)).toContain('biometricsMissing');
  });

  it('notes what is held, under a new version of the case and one audit entry that names no document', async () => {
    const { id, persons, version } = await family();
    const { status, body, etag } = await check(app, { id }, allPapers(persons[0]!, { fitUntil: '2025-03-20' }));
    expect([status, body.version, etag]).toEqual([200, version + 1, `"${version + 1}"`]);
    const [adult] = await checklist(id);
    expect(open(adult!)).toEqual([]);
    expect(adult!.items[0]!.noted).toEqual([
      {
        state: 'held',
        form: 'passport',
        reference: 'P0000001',
        validFrom: null,
        validUntil: '2030-12-31',
        reason: null,
        notedAt: expect.any(String),
        notedBy: 'Travel officer',
      },
    ]);
    const entries = await audited(app, id, 'person.check');
    expect(entries).toHaveLength(1);
    expect(entries[0]!.payload.items).toContainEqual({
      personId: persons[0]!.id,
      kind: 'travel_document',
      state: 'held',
      form: 'passport',
      validFrom: null,
      validUntil: '2030-12-31',
      reason: null,
    });
    expect(JSON.stringify(entries)).not.toContain('P0000001');
  });

  it('changes what was noted before, and keeps one row an item', async () => {
    const { id, persons } = await family();
    const personId = persons[0]!.id;
    await check(app, { id }, allPapers(persons[0]!));
    await check(app, { id }, [
      { personId, kind: 'exit_permit', state: 'not_needed', reason: 'The country lets recognised refugees leave.' },
    ]);
    expect(open((await checklist(id))[0]!)).toEqual([]);
    await check(app, { id }, [{ personId, kind: 'exit_permit', state: 'needed' }]);
    expect(open((await checklist(id))[0]!)).toEqual(['exitPermitMissing']);
    const rows = await app.dataSource.query(
      `SELECT state, reference, reason FROM checklist_items WHERE person_id = '${personId}' AND kind = 'exit_permit'`,
    );
    expect(rows).toEqual([{ state: 'needed', reference: null, reason: null }]);
  });

  it('gives a fit-to-travel certificate without a last day that of the dated rule', async () => {
    const { id, persons } = await family();
    const personId = persons[0]!.id;
    await check(app, { id }, [
      ...allPapers(persons[0]!).slice(0, 4),
      { personId, kind: 'fit_to_travel', state: 'held', validFrom: '2025-03-01' },
      { personId, kind: 'orientation', state: 'held' },
    ]);
    expect(open((await checklist(id, '2025-03-31'))[0]!)).toEqual([]);
    expect(open((await checklist(id, '2025-04-01'))[0]!)).toEqual(['fitToTravelExpired']);
  });

  it("wants the guardians' consent to a child's UT card", async () => {
    const { id, persons } = await family();
    const personId = persons[1]!.id;
    await check(app, { id }, [
      { personId, kind: 'travel_document', state: 'held', form: 'ut_card', validUntil: '2025-12-31' },
    ]);
    expect(open((await checklist(id))[1]!)).toContain('childConsentMissing');
    await check(app, { id }, [{ personId, kind: 'child_consent', state: 'held', reference: 'Signed in Kampala' }]);
    expect(open((await checklist(id))[1]!)).not.toContain('childConsentMissing');
  });
});

describe('what the checklist refuses', () => {
  let found: Awaited<ReturnType<typeof family>>;
  beforeAll(async () => {
    found = await family();
  });
  const item = (more: object) => ({
    personId: found.persons[0]!.id,
    kind: 'entry_visa',
    state: 'held',
    validUntil: '2025-12-31',
    ...more,
  });

  it('a journey without travel document or fit-to-travel certificate, whatever the reason', async () => {
    for (const kind of ['travel_document', 'fit_to_travel'])
      expect(errorsOf(await check(app, found, [item({ kind, state: 'not_needed', reason: 'In a hurry.' })]))).toEqual([
        '/items/0/state neverWaived',
      ]);
  });

  it('items that say too little or contradict themselves, all at once', async () => {
    const reply = await check(app, found, [
      item({ kind: 'exit_permit', state: 'not_needed' }),
      item({ kind: 'travel_document' }),
      item({ validUntil: undefined }),
      item({ kind: 'orientation', form: 'passport' }),
      item({ kind: 'permit_card', validFrom: '2026-01-01' }),
      item({}),
    ]);
    expect([reply.status, errorsOf(reply)]).toEqual([
      400,
      [
        '/items/0/reason reasonMissing',
        '/items/1/form formMissing',
        '/items/2/validUntil lastDayMissing',
        '/items/3/form noForm',
        '/items/4/validUntil beforeFirstDay',
        '/items/5/kind twice',
      ],
    ]);
    expect((await theCase(app, found.id)).version).toBe(found.version);
  });

  it('an unknown item, an unknown field, a person of another case, and nothing at all', async () => {
    expect(errorsOf(await check(app, found, [item({ kind: 'visa' })]))).toEqual(['/items/0/kind isIn']);
    expect(errorsOf(await check(app, found, [item({ status: 'held' })]))).toEqual(['/items/0/status unknownField']);
    expect(errorsOf(await check(app, found, [item({ personId: '01890000-0000-7000-8000-000000000000' })]))).toEqual([
      '/personIds notInCase',
    ]);
    expect((await check(app, found, [])).status).toBe(400);
  });

  it('persons who have no permit yet', async () => {
    const { id, persons } = await cleared(app, anRrf({ persons: [anRrfPerson()] }));
    const reply = await check(app, { id }, allPapers(persons[0]!));
    expect([reply.status, codesOf(reply)]).toEqual([422, ['notPreparing']]);
  });

  it('a stale version and officials of other work', async () => {
    const request = { items: [item({})] };
    await app
      .as('travel_officer')
      .post(`/cases/${found.id}/actions/check`, request, { ifMatch: found.version - 1 })
      .expect(412);
    for (const role of ROLES) {
      const { status } = await app.as(role).post(`/cases/${found.id}/actions/check`, request, { ifMatch: 999 });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['person.check'].roles as readonly Role[]).includes(role) ? 412 : 403,
      ]);
      const read = await app.as(role).get(`/cases/${found.id}/checklist`);
      expect([role, read.status]).toEqual([
        role,
        (PERMISSIONS['travel.read'].roles as readonly Role[]).includes(role) ? 200 : 403,
      ]);
    }
    expect((await audited(app, found.id, 'travel.read')).map(({ actorName }) => actorName)).toContain('Case officer');
  });
});
