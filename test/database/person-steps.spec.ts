import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERSON_STEPS } from '../../migrations/person-steps.js';
import { actionsFrom, PERSON_STATUSES, targetsOf } from '../../src/cases/index.js';
import { startApp, type TestApp } from '../support/app.js';

describe('the lifecycle is kept by the database itself', () => {
  let app: TestApp;
  const write = (sql: string) => app.dataSource.query(sql);
  const step = (id: string, number: number, action: string, from: string | null, to: string) =>
    write(`INSERT INTO person_transitions (id, person_id, case_id, step, action, from_status, to_status, occurred_on, recorded_at)
      VALUES ('${id}', 'p1', 'c1', ${number}, '${action}', ${from ? `'${from}'` : 'NULL'}, '${to}', '2025-01-07', '2025-01-07T08:00:00.000Z')`);
  const setStatus = (status: string) => write(`UPDATE persons SET status = '${status}' WHERE id = 'p1'`);

  beforeAll(async () => {
    app = await startApp();
    await write(`INSERT INTO cases (id, diary_number, source, priority, country_of_asylum, case_size, intake, received_on, version, changed_by, changed_at)
      VALUES ('c1', 'VID-2025-99999', 'unhcr', 'normal', 'UG', 1, 'registered', '2025-01-07', 1, 'test', '2025-01-07T08:00:00.000Z')`);
    await write(`INSERT INTO persons (id, case_id, number, family_name, given_names, other_names, sex, birth_date_precision, stateless, relation_to_principal,
      languages, specific_needs, holds_eu_protection, identity_version, status, status_since, active)
      VALUES ('p1', 'c1', 1, 'A', 'B', '[]', 'female', 'day', false, 'principal_applicant', '[]', '[]', false, 1, 'listed', '2025-01-07', true)`);
    await step('t1', 1, 'list', null, 'listed');
    await step('t2', 2, 'refer', 'listed', 'in_screening');
    await setStatus('in_screening');
  });
  afterAll(() => app.close());

  test('its steps are those of the table in the code', () => {
    const table = PERSON_STATUSES.flatMap((from) =>
      actionsFrom(from).flatMap((action) => targetsOf(from, action).map((to) => `${action} ${from} ${to}`)),
    );
    expect([...PERSON_STEPS].sort()).toEqual(table.sort());
  });

  test('nobody is examined before the statement, not even by a hand-written row', async () => {
    await expect(step('t3', 3, 'examine', 'in_screening', 'under_examination')).rejects.toThrow('not in the lifecycle');
    await expect(step('t3', 3, 'examine', 'cleared', 'under_examination')).rejects.toThrow('not in the lifecycle');
  });

  test('a status cannot be set without its step', async () => {
    await expect(setStatus('cleared')).rejects.toThrow('by a step of the lifecycle only');
    await expect(setStatus('granted')).rejects.toThrow('by a step of the lifecycle only');
  });

  test('a step that happened cannot be changed or taken away', async () => {
    await expect(write(`UPDATE person_transitions SET to_status = 'cleared' WHERE id = 't2'`)).rejects.toThrow(
      'never changed',
    );
    await expect(write(`DELETE FROM person_transitions WHERE id = 't2'`)).rejects.toThrow('never changed');
  });
});
