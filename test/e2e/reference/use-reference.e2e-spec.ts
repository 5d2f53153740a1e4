import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedReference } from '../../../seeds/reference/seed.js';
import { systemActor } from '../../../src/access/index.js';
import { AuditService } from '../../../src/audit/index.js';
import { ConditionsUnmet, InvalidInput } from '../../../src/kernel/index.js';
import { permitFor, PolicyService } from '../../../src/policy/index.js';
import { UnitOfWork, type Tx } from '../../../src/platform/index.js';
import { ReferenceService } from '../../../src/reference/index.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let reference: ReferenceService;
let policy: PolicyService;
beforeAll(async () => {
  app = await startApp();
  reference = app.server.get(ReferenceService);
  policy = app.server.get(PolicyService);
});
afterAll(() => app.close());

const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => app.server.get(UnitOfWork).read(work);
const errorsOf = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  read(work).then(
    () => 'no error',
    (error: unknown) => (error instanceof InvalidInput ? error.errors : error),
  );

describe('a reason', () => {
  it('is found by verb and code', async () => {
    const reason = await read((tx) => reference.requireReason(tx, 'exclude', 'article_1f_a'));
    expect(reason).toMatchObject({ standard: 'serious_reasons', validFrom: null });
  });

  it('is refused when the verb has no such code, naming the field and what is possible', async () => {
    expect(await errorsOf((tx) => reference.requireReason(tx, 'withdraw', 'article_1f_a'))).toEqual([
      {
        pointer: '/reasonCode',
        code: 'unknownReason',
        message: 'article_1f_a is not a reason to withdraw; possible: error, exceptional_reasons, refugees_wish.',
      },
    ]);
    const pointer = '/persons/0/reasonCode';
    expect(await errorsOf((tx) => reference.requireReason(tx, 'grant', 'x', { pointer }))).toMatchObject([{ pointer }]);
  });

  it('of the EU framework is refused on the day before the framework applied', async () => {
    expect(
      await errorsOf((tx) => reference.requireReason(tx, 'refuse', 'urf_6_1_d', { on: '2024-06-10' })),
    ).toMatchObject([{ pointer: '/reasonCode', code: 'reasonNotInForce' }]);
    expect(await errorsOf((tx) => reference.requireReason(tx, 'refuse', 'urf_6_1_d', { on: '2024-06-11' }))).toBe(
      'no error',
    );
  });
});

describe('a code', () => {
  it('of a country is refused when there is none, naming the field', async () => {
    expect(await read((tx) => reference.getCountry(tx, 'CD'))).toMatchObject({
      nameSv: 'Demokratiska republiken Kongo',
    });
    expect(await errorsOf((tx) => reference.getCountry(tx, 'XX', '/countryOfAsylum'))).toMatchObject([
      { pointer: '/countryOfAsylum', code: 'unknownCountry' },
    ]);
  });

  it('of a municipality keeps its leading zero', async () => {
    expect(await read((tx) => reference.findMunicipality(tx, '0180'))).toMatchObject({
      name: 'Stockholm',
      countyCode: '01',
    });
    expect(await read((tx) => reference.findMunicipality(tx, '180'))).toBeNull();
  });
});

describe('a dated rule', () => {
  it('is the one of the day: edge case 24', async () => {
    const permitOf = (day: string) =>
      read(async (tx) => permitFor(await policy.ruleOn(tx, 'permit', day), 'refugee', day).permitType);
    expect(await permitOf('2026-07-11')).toBe('permanent');
    expect(await permitOf('2026-07-12')).toBe('time_limited');
    await expect(permitOf('2016-07-19')).rejects.toThrow(ConditionsUnmet);
  });

  it('has the value of its kind', async () => {
    expect((await read((tx) => policy.ruleOn(tx, 'adult-age', '2025-01-07'))).value.years).toBe(18);
    expect((await read((tx) => policy.ruleOn(tx, 'reception-deadline', '2025-01-07'))).value.months).toBe(2);
  });
});

describe('seeding at the start', () => {
  const seed = () => app.server.get(UnitOfWork).run(systemActor('test'), (tx) => seedReference(tx));
  const entries = async () =>
    (await read((tx) => app.server.get(AuditService).find(tx, { limit: 200 }))).items.filter(
      (entry) => entry.action === 'reference.seed',
    );

  it('writes nothing and leaves no entry when nothing changed', async () => {
    const before = await entries();
    expect(before.map((entry) => entry.subjectType)).toContain('municipalities');
    await seed();
    expect(await entries()).toEqual(before);
  });

  it('corrects what reads otherwise, adds what is missing, keeps what the release no longer has, and leaves one entry a table', async () => {
    const { dataSource } = app;
    await dataSource.query(`UPDATE countries SET name_sv = 'Turkeit' WHERE code = 'TR'`);
    await dataSource.query(`DELETE FROM policy_rules WHERE code = 'permit-2021'`);
    await dataSource.query(
      `INSERT INTO countries (code, name_en, name_sv, former_names) VALUES ('YU', 'Yugoslavia', 'Jugoslavien', '[]')`,
    );
    const before = await entries();
    await seed();
    expect((await read((tx) => reference.getCountry(tx, 'TR'))).nameSv).toBe('Turkiet');
    expect((await read((tx) => policy.ruleOn(tx, 'permit', '2025-01-07'))).code).toBe('permit-2021');
    expect((await read((tx) => reference.getCountry(tx, 'YU'))).nameSv).toBe('Jugoslavien');
    const written = (await entries()).slice(before.length).map(({ subjectType, payload }) => [subjectType, payload]);
    expect(written).toEqual([
      ['countries', { inserted: [], updated: ['TR'] }],
      ['policyRules', { inserted: ['permit-2021'], updated: [] }],
    ]);
  });
});
