import type { DataSourceOptions } from 'typeorm';
import * as migrations from '../migrations/index.js';
import * as access from './access/access.entities.js';
import * as conflicts from './access/conflicts.entities.js';
import * as delegations from './access/delegations.entities.js';
import * as audit from './audit/audit.entities.js';
import * as cases from './cases/cases.entities.js';
import * as caseViews from './casework/case-views.entities.js';
import * as caseMoves from './cases/moves.entities.js';
import * as nameKeys from './cases/name-keys.entities.js';
import * as specialImportance from './cases/special-importance.entities.js';
import * as documents from './documents/documents.entities.js';
import * as exclusion from './exclusion/exclusion.entities.js';
import * as dutyToReport from './exclusion/duty.entities.js';
import * as municipalities from './municipalities/municipalities.entities.js';
import * as municipalOffers from './municipalities/offers.entities.js';
import * as settlementNeeds from './municipalities/settlement-needs.entities.js';
import * as permitLetters from './permits/letters.entities.js';
import * as permits from './permits/permits.entities.js';
import * as placement from './placement/placement.entities.js';
import { dataSourceOptions, type DatabaseSettings } from './platform/database/data-source.js';
import { IdempotencyKey } from './platform/database/idempotency.entity.js';
import { Job } from './platform/jobs/job.entity.js';
import * as policy from './policy/policy.entities.js';
import * as caps from './quotas/caps.entities.js';
import * as compositionTargets from './quotas/composition-targets.entities.js';
import * as dayTotals from './quotas/day-totals.entities.js';
import * as consultations from './quotas/consultations.entities.js';
import * as quotaExceptions from './quotas/exceptions.entities.js';
import * as quotaPlans from './quotas/plans.entities.js';
import * as quotas from './quotas/quotas.entities.js';
import * as unionPlan from './quotas/union-plan.entities.js';
import * as unhcrRequests from './quotas/unhcr-requests.entities.js';
import * as keptColumns from './reports/kept-columns.entities.js';
import * as records from './records/records.entities.js';
import * as retention from './records/retention.entities.js';
import * as reference from './reference/reference.entities.js';
import * as screening from './screening/screening.entities.js';
import * as selection from './selection/selection.entities.js';
import * as duplicates from './submissions/duplicates.entities.js';
import * as submissions from './submissions/submissions.entities.js';
import * as travel from './travel/travel.entities.js';

type EntityClass = new () => object;
const isClass = (value: unknown): value is EntityClass => typeof value === 'function';

/** The entities of all modules, in pipeline order. */
const ENTITIES: EntityClass[] = [
  IdempotencyKey,
  Job,
  ...[
    audit,
    access,
    conflicts,
    delegations,
    reference,
    policy,
    quotas,
    dayTotals,
    caps,
    quotaExceptions,
    consultations,
    unhcrRequests,
    quotaPlans,
    compositionTargets,
    unionPlan,
    cases,
    specialImportance,
    caseMoves,
    nameKeys,
    submissions,
    duplicates,
    documents,
    screening,
    exclusion,
    dutyToReport,
    selection,
    permits,
    permitLetters,
    municipalities,
    municipalOffers,
    settlementNeeds,
    placement,
    travel,
    records,
    retention,
    caseViews,
    keptColumns,
  ].flatMap((module) => Object.values(module as Record<string, unknown>).filter(isClass)),
];

/** The database options of the whole application. */
export const databaseOptions = (settings: DatabaseSettings): DataSourceOptions =>
  dataSourceOptions(settings, ENTITIES, Object.values(migrations));
