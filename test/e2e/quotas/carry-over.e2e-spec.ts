import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES } from '../../../src/access/index.js';
import { placesOf, somePersons, type PersonsOfCase } from '../../factories/places.js';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod, type WantedPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Exchange } from '../../support/client.js';
import { auditOf, everything, storedEntries } from './what-is-stored.js';

let app: TestApp;
let places: ReturnType<typeof placesOf>;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  places = placesOf(app);
});
afterAll(() => app.close());

const WHY = { ...AUTHORITY, reason: 'Granted in time; the journeys were stopped.' };
const read = async ({ id }: MadePeriod, query = '') =>
  (await app.as('coordinator').get(`/quota-periods/${id}${query}`).expect(200)).body;
const carry = async (from: MadePeriod, to: MadePeriod, body: object = {}): Promise<ReturnType<Exchange['expect']>> =>
  app
    .as('coordinator')
    .post(
      `/quota-periods/${from.id}/actions/carry-over`,
      { ...WHY, toPeriodId: to.id, subQuotaId: to.subQuotaId(), ...body },
      { ifMatch: (await read(from)).version },
    )
    .then((reply) => reply);
const preview = async (from: MadePeriod, to: MadePeriod, query = '') =>
  (
    await app
      .as('coordinator')
      .get(`/quota-periods/${from.id}/carry-over?toPeriodId=${to.id}&subQuotaId=${to.subQuotaId()}${query}`)
      .expect(200)
  ).body;
const codesOf = ({ body }: { body: { unmet: { code: string }[] } }) => body.unmet.map(({ code }) => code);

/** A year that is over, and the next; so many persons were granted in the first and not counted. */
async function twoYears(
  waiting: number,
  next: WantedPeriod = {},
): Promise<{ last: MadePeriod; next: MadePeriod; persons: PersonsOfCase }> {
  const last = await openPeriod(app, { year: 2024, name: 'Quota 2024', places: 20 });
  const persons = somePersons(waiting);
  if (waiting > 0) await places.reserve(persons, last.subQuotaId(), { day: '2024-11-04' });
  return { last, next: await openPeriod(app, { year: 2025, name: 'Quota 2025', places: 10, ...next }), persons };
}

describe('carry over into an additive year', () => {
  it('shows who would move and what it would mean, and moves nothing', async () => {
    const { last, next, persons } = await twoYears(3, { carryOverMode: 'additive' });
    const counted = somePersons(2);
    await places.reserve(counted, last.subQuotaId(), { day: '2024-05-06' });
    await places.record('arrival', counted, '2024-06-03');
    const before = await everything(app);
    expect(await preview(last, next)).toEqual({
      mode: 'additive',
      back: false,
      persons: 3,
      cases: [
        {
          caseId: persons.caseId,
          diaryNumber: null,
          subQuotaId: next.subQuotaId(),
          subQuota: 'Any',
          personIds: [...persons.personIds].sort(),
        },
      ],
      stranded: { stranded: 18, carriedOver: 3, lapsing: 15 },
      year: { newPlaces: 10, arrivalsTarget: 13, carriedBeyondQuota: 0 },
      givesBack: 0,
      unmet: [],
    });
    expect(await everything(app)).toEqual(before);
  });

  it('moves each person with the place by a row of its own: the places come on top', async () => {
    const { last, next, persons } = await twoYears(3, { carryOverMode: 'additive' });
    const { status, body } = await carry(last, next, { occurredOn: '2025-01-01' });
    expect([status, body.places]).toMatchObject([200, { decided: 17, reserved: 0, carriedIn: 0, carriedOut: 3 }]);
    expect(await read(next)).toMatchObject({
      places: { decided: 13, pool: 0, available: 10, reserved: 3, carriedIn: 3, carriedOut: 0 },
      subQuotas: [{ name: 'Any', decided: 13, carriedIn: 3 }],
    });
    expect(await read(last, '?through=2024-12-31')).toMatchObject({
      places: { decided: 20, reserved: 3, carriedOut: 0 },
    });
    const rows = (await storedEntries(app)).slice(-3);
    expect(rows.map(({ person_id }) => person_id).sort()).toEqual([...persons.personIds].sort());
    for (const row of rows)
      expect(row).toMatchObject({
        movement: 'carry_over',
        places: 1,
        from_account: `reserved:${last.subQuotaId()}`,
        to_account: `reserved:${next.subQuotaId()}`,
        occurred_on: '2025-01-01',
        authority: 'Government',
        document_reference: 'Ju2024/00001',
        reason: WHY.reason,
      });
    expect((await auditOf(app, last.id)).at(-1)).toMatchObject({
      action: 'quota.carry_over',
      reason: WHY.reason,
      payload: { persons: 3, toPeriod: 'Quota 2025', occurredOn: '2025-01-01' },
    });
    expect((await auditOf(app, next.id)).at(-1)).toMatchObject({
      action: 'quota.receive_carried',
      payload: { persons: 3, fromPeriod: 'Quota 2024', givesBack: 0 },
    });
  });

  it('edge case 7: granted in one year, arriving in the next: counted in the year that received the person', async () => {
    const { last, next, persons } = await twoYears(1, { carryOverMode: 'additive' });
    await carry(last, next, { occurredOn: '2025-01-01' });
    await places.record('arrival', persons, '2025-01-20');
    expect((await read(last)).places).toMatchObject({ used: 0, reserved: 0 });
    expect((await read(next)).places).toMatchObject({ used: 1, reserved: 0, carriedIn: 1 });
    expect((await read(next, '?through=2025-01-19')).places).toMatchObject({ used: 0, reserved: 1 });
    expect(codesOf(await carry(next, last, { subQuotaId: last.subQuotaId(), personIds: persons.personIds }))).toContain(
      'noPlaceHeld',
    );
  });
});

describe('carry over into an absorbing year', () => {
  it('gives as many places back from the pool in the same act: the year stays at its number', async () => {
    const { last, next } = await twoYears(4, {
      carryOverMode: 'absorbing',
      places: 10,
      subQuotas: [
        { name: 'Earlier', places: 0 },
        { name: 'New', places: 6 },
      ],
    });
    expect(await preview(last, next)).toMatchObject({
      mode: 'absorbing',
      givesBack: 4,
      year: { newPlaces: 6, arrivalsTarget: 10, carriedBeyondQuota: 0 },
      unmet: [],
    });
    await carry(last, next, { occurredOn: '2025-01-02' });
    expect(await read(next)).toMatchObject({
      places: { decided: 10, pool: 0, available: 6, reserved: 4, carriedIn: 4 },
    });
    expect((await storedEntries(app)).at(-1)).toMatchObject({
      movement: 'revise',
      from_account: `pool:${next.id}`,
      to_account: 'decided',
      places: 4,
    });
  });

  it('is refused while the pool has too few: it says how many lack and what to do', async () => {
    const { last, next } = await twoYears(4, { carryOverMode: 'absorbing' });
    const before = await everything(app);
    const reply = await carry(last, next);
    expect([reply.status, codesOf(reply)]).toEqual([422, ['carriedBeyondQuota']]);
    expect(reply.body.unmet[0].detail).toContain(
      '4 places of its pool must go back, and the pool holds 0; 4 lack. Revise',
    );
    expect(await everything(app)).toEqual(before);

    await actOnPeriod(app, next.id, 'actions/revise', {
      ...WHY,
      places: 4,
      direction: 'down',
      subQuotaId: next.subQuotaId(),
    });
    expect((await carry(last, next)).status).toBe(200);
    expect((await read(next)).places).toMatchObject({ decided: 10, available: 6, reserved: 4 });
  });

  it('of a pledge returns them to the pledge, whose places stay what they were', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 30 });
    const { last, next } = await (async () => {
      const first = await openPeriod(app, { year: 2024, places: 20, pledge });
      await places.reserve(somePersons(3), first.subQuotaId(), { day: '2024-11-04' });
      const second = { year: 2025, pledge, places: 10, subQuotas: [{ name: 'New', places: 7 }] };
      return { last: first, next: await openPeriod(app, { ...second, carryOverMode: 'absorbing' }) };
    })();
    expect((await carry(last, next)).status).toBe(200);
    expect(await read(pledge)).toMatchObject({
      places: { decided: 30, pool: 3, reserved: 3, carriedIn: 0, carriedOut: 0 },
      annualPeriods: [
        { decided: 17, carriedOut: 3 },
        { decided: 10, carriedIn: 3 },
      ],
    });
  });
});

describe('carried over in error', () => {
  it.each(['additive', 'absorbing'] as const)(
    'is carried back by the same verb, from an %s year with its places',
    async (mode) => {
      const { last, next } = await twoYears(2, {
        carryOverMode: mode,
        subQuotas: [
          { name: 'Earlier', places: 0 },
          { name: 'New', places: 8 },
        ],
      });
      const before = [await read(last), await read(next)].map(({ places: of }) => of);
      await carry(last, next, { occurredOn: '2025-01-01' });
      const back = { subQuotaId: last.subQuotaId(), occurredOn: '2025-01-01' };
      expect((await carry(next, last, back)).status).toBe(200);
      expect([await read(last), await read(next)].map(({ places: of }) => of)).toEqual(before);
    },
  );

  it('lets an arrival of New Year’s Eve that came to light late be counted where it belongs', async () => {
    const { last, next, persons } = await twoYears(1, { carryOverMode: 'additive' });
    await carry(last, next, { occurredOn: '2025-01-01' });
    await expect(places.record('arrival', persons, '2024-12-31')).rejects.toThrow('reserved on a later day');
    await carry(next, last, { subQuotaId: last.subQuotaId(), occurredOn: '2025-01-01' });
    await places.record('arrival', persons, '2024-12-31');
    expect((await read(last, '?through=2024-12-31')).places).toMatchObject({ used: 1, reserved: 0 });
  });
});

describe('carry over', () => {
  it('is for a period that is closing or over, into a later one', async () => {
    const { last, next } = await twoYears(1, { carryOverMode: 'additive' });
    const running = await openPeriod(app, { year: 2025, places: 5 });
    await places.reserve(somePersons(1), running.subQuotaId());
    const later = await openPeriod(app, { year: 2026, places: 5, carryOverMode: 'additive' });
    expect(codesOf(await carry(running, later))).toEqual(['periodStillRuns']);
    expect(codesOf(await carry(running, last))).toEqual(expect.arrayContaining(['periodStillRuns', 'periodNotLater']));
    await actOnPeriod(app, running.id, 'actions/begin-closing', AUTHORITY);
    expect((await carry(running, later)).status).toBe(200);
    await actOnPeriod(app, next.id, 'actions/begin-closing', AUTHORITY);
    expect(codesOf(await carry(last, next))).toEqual(['periodClosing']);
  });

  it('leaves a period that can be closed', async () => {
    const { last, next } = await twoYears(2, { carryOverMode: 'additive' });
    await actOnPeriod(app, last.id, 'actions/begin-closing', AUTHORITY);
    await expect(actOnPeriod(app, last.id, 'actions/close', AUTHORITY)).rejects.toThrow('placesReserved');
    await carry(last, next);
    await actOnPeriod(app, last.id, 'actions/close', AUTHORITY);
    expect((await carry(last, next)).body).toMatchObject({ refusals: [{ from: 'closed', action: 'carry_over' }] });
  });

  it('takes nobody twice, nobody who is counted, and nobody who left the road', async () => {
    const { last, next } = await twoYears(0, { carryOverMode: 'additive' });
    const [counted, gone, waiting] = [somePersons(), somePersons(), somePersons()];
    for (const persons of [counted, gone, waiting])
      await places.reserve(persons, last.subQuotaId(), { day: '2024-11-04' });
    await places.record('arrival', counted, '2024-12-02');
    await places.release(gone, 'Withdrawn.', '2024-12-03');
    for (const { personIds } of [counted, gone])
      expect(codesOf(await carry(last, next, { personIds }))).toEqual(['noPlaceHeld', 'nobodyToCarry']);
    expect((await carry(last, next)).status).toBe(200);
    expect(codesOf(await carry(last, next))).toEqual(['nobodyToCarry']);
    expect(await places.heldBy(waiting)).toEqual(
      new Map([[waiting.personIds[0], expect.objectContaining({ periodId: next.id, state: 'reserved' })]]),
    );
  });

  it('is not dated before the place was held, nor after today', async () => {
    const { last, next } = await twoYears(1, { carryOverMode: 'additive' });
    expect(codesOf(await carry(last, next, { occurredOn: '2024-11-03' }))).toEqual(['placeNotYetHeld']);
    expect((await carry(last, next, { occurredOn: '2025-02-04' })).body).toMatchObject({
      errors: [{ pointer: '/occurredOn', code: 'afterToday' }],
    });
  });

  it.each<[string, (years: { last: MadePeriod; next: MadePeriod }) => object, string, string]>([
    [
      'into itself',
      ({ last }) => ({ toPeriodId: last.id, subQuotaId: last.subQuotaId() }),
      '/toPeriodId',
      'samePeriod',
    ],
    ['a sub-quota of another period', ({ last }) => ({ subQuotaId: last.subQuotaId() }), '/subQuotaId', 'notInPeriod'],
    ['no authority', () => ({ authority: undefined }), '/authority', 'isString'],
    ['no reason', () => ({ reason: undefined }), '/reason', 'isString'],
    ['nobody named', () => ({ personIds: [] }), '/personIds', 'arrayMinSize'],
  ])('refuses %s', async (_, wrong, pointer, code) => {
    const years = await twoYears(1, { carryOverMode: 'additive' });
    const { status, body } = await carry(years.last, years.next, wrong(years));
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([400, pointer, code]);
  });

  it('is for coordinators, on the version that was read; of two at once one is done', async () => {
    const { last, next } = await twoYears(1, { carryOverMode: 'additive' });
    const path = `/quota-periods/${last.id}/actions/carry-over`;
    for (const role of ROLES.filter((one) => !(PERMISSIONS['quota.plan'].roles as readonly string[]).includes(one)))
      await app.as(role).post(path, {}, { ifMatch: 1 }).expect(403);
    await app
      .as('coordinator')
      .post(path, { ...WHY, toPeriodId: next.id })
      .expect(428);
    const answers = await Promise.all([carry(last, next), carry(last, next), carry(last, next)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const nowhere = '0195d3c0-0000-7000-8000-000000000000';
    expect((await carry(last, next, { toPeriodId: nowhere })).status).toBe(404);
  });
});
