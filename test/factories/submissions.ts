import type { Rrf } from '../../src/submissions/index.js';
import type { TestApp } from '../support/app.js';
import type { Reply } from '../support/client.js';
import { anRrf } from './rrf.js';

/** Sends an RRF to the server and returns its answer: `caseId`, `diaryNumber`, `submissionId`. */
export async function receiveRrf(app: TestApp, rrf: Rrf = anRrf()): Promise<Reply['body']> {
  return (await app.as('case_officer').post('/submissions', rrf).expect(201)).body;
}

/** The case as it stands now. */
export async function theCase(app: TestApp, caseId: string): Promise<Reply['body']> {
  return (await app.as('case_officer').get(`/cases/${caseId}`).expect(200)).body;
}

/** How many rows each of the tables holds: nothing is lost or half done when these stay the same. */
export async function counted(
  app: TestApp,
  tables = ['cases', 'persons', 'submissions', 'documents'],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables)
    counts[table] = Number((await app.dataSource.query<{ n: number }[]>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);
  return counts;
}
