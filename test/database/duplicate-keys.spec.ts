import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
      'key, person_id FROM duplicate_keys ORDER BY key, person_id',
      'key, persons FROM duplicate_name_counts ORDER BY key',
    ].map((what) => app.dataSource.query<unknown[]>(`SELECT ${what}`)),
  );

it('makes the keys and the counts of names anew from what the persons are compared by', async () => {
  await registered(app);
  await registered(app);
  const before = await kept();
  expect(before.map(({ length }) => length > 10)).toEqual([true, true]);
  await app.dataSource.query(`DELETE FROM duplicate_keys`);
  await app.dataSource.query(`UPDATE duplicate_name_counts SET key = 'old ' || substr(key, 5)`);

  const runner = app.dataSource.createQueryRunner();
  await new DuplicateKeysTogether1735700001510().up(runner);
  await runner.release();
  expect(await kept()).toEqual(before);
});
