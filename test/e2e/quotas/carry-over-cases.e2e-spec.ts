import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let last: MadePeriod;
let next: MadePeriod;
let family: CaseResponse;
let alone: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2024-12-02' });
  last = await openPeriod(app, { year: 2024, places: 20 });
  next = await openPeriod(app, {
    year: 2025,
    carryOverMode: 'additive',
    subQuotas: [
      { name: 'Uganda', places: 10, countriesOfAsylum: ['UG'] },
      { name: 'Tanzania', places: 10, countriesOfAsylum: ['TZ'] },
    ],
  });
  family = await granted(app);
  alone = await granted(app, anRrf({ countryOfAsylum: 'KE', persons: [anRrfPerson()] }));
  app.goTo('2025-01-07');
});
afterAll(() => app.close());

const WHY = { ...AUTHORITY, reason: 'Granted in time; the journeys were stopped.' };
const idsOf = ({ persons }: CaseResponse): string[] => persons.map(({ id }) => id);
const version = async ({ id }: MadePeriod): Promise<number> =>
  (await app.as('coordinator').get(`/quota-periods/${id}`).expect(200)).body.version;
const carry = async (body: object) =>
  app
    .as('coordinator')
    .post(
      `/quota-periods/${last.id}/actions/carry-over`,
      { ...WHY, toPeriodId: next.id, ...body },
      { ifMatch: await version(last) },
    );
const progressOf = async ({ id }: MadePeriod, query = ''): Promise<{ total: { persons: number; places: object } }> =>
  (await app.as('coordinator').get(`/reports/quota-progress?periodId=${id}${query}`).expect(200)).body;

describe('carry over cases', () => {
  it('edge case 1: a family is never cut: who is left behind is named', async () => {
    const [first, ...others] = idsOf(family);
    const { status, body } = await carry({ personIds: [first] });
    expect([
      status,
      body.unmet.map(({ code, personId }: { code: string; personId: string }) => [code, personId]),
    ]).toEqual([422, expect.arrayContaining(others.map((id) => ['familyCut', id]))]);
    expect(body.unmet[0].detail).toContain(`(${family.diaryNumber}) holds a place too: name all of the case, or none.`);
    expect(body.unmet[0].detail).toMatch(/Mugisha/);
  });

  it('finds the sub-quota by the declared rules, and says where it finds none', async () => {
    const path = `/quota-periods/${last.id}/carry-over?toPeriodId=${next.id}`;
    const { body } = await app.as('coordinator').get(path).expect(200);
    expect(body).toMatchObject({ persons: idsOf(family).length + 1, unmet: [{ code: 'noSubQuota' }] });
    expect(body.unmet[0].detail).toContain(alone.diaryNumber);
    expect(body.cases).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ diaryNumber: family.diaryNumber, subQuota: 'Uganda' }),
        expect.objectContaining({ diaryNumber: alone.diaryNumber, subQuota: null }),
      ]),
    );
    expect((await carry({})).body.unmet).toMatchObject([{ code: 'noSubQuota' }]);
  });

  it('moves the case with its persons: it stands in the receiving sub-quota, and goes on there', async () => {
    expect((await carry({ personIds: idsOf(family) })).status).toBe(200);
    const carried = await theCase(app, family.id);
    expect([carried.subQuotaId, carried.version]).toEqual([next.subQuotaId('Uganda'), family.version + 1]);
    expect((await theCase(app, alone.id)).subQuotaId).toBe(last.subQuotaId());
    expect((await carry({ subQuotaId: next.subQuotaId('Tanzania') })).status).toBe(200);
    expect((await theCase(app, alone.id)).subQuotaId).toBe(next.subQuotaId('Tanzania'));

    const withdrawal = { reasonCode: 'special_reasons_before_entry', reason: 'Found in Sweden already.' };
    expect((await actOn(app, 'decision_maker', alone.id, 'withdraw-permit', withdrawal)).status).toBe(200);
    const { body } = await app.as('coordinator').get(`/quota-periods/${next.id}`).expect(200);
    expect(body.subQuotas).toMatchObject([
      { name: 'Tanzania', available: 11, reserved: 0, carriedIn: 1 },
      { name: 'Uganda', reserved: idsOf(family).length, carriedIn: idsOf(family).length },
    ]);
  });

  it('keeps the progress of both years right, before and after', async () => {
    const [then, now] = [await progressOf(last, '&asOf=2024-12-31'), await progressOf(last)];
    expect(then.total).toMatchObject({ persons: idsOf(family).length + 1 });
    expect(now.total.persons).toBe(0);
    expect((await progressOf(next)).total.persons).toBe(idsOf(family).length + 1);
  });
});
