import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, versionOf, walked } from '../../factories/cases.js';
import { entriesOf, rolesWithout, routed, rowsOf, statusesOf, underExamination } from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ASKED = { reasonCode: 'information_from_unhcr', askedOfUnhcr: 'Custody papers of the younger child.' };
const CAME = { reasonCode: 'information_received', note: 'The papers came by post.' };
const defer = (caseId: string, body: object = ASKED) => actOn(app, 'case_officer', caseId, 'defer', body);
const resume = (caseId: string, body: object = CAME) => actOn(app, 'case_officer', caseId, 'resume', body);

describe('defer', () => {
  it('edge case 14: waits for what was asked of UNHCR, which is no denial, and says what it was', async () => {
    const { id, persons, version } = await underExamination(app);
    const { status, body } = await defer(id, { personIds: [persons[2]!.id], ...ASKED });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'in_examination', version: version + 1 });
    expect(statusesOf(body)).toEqual(['under_examination', 'under_examination', 'deferred']);
    expect(await rowsOf(app, 'deferrals', id)).toEqual([
      expect.objectContaining({
        person_id: persons[2]!.id,
        asked_of_unhcr: ASKED.askedOfUnhcr,
        deferred_on: '2025-01-07',
        ended_on: null,
      }),
    ]);
    expect(await entriesOf(app, id, 'person.defer')).toMatchObject([
      {
        subjectId: persons[2]!.id,
        reason: ASKED.askedOfUnhcr,
        payload: { reasonCode: 'information_from_unhcr', to: 'deferred' },
      },
    ]);
  });

  it.each([
    ['a reason of another verb', { ...ASKED, reasonCode: 'information_received' }, '/reasonCode'],
    ['no word of what was asked', { reasonCode: ASKED.reasonCode }, '/askedOfUnhcr'],
  ])('refuses %s', async (_, body, pointer) => {
    const { id } = await underExamination(app);
    const reply = await defer(id, body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await rowsOf(app, 'deferrals', id)).toEqual([]);
  });

  it('is refused before the examination, and twice', async () => {
    expect((await defer((await routed(app)).id)).status).toBe(409);
    const { id } = await underExamination(app);
    await defer(id);
    const { status, body } = await defer(id);
    expect([status, body.from]).toEqual([409, 'deferred']);
    expect(body.allowedActions).toContain('resume');
    expect(await rowsOf(app, 'deferrals', id)).toHaveLength(3);
  });

  it('acts once for one key', async () => {
    const { id, version } = await underExamination(app);
    const act = () =>
      app.as('mission_leader').post(`/cases/${id}/actions/defer`, ASKED, { ifMatch: version, key: `defer-${id}` });
    expect((await act().expect(200)).body).toEqual((await act().expect(200)).body);
    expect(await rowsOf(app, 'deferrals', id)).toHaveLength(3);
    expect(await versionOf(app, id)).toBe(version + 1);
  });

  it('begins a new wait for a reopened person, and ends the old one without an answer', async () => {
    const { id, persons } = await underExamination(app);
    const one = [persons[0]!.id];
    await defer(id, { personIds: one, ...ASKED });
    await walked(app, id, ['withdraw', 'reopen', 'refer', 'clear', 'examine'], one);
    expect((await defer(id, { personIds: one, ...ASKED })).status).toBe(200);
    const waits = await rowsOf(app, 'deferrals', id);
    expect(waits.map(({ ended_on, answer_code }) => [ended_on, answer_code])).toEqual([
      ['2025-01-07', null],
      [null, null],
    ]);
  });

  it.each(rolesWithout('person.defer'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/defer', {}).expect(403);
  });
});

describe('resume', () => {
  it('goes on with the examination from the day the information came', async () => {
    const { id, persons } = await underExamination(app);
    await defer(id);
    app.goTo('2025-02-10');
    const { status, body } = await resume(id, { ...CAME, occurredOn: '2025-02-07' });
    expect(status).toBe(200);
    expect(statusesOf(body)).toEqual(['under_examination', 'under_examination', 'under_examination']);
    expect(body.persons[0]).toMatchObject({ statusSince: '2025-02-07' });
    const waits = await rowsOf(app, 'deferrals', id);
    expect(waits).toHaveLength(3);
    for (const wait of waits)
      expect(wait).toMatchObject({ ended_on: '2025-02-07', answer_code: 'information_received' });
    const [entry] = await entriesOf(app, id, 'person.resume');
    expect(entry).toMatchObject({
      reason: CAME.note,
      payload: { occurredOn: '2025-02-07', reasonCode: CAME.reasonCode },
    });
    expect(persons.map((person) => person.id)).toContain(entry!.subjectId);
    app.goTo('2025-01-07');
  });

  it('takes no day after today, and none before the deferral without a reason', async () => {
    const { id } = await underExamination(app);
    await defer(id);
    const late = await resume(id, { ...CAME, occurredOn: '2025-01-08' });
    expect([late.status, late.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/occurredOn', code: 'afterToday' }),
    ]);
    const early = await resume(id, { reasonCode: CAME.reasonCode, occurredOn: '2025-01-03' });
    expect([early.status, early.body.unmet[0].code]).toEqual([422, 'beforeLastStep']);
    expect((await rowsOf(app, 'deferrals', id)).every(({ ended_on }) => ended_on === null)).toBe(true);
  });

  it('is refused for who does not wait', async () => {
    const { id } = await underExamination(app);
    const { status, body } = await resume(id);
    expect([status, body.from]).toEqual([409, 'under_examination']);
    expect((await resume(id, { reasonCode: 'nothing_came' })).status).toBe(400);
  });

  it.each(rolesWithout('person.resume'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/resume', {}).expect(403);
  });
});
