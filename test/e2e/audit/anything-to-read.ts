import { randomUUID } from 'node:crypto';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { municipalNumber, waiting } from '../../factories/assignments.js';
import { actOn, referred, registered } from '../../factories/cases.js';
import { propose, routed, underExamination } from '../../factories/decisions.js';
import { fileDocument, startWithDocuments } from '../../factories/documents.js';
import { plan } from '../../factories/placement.js';
import { aPeriod, openPeriod } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { receiveRrf } from '../../factories/submissions.js';
import type { TestApp } from '../../support/app.js';
import { BASE_PATH, type Operation } from '../../support/operations.js';

/** A server with something of everything that can be read. */
export interface Readable {
  readonly app: TestApp;
  readonly caseIds: readonly string[];
  readonly personIds: readonly string[];
  /** The addresses under which there may be something, with the parameters that the operation asks for. */
  pathsOf(operation: Operation): string[];
}

/** What is sent to those that read by POST. */
export const SEARCHES: Readonly<Record<string, (of: Readable) => object>> = {
  searchCases: () => ({ text: 'Amina' }),
  previewSplitCase: ({ personIds }) => ({ personIds: [personIds[0]], reason: 'The family told us so.' }),
};

export async function anythingToRead(): Promise<Readable> {
  const { app } = await startWithDocuments();
  await openPeriod(app, { year: 2025, places: 200 });
  // A pledge to report on, and a year to carry over to.
  await aPeriod(app, { kind: 'biennial', year: 2025, name: 'Pledge 2025–2026' });
  await openPeriod(app, { year: 2026, places: 100, name: 'Annual 2026' });
  await municipalNumber(app, { places: 50 });
  const arrived = await STANDING.arrived(app);
  const found = await underExamination(app);
  // Somebody whose letter can be looked at before it is signed.
  await propose(app, found, 'refuse', { personIds: [found.persons[0]!.id] });
  await twoPapers(app, found.id);
  await fileDocument(app, arrived.id).expect(201);
  await STANDING.assigned(app);
  await referred(app);
  await behindWall(app, found.persons[0]!.id);
  await papersOfWork(app, found.id);
  const twin = { givenNames: 'Amina', familyName: 'Deng', birthDate: '1988-04-17' };
  for (const number of [1, 2])
    await receiveRrf(app, anRrf({ persons: [anRrfPerson({ ...twin, individualNumber: undefined, ...of(number) })] }));

  await retentionRun(app, found.id);
  const placed = await waiting(app);
  await plan(app, { month: '2025-02' });

  const ids = await idsOf(app);
  return {
    app,
    caseIds: [found.id, ...ids.caseId!],
    personIds: found.persons.map(({ id }) => id),
    pathsOf: (operation) => pathsOf(operation, { ...ids, caseId: [found.id, arrived.id, placed.id, ...ids.caseId!] }),
  };
}
const of = (number: number): object => ({ individualNumber: `TWIN-${number}` });

/** A case whose RRF was returned and came anew: two versions, and a letter between them. */
async function twoPapers(app: TestApp, caseId: string): Promise<void> {
  const rrf = anRrf({ persons: [anRrfPerson({ signedOn: null })] });
  const theirs = await registered(app, rrf);
  await actOn(app, 'case_officer', theirs.id, 'return-incomplete', {
    reasonCodes: ['categories_missing'],
    answerDueOn: '2025-12-31',
  });
  const again = { ...rrf, persons: rrf.persons.map((person) => ({ ...person, signedOn: '2024-11-04' })) };
  await actOn(app, 'case_officer', theirs.id, 'resubmit', again);
  await fileDocument(app, caseId).expect(201);
}

/** A batch, a tip, a duty to report. */
async function behindWall(app: TestApp, personId: string): Promise<void> {
  await app.as('security_liaison').post('/screening/batches', {}).expect(202);
  const tip = { source: 'public', receivedOn: app.clock.today(), reference: 'T-1' };
  await app.as('case_officer').post('/indications', tip).expect(202);
  const duty = { personId, crime: 'war_crime', suspicion: 'Told of a village that was shelled.' };
  await app.as('exclusion_specialist').post('/duties-to-report', duty).expect(202);
}

/** A mission, a kept view, an import, a copy released. */
async function papersOfWork(app: TestApp, caseId: string): Promise<void> {
  const mission = {
    place: 'Kampala',
    countryCode: 'UG',
    startsOn: '2025-03-10',
    endsOn: '2025-03-28',
    leaderName: 'x',
    team: [],
  };
  const { body: planned } = await app.as('mission_leader').post('/missions', mission).expect(201);
  const caseIds = [(await routed(app, undefined, 'mission')).id];
  await app
    .as('mission_leader')
    .post(`/missions/${planned.id}/actions/add-cases`, { caseIds }, { ifMatch: planned.version })
    .expect(200);
  await app.as('coordinator').post('/case-views', { name: 'Mine', filters: {} }).expect(201);
  await app
    .as('coordinator')
    .post('/imports', JSON.stringify(anRrf()), { contentType: 'application/x-ndjson' })
    .expect(202);
  const asked = { purpose: 'public_request', recipient: 'Sveriges Radio', requestedOn: app.clock.today() };
  let release = (await app.as('case_officer').post(`/cases/${caseId}/record-releases`, asked).expect(201)).body;
  for (const [role, verb, body] of [
    ['case_officer', 'prepare', {}],
    ['decision_maker', 'review', { approved: true }],
    ['case_officer', 'release', {}],
  ] as const)
    release = (
      await app
        .as(role)
        .post(`/record-releases/${release.id}/actions/${verb}`, body, { ifMatch: release.version })
        .expect(200)
    ).body;
}

/** A run that waits for its second person; years would have to pass before one could be proposed. */
const retentionRun = (app: TestApp, caseId: string): Promise<unknown> =>
  app.dataSource.query(
    `INSERT INTO retention_runs
       (id, state, version, rule_code, due_on, case_ids, reason, proposed_by_id, proposed_by_name, proposed_at, seen_to, spared, payloads)
     VALUES ('${randomUUID()}', 'proposed', 1, 'retention-default', '2025-02-03', '["${caseId}"]', 'The yearly review.',
       '${randomUUID()}', 'Coordinator', '2025-02-03T08:00:00.000Z', 0, 0, 0)`,
  );

const TABLES: Readonly<Record<string, string>> = {
  caseId: 'SELECT id FROM cases',
  personId: 'SELECT id FROM persons',
  periodId: 'SELECT id FROM quota_periods',
  toPeriodId: 'SELECT id FROM quota_periods',
  subQuotaId: 'SELECT id FROM sub_quotas',
  submissionId: 'SELECT id FROM submissions',
  documentId: 'SELECT id FROM filed_documents UNION SELECT id FROM documents',
  letterId: 'SELECT id FROM case_letters',
  importId: 'SELECT id FROM imports',
  viewId: 'SELECT id FROM case_views',
  missionId: 'SELECT id FROM missions',
  suspicionId: 'SELECT id FROM duplicate_suspicions',
  assignmentId: 'SELECT id FROM assignments',
  planId: 'SELECT id FROM placement_plans',
  releaseId: 'SELECT id FROM record_releases',
  runId: 'SELECT id FROM retention_runs',
  dutyId: 'SELECT DISTINCT duty_id AS id FROM duty_records',
};

async function idsOf(app: TestApp): Promise<Record<string, string[]>> {
  const ids: Record<string, string[]> = {};
  for (const [name, sql] of Object.entries(TABLES))
    ids[name] = (await app.dataSource.query<{ id: string }[]>(sql)).map(({ id }) => id);
  const listed = async (path: string): Promise<string[]> =>
    (await app.as('security_liaison').get(path).expect(200)).body.items.map(({ id }: { id: string }) => id);
  return { ...ids, batchId: await listed('/screening/batches'), indicationId: await listed('/indications') };
}

const VERSIONS: Readonly<Record<string, string[]>> = { rrfVersion: ['2', '1'], documentVersion: ['1'] };
const QUERIES: Readonly<Record<string, string>> = {
  from: '1',
  year: '2025',
  asked: '2025-01-07',
  number: 'granted',
  column: 'granted',
};

function pathsOf({ path, parameters }: Operation, ids: Record<string, string[]>): string[] {
  let paths = [path.slice(BASE_PATH.length)];
  for (const [gap, name] of path.matchAll(/\{(\w+)\}/g))
    paths = paths.flatMap((one) => (VERSIONS[name!] ?? ids[name!] ?? []).map((value) => one.replace(gap, value)));
  for (const { name, schema } of parameters.filter(({ in: place, required }) => place === 'query' && required)) {
    const values = ids[name] ?? [QUERIES[name] ?? example(schema)];
    paths = paths.flatMap((one) => values.map((value) => `${one}${one.includes('?') ? '&' : '?'}${name}=${value}`));
  }
  return paths;
}

const example = (schema: object | undefined): string => {
  const { example: given, enum: values } = (schema ?? {}) as { example?: unknown; enum?: unknown[] };
  return String(given ?? values?.[0] ?? '1');
};
