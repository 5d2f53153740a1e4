import type { Role } from '../../../src/access/index.js';
import type { CaseResponse, PersonAction } from '../../../src/cases/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { ACCEPTANCE } from '../../factories/assignments.js';
import { anAssessment, anExamination, REASONS } from '../../factories/decisions.js';
import { aBooking, allPapers } from '../../factories/journeys.js';
import type { TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';

// Every verb with a body that no rule of form refuses: what the server says to it is the table's and the guards' word.

export interface Official {
  role: Role;
  client: Client;
}
export type Person = CaseResponse['persons'][number];
type Body = (of: { app: TestApp; person: Person; official: Official }) => object;

const reason =
  (reasonCode: string): Body =>
  () => ({ reasonCode });
const at =
  (time: string): ((app: TestApp) => string) =>
  (app) =>
    `${app.clock.today()}T${time}Z`;
const nothing: Body = () => ({});

/** `clear` stands for the act whose effect it is. */
const BODIES: { readonly [A in PersonAction]: Body } = {
  refer: nothing,
  clear: ({ app }) => ({ outcome: 'no_objection', statedOn: app.clock.today(), reference: 'S-2025-0001' }),
  decide_security_case: nothing,
  examine: nothing,
  defer: () => ({ reasonCode: 'information_from_unhcr', askedOfUnhcr: 'Who has custody?' }),
  resume: reason('information_received'),
  grant: nothing,
  refuse: nothing,
  exclude: nothing,
  assign: () => ({ municipalityCode: OWN_MUNICIPALITY, reason: 'Room and work there.' }),
  accept: () => ACCEPTANCE,
  decline: () => ({ reasonCode: 'no_suitable_housing', comment: 'No dwelling.' }),
  unassign: reason('housing_lost'),
  make_ready: nothing,
  unready: reason('not_fit_to_travel'),
  book: ({ app }) => aBooking(app.clock.today()),
  postpone: reason('transport_cancelled'),
  depart: ({ app }) => ({ departedAt: at('07:00:00')(app) }),
  turn_back: reason('flight_returned'),
  arrive: ({ app }) => ({ arrivedAt: at('07:30:00')(app) }),
  reverse_arrival: reason('recorded_in_error'),
  receive: ({ app }) => ({ receivedOn: app.clock.today() }),
  reverse_reception: reason('recorded_in_error'),
  discontinue: reason('consent_withdrawn'),
  withdraw_permit: ({ official }) => ({
    reasonCode: 'false_information',
    ...(official.role === 'security_unit' ? {} : { reason: 'The stated identity is wrong.' }),
  }),
  withdraw: reason('refugees_wish'),
  record_death: ({ app }) => ({ diedOn: app.clock.today() }),
  lose_contact: reason('no_answer'),
  resettle_elsewhere: () => ({ reasonCode: 'other_state', countryCode: 'CA' }),
  reopen: reason('new_circumstances'),
};

const ANSWERS = ['accept', 'decline'];
const kebab = (verb: string): string => verb.replaceAll('_', '-');

/** The official carries out the verb for one person; null when there is not even an address for it (no assignment to answer). */
export async function attempt(
  app: TestApp,
  official: Official,
  theCase: CaseResponse,
  person: Person,
  verb: PersonAction,
): Promise<Reply | null> {
  const body = { ...BODIES[verb]({ app, person, official }), personIds: [person.id] };
  if (ANSWERS.includes(verb))
    return answerAssignment(app, official, person, verb, BODIES[verb]({ app, person, official }));
  const path = `/cases/${theCase.id}/actions/${verb === 'clear' ? 'record-statement' : kebab(verb)}`;
  return official.client.post(path, body, { ifMatch: theCase.version });
}

async function answerAssignment(
  app: TestApp,
  { client }: Official,
  person: Person,
  verb: string,
  body: object,
): Promise<Reply | null> {
  const open = await app.dataSource.query<{ id: string; version: number }[]>(
    `SELECT a.id, a.version FROM assignment_persons p JOIN assignments a ON a.id = p.assignment_id WHERE p.open AND p.person_id = '${person.id}'`,
  );
  return open[0] ? client.post(`/assignments/${open[0].id}/actions/${verb}`, body, { ifMatch: open[0].version }) : null;
}

/** The verbs of the case itself. */
export const CASE_VERBS = [
  'return_incomplete',
  'resubmit',
  'assign_officer',
  'place_in_sub_quota',
  'reallocate',
  'extend_clock',
  'mark_special_importance',
  'unmark_special_importance',
  'choose_route',
  'choose_principal',
  'add_member',
  'split',
] as const;
export type CaseVerb = (typeof CASE_VERBS)[number];

export function attemptOnCase(
  { client }: Official,
  theCase: CaseResponse,
  verb: CaseVerb,
  of: { rrf: Rrf; subQuotaId: string; otherSubQuotaId: string; route: string },
): Promise<Reply> {
  const bodies: { readonly [V in CaseVerb]: object } = {
    return_incomplete: { reasonCodes: ['categories_missing'], answerDueOn: '2025-12-31' },
    resubmit: of.rrf,
    assign_officer: { officerId: null },
    place_in_sub_quota: { subQuotaId: of.subQuotaId, reason: 'It belongs there.' },
    reallocate: {
      ...{ subQuotaId: of.otherSubQuotaId, authority: 'Head of unit', documentReference: '1.3.4-2025-1' },
      reason: 'It belongs there.',
    },
    choose_route: { route: of.route, reason: 'As the coordinator decided.' },
    extend_clock: { months: 1, reason: 'Two members are examined on exclusion.' },
    mark_special_importance: { reason: 'A question of principle.' },
    unmark_special_importance: { reason: 'The question is answered.' },
    ...ofFamily(theCase),
  };
  return Promise.resolve(
    client.post(`/cases/${theCase.id}/actions/${kebab(verb)}`, bodies[verb], { ifMatch: theCase.version }),
  );
}

/** A relative is found, somebody else becomes principal applicant, somebody who has not left goes on alone: as far as there is such a person. */
function ofFamily({ persons }: CaseResponse): Record<'choose_principal' | 'add_member' | 'split', object> {
  const reason = 'The family told us so.';
  const relations = persons.map(({ id: personId }) => ({ personId, relation: 'other_relative' }));
  const others = persons.filter(
    ({ active, relationToPrincipal }) => active && relationToPrincipal !== 'principal_applicant',
  );
  const home = persons.filter(({ active, status }) => active && !['departed', 'arrived', 'received'].includes(status));
  const [{ id: someone }] = persons as [Person];
  return {
    choose_principal: { principalId: others[0]?.id, relations, reason },
    add_member: {
      ...{
        arrival: 'found_relative',
        familyName: 'Mukendi',
        givenNames: 'Found',
        sex: 'female',
        birthDate: '1999-03-04',
      },
      ...{ birthDatePrecision: 'day', nationality: 'CD', stateless: false, relationToPrincipal: 'sibling' },
      ...{ holdsEuProtection: false, consentOn: '2025-01-07', reason },
    },
    split: { personIds: [home.at(-1)?.id ?? someone], relations, reason },
  };
}

/** Acts beside the table that open the way for its verbs: each by who may, for one person. They may be refused. */
export const PREPARATIONS: readonly ((app: TestApp, theCase: CaseResponse, person: Person) => Promise<unknown>)[] = [
  (app, theCase, person) =>
    act(app, 'exclusion_specialist', theCase, 'assess-exclusion', { personIds: [person.id], ...anAssessment() }),
  (app, theCase, person) =>
    act(app, 'case_officer', theCase, 'assess-exclusion', {
      personIds: [person.id],
      ...anAssessment('article_1f_a'),
    }),
  (app, theCase, person) =>
    act(app, 'exclusion_specialist', theCase, 'review-exclusion', {
      personId: person.id,
      kind: 'second_look',
      agrees: true,
      reasons: 'Weighed by its own standard.',
    }),
  (app, theCase, person) =>
    act(app, 'case_officer', theCase, 'record-examination', { personId: person.id, ...anExamination() }),
  ...(['grant', 'grant', 'refuse', 'exclude'] as const).map(
    (outcome) => (app: TestApp, theCase: CaseResponse, person: Person) =>
      act(app, 'case_officer', theCase, 'propose', {
        persons: [{ personId: person.id, outcome, reasons: 'Reasons.', reasonCodes: REASONS[outcome] }],
      }),
  ),
  ...[1, 2, 3].map(() => examinedAndProposed),
  (app, theCase, person) => act(app, 'travel_officer', theCase, 'check', { items: allPapers(person) }),
  (app, theCase, person) =>
    act(app, 'case_officer', theCase, 'rescreen', { personIds: [person.id], reason: 'A new tip.' }),
  (app, theCase, person) => statement(app, theCase, person, 'objection'),
  (app, theCase, person) => statement(app, theCase, person, 'no_objection'),
  ...(['granted', 'refused', 'permit_withdrawn'] as const).map(
    (outcome) => (app: TestApp, theCase: CaseResponse, person: Person) =>
      Promise.resolve(
        app.as('security_unit').post(`/cases/${theCase.id}/security-case/drafts`, {
          personId: person.id,
          proposal: {
            outcome,
            reasons: 'Reasons.',
            ...(outcome === 'refused' ? { reasonCode: 'conditions_not_met' } : {}),
          },
        }),
      ),
  ),
];

/** All that a grant needs beside a clearance and a place. */
async function examinedAndProposed(app: TestApp, theCase: CaseResponse, { id: personId }: Person): Promise<void> {
  const now = async (): Promise<CaseResponse> =>
    (await app.as('case_officer').get(`/cases/${theCase.id}`).expect(200)).body as CaseResponse;
  await act(app, 'exclusion_specialist', await now(), 'assess-exclusion', { personIds: [personId], ...anAssessment() });
  await act(app, 'case_officer', await now(), 'record-examination', { personId, ...anExamination() });
  await act(app, 'case_officer', await now(), 'propose', {
    persons: [{ personId, outcome: 'grant', reasons: 'Reasons.', reasonCodes: [] }],
  });
}

const act = (app: TestApp, role: Role, theCase: CaseResponse, verb: string, body: object): Promise<unknown> =>
  Promise.resolve(app.as(role).post(`/cases/${theCase.id}/actions/${verb}`, body, { ifMatch: theCase.version }));

const statement = (app: TestApp, theCase: CaseResponse, person: Person, outcome: string): Promise<unknown> =>
  act(app, 'security_liaison', theCase, 'record-statement', {
    personIds: [person.id],
    outcome,
    statedOn: app.clock.today(),
    reference: 'S-2025-0002',
  });
