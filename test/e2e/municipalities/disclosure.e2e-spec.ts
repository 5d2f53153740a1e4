import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../../src/access/index.js';
import { ACCEPTANCE, answer, assigned, municipalNumber } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { codesOf } from '../../support/replies.js';
import { pdfPages } from '../reports/open-report.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await municipalNumber(app);
});
afterAll(() => app.close());

const tell = (assignmentId: string, persons: object[], recipients = ['municipality', 'region']) =>
  answer(app, assignmentId, 'disclose-needs', { recipients, persons }, app.as('placement_officer'));
const sheet = (
  assignmentId: string,
  recipient = 'municipality',
  role: 'municipality' | 'placement_officer' = 'placement_officer',
) => app.as(role).get(`/assignments/${assignmentId}/information-sheet?recipient=${recipient}`);
const read = async (
  assignmentId: string,
  role: 'municipality' | 'coordinator' | 'placement_officer' = 'municipality',
) => (await app.as(role).get(`/assignments/${assignmentId}`).expect(200)).body;

describe('what a municipality learns', () => {
  it('comes in three stages: the profile, the names after the acceptance, the needs last of all', async () => {
    const { assignmentId, persons } = await assigned(app);
    const needs = [{ personId: persons[1]!.id, needs: ['dwelling_without_stairs', 'regular_care'] }];

    const early = await tell(assignmentId, needs);
    expect([early.status, codesOf(early)]).toEqual([422, ['notAccepted']]);
    const anonymous = await sheet(assignmentId).expect(200);
    expect(anonymous.body).toMatchObject({ stage: 'anonymous', recipientCode: OWN_MUNICIPALITY });
    for (const { id, familyName, givenNames, birthDate } of persons)
      for (const secret of [id, familyName, givenNames, birthDate])
        expect(JSON.stringify(anonymous.body)).not.toContain(secret);

    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    const named = (await sheet(assignmentId).expect(200)).body;
    expect(named.stage).toBe('identity');
    expect(named.persons.map(({ heading }: { heading: string }) => heading)).toEqual(
      persons.map(({ givenNames, familyName }) => `${givenNames} ${familyName}`),
    );
    expect(JSON.stringify(named)).not.toContain('Att ordna');

    expect((await tell(assignmentId, needs)).status).toBe(200);
    expect(await read(assignmentId)).toMatchObject({
      stage: 'health',
      // Care is the region's to give: the municipality is not told of it.
      needs: [{ personId: persons[1]!.id, needs: ['dwelling_without_stairs'] }],
    });
    const { bytes } = await app
      .as('municipality')
      .get(`/assignments/${assignmentId}/information-sheet`, { accept: 'application/pdf' })
      .expect(200);
    const paper = (await pdfPages(bytes)).join(' ');
    expect(paper).toContain('bostad utan trappor');
    expect(paper).toContain(persons[0]!.familyName);
    expect(paper).not.toContain('vård');
  });

  it('ends when the assignment does', async () => {
    const { id, assignmentId, persons } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    await tell(assignmentId, [{ personId: persons[0]!.id, needs: ['personal_assistance'] }]);
    await actOn(app, 'placement_officer', id, 'unassign', { reasonCode: 'housing_lost' });
    expect(await read(assignmentId)).toMatchObject({ status: 'ended', stage: 'anonymous', persons: null, needs: null });
    expect((await sheet(assignmentId, 'region')).status).toBe(404);
    expect(JSON.stringify((await sheet(assignmentId)).body)).not.toContain('Att ordna');
  });
});

describe('what a region learns', () => {
  it('is of those alone who need care, and nothing before it is told', async () => {
    const { assignmentId, persons } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    expect((await sheet(assignmentId, 'region')).status).toBe(404);
    await tell(assignmentId, [
      { personId: persons[0]!.id, needs: ['dwelling_for_wheelchair'] },
      { personId: persons[2]!.id, needs: ['care_upon_arrival'] },
    ]);
    const { body } = await sheet(assignmentId, 'region').expect(200);
    expect(body).toMatchObject({ recipient: 'region', recipientCode: '01', recipientName: 'Region Stockholm' });
    expect(body.persons).toHaveLength(1);
    expect(body.persons[0]).toMatchObject({ heading: `${persons[2]!.givenNames} ${persons[2]!.familyName}` });
    expect(JSON.stringify(body)).not.toContain(persons[0]!.givenNames);
    expect((await sheet(assignmentId, 'region', 'municipality')).status).toBe(404);
  });
});

describe('each disclosure', () => {
  it('is logged for its recipient and stage, and not what was told', async () => {
    const { id, assignmentId, persons } = await assigned(app);
    await sheet(assignmentId).expect(200);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    await tell(assignmentId, [{ personId: persons[0]!.id, needs: ['near_hospital'] }]);
    await sheet(assignmentId, 'region').expect(200);
    expect((await audited(app, id, 'assignment.disclose_needs')).map(({ payload }) => payload)).toEqual([
      { stage: 'health', recipient: 'municipality', recipientCode: OWN_MUNICIPALITY, persons: 1 },
      { stage: 'health', recipient: 'region', recipientCode: '01', persons: 1 },
    ]);
    expect((await audited(app, id, 'assignment.read_sheet')).map(({ payload }) => payload)).toEqual([
      { stage: 'anonymous', recipient: 'municipality', recipientCode: OWN_MUNICIPALITY, persons: 3 },
      { stage: 'health', recipient: 'region', recipientCode: '01', persons: 1 },
    ]);
  });

  it('is of persons of the assignment, decided on its version, by the placement officer', async () => {
    const [one, other] = [await assigned(app), await assigned(app)];
    await answer(app, one.assignmentId, 'accept', ACCEPTANCE);
    const told = [{ personId: other.persons[0]!.id, needs: ['near_hospital'] }];
    expect((await tell(one.assignmentId, told)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/persons/0/personId', code: 'notUnderAssignment' }],
    });
    const path = `/assignments/${one.assignmentId}/actions/disclose-needs`;
    const body = { recipients: ['municipality'], persons: [] };
    expect((await app.as('placement_officer').post(path, body, { ifMatch: 1 })).status).toBe(412);
    for (const role of ROLES.filter((each) => each !== 'placement_officer'))
      expect([role, (await app.as(role).post(path, body, { ifMatch: 1 })).status]).toEqual([role, 403]);
  });

  it('leaves the needs to who told them: other officials read that they were told, not what', async () => {
    const { assignmentId, persons } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    await tell(assignmentId, [{ personId: persons[0]!.id, needs: ['near_hospital'] }]);
    expect(await read(assignmentId, 'coordinator')).toMatchObject({ stage: 'health', needs: null });
    expect((await read(assignmentId, 'placement_officer')).needs).toHaveLength(1);
  });
});
