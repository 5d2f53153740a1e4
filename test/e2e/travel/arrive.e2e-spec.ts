import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QuotasService } from '../../../src/quotas/index.js';
import { audited } from '../../factories/audit.js';
import { actOn, asked } from '../../factories/cases.js';
import { arrived, departed, received } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  await openPeriod(app);
});
afterAll(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const arrive = (id: string, arrivedAt: string, body: object = {}) =>
  actOn(app, 'travel_officer', id, 'arrive', { arrivedAt, ...body });
const places = async (ids: string[]): Promise<string[]> =>
  [...(await asked(app, (tx) => app.server.get(QuotasService).holdings(tx, ids))).values()].map(({ state }) => state);

describe('arrive', () => {
  it('is recorded with its instant and uses the place of each person', async () => {
    const { id, persons, version } = await departed(app);
    const { status, body, etag } = await arrive(id, '2025-03-03T08:45:00+01:00');
    expect([status, etag]).toEqual([200, `"${version + 1}"`]);
    expect(
      body.persons.map((person: { status: string; statusSince: string }) => [person.status, person.statusSince]),
    ).toEqual(persons.map(() => ['arrived', '2025-03-03']));
    expect(await places(persons.map((person) => person.id))).toEqual(['used', 'used', 'used']);
    const entries = await audited(app, id, 'person.arrive');
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(persons.map((person) => person.id));
    expect(entries[0]!.payload).toMatchObject({
      arrivedAt: '2025-03-03T07:45:00.000Z',
      occurredOn: '2025-03-03',
      from: 'departed',
      to: 'arrived',
    });
  });

  it('uses the places of those who arrived, not of those still on the way', async () => {
    const { id, persons } = await departed(app);
    await arrive(id, '2025-03-03T07:45:00Z', { personIds: [persons[0]!.id, persons[1]!.id] });
    expect(await places(persons.map((person) => person.id))).toEqual(['used', 'used', 'reserved']);
  });

  it('refuses an arrival before the departure, after now, or without a departure', async () => {
    const { id } = await departed(app, alone());
    expect(errorsOf(await arrive(id, '2025-03-03T06:59:00Z'))).toEqual(['/arrivedAt beforeDeparture']);
    expect(errorsOf(await arrive(id, '2025-03-04T06:59:00Z'))).toEqual(['/arrivedAt afterNow']);
    expect((await arrive(id, '2025-03-03T07:45:00Z')).status).toBe(200);
    const { status, body } = await arrive(id, '2025-03-03T07:50:00Z');
    expect([status, body.from, body.allowedActions]).toEqual([409, 'arrived', ['reverse_arrival', 'receive']]);
  });

  it('counts once when the request is repeated under its key', async () => {
    const { id, persons, version } = await departed(app, alone());
    const send = () =>
      app
        .as('travel_officer')
        .post(
          `/cases/${id}/actions/arrive`,
          { arrivedAt: '2025-03-03T07:45:00Z' },
          { ifMatch: version, key: 'arrived-once-only' },
        );
    expect((await send().expect(200)).body).toEqual((await send().expect(200)).body);
    const used = await app.dataSource.query(
      `SELECT movement FROM ledger_entries WHERE person_id = '${persons[0]!.id}' ORDER BY position`,
    );
    expect(used.map(({ movement }: { movement: string }) => movement)).toEqual(['reserve', 'use']);
  });
});

describe('reverse an arrival', () => {
  it('needs one of its reasons, and somebody who has arrived and is not received', async () => {
    const { id } = await arrived(app, alone());
    expect(
      errorsOf(await actOn(app, 'travel_officer', id, 'reverse-arrival', { reasonCode: 'flight_returned' })),
    ).toEqual(['/reasonCode unknownReason']);
    const done = await received(app, alone());
    const { status, body } = await actOn(app, 'travel_officer', done.id, 'reverse-arrival', {
      reasonCode: 'recorded_in_error',
    });
    expect([status, body.from, body.allowedActions]).toEqual([409, 'received', ['reverse_reception']]);
  });

  it('reverses persons who arrived on different days each as of its day', async () => {
    const { id, persons } = await departed(app);
    await arrive(id, '2025-03-03T07:45:00Z', { personIds: [persons[0]!.id, persons[1]!.id] });
    app.goTo('2025-03-06');
    await arrive(id, '2025-03-05T07:45:00Z', { personIds: [persons[2]!.id] });
    app.goTo('2025-03-10');
    const { body } = await actOn(app, 'travel_officer', id, 'reverse-arrival', { reasonCode: 'wrong_person' });
    expect(
      body.persons.map((person: { status: string; statusSince: string }) => [person.status, person.statusSince]),
    ).toEqual([
      ['departed', '2025-03-03'],
      ['departed', '2025-03-03'],
      ['departed', '2025-03-05'],
    ]);
    const reversed = await app.dataSource.query(
      `SELECT occurred_on FROM ledger_entries WHERE case_id = '${id}' AND movement = 'reverse' ORDER BY position`,
    );
    expect(reversed.map(({ occurred_on: on }: { occurred_on: string }) => on)).toEqual([
      '2025-03-03',
      '2025-03-03',
      '2025-03-05',
    ]);
    app.goTo('2025-03-03');
  });
});
