import type { CaseResponse } from '../../src/cases/index.js';
import { addDays, type PlainDate } from '../../src/kernel/index.js';
import type { Rrf } from '../../src/submissions/index.js';
import type { TestApp } from '../support/app.js';
import type { Reply } from '../support/client.js';
import { done } from '../support/replies.js';
import { accepted, type Assigned } from './assignments.js';
import { actOn } from './cases.js';
import { theCase } from './submissions.js';

/** Everything that a person needs to travel, held: valid for long unless the papers are said to be otherwise. */
export const allPapers = (
  { id: personId }: Pick<CaseResponse['persons'][number], 'id'>,
  { exitUntil = '2030-12-31', fitUntil = '2030-12-31' }: { exitUntil?: PlainDate; fitUntil?: PlainDate } = {},
): object[] => [
  {
    personId,
    kind: 'travel_document',
    state: 'held',
    form: 'passport',
    reference: 'P0000001',
    validUntil: '2030-12-31',
  },
  { personId, kind: 'exit_permit', state: 'held', reference: 'EX-1', validUntil: exitUntil },
  { personId, kind: 'permit_card', state: 'held', reference: 'PC-1' },
  { personId, kind: 'biometrics', state: 'held' },
  { personId, kind: 'fit_to_travel', state: 'held', reference: 'FTT-1', validUntil: fitUntil },
  { personId, kind: 'orientation', state: 'held', reference: 'Three days in Kampala' },
];

/** Notes items of the checklist. */
export const check = (app: TestApp, { id }: { id: string }, items: object[]): Promise<Reply> =>
  actOn(app, 'travel_officer', id, 'check', { items });

/** A case accepted by its municipality whose persons hold all papers; a period must be open. */
export async function papered(
  app: TestApp,
  rrf?: Rrf,
  validity: Parameters<typeof allPapers>[1] = {},
): Promise<Assigned> {
  const found = await accepted(app, rrf);
  const items = found.persons.flatMap((person) => allPapers(person, validity));
  return { ...(done(await check(app, found, items)).body as CaseResponse), assignmentId: found.assignmentId };
}

/** A case whose persons are all ready to travel; a period must be open. */
export async function readyToTravel(
  app: TestApp,
  rrf?: Rrf,
  validity?: Parameters<typeof allPapers>[1],
): Promise<Assigned> {
  const { id, assignmentId } = await papered(app, rrf, validity);
  return { ...(done(await actOn(app, 'travel_officer', id, 'make-ready')).body as CaseResponse), assignmentId };
}

/** A booking from Entebbe over Addis Ababa to Arlanda: leaves at 14 on the day and lands the next morning, UTC. */
export const aBooking = (departsOn: PlainDate, overrides: object = {}) => ({
  bookingReference: 'IOM-7QK2PD',
  legs: [
    {
      flightNumber: 'ET333',
      from: 'EBB',
      to: 'ADD',
      departsAt: `${departsOn}T14:00:00Z`,
      arrivesAt: `${departsOn}T16:10:00Z`,
    },
    {
      flightNumber: 'ET714',
      from: 'ADD',
      to: 'ARN',
      departsAt: `${departsOn}T19:30:00Z`,
      arrivesAt: `${addDays(departsOn, 1)}T03:45:00Z`,
    },
  ],
  ...overrides,
});

/** A case booked to leave on the day, tomorrow unless said; a period must be open. */
export async function booked(
  app: TestApp,
  rrf?: Rrf,
  departsOn: PlainDate = addDays(app.clock.today(), 1),
): Promise<Assigned> {
  const { id, assignmentId } = await readyToTravel(app, rrf);
  return {
    ...(done(await actOn(app, 'travel_officer', id, 'book', aBooking(departsOn))).body as CaseResponse),
    assignmentId,
  };
}

/** A case that left today at seven in the morning, UTC; a period must be open. */
export async function departed(app: TestApp, rrf?: Rrf): Promise<Assigned> {
  const { id, assignmentId } = await booked(app, rrf);
  const departedAt = `${app.clock.today()}T07:00:00Z`;
  return {
    ...(done(await actOn(app, 'travel_officer', id, 'depart', { departedAt })).body as CaseResponse),
    assignmentId,
  };
}

/** A case that left and landed today, at seven and at half past seven in the morning, UTC; a period must be open. */
export async function arrived(app: TestApp, rrf?: Rrf): Promise<Assigned> {
  const { id, assignmentId } = await departed(app, rrf);
  const arrivedAt = `${app.clock.today()}T07:30:00Z`;
  return {
    ...(done(await actOn(app, 'travel_officer', id, 'arrive', { arrivedAt })).body as CaseResponse),
    assignmentId,
  };
}

/** A case received today by its municipality; a period must be open. */
export async function received(app: TestApp, rrf?: Rrf): Promise<Assigned> {
  const { id, assignmentId } = await arrived(app, rrf);
  done(await actOn(app, 'travel_officer', id, 'receive', { receivedOn: app.clock.today() }));
  return { ...(await theCase(app, id)), assignmentId };
}
