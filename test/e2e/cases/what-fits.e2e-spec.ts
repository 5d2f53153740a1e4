import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, registered } from '../../factories/cases.js';
import { granted, readyToGrant } from '../../factories/decisions.js';
import { aDecidedPeriod, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

/** A family of so many: a parent and children, in the country. */
const family = (size: number, countryOfAsylum: string, of: Partial<Rrf> = {}): Rrf =>
  anRrf({ countryOfAsylum, ...of, persons: [anRrfPerson(), ...Array.from({ length: size - 1 }, () => anRrfChild())] });
const periodFor = (country: string, places: number, tolerance = 0): Promise<MadePeriod> =>
  openPeriod(app, {
    ...{ name: `Quota ${country}`, tolerance },
    subQuotas: [{ name: country, places, countriesOfAsylum: [country] }],
  });
const whatFits = async ({ id, subQuotaId }: MadePeriod, role: 'coordinator' | 'decision_maker' = 'coordinator') =>
  (await app.as(role).get(`/quota-periods/${id}/what-fits?subQuotaId=${subQuotaId()}`).expect(200)).body;
const refusalOf = async ({ id }: CaseResponse): Promise<string> => {
  const { body } = await actOn(app, 'decision_maker', id, 'grant');
  return body.unmet.find(({ code }: { code: string }) => code === 'placesUsedUp').detail;
};

describe('what fits a sub-quota', () => {
  it('edge case 1: a case of 7 does not fit 5 remaining places; whole cases that do are combined', async () => {
    const period = await periodFor('UG', 5);
    const seven = await registered(app, family(7, 'UG'));
    const [three, two] = [await registered(app, family(3, 'UG')), await registered(app, family(2, 'UG'))];
    const body = await whatFits(period);
    expect(body).toMatchObject({ subQuota: 'UG', open: true, placesLeft: 5, tolerance: 0 });
    expect(body.cases).toEqual([
      {
        ...{ caseId: seven.id, diaryNumber: seven.diaryNumber, priority: 'normal', waitingSince: '2025-01-07' },
        ...{ persons: 7, inFilling: false, fits: 'does_not_fit', lacking: 2 },
        detail: '5 places left; this case needs 7: it is not cut.',
      },
      expect.objectContaining({ caseId: three.id, persons: 3, inFilling: true, fits: 'fits' }),
      expect.objectContaining({ caseId: two.id, persons: 2, inFilling: true, fits: 'fits' }),
    ]);
    expect(body.filling).toEqual({
      caseIds: [three.id, two.id],
      persons: 5,
      left: 0,
      detail: `${three.diaryNumber} (3) + ${two.diaryNumber} (2) fill 5 of 5 places; none is left. By priority, then by waiting time.`,
    });
  });

  it('counts the persons who still wait: not those who have a place, have left, or whose RRF is incomplete', async () => {
    const period = await periodFor('RW', 10);
    await granted(app, family(3, 'RW'));
    const four = await registered(app, family(4, 'RW'));
    const [, , , child] = four.persons;
    await actOn(app, 'coordinator', four.id, 'withdraw', { personIds: [child!.id], reasonCode: 'refugees_wish' });
    await registered(app, family(2, 'RW', { durableSolutions: null } as Partial<Rrf>));
    const { placesLeft, cases } = await whatFits(period);
    expect(placesLeft).toBe(7);
    expect(cases.map(({ caseId, persons }: { caseId: string; persons: number }) => [caseId, persons])).toEqual([
      [four.id, 3],
    ]);
  });

  it('puts emergencies first, then who has waited longest', async () => {
    const period = await periodFor('TZ', 4);
    const late = await registered(app, family(4, 'TZ', { priority: 'urgent', priorityJustification: 'Soon.' }));
    app.goTo('2025-02-03');
    const emergency = await registered(
      app,
      family(2, 'TZ', { priority: 'emergency', priorityJustification: 'Life is in danger.' }),
    );
    const { cases, filling } = await whatFits(period);
    expect(cases.map(({ caseId }: { caseId: string }) => caseId)).toEqual([emergency.id, late.id]);
    expect(filling).toMatchObject({ caseIds: [emergency.id], persons: 2, left: 2 });
    app.goTo('2025-01-07');
  });

  it('tells of a case that goes beyond the places within the tolerance', async () => {
    const period = await periodFor('BI', 5, 2);
    await registered(app, family(7, 'BI'));
    expect((await whatFits(period)).cases).toMatchObject([
      { fits: 'within_tolerance', lacking: 2, detail: expect.stringContaining('within the tolerance of 2') },
    ]);
  });

  it('tells of the places planned in a period that is not open yet', async () => {
    const period = await aDecidedPeriod(app, { year: 2026, name: 'Next', subQuotas: [{ name: 'Any', places: 9 }] });
    expect(await whatFits(period)).toMatchObject({ open: false, placesLeft: 9, cases: [], filling: { caseIds: [] } });
  });

  it('is for those who may know both the places and the cases; the read is logged', async () => {
    const period = await periodFor('SS', 5);
    const path = `/quota-periods/${period.id}/what-fits?subQuotaId=${period.subQuotaId()}`;
    const reads = async () =>
      Number(
        (
          await app.dataSource.query(
            `SELECT count(*) AS n FROM audit_payloads WHERE payload LIKE '%"whatFits":true%' AND payload LIKE '%${period.subQuotaId()}%'`,
          )
        )[0].n,
      );
    for (const role of ROLES)
      await app
        .as(role)
        .get(path)
        .expect(permits([role], 'quota.fit') ? 200 : 403);
    expect(ROLES.filter((role) => permits([role], 'quota.fit') && !permits([role], 'quota.read'))).toEqual([]);
    expect(ROLES.filter((role) => permits([role], 'quota.fit') && !permits([role], 'case.search'))).toEqual([]);
    expect(await reads()).toBe(ROLES.filter((role) => permits([role], 'quota.fit')).length);
  });

  it('refuses a sub-quota of another period, none, and a period that does not exist', async () => {
    const [one, other] = [await periodFor('KE', 5), await periodFor('ET', 5)];
    const get = (path: string) => app.as('coordinator').get(`/quota-periods/${path}`);
    expect((await get(`${one.id}/what-fits?subQuotaId=${other.subQuotaId()}`).expect(400)).body.errors).toMatchObject([
      { pointer: '?subQuotaId', code: 'notInPeriod' },
    ]);
    await get(`${one.id}/what-fits`).expect(400);
    await get(`0197aaaa-0000-7000-8000-000000000001/what-fits?subQuotaId=${one.subQuotaId()}`).expect(404);
  });
});

describe('a grant for which places lack', () => {
  it('is told which whole cases fit instead', async () => {
    await periodFor('TD', 5);
    const seven = await readyToGrant(app, family(7, 'TD'));
    const three = await registered(app, family(3, 'TD'));
    await registered(app, family(6, 'TD'));
    expect(await refusalOf(seven)).toBe(
      `The sub-quota has 5 places left; 7 are needed. A family is not cut to fit. Cases that fit: ${three.diaryNumber} (3); or an overrun, with its permission and a reason.`,
    );
  });

  it('is told that none fits, and what the tolerance covers', async () => {
    await periodFor('CM', 1, 1);
    const three = await readyToGrant(app, family(3, 'CM'));
    expect(await refusalOf(three)).toContain(
      'No other waiting case fits; or an overrun, of which 1 within the tolerance.',
    );
  });
});
