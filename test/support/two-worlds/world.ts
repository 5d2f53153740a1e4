import type { Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import type { Instant, PlainDate } from '../../../src/kernel/index.js';
import { SettableClock } from '../../../src/platform/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { readyToGrant } from '../../factories/decisions.js';
import { referred, registered, stated, walked } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../app.js';
import { DocumentedRequests } from '../document.js';
import type { BehindWall, PairOfHistories } from './histories.js';

/** One of the two servers. */
export interface World {
  app: TestApp;
  requests: DocumentedRequests;
}

/** The case of a pair as it lives in one world, and its relatives' case. */
export interface Lived {
  id: string;
  relativesId: string;
  /** Both as they stand, while nothing has changed them. */
  known?: readonly [own: CaseResponse, relatives: CaseResponse];
}

/**
 * Stands where it was set. Were it to tick, sessions would lapse sooner, counted in acts, in the world whose process got less of the
 * machine, and its audit log would tell of more that were opened.
 */
class StandingClock extends SettableClock {
  private instant: Instant = '';
  override set(instant: Instant): void {
    this.instant = instant;
  }
  override now(): Instant {
    return this.instant;
  }
}

/** A server on a database of its own, with an open period. */
export async function aWorld(today: PlainDate): Promise<World> {
  const app = await startApp({ today, clock: new StandingClock(), settings: { RECORDS_AN_HOUR: '1000000' } });
  await openPeriod(app, { year: Number(today.slice(0, 4)) });
  return { app, requests: await DocumentedRequests.of(app) };
}

/** What is open of a history up to the day on which the worlds part. Every fourth pair has relatives about to be granted. */
export async function begun(
  { app }: World,
  { number, road }: PairOfHistories,
  [rrf, relatives]: readonly [Rrf, Rrf],
): Promise<Lived> {
  const found = await referred(app, rrf);
  if (road) {
    await stated(app, found, { reference: `S-${number}-1` });
    await walked(app, found.id, road);
  }
  const { id: relativesId } = await (number % 4 === 0 ? readyToGrant(app, relatives) : registered(app, relatives));
  return { id: found.id, relativesId };
}

/** The liaison and the case officer look at the case that day in both worlds: only what they then do differs. */
export async function behindWall(
  app: TestApp,
  lives: CaseResponse,
  what: BehindWall,
  reference: string,
): Promise<void> {
  const personIds = lives.persons.map(({ id }) => id);
  const act = (role: Role, verb: string, body: object) =>
    app
      .as(role)
      .post(`/cases/${lives.id}/actions/${verb}`, { personIds, ...body }, { ifMatch: lives.version })
      .expect(202);
  for (const role of ['security_liaison', 'case_officer'] as const)
    await app.as(role).get(`/cases/${lives.id}`).expect(200);
  if (what === 'rescreening') await act('case_officer', 'rescreen', { reason: 'A tip came in.' });
  if (what === 'objection' || what === 'more_time')
    await act('security_liaison', 'record-statement', { outcome: what, statedOn: app.clock.today(), reference });
}

/** The day on which the worlds part. */
export async function parted(
  { app }: World,
  side: 0 | 1,
  { number, walled, thenCleared }: PairOfHistories,
  { id }: Lived,
): Promise<void> {
  await behindWall(app, await theCase(app, id), walled[side], `S-${number}-2`);
  if (thenCleared) await stated(app, await theCase(app, id), { reference: `S-${number}-3` });
}
