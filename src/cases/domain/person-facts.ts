import type { PersonStatus } from './person-lifecycle.js';

/** What the guards know of a person: gathered by the modules that own it, never judged where it is gathered. */
export interface PersonInGuard {
  id: string;
  status: PersonStatus;
  /** Age in completed years on the day of the act. */
  age: number;
  isAdult: boolean;
  /** Of a vague birth date both can hold: an adult where adults are assessed, and a child where children are asked. */
  mayBeChild: boolean;
}

/** No objection in force and the clearance valid on the day of the act; or the security unit's own decision (architecture.md 4). */
export interface ClearanceFacts {
  clearanceInForce: boolean;
}
export interface ReferralFacts {
  registered: boolean;
  biographicMinimum: boolean;
  consentRecorded: boolean;
  holdsEuProtection: boolean;
  personInAnotherCase: boolean;
  /** The same as a person on the road, by an official's verdict (confirmed) or by a number that nobody has judged yet (suspected). */
  duplicate: 'none' | 'suspected' | 'confirmed';
}
export interface ExaminationFacts extends ClearanceFacts {
  routeChosen: boolean;
  missionUnderWay: boolean | null;
}
export interface DecisionFacts {
  proposal: { outcome: 'grant' | 'refuse' | 'exclude'; proposedById: string; reasonsGiven: boolean } | null;
  actorId: string;
  exclusionAssessed: boolean;
  exclusionGroundFound: boolean;
  /** A second official of the specialists looked at the ground that was found and agreed. */
  exclusionSecondLook: boolean;
  /** Refused by another member state within the look-back (Regulation (EU) 2024/1350, article 6(1)(f)). */
  refusedElsewhere: boolean;
  /** Another register bars admission today: an entry ban, a member state's refusal within the look-back, protection elsewhere. */
  barredByRegister: boolean;
}
export interface GrantFacts extends DecisionFacts, ClearanceFacts {
  examined: boolean;
  protectionCategorySet: boolean;
  childHeardOrReason: boolean;
  permitRuleFound: boolean;
  /** Not in the country of the person's nationality, or under a Government exception from that rule. */
  outsideHomeCountryOrExcepted: boolean;
  placesLeft: number;
  placesWanted: number;
  /** Which whole cases fit when this one does not, for who may know of the others. */
  fitting?: string | null;
  subQuotaOpen: boolean;
  overrunAllowed: boolean;
}
export interface AssignFacts {
  municipalityOpen: boolean;
  roomLeft: number;
  roomWanted: number;
  overAssignmentAllowed: boolean;
}
export interface AnswerFacts {
  assignmentOpen: boolean;
}
export interface ReadyFacts extends ClearanceFacts {
  permitInForce: boolean;
  municipalityAccepted: boolean;
  /** Open items of the checklist, each with the word that the travel officer knows it by. */
  openItems: readonly { code: string; detail: string; source: string }[];
}
export interface JourneyFacts extends ReadyFacts {
  programmeSuspended: boolean;
}
export interface ReopenFacts {
  personInAnotherCase: boolean;
}
export interface SecurityCaseFacts {
  objectionInForce: boolean;
  draftComplete: boolean;
  /** What the drafted outcome still needs, condition by condition. */
  draftUnmet?: readonly { code: string; detail: string; source: string }[];
  draftedById: string | null;
  actorId: string;
}

export interface WithdrawPermitFacts {
  /** For the security unit, which withdraws on a late objection only and signs in the sealed file; null for a decision maker. */
  securityCase: SecurityCaseFacts | null;
}

/** The facts that each verb's guards need; a verb without guards needs none. */
export interface FactsOf {
  refer: ReferralFacts;
  clear: object;
  decide_security_case: SecurityCaseFacts;
  examine: ExaminationFacts;
  defer: object;
  resume: object;
  grant: GrantFacts;
  refuse: DecisionFacts;
  exclude: DecisionFacts;
  assign: AssignFacts;
  accept: AnswerFacts;
  decline: AnswerFacts;
  unassign: object;
  make_ready: ReadyFacts;
  unready: object;
  book: JourneyFacts;
  postpone: object;
  depart: JourneyFacts;
  turn_back: object;
  arrive: object;
  reverse_arrival: object;
  receive: AnswerFacts;
  reverse_reception: object;
  discontinue: object;
  withdraw_permit: WithdrawPermitFacts;
  withdraw: object;
  record_death: object;
  lose_contact: object;
  resettle_elsewhere: object;
  reopen: ReopenFacts;
}
