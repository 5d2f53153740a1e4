import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NameKeysOfBefore1735700001500 } from '../../migrations/1735700001500-name-keys-of-before.js';
import { registered } from '../factories/cases.js';
import { openPeriod } from '../factories/quotas.js';
import { anRrf, anRrfPerson } from '../factories/rrf.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 10 });
});
afterAll(() => app.close());

const keys = (): Promise<unknown[]> =>
  app.dataSource.query('SELECT word, sound, person_id FROM person_name_keys ORDER BY person_id, word, sound');

it('finds by name whoever was entered before names were kept as words, and changes nothing of the others', async () => {
  const before = await registered(
    app,
    anRrf({ persons: [anRrfPerson({ familyName: 'አስፋው', givenNames: 'Yohannes', otherNames: ['Jean-Pierre'] })] }),
  );
  await registered(app);
  const kept = await keys();
  await app.dataSource.query(`DELETE FROM person_name_keys WHERE person_id = '${before.persons[0]!.id}'`);

  const runner = app.dataSource.createQueryRunner();
  const migration = new NameKeysOfBefore1735700001500();
  for (let time = 0; time < 2; time += 1) {
    await migration.up(runner);
    expect(await keys()).toEqual(kept);
  }
  await runner.release();
});
