export { CasesModule } from './cases.module.js';
export { CasesService, permissionOf } from './cases.service.js';
export { CaseMembers, type CameFrom, type ToldOfMember } from './case-members.js';
export { CaseLinks, type OpenLink } from './case-links.js';
export { SpecialImportance, unmetForAsking, unmetForMarking } from './special-importance.js';
export type { Occasion } from './domain/occasion.js';
export {
  CaseResponse,
  CaseSummaryResponse,
  LISTABLE,
  PersonsRequest,
  toCaseResponse,
  toCaseSummaryResponse,
} from './cases.dto.js';
export { namesOf } from './name-keys.js';
export { RefuseForbiddenFilters } from './refuse-forbidden-filters.js';
export { PRIORITIES, ROUTES, SOURCES, type Priority, type Route, type Source } from './cases.entities.js';
export type {
  CaseChange,
  FactsByVerb,
  NewCase,
  NewPerson,
  PersonInCase,
  ResettlementCase,
} from './resettlement-case.js';
export { lastNumbersOf, nextDiaryNumber, nextDocumentNumber } from './diary.js';
export { StatusHistory, type CaseStanding, type KnownHistory, type StatusStep } from './status-history.js';
export { SubQuotaOfCase } from './sub-quota-of-case.js';
export { FindWhatFits, type FitIn } from './what-fits.js';
export { FitInResponse, toFitInResponse } from './what-fits.dto.js';
export { awaitsGrant, unmetForPeriod, unmetForPlacing } from './domain/placing-rules.js';
export { inAnotherCase } from './in-another-case.js';
export {
  CASE_STATUSES,
  caseStatusOf,
  INTAKE_STATES,
  personsAtStage,
  type CaseStatus,
  type IntakeState,
} from './domain/case-status.js';
export { actOf, decideAll, type PersonChange } from './domain/decide.js';
export { GUARDS, unmetFor } from './domain/person-guards.js';
export type { FactsOf, PersonInGuard } from './domain/person-facts.js';
export {
  actionsFrom,
  hasReached,
  holdsPermit,
  isOnRoad,
  PERSON_ACTIONS,
  PERSON_LIFECYCLE,
  PERSON_STATUSES,
  statusesWith,
  targetsOf,
  type PersonAction,
  type PersonStatus,
} from './domain/person-lifecycle.js';
export { statusesByCase } from './statuses-by-case.js';
