import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, cleared, stated } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { relative } from '../family/families.js';

interface Due {
  caseId: string;
  personId: string;
  personNumber: number;
  departsOn: string | null;
  causes: { cause: string; since: string | null }[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025 });
});
afterAll(() => app.close());

const due = async ({ id }: Pick<CaseResponse, 'id'>): Promise<Due[]> =>
  ((await app.as('security_liaison').get('/screening/rescreenings-due').expect(200)).body.items as Due[]).filter(
    ({ caseId }) => caseId === id,
  );
const causesOf = async (found: Pick<CaseResponse, 'id'>): Promise<string[]> =>
  (await due(found))
    .flatMap(({ personNumber, causes }) => causes.map(({ cause }) => `${personNumber} ${cause}`))
    .sort();
const child = (birthDate: string) => anRrf({ persons: [anRrfPerson(), anRrfChild({ birthDate })] });

describe('who should be screened anew', () => {
  it('is nobody on the day of the clearance', async () => {
    expect(await causesOf(await cleared(app))).toEqual([]);
  });

  it('are those who were cleared when a member comes, an identity changes, a tip comes in or an age is reached', async () => {
    app.goTo('2025-02-03');
    const found = await cleared(app, child('2010-03-01'));
    app.goTo('2025-03-03');
    expect(await causesOf(found)).toEqual(['2 age_reached']);
    const { status } = await actOn(app, 'case_officer', found.id, 'add-member', { reason: 'Found.', ...relative() });
    expect(status).toBe(200);
    expect(await causesOf(found)).toEqual(['1 member_added', '2 age_reached', '2 member_added']);
    const personId = found.persons[0]!.id;
    await app.dataSource.query(`UPDATE persons SET identity_version = 2 WHERE id = '${personId}'`);
    await app
      .as('case_officer')
      .post('/indications', {
        source: 'public',
        receivedOn: '2025-03-03',
        reference: 'T-1',
        caseId: found.id,
        personId,
      })
      .expect(202);
    expect(await causesOf(found)).toEqual([
      '1 identity_changed',
      '1 member_added',
      '1 tip',
      '2 age_reached',
      '2 member_added',
    ]);

    const personIds = [personId];
    const asked = { personIds, reason: 'A tip came in.', cause: 'tip' };
    expect((await actOn(app, 'case_officer', found.id, 'rescreen', asked)).status).toBe(202);
    expect(await causesOf(found)).toEqual(['2 age_reached', '2 member_added']);
    await stated(app, { id: found.id, persons: found.persons.slice(0, 1) }, {});
    // What was asked about is answered: the tip calls for nothing more.
    expect(await causesOf(found)).toEqual(['2 age_reached', '2 member_added']);
  });

  it('are those whose clearance lapses within sixty days, unless they travel before that', async () => {
    app.goTo('2025-02-03');
    const found = await cleared(app);
    const booked = await STANDING.booked(app);
    app.goTo('2025-12-05');
    expect(await causesOf(found)).toEqual([]);
    app.goTo('2025-12-06');
    expect(await causesOf(found)).toEqual(['1 validity_lapses', '2 validity_lapses', '3 validity_lapses']);
    expect(await due(await theCase(app, booked.id))).toEqual([]);
  });

  it('is told behind the wall alone, and the reading leaves its entry there', async () => {
    for (const role of ROLES) {
      const { status } = await app.as(role).get('/screening/rescreenings-due');
      expect([role, status]).toEqual([role, permits([role], 'screening.read') ? 200 : 403]);
    }
    const { body } = await app.as('security_unit').get('/screening/audit?limit=200').expect(200);
    expect(body.items.map(({ action }: { action: string }) => action)).toContain('screening.read_due');
  });
});
