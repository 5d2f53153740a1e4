import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { QuotasService } from '../../../src/quotas/index.js';
import { audited } from '../../factories/audit.js';
import { actOn, asked, stated } from '../../factories/cases.js';
import { aBooking, booked, departed, readyToTravel } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ today: '2025-03-03' });
});
afterEach(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const depart = (id: string, departedAt: string, body: object = {}) =>
  actOn(app, 'travel_officer', id, 'depart', { departedAt, ...body });
const places = async (ids: string[]): Promise<string[]> =>
  [...(await asked(app, (tx) => app.server.get(QuotasService).holdings(tx, ids))).values()].map(({ state }) => state);
const events = async (id: string): Promise<[string, string][]> =>
  (await app.as('travel_officer').get(`/cases/${id}/travel`).expect(200)).body.bookings.flatMap(
    (one: { events: { kind: string; occurredAt: string }[] }) =>
      one.events.map((event) => [event.kind, event.occurredAt]),
  );

describe('depart', () => {
  it('is recorded with its instant, on its day in Stockholm; a period that counts arrivals keeps the place reserved', async () => {
    await openPeriod(app);
    const { id, persons, version } = await booked(app);
    app.goTo('2025-03-05');
    const { status, body, etag } = await depart(id, '2025-03-05T00:30:00+01:00');
    expect([status, etag]).toEqual([200, `"${version + 1}"`]);
    expect(
      body.persons.map((person: { status: string; statusSince: string }) => [person.status, person.statusSince]),
    ).toEqual(persons.map(() => ['departed', '2025-03-05']));
    expect(await events(id)).toEqual(persons.map(() => ['departure', '2025-03-04T23:30:00.000Z']));
    expect(await places(persons.map((person) => person.id))).toEqual(['reserved', 'reserved', 'reserved']);
    expect((await audited(app, id, 'person.depart'))[0]!.payload).toMatchObject({
      departedAt: '2025-03-04T23:30:00.000Z',
      occurredOn: '2025-03-05',
    });
  });

  it('uses the place in a period that counts departures', async () => {
    await openPeriod(app, { countingEvent: 'departure' });
    const { persons } = await departed(app);
    expect(await places(persons.map((person) => person.id))).toEqual(['used', 'used', 'used']);
  });

  it('is judged on its day: what has lapsed since the booking stops it', async () => {
    await openPeriod(app);
    const { id } = await readyToTravel(app, alone(), { exitUntil: '2025-03-10', fitUntil: '2025-03-12' });
    await actOn(app, 'travel_officer', id, 'book', aBooking('2025-03-10'));
    app.goTo('2025-03-13');
    expect(codesOf(await depart(id, '2025-03-12T07:00:00Z'))).toEqual(['exitPermitExpired']);
    expect(codesOf(await depart(id, '2025-03-13T07:00:00Z'))).toEqual(['exitPermitExpired', 'fitToTravelExpired']);
    expect((await depart(id, '2025-03-10T07:00:00Z')).status).toBe(200);
  });

  it('is stopped at once by a late objection: edge case 12', async () => {
    await openPeriod(app);
    const found = await booked(app, alone());
    app.goTo('2025-03-04');
    await stated(app, found, { outcome: 'objection' });
    const reply = await depart(found.id, '2025-03-04T07:00:00Z');
    expect([reply.status, codesOf(reply)]).toEqual([422, ['clearanceNotInForce']]);
    expect((await theCase(app, found.id)).persons[0].status).toBe('booked');
    expect(await events(found.id)).toEqual([]);
  });

  it('refuses an instant that has not come, one without a zone, and a day before the booking without a reason', async () => {
    await openPeriod(app);
    const { id } = await booked(app, alone());
    expect(errorsOf(await depart(id, '2025-03-04T07:00:00Z'))).toEqual(['/departedAt afterNow']);
    expect(errorsOf(await depart(id, '2025-03-03T07:00:00'))).toEqual(['/departedAt instant']);
    expect(codesOf(await depart(id, '2025-03-02T07:00:00Z'))).toEqual(['beforeLastStep']);
    expect(
      (await depart(id, '2025-03-02T07:00:00Z', { reason: 'Put on an earlier flight; told a day late.' })).status,
    ).toBe(200);
  });
});

describe('turn back', () => {
  it('takes the seat and leaves the person ready; a place that the departure had used is reserved again', async () => {
    await openPeriod(app, { countingEvent: 'departure' });
    const { id, persons } = await departed(app, alone());
    const { status, body } = await actOn(app, 'travel_officer', id, 'turn-back', {
      reasonCode: 'refused_in_transit',
      reason: 'No transit visa.',
    });
    expect([status, body.persons[0].status]).toEqual([200, 'travel_ready']);
    expect(await places([persons[0]!.id])).toEqual(['reserved']);
    expect((await events(id)).map(([kind]) => kind)).toEqual(['departure', 'turn_back']);
    expect((await audited(app, id, 'person.turn_back'))[0]).toMatchObject({
      reason: 'Refused boarding or transit on the way. No transit visa.',
      payload: { reasonCode: 'refused_in_transit' },
    });
    expect((await actOn(app, 'travel_officer', id, 'book', aBooking('2025-03-20'))).status).toBe(200);
  });

  it('needs one of its reasons and somebody on the way', async () => {
    await openPeriod(app);
    const { id } = await departed(app, alone());
    expect(
      errorsOf(await actOn(app, 'travel_officer', id, 'turn-back', { reasonCode: 'no_suitable_housing' })),
    ).toEqual(['/reasonCode unknownReason']);
    const early = { reasonCode: 'flight_returned', occurredOn: '2025-03-02' };
    expect(errorsOf(await actOn(app, 'travel_officer', id, 'turn-back', early))).toEqual([
      '/occurredOn beforeDeparture',
    ]);
    await actOn(app, 'travel_officer', id, 'turn-back', { reasonCode: 'flight_returned' });
    expect((await actOn(app, 'travel_officer', id, 'turn-back', { reasonCode: 'flight_returned' })).status).toBe(409);
  });
});
