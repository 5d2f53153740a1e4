import { permits, ROLES, type Permission, type Role } from '../../src/access/index.js';
import { AuditService, type AuditView } from '../../src/audit/index.js';
import type { CaseResponse } from '../../src/cases/index.js';
import type { Rrf } from '../../src/submissions/index.js';
import type { TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { actOn, asked, cleared, versionOf } from './cases.js';
import { theCase } from './submissions.js';

export type Persons = Pick<CaseResponse, 'id' | 'persons'>;
export type Outcome = 'grant' | 'refuse' | 'exclude';

export const REASONS = { grant: [], refuse: ['conditions_not_met'], exclude: ['article_1f_a'] } as const;

const idsOf = ({ persons }: Persons): string[] => persons.map(({ id }) => id);

/** An act of a certain official, when any of the role will not do, on the case as it stands now. */
export const actAs = async (
  app: TestApp,
  official: Client,
  caseId: string,
  act: string,
  body: object = {},
): Promise<Reply> => official.post(`/cases/${caseId}/actions/${act}`, body, { ifMatch: await versionOf(app, caseId) });

async function done(reply: Promise<Reply>): Promise<void> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`The act answered ${status}: ${JSON.stringify(body)}`);
}

/** A case cleared today whose route is chosen: dossier unless said otherwise. */
export async function routed(app: TestApp, rrf?: Rrf, route = 'dossier'): Promise<CaseResponse> {
  const { id } = await cleared(app, rrf);
  await done(actOn(app, 'case_officer', id, 'choose-route', { route, reason: 'The form is complete.' }));
  return theCase(app, id);
}

/** A case whose persons are all under examination, on dossier. */
export async function underExamination(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  const { id } = await routed(app, rrf);
  await done(actOn(app, 'case_officer', id, 'examine'));
  return theCase(app, id);
}

/** What an examination found: a refugee, unless said otherwise. */
export const anExamination = (overrides: object = {}) => ({
  inclusion: 'refugee',
  identityBasis: "UNHCR's registration and the documents in the file.",
  credibility: 'Coherent and in line with what is known of the country.',
  childHeard: true,
  recommendation: 'grant',
  notes: 'Nothing speaks against it.',
  ...overrides,
});

/** Records the outcome of the examination of each person named, of all unless named. */
export async function examined(
  app: TestApp,
  found: Persons,
  overrides: object = {},
  personIds = idsOf(found),
): Promise<void> {
  for (const personId of personIds)
    await done(actOn(app, 'case_officer', found.id, 'record-examination', { personId, ...anExamination(overrides) }));
}

/** What an exclusion assessment found: no ground, unless a ground is named. */
export const anAssessment = (groundCode?: string) => ({
  outcome: groundCode ? 'ground_found' : 'no_ground',
  ...(groundCode && { groundCode }),
  triggers: {
    military: groundCode !== undefined,
    police: false,
    intelligence: false,
    armedGroup: false,
    prisonService: false,
    officialPost: false,
    checkpointDuty: false,
  },
  reasons: 'Weighed against what is known of the country and the years.',
});

/**
 * Assesses exclusion of the persons named, of the adults unless named; no ground is found unless one is named. A ground is found by a
 * case officer about one at a time, and a specialist agrees.
 */
export async function assessed(
  app: TestApp,
  found: Persons,
  groundCode?: string,
  personIds = adultsOf(found),
): Promise<void> {
  const assess = (role: Role, ids: string[]) =>
    done(actOn(app, role, found.id, 'assess-exclusion', { personIds: ids, ...anAssessment(groundCode) }));
  if (!groundCode) return assess('exclusion_specialist', personIds);
  for (const personId of personIds) {
    await assess('case_officer', [personId]);
    await secondLooked(app, found, personId);
  }
}

/** A specialist takes the second look at the assessment of a person, and agrees. */
export const secondLooked = (app: TestApp, { id }: Pick<Persons, 'id'>, personId: string): Promise<void> =>
  done(
    actOn(app, 'exclusion_specialist', id, 'review-exclusion', {
      personId,
      kind: 'second_look',
      agrees: true,
      reasons: 'Weighed by its own standard.',
    }),
  );

const adultsOf = ({ persons }: Persons): string[] =>
  persons.filter(({ birthDate }) => (birthDate ?? '') < '2005').map(({ id }) => id);

/** One proposal a person named, of all unless named; by the case officer unless somebody else is to sign. */
export function propose(
  app: TestApp,
  found: Persons,
  outcome: Outcome,
  { personIds = idsOf(found), by = app.as('case_officer') }: { personIds?: string[]; by?: Client } = {},
): Promise<Reply> {
  const persons = personIds.map((personId) => ({
    personId,
    outcome,
    reasons: `Reasons to ${outcome}.`,
    reasonCodes: REASONS[outcome],
  }));
  return actAs(app, by, found.id, 'propose', { persons });
}

/** A case of which everything is done that a grant needs, the proposal included; a period must be open. */
export async function readyToGrant(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  const found = await underExamination(app, rrf);
  await assessed(app, found);
  await examined(app, found);
  await done(propose(app, found, 'grant'));
  return theCase(app, found.id);
}

/** A case whose persons have all been granted permits today, with their places; a period must be open. */
export async function granted(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  const found = await readyToGrant(app, rrf);
  await done(actOn(app, 'decision_maker', found.id, 'grant'));
  return theCase(app, found.id);
}

/** The open audit entries of one kind about a case, oldest first. */
export async function entriesOf(app: TestApp, caseId: string, action: string): Promise<AuditView[]> {
  const { items } = await asked(app, (tx) => app.server.get(AuditService).find(tx, { caseId, limit: 200 }));
  return items.filter((entry) => entry.action === action);
}

/** The rows of a table about a case, in the order in which they were written. */
export const rowsOf = (app: TestApp, table: string, caseId: string): Promise<Reply['body'][]> =>
  app.dataSource.query(`SELECT * FROM ${table} WHERE case_id = '${caseId}' ORDER BY id`);

/** The roles that a verb is not for. */
export const rolesWithout = (permission: Permission): Role[] => ROLES.filter((role) => !permits([role], permission));

/** The codes of all unmet conditions of an answer, each with the person it concerns. */
export const unmetOf = ({ body }: Reply): [code: string, personId: string | undefined][] =>
  body.unmet.map((one: { code: string; personId?: string }) => [one.code, one.personId]);
export const codesOf = (reply: Reply): string[] => [...new Set(unmetOf(reply).map(([code]) => code))];

export const statusesOf = ({ persons }: Pick<CaseResponse, 'persons'>): string[] => persons.map(({ status }) => status);

/** Proposals, decisions and permits of a case, as an official reads them. */
export const decisionsOf = async (app: TestApp, { id }: Pick<CaseResponse, 'id'>): Promise<Reply['body']> =>
  (await app.as('coordinator').get(`/cases/${id}/decisions`).expect(200)).body;

/** The figures of a sub-quota, and of its period with the check that they add up. */
export async function placesOf(app: TestApp, periodId: string, subQuotaId: string): Promise<Record<string, number>> {
  const { body } = await app.as('coordinator').get(`/quota-periods/${periodId}`).expect(200);
  const { decided, overrun, pool, available, reserved, used } = body.places;
  if (decided + overrun !== pool + available + reserved + used)
    throw new Error(`The ledger does not balance: ${JSON.stringify(body.places)}`);
  const found = body.subQuotas.find((one: { id: string }) => one.id === subQuotaId);
  return { available: found.available, reserved: found.reserved, used: found.used };
}
