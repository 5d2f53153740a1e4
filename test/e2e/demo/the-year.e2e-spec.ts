import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DemoClient } from '../../../seeds/demo/demo-client.js';
import { DEMO_PASSWORD, municipalityAccount, OFFICIALS } from '../../../seeds/demo/officials.js';
import { MUNICIPALITIES, type DemoQuota } from '../../../seeds/demo/set-up-quota.js';
import { Story } from '../../../seeds/demo/story.js';
import { AccessService, systemActor } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foldAudit } from '../../support/fold.js';

interface Progress {
  check: { everythingAddsUp: boolean };
  total: { places: { used: number; reserved: number; available: number; allocated: number } };
}

const WHOLE_YEAR_MS = 10 * 60_000;

describe('the year of the demo', () => {
  let app: TestApp;
  let client: DemoClient;
  let quota: DemoQuota;
  const told: string[] = [];

  beforeAll(async () => {
    app = await startApp({ today: '2025-01-07' });
    const access = app.server.get(AccessService);
    // The officials of the demo take the place of those that every test database has.
    await app.dataSource.query('DELETE FROM accounts');
    for (const official of [...OFFICIALS, ...MUNICIPALITIES.map(([code, name]) => municipalityAccount(code, name))])
      await access.createAccount(systemActor('test'), { ...official, password: DEMO_PASSWORD, demo: true });
    client = new DemoClient(app.url);
    quota = await new Story(client, (_date, what) => told.push(what)).tellAll();
  }, WHOLE_YEAR_MS);
  afterAll(() => app.close());

  it('takes good roads and bad ones', () => {
    for (const bad of [
      'incomplete',
      'split decision',
      'death',
      'declined',
      'withdrew',
      'postponed',
      'reversed',
      'two signatures',
    ])
      expect(told.filter((what) => what.includes(bad))).not.toEqual([]);
  });

  it('leaves audit entries whose fold is the status of every person', async () => {
    const persons = await foldAudit(app.dataSource);
    expect(persons.length).toBeGreaterThanOrEqual(210);
    expect(persons.filter(({ status, folded }) => status !== folded)).toEqual([]);
  });

  it('accounts for every person and every place', async () => {
    const progress = await client.get<Progress>('coordinator', `/reports/quota-progress?periodId=${quota.periodId}`);
    expect(progress.check.everythingAddsUp).toBe(true);
    const { used, reserved, available, allocated } = progress.total.places;
    expect([allocated, used + reserved + available]).toEqual([900, 900]);
    const [{ held }] = await app.dataSource.query('SELECT count(*) AS held FROM place_holdings');
    expect(used + reserved).toBe(Number(held));
  });

  it('names nobody behind the wall in the open audit chain', async () => {
    const walled = await app.dataSource.query(
      "SELECT action FROM audit_entries WHERE chain = 'open' AND (action LIKE '%security_case%' OR action LIKE '%record_statement%' OR action LIKE '%rescreen%')",
    );
    expect(walled).toEqual([]);
  });
});
