import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, registered } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app, {
    year: 2025,
    subQuotas: [
      { name: 'MENA', places: 5, regions: ['mena_and_turkiye'] },
      { name: 'Afghans in Türkiye', places: 5, countriesOfAsylum: ['TR'], nationalities: ['AF'] },
      { name: 'Great Lakes', places: 40, regions: ['east_horn_great_lakes'], countriesOfAsylum: ['CD'] },
      { name: 'Uganda', places: 2, countriesOfAsylum: ['UG'] },
      { name: 'Emergencies', places: 5, scheme: 'emergency' },
      { name: 'Admitted', places: 5, scheme: 'humanitarian_admission', countriesOfAsylum: ['KE'] },
    ],
  });
});
afterAll(() => app.close());

type Named = { subQuota: string };
const choiceOf = async (caseId: string, role: 'coordinator' | 'case_officer' = 'coordinator') =>
  (await app.as(role).get(`/cases/${caseId}/sub-quota-choice`).expect(200)).body;
const received = async (of: Partial<Rrf>) => choiceOf((await registered(app, anRrf(of))).id);
const from = (countryOfAsylum: string, nationality: string): Partial<Rrf> => ({
  countryOfAsylum,
  persons: [anRrfPerson({ nationality })],
});

describe('the sub-quota of a case, explained', () => {
  it.each([
    ['a region', from('LB', 'SY'), 'MENA'],
    ['Türkiye, with the Middle East', from('TR', 'SY'), 'MENA'],
    ['a nationality before a region', from('TR', 'AF'), 'Afghans in Türkiye'],
    ['a region or a country beside it', from('CD', 'BI'), 'Great Lakes'],
    ['a country before a region', from('UG', 'CD'), 'Uganda'],
    ['humanitarian admission, where its rule is the more specific', from('KE', 'SO'), 'Admitted'],
    ['nothing', from('CO', 'VE'), null],
    [
      'an emergency, before any place',
      { ...from('UG', 'CD'), priority: 'emergency', priorityJustification: 'Life is in danger.' } as Partial<Rrf>,
      'Emergencies',
    ],
  ])('goes by %s', async (_, rrf, subQuota) => {
    const { standing, why, history } = await received(rrf);
    expect(standing).toMatchObject({ step: 1, how: 'received', subQuota, overrode: null, reason: null, rule: why });
    expect(history).toEqual([standing]);
  });

  it('tells of every sub-quota which part of its rule fits, and why the chosen one is more specific', async () => {
    const { why, subQuotas } = await received(from('UG', 'CD'));
    expect(why).toMatch(/^Uganda\. Its rule is more specific than that of Great Lakes in the place/);
    const parts = (name: string) =>
      subQuotas
        .find(({ subQuota }: Named) => subQuota === name)
        .parts.filter(({ matched }: { matched: boolean }) => !matched)
        .map(({ part, detail }: { part: string; detail: string }) => [part, detail]);
    expect(parts('MENA')).toEqual([['place', 'For mena_and_turkiye; the case is in UG (east_horn_great_lakes).']]);
    expect(parts('Afghans in Türkiye').map(([part]: string[]) => part)).toEqual(['nationality', 'place']);
    expect(parts('Emergencies')).toEqual([
      ['scheme', 'Places for emergency are held apart: the case has the priority normal.'],
    ]);
    expect(parts('Great Lakes')).toEqual([]);
    expect(
      subQuotas.filter((one: { chosenByRule: boolean; standsHere: boolean }) => one.chosenByRule && one.standsHere),
    ).toMatchObject([{ subQuota: 'Uganda', matches: true, period: 'National quota 2025' }]);
  });

  it('tells whether the whole case would fit, to those who may read the quota', async () => {
    const { id } = await registered(app, anRrf());
    const fits = (body: { subQuotas: (Named & { fit: { fits: string } | null })[] }) =>
      Object.fromEntries(body.subQuotas.map(({ subQuota, fit }) => [subQuota, fit]));
    const told = fits(await choiceOf(id));
    expect(told['Great Lakes']).toMatchObject({ fits: 'fits', placesLeft: 40, personsAwaiting: 3 });
    expect(told.Uganda).toMatchObject({
      fits: 'does_not_fit',
      lacking: 1,
      detail: '2 places left; this case needs 3: it is not cut.',
    });
    expect(fits(await choiceOf(id, 'case_officer')).Uganda).toBeNull();
  });

  it('tells what was overridden, by whom and why, and keeps what stood before', async () => {
    const { id } = await registered(app, anRrf());
    app.goTo('2025-01-09');
    await actOn(app, 'coordinator', id, 'place-in-sub-quota', {
      subQuotaId: period.subQuotaId('Great Lakes'),
      reason: 'Uganda has too few places for the family.',
    });
    const { standing, history, subQuotas } = await choiceOf(id);
    expect(standing).toMatchObject({
      ...{ step: 2, how: 'placed', subQuota: 'Great Lakes', overrode: 'Uganda' },
      ...{ reason: 'Uganda has too few places for the family.', recordedBy: 'Coordinator', occurredOn: '2025-01-09' },
    });
    expect(history.map((one: Named) => one.subQuota)).toEqual(['Uganda', 'Great Lakes']);
    expect(
      subQuotas.map((one: Named & { standsHere: boolean; chosenByRule: boolean }) => [
        one.standsHere,
        one.chosenByRule,
      ]),
    ).toContainEqual([true, false]);
    app.goTo('2025-01-07');
  });

  it('is read by whoever reads the case, and the read is logged', async () => {
    const { id } = await registered(app, anRrf());
    for (const role of ROLES)
      await app
        .as(role)
        .get(`/cases/${id}/sub-quota-choice`)
        .expect(permits([role], 'case.read') ? 200 : 403);
    const reads = await app.dataSource.query(
      `SELECT count(*) AS n FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.case_id = '${id}' AND e.action = 'case.read' AND p.payload LIKE '%subQuotaChoice%'`,
    );
    expect(Number(reads[0].n)).toBe(ROLES.filter((role) => permits([role], 'case.read')).length);
    await app.as('coordinator').get('/cases/0197aaaa-0000-7000-8000-000000000001/sub-quota-choice').expect(404);
  });
});

describe('place in a sub-quota', () => {
  const place = (caseId: string, subQuotaId: string) =>
    actOn(app, 'case_officer', caseId, 'place-in-sub-quota', { subQuotaId, reason: 'It belongs there.' });
  const codes = ({ body }: { body: { unmet: { code: string }[] } }) => body.unmet.map(({ code }) => code);

  it('stays within the period: to another it is reallocated', async () => {
    const next = await openPeriod(app, {
      year: 2026,
      subQuotas: [{ name: 'Chad', places: 5, countriesOfAsylum: ['TD'] }],
    });
    const { id } = await registered(app, anRrf());
    const reply = await place(id, next.subQuotaId('Chad'));
    expect([reply.status, codes(reply)]).toEqual([422, ['anotherPeriod']]);
    expect(reply.body.unmet[0].detail).toContain('reallocate moves it to National quota 2026');
    const nowhere = await registered(app, anRrf(from('CO', 'VE')));
    expect((await place(nowhere.id, next.subQuotaId('Chad'))).status).toBe(200);
  });

  it('is refused while somebody holds a place, and carry-over is named as the way', async () => {
    const { id } = await granted(app, anRrf(from('CD', 'BI')));
    const reply = await place(id, period.subQuotaId('MENA'));
    expect([reply.status, codes(reply)]).toEqual([422, ['holdsPlace']]);
    expect(reply.body.unmet[0].detail).toContain('carry-over');
  });
});
