import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPeriod } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { REASON } from './families.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025 });
});
afterAll(() => app.close());

describe('family acts at once', () => {
  it('two cases that are merged into each other at the same time end as one', async () => {
    const [one, two] = [await STANDING.listed(app), await STANDING.listed(app)];
    const into = (ours: typeof one, theirs: typeof one) =>
      app.as('case_officer').post(
        `/cases/${ours.id}/actions/merge`,
        {
          otherCaseId: theirs.id,
          otherCaseVersion: theirs.version,
          relations: theirs.persons.map(({ id: personId }) => ({ personId, relation: 'other_relative' })),
          reason: REASON,
        },
        { ifMatch: ours.version },
      );
    const replies = await Promise.all([into(one, two), into(two, one)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const left = await app.dataSource.query<{ n: number }[]>(
      `SELECT count(*) AS n FROM persons WHERE case_id IN ('${one.id}', '${two.id}') GROUP BY case_id`,
    );
    expect(left.map(({ n }) => Number(n))).toEqual([6]);
  });

  it('a person who is split off twice at the same time goes on in one case', async () => {
    const found = await STANDING.listed(app);
    const split = () =>
      app
        .as('coordinator')
        .post(
          `/cases/${found.id}/actions/split`,
          { personIds: [found.persons[1]!.id], reason: REASON },
          { ifMatch: found.version },
        );
    const replies = await Promise.all([split(), split(), split()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const children = await app.dataSource.query(`SELECT id FROM cases WHERE parent_case_id = '${found.id}'`);
    expect(children).toHaveLength(1);
  });
});
