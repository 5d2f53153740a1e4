import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DuplicateEntries1735700002000 } from '../../migrations/1735700002000-duplicate-entries.js';
import { DuplicateKeysTogether1735700001510 } from '../../migrations/1735700001510-duplicate-keys-together.js';
import { registered } from '../factories/cases.js';
import { openPeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 10 });
});
afterAll(() => app.close());

const kept = (): Promise<unknown[][]> =>
  Promise.all(
    [
      'key, person_id FROM duplicate_keys k JOIN duplicate_profiles p ON p.entry = k.entry ORDER BY key, person_id',
      'person_id, profile FROM duplicate_profiles ORDER BY person_id',
      'key, persons FROM duplicate_name_counts ORDER BY key',
    ].map((what) => app.dataSource.query<unknown[]>(`SELECT ${what}`)),
  );

it('keeps the index through both of its changes: the keys made anew, and the persons by their numbers', async () => {
  await registered(app);
  await registered(app);
  const before = await kept();
  expect(before.map(({ length }) => length > 1)).toEqual([true, true, true]);

  const runner = app.dataSource.createQueryRunner();
  const entries = new DuplicateEntries1735700002000();
  await entries.down(runner);
  await app.dataSource.query(`DELETE FROM duplicate_keys`);
  await app.dataSource.query(`UPDATE duplicate_name_counts SET key = 'old ' || substr(key, 5)`);
  await new DuplicateKeysTogether1735700001510().up(runner);
  await entries.up(runner);
  await runner.release();
  expect(await kept()).toEqual(before);
  await registered(app);
});
