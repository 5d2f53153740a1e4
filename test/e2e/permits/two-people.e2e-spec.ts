import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, versionOf } from '../../factories/cases.js';
import {
  actAs,
  anExamination,
  codesOf,
  granted,
  placesOf,
  propose,
  readyToGrant,
  rowsOf,
  statusesOf,
} from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';

let app: TestApp;
let period: MadePeriod;
let officerAndDecider: Client;
beforeAll(async () => {
  app = await startApp();
  period = await openPeriod(app, {
    subQuotas: [
      { name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 2, countriesOfAsylum: ['RW'] },
    ],
  });
  officerAndDecider = await app.newOfficial({ roles: ['case_officer', 'decision_maker'] });
});
afterAll(() => app.close());

const grant = (caseId: string, body: object = {}) => actOn(app, 'decision_maker', caseId, 'grant', body);
const places = (name = 'Uganda') => placesOf(app, period.id, period.subQuotaId(name));

describe('two people', () => {
  it('decide: who proposed cannot sign, whatever the roles', async () => {
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: officerAndDecider });
    const refused = await actAs(app, officerAndDecider, found.id, 'grant');
    expect([refused.status, codesOf(refused)]).toEqual([422, ['secondPersonNeeded']]);
    expect((await grant(found.id)).status).toBe(200);
  });

  it('decide, by the database itself', async () => {
    const found = await granted(app);
    const [row] = await rowsOf(app, 'decisions', found.id);
    const { id: _, proposal_id: __, ...same } = { ...row, decided_by_id: row.proposed_by_id };
    const [other] = await rowsOf(app, 'proposals', (await readyToGrant(app)).id);
    const columns = ['id', 'proposal_id', ...Object.keys(same)];
    const values = ['0195d3c0-0000-7000-8000-00000000000a', other.id, ...Object.values(same)].map(
      (value) => `'${String(value)}'`,
    );
    const insert = `INSERT INTO decisions (${columns.join(', ')}) VALUES (${values.join(', ')})`;
    await expect(app.dataSource.query(insert)).rejects.toThrow(/ck_decisions_two_people/);
    await expect(
      app.dataSource.query(`UPDATE decisions SET outcome = 'refused' WHERE id = '${row.id}'`),
    ).rejects.toThrow(/never changed/);
  });

  it('act once for one key, and hear the same answer again', async () => {
    const before = await places();
    const found = await readyToGrant(app);
    const options = { ifMatch: found.version, key: `grant-${found.id}` };
    const act = (body: object = {}): Promise<Reply> =>
      Promise.resolve(app.as('decision_maker').post(`/cases/${found.id}/actions/grant`, body, options));
    const [first, again] = await Promise.all([act(), act()]);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect((await act()).body).toEqual(first.body);
    expect(await rowsOf(app, 'decisions', found.id)).toHaveLength(3);
    expect(await rowsOf(app, 'permits', found.id)).toHaveLength(3);
    expect((await places()).reserved).toBe(before.reserved! + 3);
    const other = await act({ personIds: [found.persons[0]!.id] });
    expect([other.status, other.body.code]).toEqual([422, 'keyReused']);
  });

  it('decide on the version that stands', async () => {
    const found = await readyToGrant(app);
    await app.as('decision_maker').post(`/cases/${found.id}/actions/grant`).expect(428);
    await actOn(app, 'case_officer', found.id, 'record-examination', {
      personId: found.persons[0]!.id,
      ...anExamination(),
    });
    const { body } = await app
      .as('decision_maker')
      .post(`/cases/${found.id}/actions/grant`, {}, { ifMatch: found.version })
      .expect(412);
    expect(body).toMatchObject({ currentVersion: await versionOf(app, found.id), changedBy: 'Case officer' });
    expect(statusesOf(await theCase(app, found.id))).toEqual([
      'under_examination',
      'under_examination',
      'under_examination',
    ]);
  });
});
