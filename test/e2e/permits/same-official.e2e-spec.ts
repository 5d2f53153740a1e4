import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actAs, codesOf, propose, readyToGrant } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] }] });
});
afterAll(() => app.close());

const VERBS = ['grant', 'refuse', 'exclude'] as const;
const SECOND_PERSON = [422, ['secondPersonNeeded']];
const answerOf = async (by: Client, caseId: string): Promise<unknown> => {
  const reply = await actAs(app, by, caseId, 'grant');
  return [reply.status, codesOf(reply)];
};

describe('the official who proposed cannot decide', () => {
  it('with a second account of their own', async () => {
    const staffNumber = 'MV-4711';
    const first = await app.newOfficial({ roles: ['case_officer'], staffNumber });
    const second = await app.newOfficial({ roles: ['decision_maker'], staffNumber });
    const colleague = await app.newOfficial({ roles: ['decision_maker'], staffNumber: 'MV-4712' });
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: first });
    expect(await answerOf(second, found.id)).toEqual(SECOND_PERSON);
    expect((await actAs(app, colleague, found.id, 'grant')).status).toBe(200);
  });

  it('after a change of roles', async () => {
    const official = await app.newOfficial({ roles: ['case_officer'] });
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: official });
    const { id } = (await official.get('/sessions/current').expect(200)).body;
    await app.dataSource.query(`UPDATE accounts SET roles = '["decision_maker"]' WHERE id = '${id}'`);
    expect((await official.get('/sessions/current').expect(200)).body.roles).toEqual(['decision_maker']);
    expect(await answerOf(official, found.id)).toEqual(SECOND_PERSON);
  });

  it('by sending again what a colleague sent, or what they sent themselves with the other account', async () => {
    const staffNumber = 'MV-4713';
    const first = await app.newOfficial({ roles: ['case_officer', 'decision_maker'], staffNumber });
    const second = await app.newOfficial({ roles: ['decision_maker'], staffNumber });
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: first });
    const { etag } = await first.get(`/cases/${found.id}`).expect(200);
    const key = `replayed-${found.id}`;
    for (const by of [first, second, first]) {
      const reply = await by.post(`/cases/${found.id}/actions/grant`, {}, { ifMatch: etag!, key });
      expect([reply.status, codesOf(reply)]).toEqual(SECOND_PERSON);
    }
    await app.as('decision_maker').post(`/cases/${found.id}/actions/grant`, {}, { ifMatch: etag!, key }).expect(200);
    for (const by of [first, second])
      expect((await by.post(`/cases/${found.id}/actions/grant`, {}, { ifMatch: etag!, key })).status).not.toBe(200);
  });

  it('is not offered the verb by the list of what may be done next', async () => {
    const staffNumber = 'MV-4714';
    const first = await app.newOfficial({ roles: ['case_officer'], staffNumber });
    const second = await app.newOfficial({ roles: ['decision_maker'], staffNumber });
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: first });
    const told = JSON.stringify((await second.get(`/cases/${found.id}/next-actions`).expect(200)).body);
    expect(told).toContain('secondPersonNeeded');
    expect(VERBS.filter((verb) => !told.includes(verb))).toEqual([]);
  });
});
