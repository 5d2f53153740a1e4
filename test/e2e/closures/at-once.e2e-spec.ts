import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { numberOf, underAssignment } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { granted, readyToGrant } from '../../factories/decisions.js';
import { booked } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { placesLeft } from './what-is-held.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, { year: 2025, places: 60 });
});
afterAll(() => app.close());

const FAMILIES = 4;
const families = async <Made>(make: () => Promise<Made>): Promise<Made[]> => {
  const made: Made[] = [];
  for (let family = 0; family < FAMILIES; family += 1) made.push(await make());
  return made;
};

it('many leave while others are granted, assigned and unassigned: nobody waits for another in a ring, and every place is found again', async () => {
  const leaving = await families(() => booked(app));
  const waiting = await families(() => readyToGrant(app));
  const toAssign = await families(() => granted(app));
  const toMove = await families(async () => underAssignment(app, await granted(app)));

  const replies = await Promise.all([
    ...leaving.map(({ id }) => actOn(app, 'coordinator', id, 'withdraw', { reasonCode: 'refugees_wish' })),
    ...waiting.map(({ id }) => actOn(app, 'decision_maker', id, 'grant')),
    ...toAssign.map(({ id }) =>
      actOn(app, 'placement_officer', id, 'assign', { municipalityCode: OWN_MUNICIPALITY, reason: 'Room there.' }),
    ),
    ...toMove.map(({ id }) => actOn(app, 'placement_officer', id, 'unassign', { reasonCode: 'housing_lost' })),
  ]);
  expect(replies.map(({ status, body }) => [status, body.code])).toEqual(replies.map(() => [200, undefined]));

  expect(await placesLeft(app, period.id)).toBe(60 - 3 * 3 * FAMILIES);
  expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(3 * FAMILIES);
  const { body } = await app.as('coordinator').get(`/reports/quota-progress?periodId=${period.id}`).expect(200);
  expect(body.check.everythingAddsUp).toBe(true);
});

it('two who end the same road at once are told apart: one did it, the other reads again', async () => {
  const found = await granted(app);
  const end = (act: string, body: object) =>
    app.as('coordinator').post(`/cases/${found.id}/actions/${act}`, body, { ifMatch: found.version });
  const personIds = found.persons.map(({ id }) => id);
  const replies = await Promise.all([
    end('withdraw', { personIds, reasonCode: 'error' }),
    end('record-death', { personIds, diedOn: '2025-02-03' }),
    end('lose-contact', { personIds, reasonCode: 'no_answer' }),
  ]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  const released = await app.dataSource.query<{ n: number | string }[]>(
    `SELECT count(*) AS n FROM ledger_entries WHERE movement = 'release' AND case_id = '${found.id}'`,
  );
  expect(Number(released[0]!.n)).toBe(3);
});
