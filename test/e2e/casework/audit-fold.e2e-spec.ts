import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foldAudit } from '../../support/fold.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

it('the audit entries of every person, folded, give the status of the row', async () => {
  for (const state of Object.keys(STANDING) as Standing[]) await STANDING[state](app);
  const back = await STANDING.arrived(app);
  await actOn(app, 'travel_officer', back.id, 'reverse-arrival', { reasonCode: 'recorded_in_error' });
  const again = await STANDING.granted(app);
  await actOn(app, 'coordinator', again.id, 'withdraw', { personIds: [again.persons[0]!.id], reasonCode: 'error' });
  await actOn(app, 'coordinator', again.id, 'reopen', { personIds: [again.persons[0]!.id], reasonCode: 'resubmitted' });
  const dead = await STANDING.booked(app);
  await actOn(app, 'travel_officer', dead.id, 'record-death', {
    personIds: [dead.persons[1]!.id],
    diedOn: '2025-02-03',
  });

  const persons = await foldAudit(app.dataSource);
  expect(persons).toHaveLength(3 * (Object.keys(STANDING).length + 3));
  for (const { personId, status, folded } of persons)
    expect({ personId, folded }).toEqual({ personId, folded: status });
  expect(new Set(persons.map(({ status }) => status)).size).toBe(Object.keys(STANDING).length + 1);

  const steps = await app.dataSource.query<{ person_id: string; steps: number | string }[]>(
    'SELECT person_id, count(*) AS steps FROM person_transitions GROUP BY person_id',
  );
  expect(new Map(persons.map((person) => [person.personId, person.steps]))).toEqual(
    new Map(steps.map((row) => [row.person_id, Number(row.steps)])),
  );
});
