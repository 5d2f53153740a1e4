import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermitsService } from '../../../src/permits/index.js';
import { QuotasService } from '../../../src/quotas/index.js';
import { audited } from '../../factories/audit.js';
import { actOn, asked } from '../../factories/cases.js';
import { aBooking, arrived, check, readyToTravel } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, done } from '../../support/replies.js';

let app: TestApp;
afterEach(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const act = (id: string, verb: string, body: object = {}) => actOn(app, 'travel_officer', id, verb, body);

interface Figures {
  available: number;
  reserved: number;
  used: number;
}
/** Reserved and used places of a period: at any two dates. */
async function figures(
  periodId: string,
  moment: { through?: string; asOf?: string } = {},
): Promise<Pick<Figures, 'reserved' | 'used'>> {
  const query = new URLSearchParams(moment).toString();
  const { reserved, used } = (await app.as('coordinator').get(`/quota-periods/${periodId}?${query}`).expect(200)).body
    .places as Figures;
  return { reserved, used };
}

describe('edge case 8: the year boundary in UTC and in Stockholm, night flights, dates without time', () => {
  beforeEach(async () => {
    app = await startApp({ today: '2025-12-29' });
  });

  /** Leaves on 31 December at 16:00 UTC and lands at 23:30 UTC, which is half past midnight on 1 January in Stockholm. */
  async function nightFlight(): Promise<string> {
    const { id } = await readyToTravel(app, alone());
    const legs = [
      {
        flightNumber: 'ET714',
        from: 'ADD',
        to: 'ARN',
        departsAt: '2025-12-31T19:00:00+03:00',
        arrivesAt: '2026-01-01T00:30:00+01:00',
      },
    ];
    done(await act(id, 'book', { bookingReference: 'IOM-NIGHT', legs }));
    app.clock.set('2026-01-01T06:00:00.000Z');
    done(await act(id, 'depart', { departedAt: '2025-12-31T16:05:00Z' }));
    return id;
  }

  it('counts a person who lands at 23:30 UTC on 31 December in the new year', async () => {
    const period = await openPeriod(app, { year: 2025 });
    const id = await nightFlight();
    const { body } = done(await act(id, 'arrive', { arrivedAt: '2025-12-31T23:30:00Z' }));
    expect(body.persons[0]).toMatchObject({ status: 'arrived', statusSince: '2026-01-01' });
    expect(await figures(period.id, { through: '2025-12-31' })).toEqual({ reserved: 1, used: 0 });
    expect(await figures(period.id, { through: '2026-01-01' })).toEqual({ reserved: 0, used: 1 });
  });

  it('counts a person who lands a minute before midnight in Stockholm in the old year', async () => {
    const period = await openPeriod(app, { year: 2025 });
    const id = await nightFlight();
    const { body } = done(await act(id, 'arrive', { arrivedAt: '2025-12-31T22:59:00Z' }));
    expect(body.persons[0].statusSince).toBe('2025-12-31');
    expect(await figures(period.id, { through: '2025-12-31' })).toEqual({ reserved: 0, used: 1 });
  });

  it('counts the same journey on 31 December where the period counts departures: edge case 30', async () => {
    const period = await openPeriod(app, { year: 2025, countingEvent: 'departure' });
    const id = await nightFlight();
    done(await act(id, 'arrive', { arrivedAt: '2025-12-31T23:30:00Z' }));
    expect(await figures(period.id, { through: '2025-12-30' })).toEqual({ reserved: 1, used: 0 });
    expect(await figures(period.id, { through: '2025-12-31' })).toEqual({ reserved: 0, used: 1 });
  });

  it('takes the day of a departure from Stockholm too: 23:05 UTC on 31 December is the new year', async () => {
    await openPeriod(app, { year: 2025 });
    const { id } = await readyToTravel(app, alone(), { fitUntil: '2025-12-31' });
    const legs = (departsAt: string) => ({
      bookingReference: 'IOM-N',
      legs: [{ flightNumber: 'ET714', from: 'ADD', to: 'ARN', departsAt, arrivesAt: '2026-01-01T06:30:00Z' }],
    });
    expect(codesOf(await act(id, 'book', legs('2025-12-31T23:05:00Z')))).toEqual(['fitToTravelExpired']);
    expect((await act(id, 'book', legs('2025-12-31T22:55:00Z'))).status).toBe(200);
  });

  it('keeps a reception that has no time of day on the day that was said', async () => {
    await openPeriod(app, { year: 2025 });
    const id = await nightFlight();
    done(await act(id, 'arrive', { arrivedAt: '2025-12-31T22:59:00Z' }));
    const { body } = done(await act(id, 'receive', { receivedOn: '2025-12-31' }));
    expect(body.persons[0]).toMatchObject({ status: 'received', statusSince: '2025-12-31' });
  });

  it('knows what is today in Stockholm, not in UTC: at 23:30 UTC on 31 December the first of January has come', async () => {
    await openPeriod(app, { year: 2025 });
    app.clock.set('2025-12-31T18:00:00.000Z');
    const { id } = await arrived(app, alone());
    app.clock.set('2025-12-31T22:30:00.000Z');
    expect((await act(id, 'receive', { receivedOn: '2026-01-01' })).status).toBe(400);
    app.clock.set('2025-12-31T23:30:00.000Z');
    expect((await act(id, 'receive', { receivedOn: '2026-01-01' })).status).toBe(200);
  });
});

describe('edge case 25: a postponed traveller keeps the grant and loses the seat; papers expire independently', () => {
  beforeEach(async () => {
    app = await startApp({ today: '2025-06-02' });
  });

  it('from the booking to a new one, with each paper renewed for itself', async () => {
    const period = await openPeriod(app);
    const { id, persons, assignmentId } = await readyToTravel(app, alone(), {
      fitUntil: '2025-06-20',
      exitUntil: '2025-07-10',
    });
    const personId = persons[0]!.id;
    done(await act(id, 'book', aBooking('2025-06-18')));
    app.goTo('2025-06-17');
    const { body } = done(await act(id, 'postpone', { reasonCode: 'not_fit_to_travel' }));

    // The grant, the place and the municipality stay; the seat is lost.
    expect(body.persons[0]).toMatchObject({ status: 'travel_ready', active: true });
    expect(await figures(period.id)).toEqual({ reserved: 1, used: 0 });
    const held = await asked(app, (tx) => app.server.get(QuotasService).holdings(tx, [personId]));
    expect(held.get(personId)).toMatchObject({ state: 'reserved', subQuotaId: period.subQuotaId() });
    expect((await app.as('placement_officer').get(`/assignments/${assignmentId}`).expect(200)).body).toMatchObject({
      status: 'accepted',
      persons: [{ endedOn: null }],
    });
    const permit = await asked(app, (tx) => app.server.get(PermitsService).permitInForce(tx, [personId]));
    expect(permit.get(personId)).toBe(true);
    const [lost] = (await app.as('travel_officer').get(`/cases/${id}/travel`).expect(200)).body.bookings;
    expect(lost.persons).toEqual([{ personId, open: false }]);

    // Fit-to-travel has lapsed, the exit permit has not; then the other way round.
    expect(codesOf(await act(id, 'book', aBooking('2025-07-01')))).toEqual(['fitToTravelExpired']);
    done(
      await check(app, { id }, [
        { personId, kind: 'fit_to_travel', state: 'held', reference: 'FTT-2', validUntil: '2025-08-01' },
      ]),
    );
    expect(codesOf(await act(id, 'book', aBooking('2025-07-11')))).toEqual(['exitPermitExpired']);
    expect(codesOf(await act(id, 'book', aBooking('2025-08-02')))).toEqual(['exitPermitExpired', 'fitToTravelExpired']);
    done(
      await check(app, { id }, [
        { personId, kind: 'exit_permit', state: 'held', reference: 'EX-2', validUntil: '2025-12-31' },
      ]),
    );
    const again = done(await act(id, 'book', aBooking('2025-07-11', { bookingReference: 'IOM-AGAIN' })));
    expect(again.body.persons[0].status).toBe('booked');
  });
});

describe('edge case 34: a wrong arrival is reversed by entries, and counters derive from events', () => {
  beforeEach(async () => {
    app = await startApp({ today: '2025-06-10' });
  });

  it('shows the old figure as it was known, the right one from now on, and who did both', async () => {
    const period = await openPeriod(app);
    const { id, persons } = await arrived(app);
    expect(await figures(period.id)).toEqual({ reserved: 0, used: 3 });
    app.goTo('2025-06-20');
    const [wrong] = persons;
    done(
      await act(id, 'reverse-arrival', {
        personIds: [wrong!.id],
        reasonCode: 'wrong_person',
        reason: 'The airline reported another family.',
      }),
    );

    expect((await theCase(app, id)).persons.map(({ status }: { status: string }) => status)).toEqual([
      'departed',
      'arrived',
      'arrived',
    ]);
    expect(await figures(period.id)).toEqual({ reserved: 1, used: 2 });
    expect(await figures(period.id, { through: '2025-06-10' })).toEqual({ reserved: 1, used: 2 });
    expect(await figures(period.id, { through: '2025-06-10', asOf: '2025-06-10' })).toEqual({ reserved: 0, used: 3 });

    const moves = await app.dataSource.query(
      `SELECT movement, occurred_on FROM ledger_entries WHERE person_id = '${wrong!.id}' ORDER BY position`,
    );
    expect(moves).toEqual([
      { movement: 'reserve', occurred_on: '2025-06-10' },
      { movement: 'use', occurred_on: '2025-06-10' },
      { movement: 'reverse', occurred_on: '2025-06-10' },
    ]);
    const [booking] = (await app.as('travel_officer').get(`/cases/${id}/travel`).expect(200)).body.bookings;
    const ofWrong = booking.events.filter(({ personId }: { personId: string }) => personId === wrong!.id);
    expect(
      ofWrong.map(({ kind, reasonCode }: { kind: string; reasonCode: string | null }) => [kind, reasonCode]),
    ).toEqual([
      ['departure', null],
      ['arrival', null],
      ['arrival_reversal', 'wrong_person'],
    ]);
    expect(await audited(app, id, 'person.reverse_arrival')).toEqual([
      {
        subjectId: wrong!.id,
        actorName: 'Travel officer',
        reason: 'Recorded for the wrong person. The airline reported another family.',
        payload: expect.objectContaining({
          from: 'arrived',
          to: 'departed',
          reasonCode: 'wrong_person',
          occurredOn: '2025-06-10',
        }),
      },
    ]);
    expect(await audited(app, id, 'person.arrive')).toHaveLength(3);
    for (const table of ['journey_events', 'ledger_entries', 'person_transitions', 'bookings'])
      await expect(app.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/never/);
  });

  it('lets the right arrival be recorded afterwards, even one of an earlier day when the reason is told', async () => {
    const period = await openPeriod(app);
    const { id } = await arrived(app, alone());
    app.goTo('2025-06-20');
    done(await act(id, 'reverse-arrival', { reasonCode: 'wrong_date' }));
    done(await act(id, 'arrive', { arrivedAt: '2025-06-12T05:00:00Z' }));
    expect(await figures(period.id, { through: '2025-06-11' })).toEqual({ reserved: 1, used: 0 });
    expect(await figures(period.id, { through: '2025-06-12' })).toEqual({ reserved: 0, used: 1 });
    done(await act(id, 'reverse-arrival', { reasonCode: 'wrong_date' }));
    expect(codesOf(await act(id, 'arrive', { arrivedAt: '2025-06-11T05:00:00Z' }))).toEqual(['beforeLastStep']);
    done(await act(id, 'arrive', { arrivedAt: '2025-06-11T05:00:00Z', reason: 'It was Wednesday after all.' }));
    expect(await figures(period.id, { through: '2025-06-11' })).toEqual({ reserved: 0, used: 1 });
  });

  it('leaves counts that equal what the entries add up to, for places and for municipal numbers', async () => {
    await openPeriod(app);
    const { id } = await arrived(app);
    done(await act(id, 'reverse-arrival', { reasonCode: 'recorded_in_error' }));
    const places = await app.dataSource.query(
      `SELECT b.account FROM ledger_balances b WHERE b.balance <> coalesce((SELECT sum(places) FROM ledger_entries WHERE to_account = b.account), 0)
         - coalesce((SELECT sum(places) FROM ledger_entries WHERE from_account = b.account), 0)`,
    );
    expect(places).toEqual([]);
    const numbers = await app.dataSource.query(
      `SELECT n.id FROM municipal_numbers n WHERE n.assigned <> (SELECT count(*) FROM assignment_persons p JOIN assignments a ON a.id = p.assignment_id WHERE p.open AND a.municipal_number_id = n.id)`,
    );
    expect(numbers).toEqual([]);
  });
});
