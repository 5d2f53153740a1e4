import type { Unmet } from '../../kernel/index.js';
import {
  exclusionAssessed,
  exclusionGround,
  noExclusionGround,
  notBarredByRegister,
  notRefusedElsewhere,
  secondLookTaken,
} from './exclusion-guards.js';
import { noDuplicate } from './no-duplicate.js';
import { outsideHomeCountry } from './outside-home-country.js';
import type {
  AnswerFacts,
  AssignFacts,
  ClearanceFacts,
  DecisionFacts,
  ExaminationFacts,
  FactsOf,
  GrantFacts,
  JourneyFacts,
  PersonInGuard,
  ReadyFacts,
  ReferralFacts,
  SecurityCaseFacts,
} from './person-facts.js';
import type { PersonAction } from './person-lifecycle.js';

type Condition = Omit<Unmet, 'personId'>;
/** A pure rule: what is missing for the verb, or nothing. */
export type Guard<A extends PersonAction> = (
  person: PersonInGuard,
  facts: FactsOf[A],
) => Condition | readonly Condition[] | null;

const unless = (holds: boolean, code: string, detail: string, source: string): Condition | null =>
  holds ? null : { code, detail, source };

const clearanceInForce = (_: PersonInGuard, { clearanceInForce: holds }: ClearanceFacts) =>
  // One sentence for a lapsed clearance, a late objection and an opened re-screening: it must not tell which (security.md 3).
  unless(
    holds,
    'clearanceNotInForce',
    'There is no clearance in force on this day. Ask the security liaison.',
    'Government assignment on resettlement; EUAA: all cases are screened before examination',
  );

const registered = (_: PersonInGuard, f: ReferralFacts) =>
  unless(
    f.registered,
    'notRegistered',
    'The RRF is not complete: the case is not registered yet.',
    'UNHCR Resettlement Handbook 4.6',
  );
const biographicMinimum = (_: PersonInGuard, f: ReferralFacts) =>
  unless(
    f.biographicMinimum,
    'biographicMinimum',
    'Name, date of birth, sex and nationality (or statelessness) must be known.',
    'Regulation (EU) 2024/1350 article 9(3)',
  );
const consentRecorded = (_: PersonInGuard, f: ReferralFacts) =>
  unless(
    f.consentRecorded,
    'consentMissing',
    "The person's consent is not recorded.",
    'Regulation (EU) 2024/1350 article 7',
  );
const noEuProtection = (_: PersonInGuard, f: ReferralFacts) =>
  unless(
    !f.holdsEuProtection,
    'holdsEuProtection',
    'The person already holds protection in a member state.',
    'Regulation (EU) 2024/1350 article 6(1)(e)',
  );
const noSecondCase = (_: PersonInGuard, f: { personInAnotherCase: boolean }) =>
  unless(
    !f.personInAnotherCase,
    'personInAnotherCase',
    'The same person stands in another active case.',
    'domain.md (a): no person in two active cases',
  );

const routeChosen = (_: PersonInGuard, f: ExaminationFacts) =>
  unless(
    f.routeChosen,
    'routeNotChosen',
    'Choose dossier or mission first.',
    'EUAA: selection on dossier or by mission',
  );
const missionUnderWay = (_: PersonInGuard, f: ExaminationFacts) =>
  unless(
    f.missionUnderWay !== false,
    'missionNotPlanned',
    'The case is to be examined by a mission, but stands on none.',
    'EUAA: selection missions',
  );

const proposed =
  (outcome: 'grant' | 'refuse' | 'exclude') =>
  (_: PersonInGuard, f: DecisionFacts): Condition | null =>
    unless(
      f.proposal?.outcome === outcome,
      'notProposed',
      `Nobody has proposed to ${outcome}.`,
      'Administrative Procedure Act 28, 32; architecture.md 4',
    );
const reasonsGiven = (_: PersonInGuard, f: DecisionFacts) =>
  unless(
    f.proposal === null || f.proposal.reasonsGiven,
    'reasonsMissing',
    'A decision on a permit must give its reasons.',
    'Aliens Act 13:10',
  );
const secondPerson = (_: PersonInGuard, f: DecisionFacts) =>
  unless(
    f.proposal === null || f.proposal.proposedById !== f.actorId,
    'secondPersonNeeded',
    'Who proposed cannot decide: another person must sign.',
    'Two people decide: architecture.md 4',
  );
const examined = (_: PersonInGuard, f: GrantFacts) =>
  unless(
    f.examined,
    'notExamined',
    'The examination of this person has no recorded outcome.',
    'Aliens Act 5:2; EUAA: assessment of cases',
  );
const protectionCategorySet = (_: PersonInGuard, f: GrantFacts) =>
  unless(
    f.protectionCategorySet || !f.examined,
    'protectionCategoryMissing',
    'Say whether the person is a refugee or eligible for subsidiary protection.',
    'Aliens Act 4:1, 4:2',
  );
const childHeard = (person: PersonInGuard, f: GrantFacts) =>
  unless(
    !person.mayBeChild || f.childHeardOrReason,
    'childNotHeard',
    'A child must be heard, or the reason why not be recorded.',
    'Aliens Act 1:10, 1:11',
  );
const permitRule = (_: PersonInGuard, f: GrantFacts) =>
  unless(f.permitRuleFound, 'noPermitRule', 'No permit rule is in force on the day of the decision.', 'policy: permit');
const subQuotaOpen = (_: PersonInGuard, f: GrantFacts) =>
  unless(
    f.subQuotaOpen,
    'subQuotaNotOpen',
    'The case has no sub-quota in an open period.',
    'Quota decision of the Government',
  );
const placesLeft = (_: PersonInGuard, f: GrantFacts) =>
  // Families are never cut to fit: the places must suffice for all who are granted together (domain.md (e) 1).
  unless(
    f.overrunAllowed || !f.subQuotaOpen || f.placesLeft >= f.placesWanted,
    'placesUsedUp',
    `The sub-quota has ${f.placesLeft} places left; ${f.placesWanted} are needed.${f.fitting ? ` ${f.fitting}` : ''}`,
    'Quota decision of the Government',
  );

const municipalityOpen = (_: PersonInGuard, f: AssignFacts) =>
  unless(
    f.municipalityOpen,
    'noMunicipalNumber',
    'The municipality has no number for this year.',
    'Settlement Act 2016:38, 5 and 7',
  );
const roomLeft = (_: PersonInGuard, f: AssignFacts) =>
  unless(
    f.overAssignmentAllowed || !f.municipalityOpen || f.roomLeft >= f.roomWanted,
    'municipalNumberUsedUp',
    `The municipality can be assigned ${f.roomLeft} more this year; ${f.roomWanted} are needed.`,
    'Settlement Act 2016:38, 7',
  );
const assignmentOpen = (_: PersonInGuard, f: AnswerFacts) =>
  unless(
    f.assignmentOpen,
    'noAssignment',
    'There is no assignment of this person that waits for this act.',
    'Settlement Act 2016:38, 5',
  );

const permitInForce = (_: PersonInGuard, f: ReadyFacts) =>
  unless(f.permitInForce, 'noPermit', 'There is no permit in force.', 'Aliens Act 2:4');
const municipalityAccepted = (_: PersonInGuard, f: ReadyFacts) =>
  unless(
    f.municipalityAccepted,
    'municipalityNotAccepted',
    'No municipality has accepted: reception and housing are not arranged.',
    'EUAA: travel depends on accommodation and reception',
  );
const itemsHeld = (_: PersonInGuard, f: ReadyFacts) => f.openItems;
const programmeRuns = (_: PersonInGuard, f: JourneyFacts) =>
  unless(
    !f.programmeSuspended,
    'programmeSuspended',
    'Transfers are suspended; only approved emergencies travel.',
    'Migration Agency decision of March 2020',
  );

const objectionInForce = (_: PersonInGuard, f: SecurityCaseFacts) =>
  unless(
    f.objectionInForce,
    'noObjection',
    'There is no objection in force: this is not a security case.',
    'Aliens Act 1:7',
  );
const draftComplete = (_: PersonInGuard, f: SecurityCaseFacts) => {
  const incomplete = unless(
    f.draftComplete,
    'draftIncomplete',
    'The sealed file lacks a proposal with reasons, or what its outcome needs.',
    'Aliens Act 13:10',
  );
  return incomplete && [incomplete, ...(f.draftUnmet ?? [])];
};
const secondOfUnit = (_: PersonInGuard, f: SecurityCaseFacts) =>
  unless(
    f.draftedById === null || f.draftedById !== f.actorId,
    'secondPersonNeeded',
    'Who proposed cannot decide: another person must sign.',
    'Two people decide: architecture.md 4',
  );

const inSecurityCase =
  (guard: Guard<'decide_security_case'>): Guard<'withdraw_permit'> =>
  (person, { securityCase }) =>
    securityCase ? guard(person, securityCase) : null;

/** What must hold for each verb beside the table: a missing list does not compile. */
export const GUARDS: { readonly [A in PersonAction]: readonly Guard<A>[] } = {
  refer: [registered, biographicMinimum, consentRecorded, noEuProtection, noSecondCase, noDuplicate],
  clear: [],
  decide_security_case: [objectionInForce, draftComplete, secondOfUnit],
  examine: [clearanceInForce, routeChosen, missionUnderWay],
  defer: [],
  resume: [],
  grant: [
    proposed('grant'),
    reasonsGiven,
    secondPerson,
    clearanceInForce,
    exclusionAssessed,
    noExclusionGround,
    notRefusedElsewhere,
    notBarredByRegister,
    examined,
    protectionCategorySet,
    childHeard,
    permitRule,
    outsideHomeCountry,
    subQuotaOpen,
    placesLeft,
  ],
  refuse: [proposed('refuse'), reasonsGiven, secondPerson],
  exclude: [proposed('exclude'), reasonsGiven, secondPerson, exclusionAssessed, exclusionGround, secondLookTaken],
  assign: [municipalityOpen, roomLeft],
  accept: [assignmentOpen],
  decline: [assignmentOpen],
  unassign: [],
  make_ready: [permitInForce, municipalityAccepted, itemsHeld, clearanceInForce],
  unready: [],
  book: [permitInForce, municipalityAccepted, itemsHeld, clearanceInForce, programmeRuns],
  postpone: [],
  depart: [permitInForce, municipalityAccepted, itemsHeld, clearanceInForce, programmeRuns],
  turn_back: [],
  arrive: [],
  reverse_arrival: [],
  receive: [assignmentOpen],
  reverse_reception: [],
  discontinue: [],
  withdraw_permit: [inSecurityCase(objectionInForce), inSecurityCase(draftComplete), inSecurityCase(secondOfUnit)],
  withdraw: [],
  record_death: [],
  lose_contact: [],
  resettle_elsewhere: [],
  reopen: [noSecondCase],
};

/** All conditions that do not hold for the verb, each once, with the person it concerns. */
export function unmetFor<A extends PersonAction>(person: PersonInGuard, action: A, facts: FactsOf[A]): Unmet[] {
  return (GUARDS[action] as readonly Guard<A>[]).flatMap((guard) => {
    const found = guard(person, facts);
    if (found === null) return [];
    return (Array.isArray(found) ? (found as readonly Condition[]) : [found as Condition]).map((condition) => ({
      ...condition,
      personId: person.id,
    }));
  });
}
