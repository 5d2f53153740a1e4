import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { compositionOf, CompositionTargetsService, countTowards } from '../../../src/quotas/index.js';
import { asked } from '../../factories/cases.js';
import { plannedRows } from '../../factories/planning.js';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { documentOf, operationsOf } from '../../support/operations.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const TARGET = {
  name: 'Women, girls and other vulnerable groups',
  counters: ['women_and_girls', 'priority_groups'],
  submissionCategories: ['WGR', 'SVT'],
  specificNeeds: ['woman_at_risk', 'disability'],
  minShare: { part: 2, of: 3 },
  decidedOn: '2025-01-02',
  authority: 'Ministry of Justice',
  documentReference: 'Ju2025/00123',
};
const record = (period: MadePeriod, body: object = TARGET, ifMatch = 0) =>
  app.as('coordinator').post(`/quota-periods/${period.id}/composition-targets`, body, { ifMatch });
const read = (period: MadePeriod) =>
  app.as('statistician').get(`/quota-periods/${period.id}/composition-targets`).expect(200);

describe('set a composition target', () => {
  it('names a share, what counts towards it and the decision behind it', async () => {
    const period = await openPeriod(app);
    const { body, etag } = await record(period).expect(201);
    expect(etag).toBe('"1"');
    expect(body).toEqual({
      ...TARGET,
      id: expect.any(String),
      periodId: period.id,
      version: 1,
      nationalities: [],
      maxShare: null,
      reason: null,
      recordedAt: expect.stringMatching(/^2025-01-07T08:/),
      recordedBy: expect.any(String),
    });
    expect(
      await app.dataSource.query(
        `SELECT name, counters, min_part, min_of, max_part, max_of FROM composition_targets WHERE id = '${body.id}'`,
      ),
    ).toEqual([
      {
        name: TARGET.name,
        counters: JSON.stringify(TARGET.counters),
        min_part: 2,
        min_of: 3,
        max_part: null,
        max_of: null,
      },
    ]);
    expect((await auditOf(app, period.id)).at(-1)).toEqual({
      action: 'quota.set_composition_target',
      reason: null,
      payload: { ...TARGET, nationalities: [], maxShare: null, version: 1, targetId: body.id },
    });
  });

  it('takes the example of its own document', async () => {
    const period = await openPeriod(app);
    const { requestBody } = operationsOf(documentOf(app)).find((one) => one.operationId === 'recordCompositionTarget')!;
    const { example } = requestBody!.content['application/json'] as { example?: object };
    expect((await record(period, example).expect(201)).body).toMatchObject({ minShare: { part: 2, of: 3 } });
  });

  it('of the same name replaces it from its day on; others stand beside it, and all stay on record', async () => {
    const period = await openPeriod(app);
    await record(period).expect(201);
    app.goTo('2025-05-05');
    const afghans = {
      ...{ name: 'Afghan women and girls', counters: ['nationality'], nationalities: ['AF'] },
      ...{ minShare: { part: 1, of: 10 }, maxShare: { part: 1, of: 5 } },
      ...{ decidedOn: '2025-05-02', authority: 'Ministry of Justice', documentReference: 'Ju2025/00777' },
    };
    await record(period, afghans, 1).expect(201);
    const anew = { ...TARGET, minShare: { part: 3, of: 4 }, decidedOn: '2025-05-04', reason: 'A new mandate.' };
    await record(period, anew, 2).expect(201);

    const { body, etag } = await read(period);
    expect(etag).toBe('"3"');
    expect(body.items.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
    expect(body.inForce).toMatchObject([
      { name: 'Afghan women and girls', version: 2, nationalities: ['AF'], maxShare: { part: 1, of: 5 } },
      { name: TARGET.name, version: 3, minShare: { part: 3, of: 4 }, reason: 'A new mandate.' },
    ]);

    const on = (day: string, asOf?: string) =>
      asked(app, async (tx) =>
        (await app.server.get(CompositionTargetsService).targetsOn(tx, period.id, day, asOf)).map(
          ({ version }) => version,
        ),
      );
    expect(await on('2025-01-01')).toEqual([]);
    expect(await on('2025-05-01')).toEqual([1]);
    expect(await on('2025-05-04')).toEqual([2, 3]);
    expect(await on('2025-05-04', '2025-05-04')).toEqual([1]);
    app.goTo('2025-01-07');
  });

  it('is judged on counts alone', async () => {
    const period = await openPeriod(app);
    await record(period).expect(201);
    const [target] = await asked(app, (tx) =>
      app.server.get(CompositionTargetsService).targetsOn(tx, period.id, '2025-01-07'),
    );
    const traits = { under18: false, nationality: 'CD', submissionCategories: ['LPN'], specificNeeds: [] };
    const counts = countTowards(target!, [
      { ...traits, female: true, persons: 150 },
      { ...traits, female: false, submissionCategories: ['SVT', 'LPN'], persons: 10 },
      { ...traits, female: false, persons: 140 },
    ]);
    expect(compositionOf(target!, { ...counts, remaining: 600 })).toMatchObject({
      counted: 160,
      total: 300,
      share: 0.5333,
      standing: 'at_risk',
      needed: 440,
    });
  });

  it.each<[string, object, [string, string][]]>([
    ['nothing to count', { counters: [] }, [['/counters', 'arrayMinSize']]],
    ['a counter that there is not', { counters: ['religion'] }, [['/counters', 'isIn']]],
    ['a need that there is not', { specificNeeds: ['poverty'] }, [['/specificNeeds', 'isIn']]],
    ['a share of nothing', { minShare: { part: 0, of: 0 } }, [['/minShare/of', 'min']]],
    ['more than all', { minShare: { part: 4, of: 3 } }, [['/minShare', 'moreThanAll']]],
    ['no limit', { minShare: undefined }, [['/minShare', 'noLimit']]],
    ['a decision to come', { decidedOn: '2025-01-08' }, [['/decidedOn', 'afterToday']]],
    [
      'a category that there is not',
      { submissionCategories: ['WGR', 'XYZ'] },
      [['/submissionCategories/1', 'unknownCategory']],
    ],
    [
      'nationalities that are not counted, and groups that are not named; both told',
      { submissionCategories: [], specificNeeds: [], nationalities: ['AF'] },
      [
        ['/nationalities', 'notCounted'],
        ['/submissionCategories', 'missing'],
      ],
    ],
    [
      'a country that does not exist',
      { ...{ counters: ['nationality'], nationalities: ['AF', 'XX'], submissionCategories: [], specificNeeds: [] } },
      [['/nationalities/1', 'unknownCountry']],
    ],
  ])('refuses %s and writes nothing', async (_, wrong, errors) => {
    const period = await openPeriod(app);
    const before = await plannedRows(app);
    const { body } = await record(period, { ...TARGET, ...wrong }).expect(400);
    expect(body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual(errors);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('refuses one that replaces another without a reason', async () => {
    const period = await openPeriod(app);
    await record(period).expect(201);
    expect((await record(period, TARGET, 1).expect(400)).body.errors).toMatchObject([
      { pointer: '/reason', code: 'reasonMissing' },
    ]);
  });

  it('needs the version of the list; of two at once one is recorded', async () => {
    const period = await openPeriod(app);
    await app.as('coordinator').post(`/quota-periods/${period.id}/composition-targets`, TARGET).expect(428);
    const answers = await Promise.all(['A', 'B', 'C'].map((name) => record(period, { ...TARGET, name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
    expect((await record(period, { ...TARGET, name: 'D' }, 5).expect(412)).body.currentVersion).toBe(1);
    expect((await read(period)).body.items).toHaveLength(1);
  });

  it('is over when the period is closed', async () => {
    const period = await openPeriod(app);
    await actOnPeriod(app, period.id, 'actions/begin-closing', AUTHORITY);
    await actOnPeriod(app, period.id, 'actions/close', AUTHORITY);
    expect((await record(period).expect(409)).body.refusals).toMatchObject([{ from: 'closed' }]);
    expect((await read(period)).body).toEqual({ version: 0, inForce: [], items: [] });
    const nowhere = '/quota-periods/0195d3c0-0000-7000-8000-000000000000/composition-targets';
    await app.as('coordinator').get(nowhere).expect(404);
    await app.as('coordinator').post(nowhere, TARGET, { ifMatch: 0 }).expect(404);
  });

  it('is for coordinators, and read by those who read the quota', async () => {
    const period = await openPeriod(app);
    const holders = (permission: 'quota.plan' | 'quota.read'): readonly Role[] => PERMISSIONS[permission].roles;
    const path = `/quota-periods/${period.id}/composition-targets`;
    for (const role of ROLES.filter((one) => !holders('quota.plan').includes(one)))
      expect((await app.as(role).post(path, {}, { ifMatch: 0 }).expect(403)).body.permission).toBe('quota.plan');
    for (const role of ROLES)
      await app
        .as(role)
        .get(path)
        .expect(holders('quota.read').includes(role) ? 200 : 403);
    await app.nobody.get(path).expect(401);
  });

  it('leaves rows that nobody can change or delete', async () => {
    await expect(app.dataSource.query('DELETE FROM composition_targets')).rejects.toThrow('never changed or deleted');
    await expect(app.dataSource.query('UPDATE composition_targets SET min_part = 1')).rejects.toThrow(
      'never changed or deleted',
    );
  });
});
