import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { accepted } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn, stated } from '../../factories/cases.js';
import { aBooking, allPapers, check, readyToTravel } from '../../factories/journeys.js';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, done, errorsOf } from '../../support/replies.js';
import { change } from '../family/families.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  period = await openPeriod(app);
});
afterAll(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const book = (id: string, body: object) => actOn(app, 'travel_officer', id, 'book', body);
const bookings = async (id: string) =>
  (await app.as('travel_officer').get(`/cases/${id}/travel`).expect(200)).body.bookings;

describe('book a journey', () => {
  it('gives the persons seats on the flights, whose times are kept as instants', async () => {
    const { id, persons, version } = await readyToTravel(app);
    const legs = [
      {
        flightNumber: 'ET714',
        from: 'ADD',
        to: 'ARN',
        departsAt: '2025-03-20T23:15:00+03:00',
        arrivesAt: '2025-03-21T05:20:00+01:00',
      },
    ];
    const { status, body, etag } = await book(id, aBooking('2025-03-20', { legs, bookingReference: 'IOM-1' }));
    expect([status, etag]).toEqual([200, `"${version + 1}"`]);
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual(['booked', 'booked', 'booked']);
    const [made] = await bookings(id);
    expect(made).toMatchObject({
      bookingReference: 'IOM-1',
      departsOn: '2025-03-20',
      legs: [
        {
          flightNumber: 'ET714',
          from: 'ADD',
          to: 'ARN',
          departsAt: '2025-03-20T20:15:00.000Z',
          arrivesAt: '2025-03-21T04:20:00.000Z',
        },
      ],
      events: [],
      bookedBy: 'Travel officer',
    });
    expect(
      made.persons.map(({ personId, open }: { personId: string; open: boolean }) => [personId, open]).sort(),
    ).toEqual(persons.map((person) => [person.id, true]).sort());
    expect((await audited(app, id, 'person.book'))[0]!.payload).toMatchObject({
      bookingId: made.id,
      bookingReference: 'IOM-1',
      departsOn: '2025-03-20',
      from: 'travel_ready',
      to: 'booked',
    });
  });

  it('is judged on the day of departure in Stockholm, not on today', async () => {
    const { id } = await readyToTravel(app, alone(), { fitUntil: '2025-03-20', exitUntil: '2025-03-25' });
    const lateEvening = (day: string) => [
      {
        flightNumber: 'ET714',
        from: 'ADD',
        to: 'ARN',
        departsAt: `${day}T23:30:00Z`,
        arrivesAt: '2025-03-28T09:00:00Z',
      },
    ];
    expect(codesOf(await book(id, aBooking('2025-03-26')))).toEqual(['exitPermitExpired', 'fitToTravelExpired']);
    expect(codesOf(await book(id, aBooking('2025-03-20', { legs: lateEvening('2025-03-20') })))).toEqual([
      'fitToTravelExpired',
    ]);
    expect((await book(id, aBooking('2025-03-19', { legs: lateEvening('2025-03-19') }))).status).toBe(200);
    expect((await bookings(id))[0].departsOn).toBe('2025-03-20');
  });

  it('wants the biometrics of a child who turns six before the journey: edge case 17', async () => {
    const rrf = anRrf({ persons: [anRrfPerson(), anRrfChild({ birthDate: '2019-03-20' })] });
    const found = await accepted(app, rrf);
    const { id, persons } = found;
    await check(app, found, [
      ...allPapers(persons[0]!),
      ...allPapers(persons[1]!).filter((item) => !('kind' in item && item.kind === 'biometrics')),
    ]);
    expect((await actOn(app, 'travel_officer', id, 'make-ready')).status).toBe(200);
    const reply = await book(id, aBooking('2025-03-20'));
    expect([codesOf(reply), reply.body.unmet[0].personId]).toEqual([['biometricsMissing'], persons[1]!.id]);
    expect((await book(id, aBooking('2025-03-19'))).status).toBe(200);
  });

  it('refuses when the clearance ends before the departure, and after a late objection', async () => {
    const found = await readyToTravel(app, alone());
    expect(codesOf(await book(found.id, aBooking('2026-03-04')))).toEqual(['clearanceNotInForce']);
    await stated(app, found, { outcome: 'objection' });
    expect(codesOf(await book(found.id, aBooking('2025-03-20')))).toEqual(['clearanceNotInForce']);
  });

  it('refuses flights that do not connect, land before they leave or have left, all at once', async () => {
    const { id, version } = await readyToTravel(app, alone());
    const [first, second] = aBooking('2025-03-20').legs;
    const legs = [
      { ...first, departsAt: '2025-03-02T14:00:00Z' },
      { ...second, from: 'NBO' },
      { ...second, from: 'ARN', to: 'GOT', arrivesAt: '2025-03-20T10:00:00Z' },
    ];
    const reply = await book(id, aBooking('2025-03-20', { legs }));
    expect([reply.status, errorsOf(reply)]).toEqual([
      400,
      [
        '/legs/0/departsAt inThePast',
        '/legs/1/from notConnected',
        '/legs/2/arrivesAt landsBeforeItLeaves',
        '/legs/2/departsAt connectionMissed',
      ],
    ]);
    expect(
      errorsOf(await book(id, aBooking('2025-03-20', { legs: [{ ...first, departsAt: '2025-03-20T14:00:00' }] }))),
    ).toEqual(['/legs/0/departsAt instant']);
    expect((await book(id, aBooking('2025-03-20', { legs: [] }))).status).toBe(400);
    expect((await theCase(app, id)).version).toBe(version);
  });

  it('gives nobody a second seat: the table refuses it, and the database too', async () => {
    const { id, persons } = await readyToTravel(app, alone());
    await book(id, aBooking('2025-03-20'));
    const { status, body } = await book(id, aBooking('2025-03-21'));
    expect([status, body.from]).toEqual([409, 'booked']);
    const [{ booking_id: bookingId }] = await app.dataSource.query(
      `SELECT booking_id FROM booking_persons WHERE person_id = '${persons[0]!.id}'`,
    );
    const other = (await app.dataSource.query(`SELECT id FROM bookings WHERE id <> '${bookingId}' LIMIT 1`))[0].id;
    await expect(
      app.dataSource.query(
        `INSERT INTO booking_persons (booking_id, person_id, open) VALUES ('${other}', '${persons[0]!.id}', true)`,
      ),
    ).rejects.toThrow(/unique/i);
  });

  it('is for travel officers alone', async () => {
    const { id } = await readyToTravel(app, alone());
    for (const role of ROLES) {
      const { status } = await app.as(role).post(`/cases/${id}/actions/book`, aBooking('2025-03-20'), { ifMatch: 999 });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['person.book'].roles as readonly Role[]).includes(role) ? 412 : 403,
      ]);
    }
  });
});

describe('while transfers are suspended', () => {
  it('only approved emergencies are booked and depart: edge case 27', async () => {
    const normal = await readyToTravel(app, alone());
    const emergency = await readyToTravel(
      app,
      anRrf({ priority: 'emergency', priorityJustification: 'Immediate danger.', persons: [anRrfPerson()] }),
    );
    const booked = await readyToTravel(app, alone());
    await book(booked.id, aBooking('2025-03-04'));
    await actOnPeriod(app, period.id, 'actions/suspend', AUTHORITY);

    for (const { id } of [normal, emergency])
      expect(codesOf(await book(id, aBooking('2025-03-20')))).toEqual(['programmeSuspended']);
    expect(
      codesOf(await actOn(app, 'travel_officer', booked.id, 'depart', { departedAt: '2025-03-03T07:00:00Z' })),
    ).toEqual(['programmeSuspended']);

    const approve = (id: string) =>
      actOn(app, 'coordinator', id, 'approve-emergency-travel', {
        reason: 'Health check done; the municipality consents.',
      });
    expect(codesOf(await approve(normal.id))).toEqual(['notEmergency']);
    expect(
      (await actOn(app, 'travel_officer', emergency.id, 'approve-emergency-travel', { reason: 'It is urgent.' }))
        .status,
    ).toBe(403);
    expect((await approve(emergency.id)).status).toBe(200);
    expect(await audited(app, emergency.id, 'travel.approve_emergency')).toMatchObject([
      { actorName: 'Coordinator', reason: 'Health check done; the municipality consents.' },
    ]);
    expect((await book(emergency.id, aBooking('2025-03-20'))).status).toBe(200);

    await actOnPeriod(app, period.id, 'actions/resume', AUTHORITY);
    expect((await book(normal.id, aBooking('2025-03-20'))).status).toBe(200);
  });

  it('the approval goes along with persons who are split off', async () => {
    const { id, persons } = await readyToTravel(
      app,
      anRrf({ priority: 'emergency', priorityJustification: 'Immediate danger.' }),
    );
    await actOnPeriod(app, period.id, 'actions/suspend', AUTHORITY);
    done(await actOn(app, 'coordinator', id, 'approve-emergency-travel', { reason: 'Health check done.' }));
    const { otherCaseId } = await change(app, id, 'split', { personIds: [persons[1]!.id] });
    expect((await book(otherCaseId, aBooking('2025-03-20'))).status).toBe(200);
    expect((await book(id, aBooking('2025-03-20'))).status).toBe(200);
    await actOnPeriod(app, period.id, 'actions/resume', AUTHORITY);
  });
});
