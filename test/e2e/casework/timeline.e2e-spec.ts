import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn, referred, registered, stated } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { received } from '../../factories/journeys.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

interface Item {
  happenedOn: string;
  recordedAt: string;
  by: string;
  action: string;
  text: string;
  personIds: string[];
  reason: string | null;
}
const storyOf = async (caseId: string, role: (typeof ROLES)[number] = 'coordinator'): Promise<Item[]> =>
  (await app.as(role).get(`/cases/${caseId}/timeline?limit=200`).expect(200)).body.items as Item[];

describe('the timeline', () => {
  it('tells the whole road of one person, oldest first, in words', async () => {
    const alone = await received(app, anRrf({ persons: [anRrfPerson()] }));
    const story = await storyOf(alone.id);
    expect(story.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The case was opened under the diary number VID-2025-\d{5}\.$/),
      'Person 1 (Aline Mugisha): listed.',
      expect.stringMatching(/^The RRF was registered as document VID-2025-\d{5}:1: complete\.$/),
      'Person 1 (Aline Mugisha): referred to the Security Service.',
      'Person 1 (Aline Mugisha): pre-screening concluded without objection.',
      'To be examined on dossier.',
      'Person 1 (Aline Mugisha): examination begun.',
      'Exclusion was assessed for 1 person.',
      'The outcome of an examination was recorded.',
      'A decision was proposed for 1 person (first signature).',
      'The place of 1 person was reserved.',
      'Person 1 (Aline Mugisha): permit granted.',
      'Person 1 (Aline Mugisha): assigned to a municipality.',
      'Person 1 (Aline Mugisha): accepted by the municipality.',
      'The checklist before departure was kept.',
      'Person 1 (Aline Mugisha): ready to travel.',
      expect.stringMatching(/^Person 1 \(Aline Mugisha\): journey booked \(IOM-7QK2PD\), departure on 2025-02-04\.$/),
      'Person 1 (Aline Mugisha): departed.',
      'The place of 1 person was counted as used.',
      'Person 1 (Aline Mugisha): arrived in Sweden.',
      'Person 1 (Aline Mugisha): received by the municipality.',
    ]);
    expect(story.find(({ action }) => action === 'person.grant')).toEqual({
      happenedOn: '2025-02-03',
      recordedAt: expect.stringMatching(/^2025-02-03T08:/),
      by: 'Decision maker',
      action: 'person.grant',
      text: 'Person 1 (Aline Mugisha): permit granted.',
      personIds: [alone.persons[0]!.id],
      reason: null,
    });
  });

  it('keeps apart when it happened and when it was recorded, and gives the reason', async () => {
    const found = await registered(app);
    await actOn(app, 'case_officer', found.id, 'withdraw', {
      personIds: [found.persons[0]!.id],
      reasonCode: 'refugees_wish',
      occurredOn: '2025-02-01',
      reason: 'They stay with an aunt.',
    });
    expect((await storyOf(found.id)).at(-1)).toMatchObject({
      happenedOn: '2025-02-01',
      recordedAt: expect.stringMatching(/^2025-02-03T/),
      text: 'Person 1 (Aline Mugisha): withdrawn. This was the principal applicant: a new one must be chosen, and the custody of children be checked.',
      reason: 'The refugee wishes it. They stay with an aunt.',
    });
  });

  it('has nothing of what happens behind the wall, and no reads', async () => {
    const found = await referred(app);
    const before = await storyOf(found.id);
    await stated(app, found, { outcome: 'objection' });
    await actOn(app, 'case_officer', found.id, 'rescreen', { personIds: [found.persons[0]!.id], reason: 'CANARY' });
    await app.as('security_unit').get(`/cases/${found.id}/screening`).expect(200);
    await app.as('security_unit').get(`/cases/${found.id}/timeline`).expect(200);
    expect(await storyOf(found.id)).toEqual(before);
    expect(before.some(({ action }) => action.includes('.read'))).toBe(false);
  });

  it('shows the reasons of an examination to those alone who may read it', async () => {
    const found = await STANDING.deferred(app);
    const deferral = async (role: (typeof ROLES)[number]) =>
      (await storyOf(found.id, role)).find(({ action }) => action === 'person.defer')!.reason;
    expect(await deferral('case_officer')).toBe('Who has custody?');
    expect(await deferral('travel_officer')).toBeNull();
  });

  it('comes in pages, each entry once', async () => {
    const found = await STANDING.granted(app);
    const whole = await storyOf(found.id);
    const paged: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app
        .as('coordinator')
        .get(`/cases/${found.id}/timeline?limit=7${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      expect(body.items.length).toBeLessThanOrEqual(7);
      paged.push(...(body.items as Item[]));
      cursor = body.nextCursor as string | null;
    }
    expect(paged).toEqual(whole);
  });

  it('refuses others, an unknown case, a foreign cursor and an unknown parameter', async () => {
    const found = await registered(app);
    for (const role of ROLES.filter((one) => !permits([one], 'case.read')))
      expect((await app.as(role).get(`/cases/${found.id}/timeline`)).status).toBe(403);
    const coordinator = app.as('coordinator');
    expect((await coordinator.get('/cases/00000000-0000-7000-8000-000000000000/timeline')).status).toBe(404);
    expect((await coordinator.get(`/cases/${found.id}/timeline?cursor=x`)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?cursor' }],
    });
    expect((await coordinator.get(`/cases/${found.id}/timeline?sort=x`)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?sort', code: 'unknownField' }],
    });
  });
});
