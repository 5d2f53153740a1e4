import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { PERSON_ACTIONS, type CaseResponse, type PersonAction } from '../../../src/cases/index.js';
import { randomOf } from '../../../src/kernel/index.js';
import { rows } from '../../../src/platform/index.js';
import { municipalNumber } from '../../factories/assignments.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { observeChanges, type Change } from '../../support/observed-changes.js';
import { attempt, attemptOnCase, CASE_VERBS, type CaseVerb, type Official } from '../casework/acts.js';

// security.md 6, A1: 10,000 commands; fewer unless COMMANDS says otherwise. TMPDIR=/dev/shm spares the waiting for a disk.
const COMMANDS = Number(process.env.COMMANDS ?? 100);
const SEED = Number(process.env.SEED ?? 20261122);
const MOST_CASES = 60;
const STANDS: readonly Standing[] = ['under_examination', 'granted', 'accepted', 'booked', 'arrived'];

const chance = randomOf(SEED);
const random = (): number => chance.next();
const pick = <Item>(items: readonly Item[]): Item => items[chance.below(items.length)]!;

let app: TestApp;
let officials: Official[];
let subQuotas: string[];
let changesAfter: (seen: number) => Promise<Change[]>;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  const wanted = [
    { name: 'Uganda', places: 300, countriesOfAsylum: ['UG'] },
    { name: 'Any', places: 100 },
  ];
  const period = await openPeriod(app, { year: 2025, subQuotas: wanted });
  subQuotas = [period.subQuotaId('Uganda'), period.subQuotaId('Any')];
  await municipalNumber(app, { places: 200 });
  officials = ROLES.filter((role) => permits([role], 'case.read')).map((role) => ({ role, client: app.as(role) }));
  changesAfter = await observeChanges(app.dataSource);
});
afterAll(() => app.close());

interface Entry {
  chain: string;
  position: number;
  action: string;
  subjectId: string | null;
  requestId: string;
  payload: string;
}
/** Reads, refusals, and the signing in of those who act. */
const isRead = ({ action }: Entry): boolean =>
  /^session\.|^access\.refuse$|\.(read|search|export|preview)/.test(action);

/** The entries beyond these positions, in both chains, but for those of reads. */
async function entriesAfter(open: number, security: number): Promise<Entry[]> {
  const beyond = (chain: string): string =>
    `SELECT e.chain, e.position, e.action, e.subject_id AS "subjectId", e.request_id AS "requestId", p.payload
     FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.chain = '${chain}' AND e.position > :${chain}`;
  return rows<Entry>(app.dataSource.manager, `${beyond('open')} UNION ALL ${beyond('security')}`, { open, security });
}

async function lengths(): Promise<Record<string, number>> {
  const heads = await app.dataSource.query<{ chain: string; position: number }[]>('SELECT * FROM audit_heads');
  return Object.fromEntries(heads.map(({ chain, position }) => [chain, Number(position)]));
}

const LEADS: { readonly [status: string]: readonly Role[] } = {
  listed: ['case_officer'],
  in_screening: ['security_liaison'],
  under_examination: ['decision_maker', 'exclusion_specialist', 'case_officer'],
  granted: ['placement_officer'],
  assigned: ['placement_officer'],
};

interface Command {
  what: string;
  send: () => Promise<Reply | null>;
}

/** Somebody tries something: mostly what next-actions offers, at times whatever comes to mind. */
async function aCommand(caseId: string): Promise<Command> {
  const found: CaseResponse = await theCase(app, caseId);
  const person = pick(found.persons);
  const concerned = LEADS[person.status] ?? ['travel_officer', 'case_officer'];
  const role = pick(concerned);
  const official = officials.find((one) => random() < 0.7 && one.role === role) ?? pick(officials);
  const { body } = await official.client.get(`/cases/${caseId}/next-actions`).expect(200);
  const offered = [
    ...body.theCase.available,
    ...(body.persons.find(({ personId }: { personId: string }) => personId === person.id)?.available ?? []),
  ] as string[];
  const all = [...PERSON_ACTIONS, ...CASE_VERBS];
  const possible = offered
    .map((verb) => (verb === 'record_statement' ? 'clear' : verb))
    .filter((verb) => all.includes(verb as never));
  const verb = pick(possible.length > 0 && random() < 0.75 ? possible : all);
  const of = {
    rrf: anRrf({ persons: [anRrfPerson(), anRrfChild()] }),
    ...{ subQuotaId: pick(subQuotas), otherSubQuotaId: pick(subQuotas), route: 'dossier' },
  };
  const onCase = (CASE_VERBS as readonly string[]).includes(verb);
  return {
    what: `${official.role} ${verb} (${person.status})`,
    send: () =>
      onCase
        ? attemptOnCase(official, found, verb as CaseVerb, of)
        : attempt(app, official, found, person, verb as PersonAction),
  };
}

it(`${COMMANDS} random commands: each change has its entry and each entry its change (SEED=${SEED})`, async () => {
  const cases: string[] = [];
  for (const stand of STANDS) cases.push((await STANDING[stand](app)).id);
  let [seen, { open, security }] = [(await changesAfter(0)).at(-1)?.seen ?? 0, await lengths()];
  let [accepted, statuses, written, sent] = [0, 0, 0, 0];
  while (sent < COMMANDS) {
    const fresh = random() < 0.08 || cases.length < 3;
    let command: Command;
    if (fresh) {
      const rrf = anRrf({ persons: [anRrfPerson(random() < 0.8 ? {} : { signedOn: null }), anRrfChild()] });
      command = {
        what: 'registers a submission',
        send: async () => {
          cases.push((await receiveRrf(app, rrf)).caseId);
          return null;
        },
      };
    } else command = await aCommand(pick(cases));
    if (cases.length > MOST_CASES) cases.shift();
    const reply = await command.send();
    if (!reply && !fresh) continue;
    sent += 1;
    const told = `seed ${SEED}, command ${sent}: ${command.what}, answered ${reply?.status}`;
    const changes = await changesAfter(seen);
    const entries = (await entriesAfter(open!, security!)).filter((entry) => !isRead(entry));
    seen = changes.at(-1)?.seen ?? seen;
    ({ open, security } = await lengths());

    const done = reply === null || reply.status < 300;
    const words = entries.map(({ chain, action, subjectId }) => `${chain} ${action} ${subjectId}`);
    expect({ told, changed: changes.length > 0, logged: entries.length > 0 }).toEqual({
      told,
      changed: done,
      logged: done,
    });
    expect({ told, twice: words.filter((word, at) => words.indexOf(word) !== at) }).toEqual({ told, twice: [] });
    if (reply) {
      const requestId = reply.headers.get('x-request-id');
      expect(entries.filter((entry) => entry.requestId !== requestId).map(({ action }) => action)).toEqual([]);
    }
    // A change of status and its entry name the same person, and the same two states: as many of the one as of the other.
    const moved = changes.flatMap(({ personId, told: step }) => (step === null ? [] : [`${personId} ${step}`]));
    const logged = entries.flatMap(({ subjectId, payload }) => {
      const { from, to } = JSON.parse(payload) as { from?: string | null; to?: string };
      return to === undefined || from === undefined ? [] : [`${subjectId} ${from ?? ''}>${to}`];
    });
    expect({ told, moved: moved.sort() }).toEqual({ told, moved: logged.sort() });
    accepted += done ? 1 : 0;
    statuses += moved.length;
    written += entries.length;
  }
  process.stdout.write(
    `  ${ENGINE}: ${sent} commands, ${accepted} carried out and ${sent - accepted} refused; ${statuses} changes of status, ${written} entries (SEED=${SEED})\n`,
  );
  expect(accepted).toBeGreaterThan(sent / 4);
  expect(sent - accepted).toBeGreaterThan(sent / 20);
}, 7_200_000);
