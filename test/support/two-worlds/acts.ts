import type { Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import type { Random } from '../../../seeds/demo/random.js';
import { aForm, aPdf } from '../../factories/documents.js';
import { theCase } from '../../factories/submissions.js';
import { anAssessment, anExamination } from '../../factories/decisions.js';
import { newborn, relative } from '../../e2e/family/families.js';
import type { TestApp } from '../app.js';
import type { Answered } from '../document.js';
import type { Lived, World } from './world.js';

// What ordinary officials do between the reads, drawn once and done in both worlds: persons are named by their place in the case.

interface OrdinaryAct {
  role: Role;
  verb: string;
  /** Upon the relatives' case instead. */
  relatives?: true;
  body?: (own: CaseResponse, relatives: CaseResponse, pick: number, today: string) => object;
}

const one = ({ persons }: CaseResponse, pick: number): string[] =>
  persons
    .slice(pick % persons.length)
    .slice(0, 1)
    .map((person) => person.id);
const reason = 'UNHCR told us last week.';

const ACTS: readonly OrdinaryAct[] = [
  { role: 'case_officer', verb: 'refer', body: (own, _, pick) => ({ personIds: one(own, pick) }) },
  { role: 'case_officer', verb: 'rescreen', body: (own, _, pick) => ({ personIds: one(own, pick), reason }) },
  { role: 'case_officer', verb: 'remind', body: (own, _, pick) => ({ personIds: one(own, pick) }) },
  { role: 'case_officer', verb: 'hasten', body: (own, _, pick) => ({ personIds: one(own, pick), reason }) },
  {
    role: 'case_officer',
    verb: 'withdraw',
    body: (own, _, pick) => ({ personIds: one(own, pick), reasonCode: 'refugees_wish', reason }),
  },
  {
    role: 'case_officer',
    verb: 'reopen',
    body: (own, _, pick) => ({ personIds: one(own, pick), reasonCode: 'new_circumstances', reason }),
  },
  {
    role: 'case_officer',
    verb: 'lose-contact',
    body: (own, _, pick) => ({ personIds: one(own, pick), reasonCode: 'no_answer', reason }),
  },
  { role: 'case_officer', verb: 'split', body: (own, _, pick) => ({ personIds: one(own, pick), reason }) },
  {
    role: 'case_officer',
    verb: 'merge',
    body: (_, relatives) => ({
      ...{ otherCaseId: relatives.id, otherCaseVersion: relatives.version, reason },
      relations: relatives.persons.map((person) => ({ personId: person.id, relation: 'other_relative' })),
    }),
  },
  { role: 'case_officer', verb: 'link', body: (_, relatives) => ({ otherCaseId: relatives.id, reason }) },
  {
    role: 'case_officer',
    verb: 'add-member',
    body: (own, _, pick, today) => ({ reason, ...newborn(one(own, pick)[0]!, today) }),
  },
  { role: 'case_officer', verb: 'add-member', body: () => ({ reason, ...relative() }) },
  { role: 'case_officer', verb: 'choose-route', body: () => ({ route: 'dossier', reason: 'The form is complete.' }) },
  { role: 'case_officer', verb: 'examine' },
  {
    role: 'case_officer',
    verb: 'record-examination',
    body: (own, _, pick) => ({ personId: one(own, pick)[0], ...anExamination() }),
  },
  {
    role: 'exclusion_specialist',
    verb: 'assess-exclusion',
    body: (own, _, pick) => ({ personIds: one(own, pick), ...anAssessment() }),
  },
  {
    role: 'case_officer',
    verb: 'propose',
    body: (own, _, pick) => ({
      persons: one(own, pick).map((personId: string) => ({
        personId,
        outcome: 'grant',
        reasons: reason,
        reasonCodes: [],
      })),
    }),
  },
  { role: 'decision_maker', verb: 'grant' },
  { role: 'decision_maker', verb: 'grant', relatives: true },
  { role: 'travel_officer', verb: 'unready', body: () => ({ reason }) },
];

/** Acts that change the relatives' case, too. */
const OF_BOTH = /^(merge|link)$/;

/** An act of an ordinary official, drawn: it can be done in both worlds alike. */
export type Drawn = (world: World, lived: Lived) => Promise<Answered>;

/** A document now and then, an act of the list mostly, and any act of the OpenAPI document for the rest. */
export function drawnAct(random: Random, outsiders: readonly Role[]): Drawn {
  const kind = random.next();
  const pick = random.between(0, 5);
  if (kind < 0.08) return ({ app }, lived) => filed(app, lived, pick);
  if (kind < 0.2) {
    const [role, at] = [random.pick(outsiders), random.next()];
    return async ({ app, requests }, lived) => {
      lived.known = undefined;
      return requests.actOnce(role, at, await theCase(app, lived.id));
    };
  }
  const act = random.pick(ACTS);
  return ({ app }, lived) => acted(app, lived, act, pick);
}

async function acted(app: TestApp, lived: Lived, act: OrdinaryAct, pick: number): Promise<Answered> {
  // Nobody else acts on a pair: what was read stands until one of these acts is carried out.
  const [own, relatives] = (lived.known ??= [await theCase(app, lived.id), await theCase(app, lived.relativesId)]);
  const target = act.relatives ? relatives : own;
  const body = act.body?.(own, relatives, pick, app.clock.today()) ?? {};
  const request = `/cases/${target.id}/actions/${act.verb}`;
  const reply = await app.as(act.role).post(request, body, { ifMatch: target.version });
  if (reply.status < 300)
    lived.known = act.relatives || OF_BOTH.test(act.verb) ? undefined : [await theCase(app, lived.id), relatives];
  return { request: `${act.role} POST ${request}`, reply };
}

async function filed(app: TestApp, lived: Lived, pick: number): Promise<Answered> {
  const { bytes, contentType } = aForm({ kind: 'birth_certificate', title: `Paper ${pick}`, origin: 'unhcr' }, [
    { name: 'paper.pdf', content: aPdf(`Paper ${pick}.`) },
  ]);
  const request = `/cases/${lived.id}/documents`;
  const reply = await app.as('case_officer').post(request, bytes, { contentType });
  lived.known = undefined;
  return { request: `case_officer POST ${request}`, reply };
}
