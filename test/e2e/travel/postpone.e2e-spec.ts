import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audited } from '../../factories/audit.js';
import { actOn, asked } from '../../factories/cases.js';
import { aBooking, booked } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { MunicipalitiesService } from '../../../src/municipalities/index.js';
import { QuotasService } from '../../../src/quotas/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  await openPeriod(app);
});
afterAll(() => app.close());

const postpone = (id: string, body: object = {}) =>
  actOn(app, 'travel_officer', id, 'postpone', { reasonCode: 'not_fit_to_travel', ...body });
const seats = async (id: string) =>
  (await app.as('travel_officer').get(`/cases/${id}/travel`).expect(200)).body.bookings;

describe('postpone a booked journey', () => {
  it('takes the seat; the grant, the place and the municipality stay', async () => {
    const { id, persons, assignmentId } = await booked(app);
    const ids = persons.map((person) => person.id);
    const { status, body } = await postpone(id, { reason: 'Checked again on Friday.' });
    expect([status, body.persons.map((person: { status: string }) => person.status)]).toEqual([
      200,
      ['travel_ready', 'travel_ready', 'travel_ready'],
    ]);
    const [first] = await seats(id);
    expect(first.persons.map(({ open }: { open: boolean }) => open)).toEqual([false, false, false]);
    expect(
      first.events.map(({ kind, reasonCode }: { kind: string; reasonCode: string }) => [kind, reasonCode]),
    ).toEqual(ids.map(() => ['postponement', 'not_fit_to_travel']));
    const held = await asked(app, (tx) => app.server.get(QuotasService).holdings(tx, ids));
    expect([...held.values()].map(({ state }) => state)).toEqual(['reserved', 'reserved', 'reserved']);
    const assignments = await asked(app, (tx) => app.server.get(MunicipalitiesService).assignmentOf(tx, ids));
    expect([...assignments.values()]).toEqual(
      ids.map(() => expect.objectContaining({ assignmentId, status: 'accepted' })),
    );
    expect((await audited(app, id, 'person.postpone'))[0]).toMatchObject({
      reason: expect.stringMatching(/^Not fit to travel.* Checked again on Friday\.$/),
      payload: { reasonCode: 'not_fit_to_travel', from: 'booked', to: 'travel_ready' },
    });
  });

  it('leaves the others of the case on their flight, and lets who stayed be booked anew', async () => {
    const { id, persons } = await booked(app);
    await postpone(id, { personIds: [persons[2]!.id] });
    const { body } = await actOn(
      app,
      'travel_officer',
      id,
      'book',
      aBooking('2025-03-20', { personIds: [persons[2]!.id], bookingReference: 'IOM-2' }),
    );
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual(['booked', 'booked', 'booked']);
    const open = (await seats(id)).map(
      (one: { persons: { open: boolean }[] }) => one.persons.filter((seat) => seat.open).length,
    );
    expect(open).toEqual([2, 1]);
  });

  it('needs one of its reasons, a day that has come, and a booking', async () => {
    const { id } = await booked(app, anRrf({ persons: [anRrfPerson()] }));
    expect(errorsOf(await postpone(id, { reasonCode: 'no_suitable_housing' }))).toEqual(['/reasonCode unknownReason']);
    expect(errorsOf(await postpone(id, { occurredOn: '2025-03-04' }))).toEqual(['/occurredOn afterToday']);
    expect((await seats(id))[0].persons[0].open).toBe(true);
    expect((await postpone(id)).status).toBe(200);
    expect((await postpone(id)).status).toBe(409);
  });
});
