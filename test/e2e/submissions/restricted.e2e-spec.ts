import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn } from '../../factories/cases.js';
import { aFullRrf } from '../../factories/full-rrf.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let rrf: Rrf;
let caseId: string;
let submissionId: string;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  rrf = aFullRrf();
  ({ caseId, submissionId } = await receiveRrf(app, rrf));
});
afterAll(() => app.close());

const SECRETS = [
  'Her own claim',
  'which she does not know',
  'counsellor',
  'another man',
  'Pentecostal',
  'Tigrinya',
  'Threats since October',
  'cannot live safely',
];
const readers: readonly Role[] = PERMISSIONS['submission.read'].roles;
const trusted: readonly Role[] = PERMISSIONS['submission.read_restricted'].roles;

describe('the restricted parts of an RRF', () => {
  it('are read by those who hold the permission, and withheld from other readers with their number alone', async () => {
    expect(readers.filter((role) => !trusted.includes(role))).toEqual(['coordinator']);
    for (const role of readers)
      for (const path of [`/submissions/${submissionId}`, `/cases/${caseId}/rrf/versions/1`]) {
        const { body } = await app.as(role).get(path).expect(200);
        const text = JSON.stringify(body);
        for (const secret of SECRETS)
          expect([role, secret, text.includes(secret)]).toEqual([role, secret, trusted.includes(role)]);
        expect(body.withheld.length > 0).toBe(!trusted.includes(role));
      }
    const { body } = await app.as('coordinator').get(`/submissions/${submissionId}`);
    expect(body.withheld).toContainEqual({ section: 4, field: 'claims', words: 'recognition and claim', count: 2 });
    expect(body.rrf.remarks).toHaveLength(1);
  });

  it('are not told to a reader without the permission who sends the form either, nor by a difference', async () => {
    const other = aFullRrf();
    const { body } = await app.as('coordinator').post('/submissions', other).expect(201);
    expect(SECRETS.filter((secret) => JSON.stringify(body).includes(secret))).toEqual([]);
    const newer = {
      ...other,
      rrfDate: '2024-11-12',
      submittedOn: '2024-11-20',
      needsSummary: 'It is far worse now.',
      remarks: [],
    };
    expect((await actOn(app, 'coordinator', body.caseId, 'update-rrf', newer)).status).toBe(200);
    const path = `/cases/${body.caseId}/rrf/versions/2/diff?from=1`;
    const seen = (await app.as('coordinator').get(path).expect(200)).body.changes as {
      field: string;
      withheld: boolean;
    }[];
    expect(seen.filter(({ withheld }) => withheld).map(({ field }) => field)).toEqual(['needsSummary', 'remarks']);
    expect(JSON.stringify(seen)).not.toContain('far worse');
    expect(JSON.stringify((await app.as('case_officer').get(path).expect(200)).body)).toContain('far worse');
  });

  it('stand in the form alone: no column holds ethnicity, religion or a described need', async () => {
    const [row] = await app.dataSource.query<Record<string, unknown>[]>(
      `SELECT * FROM persons WHERE case_id = '${caseId}' ORDER BY number`,
    );
    expect(Object.keys(row!).filter((column) => /ethnic|religio|claim/.test(column))).toEqual([]);
    const text = JSON.stringify(await app.dataSource.query(`SELECT * FROM persons WHERE case_id = '${caseId}'`));
    for (const secret of ['Pentecostal', 'counsellor', 'Her own claim']) expect(text).not.toContain(secret);
    const audit = JSON.stringify(
      await app.dataSource.query(
        `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.case_id = '${caseId}'`,
      ),
    );
    for (const secret of SECRETS) expect(audit).not.toContain(secret);
  });
});

describe('an RRF given out to one person', () => {
  const release = (personId: string, role: Role = 'case_officer') =>
    app.as(role).get(`/cases/${caseId}/rrf/release?personId=${personId}`);

  it('holds what is about that person, and nothing about other members of the same family', async () => {
    const { persons } = await theCase(app, caseId);
    const about = ['Her own claim', 'which she does not know', 'another man'];
    for (const [index, person] of persons.entries()) {
      const { body } = await release(person.id).expect(200);
      expect(body.rrf.persons.map(({ individualNumber }: { individualNumber: string }) => individualNumber)).toEqual([
        person.individualNumber,
      ]);
      const text = JSON.stringify(body);
      expect(about.map((secret) => text.includes(secret))).toEqual(about.map((_, place) => place === index));
      expect(body.withheld).toContainEqual({ section: 2, field: 'persons', words: 'other persons', count: 2 });
    }
  });

  it('is logged with whose it is, found for members only, and given by those who may read it all', async () => {
    const [{ id }] = (await theCase(app, caseId)).persons;
    const [{ n: before }] = await app.dataSource.query<[{ n: number }]>(
      `SELECT count(*) AS n FROM audit_entries WHERE action = 'submission.release' AND subject_id = '${id}'`,
    );
    for (const role of ROLES) await release(id, role).expect(trusted.includes(role) ? 200 : 403);
    const [{ n: after }] = await app.dataSource.query<[{ n: number }]>(
      `SELECT count(*) AS n FROM audit_entries WHERE action = 'submission.release' AND subject_id = '${id}'`,
    );
    // What the security unit reads is logged behind the wall.
    expect(Number(after) - Number(before)).toBe(trusted.length);
    await release('01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11').expect(404);
    await app.as('case_officer').get(`/cases/${caseId}/rrf/release`).expect(400);
  });
});
