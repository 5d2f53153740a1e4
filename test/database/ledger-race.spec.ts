import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { databaseOptions } from '../../src/app.database.js';
import { ConditionsUnmet } from '../../src/kernel/index.js';
import { openDataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/index.js';
import { balancesOf } from '../../src/quotas/domain/ledger.js';
import { dayTotalsOf } from '../../src/quotas/domain/ledger-totals.js';
import { QuotasService } from '../../src/quotas/index.js';
import { anActor, placesOf, somePersons, type PersonsOfCase } from '../factories/places.js';
import { actOnPeriod, AUTHORITY, openPeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { holding, ledgerIn } from '../support/stored-ledger.js';

let app: TestApp;
let places: ReturnType<typeof placesOf>;
let ledger: ReturnType<typeof ledgerIn>;
let servers: UnitOfWork[];
let second: DataSource | undefined;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  places = placesOf(app);
  ledger = ledgerIn(app.dataSource);
  servers = [app.server.get(UnitOfWork)];
  if (app.dataSource.options.type !== 'postgres') return;
  // Another server on the same database, with a connection for each official: on PostgreSQL all of them are in it at once.
  second = await openDataSource(databaseOptions({ url: app.dataSource.options.url!, poolSize: 64 }));
  servers.push(new UnitOfWork(second, app.clock));
});
afterAll(async () => {
  await second?.destroy();
  await app.close();
});

/** The official works on the one server or the other. */
const reserveAs = (official: number, person: PersonsOfCase, subQuotaId: string): Promise<void> => {
  const actor = anActor('decision_maker');
  const wanted = { ...person, subQuotaId, occurredOn: app.clock.today() };
  return servers[official % 8 === 0 ? 0 : servers.length - 1]!.run(actor, (tx) =>
    app.server.get(QuotasService).reserve(tx, actor, wanted),
  );
};

/** The outcome of each act: `done`, or the codes of what was refused. Anything but a refusal fails the test. */
const race = async (acts: readonly (() => Promise<unknown>)[]): Promise<string[]> => {
  const settled = await Promise.allSettled(acts.map((act) => act()));
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof ConditionsUnmet) return one.reason.unmet.map(({ code }) => code).join();
    throw one.reason;
  });
};
const countOf = (outcomes: string[], word: string): number => outcomes.filter((one) => one === word).length;
const balance = async (account: string): Promise<number> =>
  (
    await app.dataSource.query<{ balance: number }[]>(
      `SELECT balance FROM ledger_balances WHERE account = '${account}'`,
    )
  )[0]!.balance;
const holders = async (subQuotaId: string): Promise<string[]> =>
  (
    await app.dataSource.query<{ person_id: string }[]>(
      `SELECT person_id FROM place_holdings WHERE sub_quota_id = '${subQuotaId}'`,
    )
  ).map(({ person_id }) => person_id);

describe('the last place', () => {
  it.each([
    [2, 10],
    [64, 200],
  ])(
    'wanted by %d officials at once goes to exactly one, %d times in a row, and nothing else moves',
    async (officials, rounds) => {
      const id = (await openPeriod(app, { places: 1 })).subQuotaId();
      const [free, taken] = [`available:${id}`, `reserved:${id}`];
      for (let round = 0; round < rounds; round += 1) {
        const wanting = Array.from({ length: officials }, () => somePersons());
        const before = await ledger.balances();
        const outcomes = await race(wanting.map((person, n) => () => reserveAs(n, person, id)));
        expect([countOf(outcomes, 'done'), countOf(outcomes, 'placesUsedUp')]).toEqual([1, officials - 1]);
        const winner = wanting[outcomes.indexOf('done')]!;
        expect(await holders(id)).toEqual(winner.personIds);
        expect([before.get(free), before.get(taken)]).toEqual([1, 0]);
        expect(await ledger.balances()).toEqual(new Map([...before, [free, 0], [taken, 1]]));
        await places.release(winner, 'Makes room for the next round.');
      }
      const entries = await ledger.entries();
      expect(entries.filter(({ toAccount }) => toAccount === taken)).toHaveLength(rounds);
      expect(holding(await ledger.balances())).toEqual(holding(balancesOf(entries)));
      expect(await ledger.totals()).toEqual(dayTotalsOf(entries));
    },
    300_000,
  );

  it('is not given to a part of a family that does not fit, and goes to who fits', async () => {
    const id = (await openPeriod(app, { places: 5 })).subQuotaId();
    const wanting: PersonsOfCase[] = [4, 4, 4, 3, 3, 3, 7].map((size) => somePersons(size));
    const outcomes = await race(wanting.map((family) => () => places.reserve(family, id)));
    const granted = wanting.filter((_, index) => outcomes[index] === 'done').flatMap(({ personIds }) => personIds);
    expect(countOf(outcomes, 'done')).toBe(1);
    expect((await holders(id)).sort()).toEqual(granted.sort());
    expect(await balance(`available:${id}`)).toBe(5 - granted.length);
  });

  it('freed and wanted at once is never held by two', async () => {
    const id = (await openPeriod(app, { places: 1 })).subQuotaId();
    for (let round = 0; round < 10; round += 1) {
      const [leaving] = await holders(id);
      const release = leaving ? [() => places.release({ caseId: leaving, personIds: [leaving] }, 'Withdrawn.')] : [];
      await race([...release, ...Array.from({ length: 6 }, () => () => places.reserve(somePersons(), id))]);
      expect((await holders(id)).length).toBe(1 - (await balance(`available:${id}`)));
    }
  });

  it('is not gone beyond by several who each keep to the tolerance', async () => {
    const period = await openPeriod(app, { places: 1, tolerance: 2 });
    const outcomes = await race(
      Array.from({ length: 8 }, () => () => places.reserve(somePersons(), period.subQuotaId())),
    );
    expect(countOf(outcomes, 'done')).toBe(3);
    const { body } = await app.as('auditor').get(`/quota-periods/${period.id}`).expect(200);
    expect(body.places).toMatchObject({ decided: 1, overrun: 2, available: 0, reserved: 3 });
  });
});

describe('one person', () => {
  it('granted by several officials at once, in several sub-quotas, holds one place', async () => {
    const period = await openPeriod(app, { subQuotas: ['A', 'B', 'C'].map((name) => ({ name, places: 10 })) });
    const person = somePersons();
    const outcomes = await race(
      ['A', 'B', 'C', 'A'].map((name) => () => places.reserve(person, period.subQuotaId(name))),
    );
    expect([countOf(outcomes, 'done'), countOf(outcomes, 'holdsPlace')]).toEqual([1, 3]);
  });

  it('counted, and withdrawn, at the same time is one of the two', async () => {
    const period = await openPeriod(app, { places: 10 });
    for (let round = 0; round < 10; round += 1) {
      const person = somePersons();
      await places.reserve(person, period.subQuotaId());
      await race([
        () => places.record('arrival', person),
        () => places.release(person, 'Withdrawn.'),
        () => places.record('arrival', person),
      ]);
    }
    const { body } = await app.as('auditor').get(`/quota-periods/${period.id}`).expect(200);
    expect(body.places.reserved).toBe(0);
    expect(body.places.used).toBe((await holders(period.subQuotaId())).length);
    expect(body.places.available + body.places.used).toBe(10);
  });
});

describe('acts that touch the same accounts in opposite order', () => {
  it('all come through: nobody waits in a ring', async () => {
    const period = await openPeriod(app, {
      subQuotas: [
        { name: 'A', places: 200 },
        { name: 'B', places: 200 },
      ],
    });
    const [a, b] = [period.subQuotaId('A'), period.subQuotaId('B')];
    const grants = [a, b, a, b, a, b, a, b].map((id) => () => places.reserve(somePersons(3), id));
    const transfers = [
      [a, b],
      [b, a],
    ].map(([from, to]) => async () => {
      for (let times = 0; times < 3; times += 1)
        await actOnPeriod(app, period.id, 'actions/transfer', {
          ...AUTHORITY,
          places: 1,
          fromSubQuotaId: from,
          toSubQuotaId: to,
        }).catch(
          // Two coordinators at once: the later one is told that the period has changed.
          (error: Error) => expect(error.message).toContain('412'),
        );
    });
    expect(new Set(await race([...grants, ...transfers]))).toEqual(new Set(['done']));
    const { body } = await app.as('auditor').get(`/quota-periods/${period.id}`).expect(200);
    expect(body.places).toMatchObject({ decided: 400, available: 376, reserved: 24 });
  });

  it('take the end of the ledger as it is when they write, whatever they read before', async () => {
    const id = (await openPeriod(app, { places: 100 })).subQuotaId();
    const actor = anActor('decision_maker');
    const families = Array.from({ length: 16 }, () => somePersons(2));
    for (const family of families) await places.reserve(family, id);
    const [quotas, unitOfWork] = [app.server.get(QuotasService), app.server.get(UnitOfWork)];
    const outcomes = await race(
      families.map((family) => async () => {
        await unitOfWork.run(actor, async (tx) => {
          await quotas.placesFor(tx, id, app.clock.today());
          await quotas.recordEvent(tx, actor, 'arrival', { ...family, occurredOn: app.clock.today() });
        });
      }),
    );
    expect(countOf(outcomes, 'done')).toBe(families.length);
  });

  it('leave the positions of the ledger without a gap', async () => {
    const [counted] = await app.dataSource.query<Record<'entries' | 'last', number | string>[]>(
      'SELECT count(*) AS entries, max(position) AS last FROM ledger_entries',
    );
    expect(Number(counted!.entries)).toBeGreaterThan(100);
    expect(Number(counted!.last)).toBe(Number(counted!.entries));
  });
});
