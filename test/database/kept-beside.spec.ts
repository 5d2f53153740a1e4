import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEPT_BESIDE } from '../../src/app.chains.js';
import { dropAppendOnly } from '../../migrations/portable.js';
import { asked, referred, stated } from '../factories/cases.js';
import { startApp, type TestApp } from '../support/app.js';

// What `npm run audit:verify` holds to account beside the two chains of the audit log.

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  const found = await stated(app, await referred(app), { outcome: 'objection' });
  await app
    .as('case_officer')
    .post('/indications', { source: 'public', receivedOn: '2025-02-03', reference: 'T-1' })
    .expect(202);
  for (const { id: personId } of found.persons) {
    const duty = { personId, crime: 'war_crime', suspicion: 'Told of a village that was shelled.' };
    await app.as('exclusion_specialist').post('/duties-to-report', duty).expect(202);
  }
  const runner = app.dataSource.createQueryRunner();
  for (const table of ['screening_records', 'walled_papers', 'duty_records']) await dropAppendOnly(runner, table);
  await runner.release();
});
afterAll(() => app.close());

const wrong = async (): Promise<(string | null)[]> => {
  const found: (string | null)[] = [];
  for (const beside of KEPT_BESIDE) found.push(await asked(app, beside.wrong));
  return found;
};
const rowsOf = (table: string): Promise<Record<string, unknown>[]> =>
  app.dataSource.query(`SELECT * FROM ${table} ORDER BY id`);
/** Does this, tells what is found wrong, and puts the row back as it was. */
async function after(table: string, row: Record<string, unknown>, change: string): Promise<(string | null)[]> {
  await app.dataSource.query(change);
  const found = await wrong();
  await app.dataSource.query(`DELETE FROM ${table} WHERE id = '${row.id as string}'`);
  const names = Object.keys(row);
  const values = Object.values(row).map((value) => (typeof value === 'number' ? value : `'${String(value)}'`));
  await app.dataSource.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`);
  expect(await wrong()).toEqual([null, null]);
  return found;
}

describe('what is kept beside the audit log', () => {
  it('is found whole when nobody touched it', async () => {
    expect(await wrong()).toEqual([null, null]);
  });

  it.each(['screening_records', 'walled_papers'])(
    'shows a sealed text of %s that was changed or is gone',
    async (table) => {
      const row = (await rowsOf(table))[0]!;
      const [where, number] = [`WHERE id = '${row.id as string}'`, row.diary_number as string];
      expect(await after(table, row, `UPDATE ${table} SET sealed = 'x' ${where}`)).toEqual([
        `${number}: The text was changed.`,
        null,
      ]);
      expect(await after(table, row, `DELETE FROM ${table} ${where}`)).toEqual([`${number}: It is missing.`, null]);
    },
  );

  it('shows a record of the duty to report that was changed, is gone, or was cut off at the end', async () => {
    const records = await rowsOf('duty_records');
    const [first, , last] = records.toSorted((a, b) => Number(a.position) - Number(b.position));
    const at = (position: number) => [null, `at ${position}: a record was changed, taken away or cut off.`];
    const where = (row: Record<string, unknown>) => `WHERE id = '${row.id as string}'`;
    const [changed, taken] = [`UPDATE duty_records SET sealed = 'x'`, 'DELETE FROM duty_records'];
    expect(await after('duty_records', first!, `${changed} ${where(first!)}`)).toEqual(at(1));
    expect(await after('duty_records', first!, `${taken} ${where(first!)}`)).toEqual(at(1));
    expect(await after('duty_records', last!, `${taken} ${where(last!)}`)).toEqual(at(3));
  });
});
