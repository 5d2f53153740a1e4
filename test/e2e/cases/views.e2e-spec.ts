import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { registered } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';
import { searched } from './search-acts.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  await registered(app);
  await registered(app, anRrf({ priority: 'emergency', priorityJustification: 'Removal within days.' }));
});
afterAll(() => app.close());

const EMERGENCIES = { name: 'Emergencies', filters: { priority: 'emergency' }, sort: 'deadline' };
const keep = (client: Client, view: object) => client.post('/case-views', view);
const kept = async (client: Client, view: object): Promise<Reply['body']> =>
  (await keep(client, view).expect(201)).body;
const act = (client: Client, view: { id: string; version: number }, verb: string, body: object = {}) =>
  client.post(`/case-views/${view.id}/actions/${verb}`, body, { ifMatch: view.version });
const namesFor = async (client: Client): Promise<string[]> =>
  (await client.get('/case-views').expect(200)).body.items.map(({ name }: { name: string }) => name);

describe('an official who keeps a view', () => {
  it('finds it again under its link, with what it looks for and how many cases are in it', async () => {
    const officer = app.as('case_officer');
    const view = await kept(officer, EMERGENCIES);
    expect(view).toMatchObject({ name: 'Emergencies', sharedWith: 'nobody', count: 1, mayChange: true, version: 1 });
    const { body, etag } = await officer.get(`/case-views/${view.id}`).expect(200);
    expect([body.filters, body.sort, body.count, etag]).toEqual([{ priority: 'emergency' }, 'deadline', 1, '"1"']);
    expect((await searched(app, { ...body.filters, sort: body.sort }, 'case_officer')).count).toBe(body.count);
    await registered(app, anRrf({ priority: 'emergency', priorityJustification: 'Detained.' }));
    expect((await officer.get(`/case-views/${view.id}`)).body.count).toBe(2);
  });

  it('keeps it to themselves until it is shared', async () => {
    const officer = app.as('case_officer');
    const view = await kept(officer, { ...EMERGENCIES, name: 'Shared later' });
    for (const role of ['decision_maker', 'coordinator'] as const) {
      expect(await namesFor(app.as(role))).not.toContain('Shared later');
      expect((await app.as(role).get(`/case-views/${view.id}`)).status).toBe(404);
      expect((await act(app.as(role), view, 'change', EMERGENCIES)).status).toBe(404);
    }
    const shared = { ...EMERGENCIES, name: 'Shared later', sharedWith: 'role', role: 'decision_maker' };
    await act(officer, view, 'change', shared).expect(200);
    expect(await namesFor(app.as('decision_maker'))).toContain('Shared later');
    expect(await namesFor(app.as('travel_officer'))).not.toContain('Shared later');
    await act(officer, { ...view, version: 2 }, 'change', {
      ...shared,
      sharedWith: 'everyone',
      role: undefined,
    }).expect(200);
    expect(await namesFor(app.as('travel_officer'))).toContain('Shared later');
  });

  it('cannot share one that looks for a person', async () => {
    const officer = app.as('case_officer');
    const search = { name: 'The family', filters: { text: 'Mugisha' } };
    for (const sharedWith of ['everyone', 'role']) {
      const role = sharedWith === 'role' ? 'coordinator' : undefined;
      const { status, body } = await keep(officer, { ...search, sharedWith, role });
      expect([status, body.unmet[0].code]).toEqual([422, 'textInSharedView']);
    }
    const own = await kept(officer, search);
    expect(own.count).toBeGreaterThan(0);
    expect((await act(officer, own, 'change', { ...search, sharedWith: 'everyone' })).status).toBe(422);
    const log = await app.dataSource.query<{ payload: string }[]>(
      `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.action LIKE 'view.%'`,
    );
    expect(JSON.stringify(log)).not.toContain('Mugisha');
  });

  it('renames it, loses no change to somebody else, and takes it away', async () => {
    const officer = app.as('case_officer');
    const view = await kept(officer, EMERGENCIES);
    const { body } = await act(officer, view, 'change', { ...EMERGENCIES, name: 'Clock running' }).expect(200);
    expect([body.name, body.version]).toEqual(['Clock running', 2]);
    expect((await act(officer, view, 'change', EMERGENCIES)).status).toBe(412);
    expect((await act(officer, view, 'remove')).status).toBe(412);
    expect((await officer.post(`/case-views/${view.id}/actions/remove`)).status).toBe(428);
    await act(officer, body, 'remove').expect(204);
    expect((await officer.get(`/case-views/${view.id}`)).status).toBe(404);
  });

  it.each([
    [{ filters: { unknown: 1 } }, 'unknownField'],
    [{ filters: { priority: 'soon' } }, 'isIn'],
    [{ filters: { religion: 'any' } }, 'forbiddenByLaw'],
    [{ filters: {}, sort: 'health' }, 'forbiddenByLaw'],
    [{ filters: {}, sort: 'relevance' }, 'nothingSought'],
    [{ filters: { mine: true, unassigned: true } }, 'oneOfficer'],
    [{ filters: {}, columns: ['ethnicity'] }, 'isIn'],
  ])('is held to the rules of a search: %j', async (wrong, code) => {
    const { status, body } = await keep(app.as('coordinator'), { name: 'Wrong', ...wrong });
    expect([status, body.errors[0].code]).toEqual([400, code]);
  });

  it('names the role that it is shared with, or none', async () => {
    for (const wrong of [{ sharedWith: 'role' }, { sharedWith: 'everyone', role: 'coordinator' }])
      expect((await keep(app.as('coordinator'), { ...EMERGENCIES, ...wrong })).body.unmet[0].code).toBe(
        'roleOfSharedView',
      );
  });
});

describe('the lead', () => {
  it('changes what colleagues share, which other colleagues cannot', async () => {
    const view = await kept(app.as('case_officer'), { ...EMERGENCIES, name: 'Of all', sharedWith: 'everyone' });
    const { status, body } = await act(app.as('decision_maker'), view, 'change', EMERGENCIES);
    expect([status, body.permission]).toEqual([403, 'view.lead']);
    const change = { ...EMERGENCIES, name: 'Of all, better', sharedWith: 'everyone' };
    await act(app.as('coordinator'), view, 'change', change).expect(200);
    expect(await namesFor(app.as('case_officer'))).toContain('Of all, better');
  });

  it('takes over what a colleague leaves behind', async () => {
    const leaver = await app.newOfficial({ roles: ['case_officer'] });
    const shared = await kept(leaver, { ...EMERGENCIES, name: 'Left behind', sharedWith: 'everyone' });
    const own = await kept(leaver, { ...EMERGENCIES, name: 'Left alone' });
    expect(await namesFor(app.as('coordinator'))).not.toContain('Left alone');
    await app.as('administrator').post(`/accounts/${shared.ownerId}/actions/close`).expect(204);
    expect(await namesFor(app.as('case_officer'))).toContain('Left behind');
    const coordinator = app.as('coordinator');
    expect(await namesFor(coordinator)).toEqual(expect.arrayContaining(['Left behind', 'Left alone']));
    const { ownerId } = await kept(app.as('case_officer'), { ...EMERGENCIES, name: 'To learn an id' });
    for (const view of [shared, own]) {
      const { body } = await act(coordinator, view, 'transfer', { ownerId }).expect(200);
      expect(body).toMatchObject({ ownerId, version: 2 });
    }
    expect(await namesFor(app.as('case_officer'))).toContain('Left alone');
    expect(await namesFor(coordinator)).not.toContain('Left alone');
    const gone = await act(coordinator, { id: shared.id, version: 2 }, 'transfer', { ownerId: shared.ownerId });
    expect([gone.status, gone.body.unmet[0].code]).toEqual([422, 'cannotOwnView']);
  });
});

const APART: readonly Role[] = ['security_unit', 'auditor'];

describe('views', () => {
  it('are for those who work with cases, but for the security unit, whose searches tell', async () => {
    for (const role of ROLES) {
      const allowed = permits([role], 'case.search') && !APART.includes(role);
      expect([role, (await app.as(role).get('/case-views')).status]).toEqual([role, allowed ? 200 : 403]);
    }
  });
});
