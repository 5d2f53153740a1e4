import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { accepted, answer, assign, assigned, municipalNumber } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { received } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { openCsv } from './open-csv.js';

const CSV = { accept: 'text/csv' };

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 2000 });
  await municipalNumber(app, { places: 5000 });
  await municipalNumber(app, { code: '0680', places: 100 });
  await municipalNumber(app, { code: '1283', places: 100 });
});
afterAll(() => app.close());

const list = async (query = '?year=2025') =>
  (await app.as('placement_officer').get(`/reports/municipality-assignments${query}`).expect(200)).body.items;
const csv = (query = '?year=2025') =>
  app.as('placement_officer').get(`/reports/municipality-assignments${query}`, CSV).expect(200);

describe('the municipality assignments', () => {
  it('have a row for each person, from the assignment to the reception', async () => {
    const rrf = anRrf({
      persons: [
        anRrfPerson({ familyName: 'Åkesson', givenNames: 'Örjan', birthDate: '1950-01-01' }),
        anRrfPerson({ familyName: 'Mugisha', givenNames: 'Aline', relationToPrincipal: 'spouse' }),
        anRrfChild({ familyName: 'Mugisha', givenNames: 'Joël' }),
      ],
    });
    const { diaryNumber } = await received(app, rrf);
    const theirs = (await list()).filter((row: { diaryNumber: string }) => row.diaryNumber === diaryNumber);
    expect(theirs[0]).toEqual({
      assignmentId: expect.any(String),
      countyCode: '01',
      countyName: 'Stockholm',
      municipalityCode: '0180',
      municipalityName: 'Stockholm',
      diaryNumber,
      personNumber: 1,
      familyName: 'Åkesson',
      givenNames: 'Örjan',
      familySize: 3,
      ageBand: '66 and over',
      assignedOn: '2025-02-03',
      latestReceptionOn: expect.stringMatching(/^2025-/),
      status: 'received',
      acceptedOn: '2025-02-03',
      arrivedOn: '2025-02-03',
      receivedOn: '2025-02-03',
    });
    expect(
      theirs.map(({ personNumber, ageBand }: { personNumber: number; ageBand: string }) => [personNumber, ageBand]),
    ).toEqual([
      [1, '66 and over'],
      [2, '20 to 65'],
      [3, 'under 20'],
    ]);
  });

  it('tell a decline from an assignment that ended, and show the person anew where assigned again', async () => {
    const found = await assigned(app, undefined, { municipalityCode: '1283' });
    await answer(
      app,
      found.assignmentId,
      'decline',
      { reasonCode: 'no_suitable_housing', comment: 'No dwelling.' },
      app.as('placement_officer'),
    );
    await assign(app, found, { municipalityCode: '0680' });
    const { diaryNumber, persons } = await theCase(app, found.id);
    await actOn(app, 'case_officer', found.id, 'record-death', { personIds: [persons[2].id], diedOn: '2025-02-03' });
    const theirs = (await list()).filter((row: { diaryNumber: string }) => row.diaryNumber === diaryNumber);
    const told = theirs.map((row: Record<string, unknown>) => [
      row.municipalityCode,
      row.personNumber,
      row.status,
      row.familySize,
      row.acceptedOn,
    ]);
    expect(told).toEqual([
      ['0680', 1, 'assigned', 2, null],
      ['0680', 2, 'assigned', 2, null],
      ['0680', 3, 'ended', 1, null],
      ['1283', 1, 'declined', 3, null],
      ['1283', 2, 'declined', 3, null],
      ['1283', 3, 'declined', 3, null],
    ]);
  });

  it('have no arrival when it was reversed', async () => {
    const found = await accepted(app);
    expect(
      (await list()).find(({ diaryNumber }: { diaryNumber: string }) => diaryNumber === found.diaryNumber),
    ).toMatchObject({ status: 'accepted', arrivedOn: null, receivedOn: null });
  });

  it('are picked by year, county and municipality', async () => {
    expect(
      (await list('?year=2025&countyCode=06')).map(
        ({ municipalityCode }: { municipalityCode: string }) => municipalityCode,
      ),
    ).toEqual(['0680', '0680', '0680']);
    expect(await list('?year=2025&municipalityCode=1283')).toHaveLength(3);
    expect(await list('?year=2025&countyCode=06&municipalityCode=1283')).toEqual([]);
    expect(await list('?year=2024')).toEqual([]);
  });

  it.each([
    ['for Swedish Excel', '', ';', true],
    ['for programs', '&profile=rfc4180', ',', false],
  ] as const)('open as CSV %s', async (_, query, delimiter, bom) => {
    const { body, headers } = await csv(`?year=2025${query}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename=municipality-assignments-2025.csv');
    expect(body.startsWith('\uFEFF')).toBe(bom);
    const [header, ...lines] = body.split('\r\n');
    expect(header.replace('\uFEFF', '').split(delimiter).slice(0, 4)).toEqual([
      'County code',
      'County',
      'Municipality code',
      'Municipality',
    ]);
    expect(lines.at(-1)).toBe('');
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);

    const rows = openCsv(body, delimiter);
    const json = await list();
    expect(rows).toHaveLength(json.length);
    expect(rows[0]).toEqual(
      expect.objectContaining({
        'County code': '01',
        'Municipality code': '0180',
        'Family name': 'Åkesson',
        'Given names': 'Örjan',
        Status: 'received',
      }),
    );
    expect(rows.map((row) => row['Municipality code'])).toEqual(
      json.map(({ municipalityCode }: { municipalityCode: string }) => municipalityCode),
    );
    expect(rows.find((row) => row['Municipality code'] === '0680')).toMatchObject({
      Municipality: 'Jönköping',
      'Received on': '',
    });
  });

  it('name the file after what was picked', async () => {
    const { headers } = await csv('?year=2025&countyCode=06&municipalityCode=0680');
    expect(headers.get('content-disposition')).toBe('attachment; filename=municipality-assignments-2025-06-0680.csv');
  });

  it('leave an entry with filter, form and number of rows, each time', async () => {
    await csv('?year=2025&municipalityCode=1283&profile=rfc4180');
    const { body } = await app.as('auditor').get('/audit/entries?limit=200').expect(200);
    let page = body;
    const found = [...page.items];
    while (page.nextCursor) {
      page = (await app.as('auditor').get(`/audit/entries?limit=200&cursor=${page.nextCursor}`).expect(200)).body;
      found.push(...page.items);
    }
    const last = found.filter(({ action }: { action: string }) => action === 'report.export_assignments').at(-1);
    expect(last).toMatchObject({
      actorName: 'Placement officer',
      subjectType: 'report',
      payload: { filter: { year: 2025, municipalityCode: '1283' }, format: 'text/csv', rows: 3 },
    });
  });

  it('refuse an unknown county, municipality, parameter and year, and everybody without the permission', async () => {
    const get = (query: string) => app.as('coordinator').get(`/reports/municipality-assignments${query}`);
    expect((await get('?year=2025&countyCode=02')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?countyCode', code: 'unknownCounty' }],
    });
    expect((await get('?year=2025&municipalityCode=0181x')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?municipalityCode' }],
    });
    expect((await get('?year=2025&municipalityCode=9999')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?municipalityCode', code: 'unknownMunicipality' }],
    });
    expect((await get('')).body).toMatchObject({ status: 400, errors: [{ pointer: '?year' }] });
    expect((await get('?year=2025&names=1')).body).toMatchObject({ status: 400, errors: [{ code: 'unknownField' }] });
    for (const role of ROLES.filter((one) => !permits([one], 'report.export_assignments')))
      expect((await app.as(role).get('/reports/municipality-assignments?year=2025')).body).toMatchObject({
        status: 403,
        permission: 'report.export_assignments',
      });
  });
});
