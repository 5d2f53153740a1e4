export { QuotasModule } from './quotas.module.js';
export {
  QuotasService,
  type OfPersons,
  type PlacesLeft,
  type QuotaPeriod,
  type SubQuota,
  type WantedPlaces,
} from './quotas.service.js';
export { SubQuotaChoices, type ConsideredSubQuota, type SubQuotaChoice } from './sub-quota-choices.js';
export { RULE_PARTS, type JudgedPart, type RulePart } from './domain/choose-sub-quota.js';
export {
  ConsultationsService,
  type Answer as ConsultationAnswer,
  type Consultation,
  type Question,
} from './consultations.service.js';
export {
  ConsultationResponse,
  ConsultRequest,
  RecordConsultationAnswerRequest,
  toConsultationResponse,
} from './consultations.dto.js';
export { ExceptionsService } from './exceptions.service.js';
export { CarryOver, type CarriedPerson, type CarryOverOutlook } from './carry-over.js';
export { leftBehind } from './domain/carry-over.js';
export type { Holding, PlaceHolder } from './place-holdings.js';
export { StepRequest } from './quota-requests.dto.js';
export { QuotaPeriodResponse, toQuotaPeriodResponse } from './quotas.dto.js';
export {
  casesThatFit,
  FITS,
  fitOf,
  whatFits,
  type Filling,
  type Fit,
  type Fits,
  type WaitingCase,
  type WhatFits,
} from './domain/what-fits.js';
export type { PeriodView } from './read-periods.js';
export {
  CARRY_OVER_MODES,
  COUNTING_EVENTS,
  SCHEMES,
  type CarryOverMode,
  type CountingEvent,
  type HoldingState,
  type Scheme,
} from './quotas.entities.js';
export type { FramedFigures, PeriodFigures, PlaceFigures, SubQuotaFigures } from './domain/figures.js';
export {
  kindOf,
  knownUntil,
  ownerOf,
  type Account,
  type AccountKind,
  type Moment,
  type Movement,
} from './domain/ledger.js';
export type { MovedPlaces } from './domain/ledger-totals.js';
export { UnhcrRequestsService, type UnhcrRequest } from './unhcr-requests.service.js';
export {
  REQUEST_STANDINGS,
  type PersonsInMonth,
  type RequestAct,
  type RequestStanding,
} from './domain/unhcr-request.js';
export { PlansService, type QuotaPlan } from './plans.service.js';
export { planWarnings, type PlanLine, type PlanWarning } from './domain/arrival-plan.js';
export { monthOf, type Month } from './domain/month.js';
export { CompositionTargetsService, type CompositionTarget } from './composition-targets.service.js';
export { UnionPlanService, type UnionPlanMark } from './union-plan.service.js';
export {
  compositionOf,
  countTowards,
  TARGET_STANDINGS,
  type Composition,
  type CountingRule,
  type Counts,
  type GroupCount,
  type Share,
  type ShareLimits,
  type TargetStanding,
} from './domain/composition.js';
export {
  COMPOSITION_WARNINGS,
  compositionOutlook,
  isSmall,
  type CompositionOutlook,
  type CompositionWarningCode,
} from './domain/composition-outlook.js';
export { ShareBody } from './composition-targets.dto.js';
export { PERIOD_LIFECYCLE, PERIOD_STATUSES, type PeriodAction, type PeriodStatus } from './domain/period-lifecycle.js';
export { burnUp, burnUpTable, inMonth, type BurnUp, type BurnUpStep, type NamedPlan } from './domain/burn-up.js';
export { burnUpPlot, type BurnUpPlot } from './domain/burn-up-plot.js';
export {
  amifClaim,
  approvalRates,
  placesBeyond,
  placesOfYear,
  sharesOf,
  strandedPlaces,
  type AmifAmounts,
  type AmifPersons,
  type Outcomes,
  type Rate,
} from './domain/planning.js';
export { SMALLEST_SHOWN, suppress, type CountTable, type PublicTable } from './domain/suppress.js';
