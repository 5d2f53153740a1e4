import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConditionsUnmet, Forbidden, InvalidInput, type Unmet } from '../../../src/kernel/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import { SubQuotaChoices } from '../../../src/quotas/index.js';
import { anActor, placesOf, somePersons } from '../../factories/places.js';
import { actOnPeriod, aDecidedPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedEntries } from './what-is-stored.js';

let app: TestApp;
let places: ReturnType<typeof placesOf>;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  places = placesOf(app);
});
afterAll(() => app.close());

const figures = async ({ id }: MadePeriod, query = '') =>
  (await app.as('auditor').get(`/quota-periods/${id}${query}`).expect(200)).body.places;
const unmetOf = (act: Promise<unknown>): Promise<readonly Unmet[]> =>
  act.then(
    () => [],
    (error: unknown) => {
      if (error instanceof ConditionsUnmet) return error.unmet;
      throw error;
    },
  );
/** The act is refused with these codes and leaves nothing behind. */
const refused = async (act: () => Promise<unknown>, ...codes: string[]): Promise<void> => {
  const before = await everything(app);
  expect((await unmetOf(act())).map(({ code }) => code)).toEqual(codes);
  expect(await everything(app)).toEqual(before);
};
const movementsOf = async (personId: string) =>
  (await storedEntries(app))
    .filter((entry) => entry.person_id === personId)
    .map(({ movement, from_account, to_account }) => [movement, from_account.split(':')[0], to_account.split(':')[0]]);

describe('reserve', () => {
  it('takes one place a person, each a row of its own, and leaves one entry in the audit of the case', async () => {
    const period = await openPeriod(app, { places: 10 });
    const family = somePersons(3);
    await places.reserve(family, period.subQuotaId(), { day: '2025-02-28' });
    expect(await figures(period)).toMatchObject({ available: 7, reserved: 3, used: 0 });
    const rows = (await storedEntries(app)).slice(-3);
    expect(
      rows.map(({ movement, person_id, places: count, occurred_on }) => [movement, person_id, count, occurred_on]),
    ).toEqual(family.personIds.map((id) => ['reserve', id, 1, '2025-02-28']));
    expect([...(await places.heldBy(family)).values()]).toMatchObject(
      family.personIds.map(() => ({ state: 'reserved', subQuotaId: period.subQuotaId(), periodId: period.id })),
    );
    expect(await auditOf(app, family.caseId)).toEqual([
      { action: 'quota.reserve', reason: null, payload: { personIds: family.personIds, occurredOn: '2025-02-28' } },
    ]);
  });

  it('never takes a part of a family: seven do not fit five places (edge case 1)', async () => {
    const period = await openPeriod(app, { places: 5 });
    await refused(() => places.reserve(somePersons(7), period.subQuotaId()), 'placesUsedUp');
    const [{ detail }] = (await unmetOf(places.reserve(somePersons(7), period.subQuotaId()))) as [Unmet];
    expect(detail).toBe('The sub-quota has 5 places left; 7 are needed.');
    await places.reserve(somePersons(5), period.subQuotaId());
  });

  it('gives no second place to somebody who holds one', async () => {
    const [here, there] = [await openPeriod(app, { places: 5 }), await openPeriod(app, { places: 5 })];
    const [first, second] = [somePersons(2), somePersons(1)];
    await places.reserve(first, here.subQuotaId());
    const both = { caseId: second.caseId, personIds: [...second.personIds, first.personIds[1]!] };
    expect(await unmetOf(places.reserve(both, there.subQuotaId()))).toMatchObject([
      { code: 'holdsPlace', personId: first.personIds[1] },
    ]);
    await refused(() => places.reserve(first, here.subQuotaId()), 'holdsPlace', 'holdsPlace');
  });

  it('needs an open period that has not ended; it may precede its first day', async () => {
    const decided = await aDecidedPeriod(app, { places: 5 });
    await refused(() => places.reserve(somePersons(), decided.subQuotaId()), 'subQuotaNotOpen');
    const past = await openPeriod(app, { year: 2024, places: 5 });
    await refused(() => places.reserve(somePersons(), past.subQuotaId()), 'subQuotaNotOpen');
    await places.reserve(somePersons(), past.subQuotaId(), { day: '2024-12-31' });
    await actOnPeriod(app, past.id, 'actions/begin-closing', AUTHORITY);
    await refused(() => places.reserve(somePersons(), past.subQuotaId(), { day: '2024-12-31' }), 'subQuotaNotOpen');
    const next = await openPeriod(app, { year: 2026, places: 5 });
    await places.reserve(somePersons(), next.subQuotaId());
    expect(await places.leftIn(null)).toEqual({ open: false, available: 0, tolerance: 0 });
  });

  it('for an earlier day needs the places of that day', async () => {
    const period = await openPeriod(app, { places: 1 });
    const first = somePersons();
    await places.reserve(first, period.subQuotaId(), { day: '2025-02-01' });
    await places.release(first, 'Withdrawn.', '2025-02-20');
    expect(await places.leftIn(period.subQuotaId(), '2025-02-10')).toMatchObject({ available: 0 });
    await refused(() => places.reserve(somePersons(), period.subQuotaId(), { day: '2025-02-10' }), 'placesUsedUp');
    await places.reserve(somePersons(), period.subQuotaId(), { day: '2025-02-20' });
  });

  it('is not for a day to come', async () => {
    const period = await openPeriod(app, { places: 1 });
    await expect(places.reserve(somePersons(), period.subQuotaId(), { day: '2025-03-04' })).rejects.toThrow(
      InvalidInput,
    );
  });
});

describe('more than there is', () => {
  it('needs a reason and the permission for it, and is shown for ever', async () => {
    const period = await openPeriod(app, { places: 2 });
    const subQuotaId = period.subQuotaId();
    const overrunReason = 'A family of four; the Government has been told.';
    await refused(() => placesOf(app, anActor('coordinator')).reserve(somePersons(4), subQuotaId), 'placesUsedUp');
    await expect(places.reserve(somePersons(4), subQuotaId, { overrunReason })).rejects.toThrow(Forbidden);
    const family = somePersons(4);
    await placesOf(app, anActor('decision_maker', 'coordinator')).reserve(family, subQuotaId, { overrunReason });
    expect(await figures(period)).toMatchObject({
      decided: 2,
      overrun: 2,
      pool: 0,
      available: 0,
      reserved: 4,
      used: 0,
    });
    expect(await auditOf(app, family.caseId)).toMatchObject([
      { action: 'quota.overrun', reason: overrunReason, payload: { places: 2 } },
      { action: 'quota.reserve' },
    ]);
    await places.release(family, 'Withdrawn.');
    expect(await figures(period)).toMatchObject({ decided: 2, overrun: 2, available: 4 });
  });

  it('is let through within the tolerance of the period, which is then used up', async () => {
    const period = await openPeriod(app, {
      subQuotas: [
        { name: 'A', places: 1 },
        { name: 'B', places: 0 },
      ],
      tolerance: 2,
    });
    expect(await places.leftIn(period.subQuotaId('A'))).toEqual({ open: true, available: 1, tolerance: 2 });
    await places.reserve(somePersons(2), period.subQuotaId('A'));
    expect(await places.leftIn(period.subQuotaId('B'))).toEqual({ open: true, available: 0, tolerance: 1 });
    await refused(() => places.reserve(somePersons(2), period.subQuotaId('B')), 'placesUsedUp');
    await places.reserve(somePersons(1), period.subQuotaId('B'));
    expect(await places.leftIn(period.subQuotaId('A'))).toEqual({ open: true, available: 0, tolerance: 0 });
    expect(await figures(period)).toMatchObject({ decided: 1, overrun: 2, reserved: 3 });
  });
});

describe('the event that counts', () => {
  it.each([
    ['grant', ['grant']],
    ['departure', ['grant', 'departure']],
    ['arrival', ['grant', 'departure', 'arrival']],
  ] as const)(
    'of the period is %s: until then the place is reserved, from then on it is used',
    async (countingEvent, road) => {
      const period = await openPeriod(app, { places: 5, countingEvent });
      const family = somePersons(2);
      await places.reserve(family, period.subQuotaId());
      for (const event of road) {
        expect(await figures(period)).toMatchObject({ available: 3, reserved: 2, used: 0 });
        await places.record(event, family);
      }
      expect(await figures(period)).toMatchObject({ available: 3, reserved: 0, used: 2 });
      for (const event of ['grant', 'departure', 'arrival'] as const)
        if (event !== countingEvent) await places.record(event, family);
      expect(await figures(period)).toMatchObject({ reserved: 0, used: 2 });
      expect((await auditOf(app, family.caseId)).map(({ action }) => action)).toEqual(['quota.reserve', 'quota.use']);
    },
  );

  it('is recorded once, and for nobody without a place', async () => {
    const period = await openPeriod(app, { places: 5 });
    const family = somePersons(2);
    await places.reserve(family, period.subQuotaId());
    await places.record('arrival', { ...family, personIds: [family.personIds[0]!] });
    await refused(() => places.record('arrival', family), 'alreadyCounted');
    await refused(() => places.record('arrival', somePersons(1)), 'noPlaceHeld');
  });

  it('may have happened days before it was written down: as of then nobody knew', async () => {
    const period = await openPeriod(app, { places: 5 });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId(), { day: '2025-01-20' });
    await places.record('arrival', person, '2025-02-25');
    expect(await figures(period, '?through=2025-02-24')).toMatchObject({ reserved: 1, used: 0 });
    expect(await figures(period, '?through=2025-02-25')).toMatchObject({ reserved: 0, used: 1 });
    expect(await figures(period, '?through=2025-02-25&asOf=2025-03-02')).toMatchObject({ used: 0 });
  });
});

describe('edge case 34: a wrong arrival', () => {
  it('is taken back by a reversing row and counted anew; no counter is kept by hand, no row changes', async () => {
    const period = await openPeriod(app, { places: 5 });
    const person = somePersons();
    const [personId] = person.personIds as [string];
    await places.reserve(person, period.subQuotaId());
    await places.record('arrival', person);
    const before = await storedEntries(app);
    await places.reverse('arrival', person, 'Another passenger of the same name.');
    const after = await storedEntries(app);
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      movement: 'reverse',
      person_id: personId,
      reverses_id: before.at(-1)!.id,
      reason: 'Another passenger of the same name.',
    });
    expect(await figures(period)).toMatchObject({ available: 4, reserved: 1, used: 0 });
    await places.record('arrival', person);
    await places.reverse('arrival', person, 'Wrong again.');
    await places.record('arrival', person);
    expect(await figures(period)).toMatchObject({ available: 4, reserved: 0, used: 1 });
    expect(await movementsOf(personId)).toEqual([
      ['reserve', 'available', 'reserved'],
      ['use', 'reserved', 'used'],
      ['reverse', 'used', 'reserved'],
      ['use', 'reserved', 'used'],
      ['reverse', 'used', 'reserved'],
      ['use', 'reserved', 'used'],
    ]);
    expect((await auditOf(app, person.caseId)).map(({ action, reason }) => [action, reason])).toContainEqual([
      'quota.reverse',
      'Wrong again.',
    ]);
  });

  it('never was: figures through its day lose it, and the right day, an earlier one, is counted instead', async () => {
    const period = await openPeriod(app, { places: 5 });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId(), { day: '2025-01-20' });
    await places.record('arrival', person, '2025-02-20');
    await places.reverse('arrival', person, 'The flight of the 18th was meant.');
    expect(await figures(period, '?through=2025-02-25')).toMatchObject({ reserved: 1, used: 0 });
    await places.record('arrival', person, '2025-02-18');
    expect(await figures(period, '?through=2025-02-17')).toMatchObject({ reserved: 1, used: 0 });
    expect(await figures(period, '?through=2025-02-18')).toMatchObject({ reserved: 0, used: 1 });
  });

  it('cannot be counted on a day before the place was reserved', async () => {
    const period = await openPeriod(app, { places: 5 });
    const [early, late] = [somePersons(), somePersons()];
    await places.reserve(early, period.subQuotaId(), { day: '2025-01-20' });
    await places.reserve(late, period.subQuotaId(), { day: '2025-02-20' });
    await refused(() => places.record('arrival', late, '2025-02-19'), 'placeNotYetHeld');
    await places.record('arrival', late, '2025-02-20');
  });

  it('is another matter than a traveller turned back, who had left: that day stays', async () => {
    const period = await openPeriod(app, { places: 5, countingEvent: 'departure' });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId(), { day: '2025-01-20' });
    await places.record('departure', person, '2025-02-10');
    await places.reverse('departure', person, 'Turned back in transit.', '2025-02-12');
    expect(await figures(period, '?through=2025-02-11')).toMatchObject({ reserved: 0, used: 1 });
    expect(await figures(period, '?through=2025-02-12')).toMatchObject({ reserved: 1, used: 0 });
    await places.record('departure', person, '2025-02-20');
    expect(await figures(period)).toMatchObject({ reserved: 0, used: 1 });
  });

  it('that did not count, or of who was not counted, moves nothing', async () => {
    const period = await openPeriod(app, { places: 5, countingEvent: 'departure' });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId());
    await places.reverse('departure', person, 'Turned back before it counted.');
    await places.record('departure', person);
    await places.reverse('arrival', person, 'Arrival does not count here.');
    expect(await figures(period)).toMatchObject({ reserved: 0, used: 1 });
  });
});

describe('leaving the road after the grant', () => {
  it('edge case 3: a death before the departure frees the place, for somebody else', async () => {
    const period = await openPeriod(app, { places: 2 });
    const family = somePersons(2);
    await places.reserve(family, period.subQuotaId());
    await places.release({ ...family, personIds: [family.personIds[0]!] }, 'Died on 2 March.', '2025-03-03');
    expect(await figures(period)).toMatchObject({ available: 1, reserved: 1 });
    expect((await places.heldBy(family)).has(family.personIds[0]!)).toBe(false);
    expect((await auditOf(app, family.caseId)).at(-1)).toMatchObject({
      action: 'quota.release',
      reason: 'Died on 2 March.',
    });
    await places.reserve(somePersons(1), period.subQuotaId());
  });

  it('edge case 3: a death that came before the grant, unknown then, frees the place on the day it was taken', async () => {
    const period = await openPeriod(app, { places: 1 });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId(), { day: '2025-02-20' });
    await places.release(person, 'Died on 14 February.', '2025-02-14');
    expect((await storedEntries(app)).at(-1)).toMatchObject({ movement: 'release', occurred_on: '2025-02-20' });
    expect(await figures(period, '?through=2025-02-19')).toMatchObject({ available: 1, reserved: 0 });
    expect(await figures(period, '?through=2025-02-20')).toMatchObject({ available: 1, reserved: 0 });
  });

  it('edge case 3: a death after the arrival does not', async () => {
    const period = await openPeriod(app, { places: 2 });
    const person = somePersons();
    await places.reserve(person, period.subQuotaId());
    await places.record('arrival', person);
    await refused(() => places.release(person, 'Died in Sweden.'), 'alreadyCounted');
    expect(await figures(period)).toMatchObject({ available: 1, used: 1 });
  });

  it.each(['grant', 'departure'] as const)(
    'edge case 6: a withdrawal before the arrival frees a place that was counted at %s',
    async (countingEvent) => {
      const period = await openPeriod(app, { places: 1, countingEvent });
      const person = somePersons();
      await places.reserve(person, period.subQuotaId());
      await places.record(countingEvent, person);
      expect(await figures(period)).toMatchObject({ available: 0, used: 1 });
      await places.release(person, 'The permit was withdrawn.');
      expect(await figures(period)).toMatchObject({ available: 1, used: 0 });
      await places.reserve(somePersons(), period.subQuotaId());
    },
  );

  it('passes over who holds no place, and lets who comes back hold one again', async () => {
    const period = await openPeriod(app, { places: 2 });
    const person = somePersons();
    await places.release(person, 'Refused; never held a place.');
    await places.reserve(person, period.subQuotaId());
    await places.release(person, 'Lost contact.');
    await places.release(person, 'Lost contact, said again.');
    expect(await figures(period)).toMatchObject({ available: 2, reserved: 0 });
    await places.reserve(person, period.subQuotaId());
    expect(await movementsOf(person.personIds[0]!)).toEqual([
      ['reserve', 'available', 'reserved'],
      ['release', 'reserved', 'available'],
      ['reserve', 'available', 'reserved'],
    ]);
  });
});

describe('the sub-quota for a case', () => {
  it('is that of the period around the day, else of the next to come; none of a draft or an ended period', async () => {
    const own = await startApp({ today: '2024-11-20' });
    try {
      const congolese = { countryOfAsylum: 'UG', nationalities: ['CD'], priority: 'normal' };
      const found = (on: string) =>
        own.server.get(UnitOfWork).read((tx) => own.server.get(SubQuotaChoices).of(tx, { ...congolese, on }));
      const uganda = [
        { name: 'Uganda', places: 5, countriesOfAsylum: ['UG'] },
        { name: 'Emergency', places: 5, priority: 'emergency' as const },
      ];
      expect((await found('2024-11-20')).subQuotaId).toBeNull();
      const next = await openPeriod(own, { year: 2025, subQuotas: uganda });
      expect((await found('2024-11-20')).subQuotaId).toBe(next.subQuotaId('Uganda'));
      const present = await openPeriod(own, { year: 2024, subQuotas: uganda });
      expect((await found('2024-11-20')).subQuotaId).toBe(present.subQuotaId('Uganda'));
      expect((await found('2025-01-01')).subQuotaId).toBe(next.subQuotaId('Uganda'));
      expect((await found('2026-01-01')).subQuotaId).toBeNull();
    } finally {
      await own.close();
    }
  });
});
