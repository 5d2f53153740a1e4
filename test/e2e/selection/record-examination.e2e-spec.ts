import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SelectionService } from '../../../src/selection/index.js';
import { actOn, asked, stated, versionOf } from '../../factories/cases.js';
import {
  anExamination,
  entriesOf,
  rolesWithout,
  routed,
  rowsOf,
  underExamination,
  type Persons,
} from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const record = ({ id, persons }: Persons, more: object = {}) =>
  actOn(app, 'case_officer', id, 'record-examination', { personId: persons[0]!.id, ...anExamination(), ...more });
const outcomeOf = async ({ persons }: Persons) =>
  (await asked(app, (tx) => app.server.get(SelectionService).outcomes(tx, [persons[0]!.id]))).get(persons[0]!.id);

describe('recording an examination', () => {
  it('keeps what was found of one person and changes nobody’s state', async () => {
    const found = await underExamination(app);
    const { status, body } = await record(found, {
      inclusion: 'subsidiary',
      childHeard: undefined,
      childNotHeardReason: 'Three years old.',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: found.version + 1, persons: found.persons });
    expect(await outcomeOf(found)).toEqual({
      examined: true,
      protectionCategory: 'subsidiary',
      childHeardOrReason: true,
    });
    const [row] = await rowsOf(app, 'examinations', found.id);
    expect(row).toMatchObject({ inclusion: 'subsidiary', recommendation: 'grant', recorded_by: 'Case officer' });
    const [entry] = await entriesOf(app, found.id, 'person.record_examination');
    expect(entry).toMatchObject({
      payload: { personId: found.persons[0]!.id, examinationId: row.id, inclusion: 'subsidiary' },
    });
  });

  it('takes the place of the former, which stays', async () => {
    const found = await underExamination(app);
    await record(found);
    await record(found, { inclusion: 'none', recommendation: 'refuse' });
    expect(await outcomeOf(found)).toMatchObject({ examined: true, protectionCategory: null });
    const { body } = await app.as('decision_maker').get(`/cases/${found.id}/examinations`).expect(200);
    expect(
      body.items.map(({ inclusion, current }: { inclusion: string; current: boolean }) => [inclusion, current]),
    ).toEqual([
      ['none', true],
      ['refugee', false],
    ]);
    expect(await entriesOf(app, found.id, 'examination.read')).toHaveLength(1);
  });

  it('is possible under examination only', async () => {
    const cleared = await routed(app);
    const early = await record(cleared);
    expect([early.status, early.body.from]).toEqual([409, 'cleared']);
    const found = await underExamination(app);
    await actOn(app, 'case_officer', found.id, 'defer', {
      reasonCode: 'further_interview',
      askedOfUnhcr: 'A phone number.',
    });
    const waiting = await record(found);
    expect([waiting.status, waiting.body.from]).toEqual([409, 'deferred']);
    expect(waiting.body.refusals).toMatchObject([{ action: 'record_examination' }]);
    expect(await rowsOf(app, 'examinations', found.id)).toEqual([]);
  });

  it('of an earlier road is history once the person is reopened', async () => {
    const found = await underExamination(app);
    await record(found);
    const one = { personIds: [found.persons[0]!.id] };
    await actOn(app, 'coordinator', found.id, 'withdraw', {
      ...one,
      reasonCode: 'refugees_wish',
      reason: 'They wished so.',
    });
    await actOn(app, 'coordinator', found.id, 'reopen', {
      ...one,
      reasonCode: 'new_circumstances',
      reason: 'They changed their mind.',
    });
    expect(await outcomeOf(found)).toMatchObject({ examined: false });
    await actOn(app, 'case_officer', found.id, 'refer', one);
    await stated(app, found, one);
    expect((await actOn(app, 'case_officer', found.id, 'examine', one)).status).toBe(200);
    expect(await outcomeOf(found)).toMatchObject({ examined: false });
    await record(found);
    expect(await outcomeOf(found)).toMatchObject({ examined: true });
  });

  it.each([
    ['a permit recommended for somebody who needs no protection', { inclusion: 'none' }, '/recommendation'],
    ['an inclusion that does not exist', { inclusion: 'statutory' }, '/inclusion'],
    ['somebody of another case', { personId: '0195d3c0-0000-7000-8000-000000000000' }, '/personId'],
    ['an unknown field', { religion: 'x' }, '/religion'],
  ])('refuses %s', async (_, more, pointer) => {
    const found = await underExamination(app);
    const { status, body } = await record(found, more);
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([400, [pointer]]);
    expect(await rowsOf(app, 'examinations', found.id)).toEqual([]);
  });

  it('acts once for one key', async () => {
    const found = await underExamination(app);
    const body = { personId: found.persons[0]!.id, ...anExamination() };
    const act = () =>
      app
        .as('case_officer')
        .post(`/cases/${found.id}/actions/record-examination`, body, { ifMatch: found.version, key: `ex-${found.id}` });
    expect((await act().expect(200)).body).toEqual((await act().expect(200)).body);
    expect(await rowsOf(app, 'examinations', found.id)).toHaveLength(1);
    expect(await versionOf(app, found.id)).toBe(found.version + 1);
  });

  it('keeps one outcome a person that stands, by the database itself', async () => {
    const found = await underExamination(app);
    await record(found);
    await record(found);
    await expect(
      app.dataSource.query(`UPDATE examinations SET current = true WHERE case_id = '${found.id}'`),
    ).rejects.toThrow(/unique/i);
  });

  it.each(rolesWithout('person.record_examination'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/record-examination', {}).expect(403);
  });
  it.each(rolesWithout('examination.read'))('is not read by %s', async (role) => {
    await app.as(role).get('/cases/0195d3c0-0000-7000-8000-000000000000/examinations').expect(403);
  });
});
