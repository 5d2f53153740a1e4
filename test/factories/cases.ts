import { systemActor, type Role } from '../../src/access/index.js';
import { CasesService, targetsOf, type CaseResponse, type PersonAction } from '../../src/cases/index.js';
import { UnitOfWork, type Tx } from '../../src/platform/index.js';
import type { Rrf } from '../../src/submissions/index.js';
import type { TestApp } from '../support/app.js';
import type { Reply } from '../support/client.js';
import { anRrf } from './rrf.js';
import { receiveRrf, theCase } from './submissions.js';

/** The version that stands now, as an official would read it before deciding. */
export const versionOf = async (app: TestApp, caseId: string): Promise<number> => (await theCase(app, caseId)).version;

/** An official's act on the case as it stands now: `actOn(app, 'case_officer', caseId, 'refer')`. */
export async function actOn(app: TestApp, role: Role, caseId: string, act: string, body: object = {}): Promise<Reply> {
  return app.as(role).post(`/cases/${caseId}/actions/${act}`, body, { ifMatch: await versionOf(app, caseId) });
}

async function done(reply: Promise<Reply>): Promise<void> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`The act answered ${status}: ${JSON.stringify(body)}`);
}

/** A registered case: everybody listed. Two adults and a child unless the RRF says otherwise. */
export async function registered(app: TestApp, rrf: Rrf = anRrf()): Promise<CaseResponse> {
  return theCase(app, (await receiveRrf(app, rrf)).caseId);
}

/** A case whose persons have all been referred today. */
export async function referred(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  const { id } = await registered(app, rrf);
  await done(actOn(app, 'case_officer', id, 'refer'));
  return theCase(app, id);
}

/** What the Security Service states of persons of the case; of all of them unless named. No objection, today, unless said otherwise. */
export async function stated(
  app: TestApp,
  { id, persons }: Pick<CaseResponse, 'id' | 'persons'>,
  statement: {
    personIds?: string[];
    outcome?: string;
    statedOn?: string;
    reference?: string;
    recommendation?: string;
    unasked?: boolean;
  } = {},
): Promise<CaseResponse> {
  const personIds = persons.map((person) => person.id);
  const body = {
    personIds,
    outcome: 'no_objection',
    statedOn: app.clock.today(),
    reference: 'S-2025-0001',
    ...statement,
  };
  await done(actOn(app, 'security_liaison', id, 'record-statement', body));
  return theCase(app, id);
}

/** A case whose persons were all referred and cleared today. */
export async function cleared(app: TestApp, rrf?: Rrf): Promise<CaseResponse> {
  return stated(app, await referred(app, rrf));
}

/**
 * Lets persons take steps that the test is not about, straight through the only writer of status: what other modules hold is left
 * out. All persons of the case unless named.
 */
export async function walked(
  app: TestApp,
  caseId: string,
  actions: readonly PersonAction[],
  personIds: readonly string[] = [],
): Promise<CaseResponse> {
  const cases = app.server.get(CasesService);
  for (const action of actions)
    await app.server.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      const found = await cases.get(tx, caseId);
      const changes = cases.personsOf(found, personIds).map(({ id, status }) => ({
        personId: id,
        action,
        from: status,
        to: targetsOf(status, action)[0]!,
      }));
      return cases.apply(tx, found, changes, systemActor('test'));
    });
  return theCase(app, caseId);
}

/** Asks a service as another module would, in a read-only transaction. */
export const asked = <Result>(app: TestApp, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  app.server.get(UnitOfWork).read(work);
