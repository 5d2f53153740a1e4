import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn, registered, versionOf } from '../../factories/cases.js';
import { entriesOf, granted, unmetOf } from '../../factories/decisions.js';
import {
  actOnPeriod,
  aDecidedPeriod,
  aPeriod,
  AUTHORITY,
  openPeriod,
  type MadePeriod,
} from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

const ON_AUTHORITY = {
  authority: 'Head of the resettlement unit',
  documentReference: '1.3.4-2025-118',
  reason: 'They come first next year.',
};
const NOWHERE = '0197aaaa-0000-7000-8000-000000000001';

let app: TestApp;
let period: MadePeriod;
let next: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app, {
    year: 2025,
    subQuotas: [
      { name: 'Uganda', places: 20, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 2, countriesOfAsylum: ['RW'] },
    ],
  });
  next = await aDecidedPeriod(app, { year: 2026, subQuotas: [{ name: 'Great Lakes', places: 10 }] });
});
afterAll(() => app.close());

const reallocate = (caseId: string, subQuotaId: string, rest: object = ON_AUTHORITY) =>
  actOn(app, 'coordinator', caseId, 'reallocate', { subQuotaId, ...rest });
const inReport = async (of: MadePeriod, asOf: string): Promise<number> => {
  const reply = await app.as('coordinator').get(`/reports/quota-progress?periodId=${of.id}&asOf=${asOf}`).expect(200);
  return reply.body.total.persons as number;
};

describe('reallocate', () => {
  it('moves a case that waits to another period, on authority, and tells whether it fits there', async () => {
    const { id, version } = await registered(app);
    app.goTo('2025-03-03');
    const { status, body, etag } = await reallocate(id, next.subQuotaId());
    expect([status, etag]).toEqual([200, `"${version + 1}"`]);
    expect(body).toMatchObject({
      subQuotaId: next.subQuotaId(),
      fit: { fits: 'fits', placesLeft: 10, personsAwaiting: 3, detail: '10 places left; this case needs 3: it fits.' },
    });
    expect(await entriesOf(app, id, 'case.reallocate')).toMatchObject([
      {
        reason: ON_AUTHORITY.reason,
        payload: {
          ...{ authority: ON_AUTHORITY.authority, documentReference: ON_AUTHORITY.documentReference },
          ...{ before: period.subQuotaId('Uganda'), subQuotaId: next.subQuotaId(), period: 'National quota 2026' },
        },
      },
    ]);
    const { standing } = (await app.as('coordinator').get(`/cases/${id}/sub-quota-choice`).expect(200)).body;
    expect(standing).toMatchObject({
      ...{ step: 2, how: 'reallocated', subQuota: 'Great Lakes', period: 'National quota 2026', overrode: 'Uganda' },
      ...{ ...ON_AUTHORITY, occurredOn: '2025-03-03', recordedBy: 'Coordinator' },
    });
    const { items } = (await app.as('coordinator').get(`/cases/${id}/timeline`).expect(200)).body;
    expect(items.map(({ text }: { text: string }) => text)).toContain(
      'The case was reallocated to the sub-quota Great Lakes, National quota 2026, on the authority of Head of the resettlement unit.',
    );
  });

  it('is in the report from its day on, and not before', async () => {
    const [before, after] = ['2025-03-02', '2025-03-03'];
    expect([await inReport(period, before), await inReport(next, before)]).toEqual([3, 0]);
    expect([await inReport(period, after), await inReport(next, after)]).toEqual([0, 3]);
  });

  it('moves to another sub-quota of the same period too, even where the case does not fit: it only waits there', async () => {
    const { id } = await registered(app);
    const { status, body } = await reallocate(id, period.subQuotaId('Rwanda'));
    expect([status, body.fit]).toMatchObject([
      200,
      { fits: 'does_not_fit', lacking: 1, detail: '2 places left; this case needs 3: it is not cut.' },
    ]);
  });

  it('is refused while somebody holds a place: carry-over is the way then', async () => {
    const found = await granted(app);
    const reply = await reallocate(found.id, next.subQuotaId());
    expect([reply.status, unmetOf(reply)]).toEqual([422, found.persons.map(({ id }) => ['holdsPlace', id])]);
    expect(reply.body.unmet[0].detail).toContain('carry-over');
    expect((await theCase(app, found.id)).subQuotaId).toBe(period.subQuotaId('Uganda'));
  });

  it('is refused to a period that is not decided yet, that closes or that is over, and when nobody waits', async () => {
    const { id } = await registered(app);
    const refused = async (caseId: string, subQuotaId: string) => unmetOf(await reallocate(caseId, subQuotaId));
    const draft = await aPeriod(app, { year: 2027, subQuotas: [{ name: 'Any', places: 0 }] });
    expect(await refused(id, draft.subQuotaId())).toEqual([['periodNotOpen', undefined]]);
    const closing = await openPeriod(app, {
      year: 2025,
      name: 'Another 2025',
      subQuotas: [{ name: 'Chad', places: 1 }],
    });
    await actOnPeriod(app, closing.id, 'actions/begin-closing', AUTHORITY);
    expect(await refused(id, closing.subQuotaId('Chad'))).toEqual([['periodNotOpen', undefined]]);
    const over = await openPeriod(app, { year: 2024, subQuotas: [{ name: 'Late', places: 1 }] });
    expect(await refused(id, over.subQuotaId())).toEqual([['periodOver', undefined]]);
    await actOn(app, 'coordinator', id, 'withdraw', { reasonCode: 'refugees_wish' });
    expect(await refused(id, next.subQuotaId())).toEqual([['nobodyWaits', undefined]]);
  });

  it('needs authority, document and reason, another sub-quota, and the version that was read', async () => {
    const { id, version } = await registered(app, anRrf({ persons: [anRrfPerson()] }));
    const path = `/cases/${id}/actions/reallocate`;
    const body = { subQuotaId: next.subQuotaId(), ...ON_AUTHORITY };
    const post = (sent: object, ifMatch = version) => app.as('coordinator').post(path, sent, { ifMatch });
    const pointers = (await post({ subQuotaId: next.subQuotaId() }).expect(400)).body.errors.map(
      ({ pointer }: { pointer: string }) => pointer,
    );
    expect(new Set(pointers)).toEqual(new Set(['/authority', '/documentReference', '/reason']));
    const same = await post({ ...body, subQuotaId: period.subQuotaId('Uganda') }).expect(400);
    expect(same.body.errors).toMatchObject([{ pointer: '/subQuotaId', code: 'sameSubQuota' }]);
    await post({ ...body, subQuotaId: NOWHERE }).expect(404);
    await post(body, version + 1).expect(412);
    await app.as('coordinator').post(path, body).expect(428);
    await app.as('coordinator').post(`/cases/${NOWHERE}/actions/reallocate`, body, { ifMatch: 1 }).expect(404);
    expect(await versionOf(app, id)).toBe(version);
    const key = 'the-same-act-once-more';
    const [first, again] = [
      await app.as('coordinator').post(path, body, { ifMatch: version, key }).expect(200),
      await app.as('coordinator').post(path, body, { ifMatch: version, key }).expect(200),
    ];
    expect(again.body).toEqual(first.body);
    expect(await entriesOf(app, id, 'case.reallocate')).toHaveLength(1);
  });

  it('of two at once one is carried out', async () => {
    const { id, version } = await registered(app);
    const body = { subQuotaId: next.subQuotaId(), ...ON_AUTHORITY };
    const replies = await Promise.all(
      [1, 2, 3].map(() => app.as('coordinator').post(`/cases/${id}/actions/reallocate`, body, { ifMatch: version })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('is for coordinators, and offered to them', async () => {
    const { id, version } = await registered(app);
    const body = { subQuotaId: next.subQuotaId(), ...ON_AUTHORITY };
    for (const role of ROLES.filter((one) => !permits([one], 'case.reallocate')))
      expect(
        (await app.as(role).post(`/cases/${id}/actions/reallocate`, body, { ifMatch: version }).expect(403)).body,
      ).toMatchObject({ permission: 'case.reallocate' });
    const offered = async (role: 'coordinator' | 'case_officer') =>
      (await app.as(role).get(`/cases/${id}/next-actions`).expect(200)).body.theCase.available;
    expect(await offered('coordinator')).toContain('reallocate');
    expect(await offered('case_officer')).not.toContain('reallocate');
  });
});
