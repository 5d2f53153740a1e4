import type { CaseResponse } from '../../../src/cases/index.js';
import { Random } from '../../../seeds/demo/random.js';
import { actOn, cleared, referred, stated, versionOf, walked } from '../../factories/cases.js';
import type { TestApp } from '../../support/app.js';

// Random strings in every field that is written behind the wall (security.md 3).

export const SEED = 20250203;
export const CANARIES = 200;
/** What all of them begin with: nothing else in a database does. */
export const BEGINNING = 'KANARIE';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const random = new Random(SEED);

/** Every string that was planted, in its order. */
export const planted: string[] = [];

/** A new one: letters and digits, so that it passes where the Security Service's number is asked for. */
function canary(): string {
  planted.push(`${BEGINNING}${Array.from({ length: 16 }, () => random.pick([...LETTERS])).join('')}`);
  return planted.at(-1)!;
}

/**
 * Writes in every field behind the wall, round after round, until there are as many as security.md 3 asks for. They are about a case in
 * screening with an objection, and one with a permit upheld after a late objection.
 */
export async function plantAll(app: TestApp): Promise<[CaseResponse, CaseResponse]> {
  const awaited = await referred(app);
  await stated(app, awaited, { outcome: 'more_time', reference: canary() });
  await stated(app, awaited, { outcome: 'objection', reference: canary(), recommendation: 'refuse_permit' });
  await drafted(app, awaited, 'refused');
  const granted = await walked(app, (await cleared(app)).id, ['examine', 'grant']);
  const personIds = granted.persons.map(({ id }) => id);
  await actOn(app, 'case_officer', granted.id, 'rescreen', { personIds, reason: `A tip: ${canary()}` });
  await stated(app, granted, { outcome: 'objection', reference: canary() });
  await drafted(app, granted, 'upheld');
  const second = await app.newOfficial({ roles: ['security_unit'] });
  await second
    .post(
      `/cases/${granted.id}/actions/uphold`,
      { personIds: [personIds[0]] },
      { ifMatch: await versionOf(app, granted.id) },
    )
    .expect(202);
  await appealed(app, granted);
  while (planted.length + MOST_A_ROUND < CANARIES) {
    await indicated(app, {});
    await indicated(app, { caseId: granted.id, personId: granted.persons[1]!.id });
    await batchSent(app);
    await registersAnswered(app, granted);
    await drafted(app, awaited, 'refused');
  }
  while (planted.length < CANARIES) await stated(app, awaited, { outcome: 'more_time', reference: canary() });
  return [awaited, granted];
}
const MOST_A_ROUND = 15;

async function drafted(app: TestApp, { id, persons }: CaseResponse, outcome: string): Promise<void> {
  const triggers = Object.fromEntries(
    ['military', 'police', 'intelligence', 'armedGroup', 'prisonService', 'officialPost', 'checkpointDuty'].map(
      (question) => [question, false],
    ),
  );
  const draft = {
    personId: persons[0]!.id,
    exclusion: { outcome: 'no_ground', triggers: { ...triggers, notes: canary() }, reasons: canary() },
    examination: {
      ...{ inclusion: 'none', identityBasis: canary(), credibility: canary() },
      ...{ recommendation: 'refuse', notes: canary() },
    },
    proposal: { outcome, reasons: canary() },
  };
  await app.as('security_unit').post(`/cases/${id}/security-case/drafts`, draft).expect(202);
}

/** An indication, its presentation and the answer. Of one that is tied to an open case its unit is told how it came in, and no more. */
async function indicated(app: TestApp, tie: { caseId?: string; personId?: string }): Promise<void> {
  const today = app.clock.today();
  const liaison = app.as('security_liaison');
  const reference = tie.caseId ? 'T-2025-0042' : canary();
  await app
    .as('case_officer')
    .post('/indications', { source: 'public', receivedOn: today, reference, ...tie })
    .expect(202);
  const { body } = await liaison.get('/indications?limit=200').expect(200);
  const waiting = (body.items as { id: string; waitsFor: string | null }[]).filter(
    ({ waitsFor }) => waitsFor === 'identification' || waitsFor === 'presentation',
  );
  for (const { id } of waiting) {
    await liaison.post(`/indications/${id}/actions/present`, { presentedOn: today, reference: canary() }).expect(202);
    const answer = { answer: 'guidance', answeredOn: today, reference: canary() };
    await liaison.post(`/indications/${id}/actions/record-answer`, answer).expect(202);
  }
}

async function batchSent(app: TestApp): Promise<void> {
  const liaison = app.as('security_liaison');
  await referred(app);
  await liaison.post('/screening/batches', {}).expect(202);
  const { body } = await liaison.get('/screening/batches').expect(200);
  const receipt = { receivedOn: app.clock.today(), reference: canary() };
  await liaison.post(`/screening/batches/${body.items.at(-1).id}/actions/record-receipt`, receipt).expect(202);
}

async function registersAnswered(app: TestApp, { persons }: CaseResponse): Promise<void> {
  const answeredOn = app.clock.today();
  for (const [register, source, outcome] of [
    ['entry_ban', 'sis', 'alert'],
    ['eurodac', 'eurodac', 'match'],
  ]) {
    const fact = { register, source, outcome, answeredOn, reference: canary() };
    await app.as('security_liaison').post(`/persons/${persons[0]!.id}/register-facts`, fact).expect(202);
  }
}

/** The Service's own appeal against what was decided in the security case of the first person. */
async function appealed(app: TestApp, { id, persons }: CaseResponse): Promise<void> {
  const appeal = { personIds: [persons[0]!.id], appealedOn: app.clock.today(), reference: canary() };
  await app
    .as('security_unit')
    .post(`/cases/${id}/actions/record-service-appeal`, appeal, { ifMatch: await versionOf(app, id) })
    .expect(202);
}
