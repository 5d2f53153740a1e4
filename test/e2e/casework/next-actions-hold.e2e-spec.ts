import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { PERSON_ACTIONS, permissionOf, type CaseResponse, type PersonAction } from '../../../src/cases/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { municipalNumber } from '../../factories/assignments.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { foldAudit } from '../../support/fold.js';
import { attempt, attemptOnCase, CASE_VERBS, PREPARATIONS, type CaseVerb, type Official, type Person } from './acts.js';

const STATES = 200;
const SEED = Number(process.env.SEED ?? 20250107);
/** How often an official goes a step back, or lets somebody leave the road, instead of going forward. */
const [BACK, AWAY] = [0.12, 0.04];
const LEAVING: readonly string[] = [
  'withdraw',
  'record_death',
  'lose_contact',
  'resettle_elsewhere',
  'discontinue',
  'withdraw_permit',
];

/** What begins with a couple, another case or other papers, which a walk at random does not have: their own specs try them. */
const WITH_OTHERS: readonly string[] = [
  'record_marriage',
  'record_separation',
  'merge',
  'link',
  'unlink',
  'consult',
  'update_rrf',
  'dismiss_difference',
];

/** Where the cases of the first day stand: the walk goes on from there, and new ones begin it. */
const STANDS: readonly Standing[] = [
  'under_examination',
  'granted',
  'accepted',
  'travel_ready',
  'booked',
  'departed',
  'arrived',
];

/** Mulberry32: the same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = chance(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

interface Verbs {
  available: string[];
  blocked: { verb: string }[];
}
interface NextActions {
  theCase: Verbs;
  persons: (Verbs & { personId: string; status: string })[];
}

let app: TestApp;
let officials: Official[];
let subQuotas: string[];
const rrfs = new Map<string, Rrf>();
const visited = new Set<string>();
const done = new Map<string, number>();
const FORWARD: readonly string[] = [
  'refer',
  'decide_security_case',
  'refuse',
  'exclude',
  'record_statement',
  'examine',
  'resume',
  'grant',
  'assign',
  'accept',
  'make_ready',
  'book',
  'depart',
  'arrive',
  'receive',
];

beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  const period = await openPeriod(app, {
    year: 2025,
    subQuotas: [
      { name: 'Uganda', places: 24, countriesOfAsylum: ['UG'] },
      { name: 'Any', places: 4 },
    ],
  });
  subQuotas = [period.subQuotaId('Uganda'), period.subQuotaId('Any')];
  await municipalNumber(app, { places: 20 });
  const readers = ROLES.filter((role) => permits([role], 'case.read'));
  officials = [
    ...readers.map((role) => ({ role, client: app.as(role) })),
    { role: 'security_unit', client: await app.newOfficial({ roles: ['security_unit'] }) },
    { role: 'case_officer', client: await app.newOfficial({ roles: ['case_officer'] }) },
  ];
});
afterAll(() => app.close());

async function aCase(): Promise<string> {
  const complete = random() < 0.75;
  const rrf = anRrf({
    persons: [anRrfPerson(complete ? {} : { signedOn: null }), ...(random() < 0.5 ? [anRrfChild()] : [])],
  });
  const { caseId } = await receiveRrf(app, rrf);
  rrfs.set(caseId, rrf);
  return caseId;
}

/** The next version of the case's RRF: complete, and not the same as before. */
function nextRrf(caseId: string): Rrf {
  const before = rrfs.get(caseId) ?? anRrf();
  return {
    ...before,
    needsSummary: `${before.needsSummary} ${Math.floor(random() * 1e9)}`,
    persons: before.persons.map((person) =>
      person.relationToPrincipal === 'principal_applicant' ? { ...person, signedOn: '2024-11-04' } : person,
    ),
  };
}

const toAction = (verb: string): PersonAction => (verb === 'record_statement' ? 'clear' : (verb as PersonAction));
const nextFor = async ({ client }: Official, caseId: string): Promise<NextActions> =>
  (await client.get(`/cases/${caseId}/next-actions`).expect(200)).body as NextActions;
async function onCase(official: Official, found: CaseResponse, verb: CaseVerb): Promise<Reply> {
  const rrf = nextRrf(found.id);
  const reply = await attemptOnCase(official, found, verb, {
    rrf,
    subQuotaId: pick(subQuotas),
    otherSubQuotaId: subQuotas.find((id) => id !== found.subQuotaId)!,
    route: random() < 0.8 ? 'dossier' : 'mission',
  });
  if (verb === 'resubmit' && reply.status === 200) rrfs.set(found.id, rrf);
  return reply;
}

/** What next-actions does not offer for this person must be refused, and change nothing. */
async function refusesTheRest(
  official: Official,
  found: CaseResponse,
  person: Person,
  { available }: Verbs,
  told: string,
): Promise<void> {
  const absent = PERSON_ACTIONS.filter((action) => !available.map(toAction).includes(action));
  for (const action of [pick(absent), pick(absent)]) {
    const reply = await attempt(app, official, found, person, action);
    const mayDo = permits([official.role], permissionOf(action));
    if (reply) requireStatus(reply, mayDo ? [409, 422] : [403], `${told} was not offered ${action}`);
  }
  expect((await theCase(app, found.id)).version).toBe(found.version);
}

/** One of what it offers is carried out and must not be refused: so the case walks on. */
async function acceptsOne(official: Official, found: CaseResponse, next: NextActions, told: string): Promise<void> {
  const ofPersons = next.persons.flatMap(({ personId, available }) => available.map((verb) => ({ personId, verb })));
  const all = [...ofPersons, ...next.theCase.available.map((verb) => ({ personId: null, verb }))].filter(
    ({ verb }) => !WITH_OTHERS.includes(verb),
  );
  const kind = random();
  const wanted = all.filter(({ verb }) =>
    kind < AWAY
      ? LEAVING.includes(verb)
      : kind < AWAY + BACK
        ? ![...LEAVING, ...FORWARD].includes(verb)
        : FORWARD.includes(verb),
  );
  const choices = wanted.length > 0 ? wanted : all.filter(({ verb }) => !LEAVING.includes(verb));
  if (choices.length === 0) return;
  const { personId, verb } = pick(choices);
  const person = found.persons.find(({ id }) => id === personId);
  const reply = person
    ? await attempt(app, official, found, person, toAction(verb))
    : await onCase(official, found, verb as CaseVerb);
  requireStatus(reply!, [200, 202], `${told} was offered ${verb}`);
  done.set(verb, (done.get(verb) ?? 0) + 1);
}

function requireStatus({ status, body }: Reply, allowed: readonly number[], told: string): void {
  if (!allowed.includes(status)) throw new Error(`${told}: the server answered ${status} ${JSON.stringify(body)}`);
}

describe('next-actions', () => {
  it(`says of ${STATES} random states what the server then does (SEED=${SEED})`, async () => {
    const cases: string[] = [];
    for (const stand of STANDS) cases.push((await STANDING[stand](app)).id);
    for (let state = 0; state < STATES; state += 1) {
      if (random() < 0.05) cases.push(await aCase());
      if (random() < 0.08) app.goTo(nextDay());
      const caseId = pick(cases);
      if (random() < 0.6) {
        const found: CaseResponse = await theCase(app, caseId);
        await pick(PREPARATIONS)(app, found, pick(found.persons));
      }
      const found: CaseResponse = await theCase(app, caseId);
      const official = pick(mostly(found));
      const next = await nextFor(official, caseId);
      const told = `seed ${SEED}, state ${state}: ${official.role}, ${found.persons.map(({ status }) => status).join(' ')}`;
      for (const { status } of next.persons) visited.add(status);

      const shown = pick(next.persons);
      await refusesTheRest(
        official,
        found,
        found.persons.find(({ id }) => id === shown.personId)!,
        shown,
        told,
      );
      const absent = CASE_VERBS.filter((verb) => !next.theCase.available.includes(verb));
      if (absent.length > 0) {
        const verb = pick(absent);
        requireStatus(await onCase(official, found, verb), [403, 422], `${told} was not offered ${verb}`);
      }
      await acceptsOne(official, found, next, told);
    }
    console.log(
      `SEED=${SEED}: ${STATES} states; stages visited: ${[...visited].join(', ')}; done: ${[...done].map(([verb, times]) => `${verb} ${times}`).join(', ')}`,
    );
    expect(visited.size).toBeGreaterThan(12);
    for (const { personId, status, folded } of await foldAudit(app.dataSource))
      expect({ personId, folded }).toEqual({ personId, folded: status });
  }, 600_000);
});

/** Officials who have something to do in this state come more often than others. */
function mostly(found: CaseResponse): Official[] {
  const LEADS: { readonly [status: string]: Role } = {
    listed: 'case_officer',
    in_screening: 'security_liaison',
    cleared: 'case_officer',
    under_examination: 'decision_maker',
    deferred: 'case_officer',
    granted: 'placement_officer',
    assigned: 'placement_officer',
    accepted: 'travel_officer',
    travel_ready: 'travel_officer',
    booked: 'travel_officer',
    departed: 'travel_officer',
    arrived: 'travel_officer',
  };
  const leads = found.persons.map(({ status }) => LEADS[status]);
  const concerned = officials.filter(({ role }) => leads.includes(role));
  return concerned.length > 0 && random() < 0.6 ? concerned : officials;
}

function nextDay(): string {
  const [today, days] = [app.clock.today(), 1 + Math.floor(random() * 20)];
  const later = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  return later < '2025-12-01' ? later : today;
}
