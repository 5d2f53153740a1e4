import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { assigned, type Assigned } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { papered } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, errorsOf } from '../../support/replies.js';

const WANTED = {
  earliestOn: '2025-03-20',
  latestOn: '2025-04-20',
  destinationAirport: 'ARN',
  needs: ['wheelchair', 'seats_together'],
};

let app: TestApp;
let found: Assigned;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-03' });
  await openPeriod(app);
  found = await papered(app);
});
afterAll(() => app.close());

const request = async (body: object = {}, id = found.id) =>
  app
    .as('travel_officer')
    .post(`/cases/${id}/travel-requests`, { ...WANTED, ...body }, { ifMatch: (await theCase(app, id)).version });

describe('order a journey from IOM', () => {
  it('is a record of who travels, where to and with what needs, under a diary number of its own', async () => {
    const { version } = await theCase(app, found.id);
    const personIds = found.persons.slice(0, 2).map(({ id }) => id);
    const { status, body, etag } = await request({ personIds });
    expect([status, body.version, etag]).toEqual([201, version + 1, `"${version + 1}"`]);
    expect(body).toMatchObject({
      ...WANTED,
      documentNumber: expect.stringMatching(new RegExp(`^${found.diaryNumber}:\\d+$`)),
      requestedBy: 'Travel officer',
    });
    expect(body.record).toMatchObject({ diaryNumber: found.diaryNumber, countryOfAsylum: 'UG' });
    expect(body.record.travellers.map(({ personId }: { personId: string }) => personId)).toEqual(personIds);
    expect(body.record.travellers[0]).toMatchObject({
      familyName: found.persons[0]!.familyName,
      nationality: 'CD',
      travelDocument: { form: 'passport', reference: 'P0000001', validUntil: '2030-12-31' },
      municipalityCode: '0180',
      municipalityName: 'Stockholm',
      latestReceptionOn: '2025-07-03',
    });
    const documents = (await app.as('case_officer').get(`/cases/${found.id}/diary`).expect(200)).body.items;
    expect(documents.at(-1)).toMatchObject({
      kind: 'travel_request',
      direction: 'outgoing',
      diaryNumber: body.documentNumber,
    });
    expect((await audited(app, found.id, 'travel.request')).at(-1)!.payload).toMatchObject({
      requestId: body.id,
      documentNumber: body.documentNumber,
      personIds,
    });
  });

  it('can be read again as it was sent, and is never changed', async () => {
    const { body } = await request();
    const { requests } = (await app.as('coordinator').get(`/cases/${found.id}/travel`).expect(200)).body;
    expect(requests.at(-1)).toEqual({ ...body, version: undefined });
    await expect(app.dataSource.query('DELETE FROM travel_requests')).rejects.toThrow(/never changed/);
  });

  it('refuses windows that cannot be, unknown needs and airports that are none', async () => {
    expect(errorsOf(await request({ earliestOn: '2025-03-02' }))).toEqual(['/latestOn window']);
    expect(errorsOf(await request({ latestOn: '2025-03-19' }))).toEqual(['/latestOn window']);
    expect(errorsOf(await request({ needs: ['champagne'] }))).toEqual(['/needs isIn']);
    expect(errorsOf(await request({ destinationAirport: 'Arlanda' }))).toEqual(['/destinationAirport matches']);
  });

  it('refuses persons whom no municipality has accepted: IOM must know where the journey ends', async () => {
    const { id, persons } = await assigned(app);
    const reply = await request({}, id);
    expect([reply.status, codesOf(reply), reply.body.unmet.length]).toEqual([
      422,
      ['municipalityNotAccepted'],
      persons.length,
    ]);
  });

  it('is for travel officers alone', async () => {
    for (const role of ROLES) {
      const { status } = await app.as(role).post(`/cases/${found.id}/travel-requests`, WANTED, { ifMatch: 999 });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['travel.request'].roles as readonly Role[]).includes(role) ? 412 : 403,
      ]);
    }
  });
});
