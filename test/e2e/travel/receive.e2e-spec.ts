import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answer } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn, versionOf } from '../../factories/cases.js';
import { arrived, departed, received } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  await openPeriod(app);
});
afterAll(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const receivedOn = async (assignmentId: string): Promise<string[]> =>
  (await app.as('placement_officer').get(`/assignments/${assignmentId}`).expect(200)).body.persons.map(
    (person: { receivedOn: string }) => person.receivedOn,
  );

describe('receive', () => {
  it('is confirmed by the municipality on its assignment, and completes the case', async () => {
    const { id, persons, assignmentId } = await arrived(app);
    const { status, body } = await answer(app, assignmentId, 'receive', { receivedOn: '2025-03-03' });
    expect([status, body.status]).toEqual([200, 'accepted']);
    expect(body.persons.map((person: { receivedOn: string }) => person.receivedOn)).toEqual(
      persons.map(() => '2025-03-03'),
    );
    expect(await theCase(app, id)).toMatchObject({
      status: 'completed',
      persons: persons.map(() => ({ status: 'received', statusSince: '2025-03-03' })),
    });
    const entries = await audited(app, id, 'person.receive');
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(persons.map((person) => person.id));
    expect(entries[0]).toMatchObject({
      actorName: 'Municipality',
      payload: { assignmentIds: [assignmentId], from: 'arrived', to: 'received', occurredOn: '2025-03-03' },
    });
  });

  it('is recorded by the travel officer on the case, person by person', async () => {
    const { id, persons, assignmentId } = await arrived(app);
    const { status, body } = await actOn(app, 'travel_officer', id, 'receive', {
      receivedOn: '2025-03-03',
      personIds: [persons[0]!.id],
    });
    expect([status, body.persons.map((person: { status: string }) => person.status)]).toEqual([
      200,
      ['received', 'arrived', 'arrived'],
    ]);
    expect(await receivedOn(assignmentId)).toEqual(['2025-03-03', null, null]);
    const rest = { receivedOn: '2025-03-03', personIds: [persons[1]!.id, persons[2]!.id] };
    expect((await answer(app, assignmentId, 'receive', rest)).status).toBe(200);
    expect(await receivedOn(assignmentId)).toEqual(['2025-03-03', '2025-03-03', '2025-03-03']);
  });

  it('does not open the case to a municipality: on the case it finds nothing, not even its own', async () => {
    const { id } = await arrived(app, alone());
    await app
      .as('municipality')
      .post(`/cases/${id}/actions/receive`, { receivedOn: '2025-03-03' }, { ifMatch: await versionOf(app, id) })
      .expect(404);
    expect((await theCase(app, id)).persons[0].status).toBe('arrived');
  });

  it('refuses a day before the arrival or after today, a person of another assignment, and somebody still on the way', async () => {
    const { assignmentId } = await arrived(app, alone());
    expect(errorsOf(await answer(app, assignmentId, 'receive', { receivedOn: '2025-03-02' }))).toEqual([
      '/receivedOn receptionDay',
    ]);
    expect(errorsOf(await answer(app, assignmentId, 'receive', { receivedOn: '2025-03-04' }))).toEqual([
      '/receivedOn receptionDay',
    ]);
    const other = await departed(app, alone());
    expect(
      errorsOf(
        await answer(app, assignmentId, 'receive', { receivedOn: '2025-03-03', personIds: [other.persons[0]!.id] }),
      ),
    ).toEqual(['/personIds notInCase']);
    const early = await answer(app, other.assignmentId, 'receive', { receivedOn: '2025-03-03' });
    expect([early.status, early.body.from]).toEqual([409, 'departed']);
  });
});

describe('reverse a reception', () => {
  it('takes it back as of its day; the person has arrived as before, and can be received anew', async () => {
    const { id, persons, assignmentId } = await received(app, alone());
    app.goTo('2025-03-10');
    const { status, body } = await actOn(app, 'travel_officer', id, 'reverse-reception', {
      reasonCode: 'wrong_date',
      reason: 'It was the day after.',
    });
    expect([status, body.persons[0].status]).toEqual([200, 'arrived']);
    expect(await receivedOn(assignmentId)).toEqual([null]);
    expect(await audited(app, id, 'person.reverse_reception')).toEqual([
      {
        subjectId: persons[0]!.id,
        actorName: 'Travel officer',
        reason: 'Recorded with the wrong date. It was the day after.',
        payload: expect.objectContaining({ reasonCode: 'wrong_date', occurredOn: '2025-03-03' }),
      },
    ]);
    expect((await answer(app, assignmentId, 'receive', { receivedOn: '2025-03-04' })).status).toBe(200);
    expect(await receivedOn(assignmentId)).toEqual(['2025-03-04']);
    app.goTo('2025-03-03');
  });

  it('needs one of its reasons, a reception, and a travel officer: the municipality cannot', async () => {
    const { id } = await arrived(app, alone());
    expect((await actOn(app, 'travel_officer', id, 'reverse-reception', { reasonCode: 'wrong_date' })).status).toBe(
      409,
    );
    expect(errorsOf(await actOn(app, 'travel_officer', id, 'reverse-reception', { reasonCode: 'because' }))).toEqual([
      '/reasonCode unknownReason',
    ]);
    await app
      .as('municipality')
      .post(`/cases/${id}/actions/reverse-reception`, { reasonCode: 'wrong_date' }, { ifMatch: 1 })
      .expect(403);
  });
});

describe('a reception without an assignment that waits for it', () => {
  it('is refused', async () => {
    const { id, assignmentId } = await arrived(app, alone());
    await app.dataSource.query(
      `UPDATE assignment_persons SET received_on = '2025-03-03' WHERE assignment_id = '${assignmentId}'`,
    );
    const reply = await actOn(app, 'travel_officer', id, 'receive', { receivedOn: '2025-03-03' });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['noAssignment']]);
  });
});
