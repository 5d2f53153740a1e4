import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, stated } from '../../factories/cases.js';
import {
  anAssessment,
  codesOf,
  entriesOf,
  rolesWithout,
  secondLooked,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';
import { pdfPages } from '../reports/open-report.js';

// Canaries in every kind of field: by their names it is told who may find them in a copy.
const OWN = ['CANARYCLAIM', 'CANARYHEALTH', 'CANARYFAITH', 'CANARYGROUND'];
const OTHERS = ['CANARYBROTHER', 'CANARYBROTHERHEALTH', 'CANARYBOTH'];
const STRANGERS = ['CANARYAUNT'];
const UNHCR = ['CANARYOFFICER', 'CANARYCREDIBILITY', 'CANARYREMARK'];
const WALLED = ['CANARYWALL', 'CANARYSUSPICION', 'CANARYREFERENCE'];
const ALL = [...OWN, ...OTHERS, ...STRANGERS, ...UNHCR, ...WALLED];

let app: TestApp;
let theirs: CaseResponse;
let officer: Client;
let decider: Client;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 60 });
  officer = app.as('case_officer');
  decider = app.as('decision_maker');
  const sister = anRrfPerson({ givenNames: 'Aline', religion: 'CANARYFAITH' });
  const brother = anRrfPerson({ givenNames: 'CANARYBROTHER', relationToPrincipal: 'sibling', sex: 'male' });
  const [one, other] = [sister.individualNumber, brother.individualNumber];
  theirs = await underExamination(
    app,
    anRrf({
      persons: [sister, brother],
      submittingOfficer: 'CANARYOFFICER',
      relativesElsewhere: [{ name: 'CANARYAUNT', relation: 'aunt', country: 'KE' }],
      claims: [{ about: [one], text: 'CANARYCLAIM', credibility: 'CANARYCREDIBILITY' }],
      needsForResettlement: [{ about: [one, other], topic: 'protection', text: 'CANARYBOTH' }] as never,
      describedNeeds: [
        { about: [one], code: 'disability', text: 'CANARYHEALTH' },
        { about: [other], code: 'disability', text: 'CANARYBROTHERHEALTH' },
      ] as never,
      remarks: [{ about: [one], topic: 'travel', confidential: true, text: 'CANARYREMARK' }] as never,
    }),
  );
  const personId = theirs.persons[0]!.id;
  const assessment = { ...anAssessment('article_1f_a'), reasons: 'CANARYGROUND' };
  await actOn(app, 'case_officer', theirs.id, 'assess-exclusion', { personIds: [personId], ...assessment });
  await secondLooked(app, theirs, personId);
  const suspicion = { personId, crime: 'war_crime', suspicion: 'CANARYSUSPICION' };
  await app.as('exclusion_specialist').post('/duties-to-report', suspicion).expect(202);
  const due = (await app.as('exclusion_specialist').get('/duties-to-report')).body.items[0] as Record<string, unknown>;
  const report = { recipient: 'police', reportedOn: '2025-02-03', reference: 'CANARYREFERENCE' };
  const path = `/duties-to-report/${due.id as string}/actions/report`;
  await app
    .as('exclusion_specialist')
    .post(path, report, { ifMatch: due.version as number })
    .expect(202);
  await stated(app, theirs, { outcome: 'objection', reference: 'CANARYWALL' });
});
afterAll(() => app.close());

const requested = async (body: object): Promise<Reply['body']> => {
  const request = { recipient: 'Somebody', requestedOn: '2025-02-03', ...body };
  return (await officer.post(`/cases/${theirs.id}/record-releases`, request).expect(201)).body;
};
const act = (by: Client, release: Reply['body'], verb: string, body: object = {}) =>
  by.post(`/record-releases/${release.id}/actions/${verb}`, body, { ifMatch: release.version });
async function released(body: object, deviations: object[] = []): Promise<Reply['body']> {
  const prepared = (await act(officer, await requested(body), 'prepare', { deviations }).expect(200)).body;
  const reviewed = (await act(decider, prepared, 'review', { approved: true }).expect(200)).body;
  return (await act(officer, reviewed, 'release').expect(200)).body;
}
const fileOf = (release: Reply['body'], accept: string) =>
  officer.get(`/record-releases/${release.id}/content`, { accept }).expect(200);

const textOf = async (pdf: Buffer): Promise<string> => (await pdfPages(pdf)).join(' ');
const unbroken = (text: string): string => text.replaceAll(/\s/g, '');
const foundIn = (text: string): string[] => ALL.filter((one) => new RegExp(`${one}(?![A-Z])`).test(text));

describe('a released copy', () => {
  it('for the public holds nothing that is classified, as JSON and as PDF', async () => {
    const release = await released({ purpose: 'public_request' });
    const [json, pdf] = [await fileOf(release, 'application/json'), await fileOf(release, 'application/pdf')];
    expect(foundIn(json.bytes.toString())).toEqual([]);
    expect(foundIn(await textOf(pdf.bytes))).toEqual([]);
    expect(foundIn(pdf.bytes.toString('latin1'))).toEqual([]);
    expect(JSON.stringify(release)).not.toContain('CANARY');
    expect(json.body.paragraphs).toContainEqual({ heading: 'Diary number', text: theirs.diaryNumber, maskedBy: null });
    expect(
      json.body.paragraphs.filter((one: { maskedBy: string }) => one.maskedBy === 'OSL 21:5').length,
    ).toBeGreaterThan(1);
    const rows = await app.dataSource.query<unknown[]>(`SELECT * FROM record_releases WHERE id = '${release.id}'`);
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });

  it("for the person holds what is about her alone: nothing of her brother's, of UNHCR's or from behind the walls", async () => {
    const release = await released({ purpose: 'own_copy', personId: theirs.persons[0]!.id });
    const [json, pdf] = [await fileOf(release, 'application/json'), await fileOf(release, 'application/pdf')];
    expect(foundIn(json.bytes.toString()).sort()).toEqual([...OWN].sort());
    const printed = await textOf(pdf.bytes);
    expect(foundIn(printed).sort()).toEqual([...OWN].sort());
    // The page says what the JSON says, piece by piece.
    for (const { heading, text, maskedBy } of json.body.paragraphs as Record<string, string | null>[]) {
      expect(unbroken(printed)).toContain(unbroken(heading!));
      expect(unbroken(printed)).toContain(unbroken(text ?? `[masked: ${maskedBy}]`));
    }
  });

  it('is kept byte for byte, and its entry names recipient and digests', async () => {
    const release = await released({ purpose: 'public_request', recipient: 'Sveriges Radio' });
    const [json, pdf] = [await fileOf(release, 'application/json'), await fileOf(release, 'application/pdf')];
    const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect([digest(json.bytes), digest(pdf.bytes)]).toEqual([release.jsonSha256, release.pdfSha256]);
    expect((await fileOf(release, 'application/pdf')).bytes.equals(pdf.bytes)).toBe(true);
    const { jsonSha256, pdfSha256 } = release;
    expect((await entriesOf(app, theirs.id, 'record.release')).at(-1)).toMatchObject({
      subjectId: release.id,
      payload: { recipient: 'Sveriges Radio', jsonSha256, pdfSha256, releasedOn: '2025-02-03' },
    });
    const read = (await entriesOf(app, theirs.id, 'record.read')).filter(({ subjectId }) => subjectId === release.id);
    expect(read.map(({ payload }) => payload)).toEqual([
      { form: 'json', sha256: jsonSha256 },
      { form: 'pdf', sha256: pdfSha256 },
      { form: 'pdf', sha256: pdfSha256 },
    ]);
  });
});

describe('the secrecy review', () => {
  it('shows the case piece by piece, but nothing from behind the wall or of the duty to report', async () => {
    const release = await requested({ purpose: 'public_request' });
    const { body } = await officer.get(`/record-releases/${release.id}/paragraphs`).expect(200);
    expect(foundIn(JSON.stringify(body)).sort()).toEqual([...OWN, ...OTHERS, ...STRANGERS, ...UNHCR].sort());
  });

  it('is of two people: who prepared cannot review, whatever their roles', async () => {
    const both = await app.newOfficial({ roles: ['case_officer', 'decision_maker'] });
    const prepared = (await act(both, await requested({ purpose: 'public_request' }), 'prepare').expect(200)).body;
    expect(codesOf(await act(both, prepared, 'review', { approved: true }))).toEqual(['secondPersonNeeded']);
    const set = `reviewed_by_id = prepared_by_id, state = 'reviewed'`;
    await expect(
      app.dataSource.query(`UPDATE record_releases SET ${set} WHERE id = '${prepared.id}'`),
    ).rejects.toThrow();
    expect((await act(decider, prepared, 'review', { approved: true })).status).toBe(200);
  });

  it('is not of two people when both accounts are of one official', async () => {
    const staffNumber = 'MV-1718';
    const [one, same] = [
      await app.newOfficial({ roles: ['case_officer'], staffNumber }),
      await app.newOfficial({ roles: ['decision_maker'], staffNumber }),
    ];
    const prepared = (await act(one, await requested({ purpose: 'public_request' }), 'prepare').expect(200)).body;
    expect(codesOf(await act(same, prepared, 'review', { approved: true }))).toEqual(['secondPersonNeeded']);
  });

  it('takes one step after the other, on the version that was read', async () => {
    const release = await requested({ purpose: 'public_request' });
    for (const verb of ['review', 'release']) {
      const { status, body } = await act(decider, release, verb, verb === 'review' ? { approved: true } : {});
      expect([verb, status, body.allowedActions]).toEqual([verb, 409, ['prepare']]);
    }
    const prepared = (await act(officer, release, 'prepare').expect(200)).body;
    expect((await act(officer, release, 'prepare')).status).toBe(412);
    await officer.get(`/record-releases/${release.id}/content`).expect(404);
    const back = (await act(decider, prepared, 'review', { approved: false, note: 'Weigh the name.' }).expect(200))
      .body;
    expect(back).toMatchObject({
      state: 'requested',
      reviewNote: 'Weigh the name.',
      content: null,
      preparedByName: null,
    });
  });

  it('may lift what is left to weighing, with a reason, and nothing that is strict', async () => {
    const [personId] = theirs.persons.map(({ id }) => id);
    const lift = (path: string) => ({ path, masked: false, reason: 'Known to everybody.' });
    const release = await requested({ purpose: 'public_request' });
    const refused = await act(officer, release, 'prepare', { deviations: [lift('rrf.claims.0')] });
    expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'maskingFixed']);
    const done = await released({ purpose: 'public_request' }, [lift(`person.${personId}.name`)]);
    expect((await fileOf(done, 'application/json')).body.paragraphs).toContainEqual({
      ...{ heading: 'Person 1: name', text: 'Aline Mugisha', maskedBy: null },
    });
  });

  it('names the person for an own copy, and only then', async () => {
    const request = (body: object) =>
      officer.post(`/cases/${theirs.id}/record-releases`, { recipient: 'X', requestedOn: '2025-02-03', ...body });
    for (const body of [{ purpose: 'own_copy' }, { purpose: 'public_request', personId: theirs.persons[0]!.id }])
      expect((await request(body)).body.errors[0].pointer).toBe('/personId');
    expect((await request({ purpose: 'public_request', requestedOn: '2025-02-04' })).body.errors[0].code).toBe(
      'afterToday',
    );
  });

  it.each(rolesWithout('record.read'))('is not for %s', async (role) => {
    const id = '0195d3c0-0000-7000-8000-000000000000';
    for (const path of ['', '/content', '/paragraphs'])
      await app.as(role).get(`/record-releases/${id}${path}`).expect(403);
    for (const verb of ['prepare', 'review', 'release'])
      await app.as(role).post(`/record-releases/${id}/actions/${verb}`, {}).expect(403);
  });
});

describe('the module of records', () => {
  it('does not know the wall or the compartment', () => {
    for (const file of readdirSync('src/records', { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        expect([
          file,
          /screening\/|Dut(y|ies)ToReport|DutyRegister/.test(readFileSync(`src/records/${file}`, 'utf8')),
        ]).toEqual([file, false]);
  });
});
