import type { CaseResponse } from '../../src/cases/index.js';
import type { Rrf } from '../../src/submissions/index.js';
import type { TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { OWN_MUNICIPALITY } from '../support/database.js';
import { done } from '../support/replies.js';
import { actOn, registered, walked } from './cases.js';
import { granted } from './decisions.js';
import { theCase } from './submissions.js';

/** A case with the assignment that its persons are under. */
export interface Assigned extends CaseResponse {
  assignmentId: string;
}

/** Sets the number of a municipality, room enough for any test unless said; the year of today. */
export async function municipalNumber(
  app: TestApp,
  { code = OWN_MUNICIPALITY, year = Number(app.clock.today().slice(0, 4)), places = 100 } = {},
): Promise<Reply['body']> {
  const decision = { municipalityCode: code, year, places, source: 'County Administrative Board, any decision' };
  return (await app.as('placement_officer').post('/municipal-numbers', decision).expect(201)).body;
}

/** What the list says of a municipality's number in a year. */
export async function numberOf(app: TestApp, code: string, year: number): Promise<Reply['body']> {
  const { body } = await app.as('placement_officer').get(`/municipal-numbers?year=${year}`).expect(200);
  return body.items.find((one: { municipalityCode: string }) => one.municipalityCode === code);
}

/** The placement officer assigns persons of the case, all unless named, to the standing municipality's account unless said. */
export const assign = (app: TestApp, { id }: { id: string }, overrides: object = {}): Promise<Reply> =>
  actOn(app, 'placement_officer', id, 'assign', {
    municipalityCode: OWN_MUNICIPALITY,
    reason: 'Room and work there.',
    ...overrides,
  });

/** An act on an assignment as it stands now, by the municipality's own account unless by somebody else. */
export async function answer(
  app: TestApp,
  assignmentId: string,
  act: string,
  body: object,
  by: Client = app.as('municipality'),
): Promise<Reply> {
  const { etag } = await app.as('placement_officer').get(`/assignments/${assignmentId}`).expect(200);
  return by.post(`/assignments/${assignmentId}/actions/${act}`, body, { ifMatch: etag! });
}

export const ACCEPTANCE = { dwellingConfirmed: true, contact: 'Integration unit, 08-508 00 000' };

/** A case whose persons wait for a municipality. Permits and places are left out: the municipalities never ask for them. */
export async function waiting(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  const { id } = await registered(app, rrf);
  return walked(app, id, ['refer', 'clear', 'examine', 'grant']);
}

/** The same case under an assignment made today, to the standing municipality unless said. Sets its number when there is none. */
export async function underAssignment(app: TestApp, found: CaseResponse, overrides: object = {}): Promise<Assigned> {
  const year = Number(app.clock.today().slice(0, 4));
  if (!(await numberOf(app, OWN_MUNICIPALITY, year))) await municipalNumber(app);
  return done(await assign(app, found, overrides)).body as Assigned;
}

/** A case assigned today, without permits and places. */
export const assigned = async (app: TestApp, rrf?: Rrf, overrides: object = {}): Promise<Assigned> =>
  underAssignment(app, await waiting(app, rrf), overrides);

/** A case granted, assigned and accepted today, with permits and places; a period must be open. */
export async function accepted(app: TestApp, rrf?: Rrf): Promise<Assigned> {
  const { id, assignmentId } = await underAssignment(app, await granted(app, rrf));
  done(await answer(app, assignmentId, 'accept', ACCEPTANCE));
  return { ...(await theCase(app, id)), assignmentId } as Assigned;
}
