import { notBarred, officialOfActor } from '../access/index.js';
import {
  isOnRoad,
  PERSON_STATUSES,
  personsAtStage,
  type CaseStatus,
  type PersonStatus,
  type Priority,
} from '../cases/index.js';
import { InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import type { Value } from '../platform/index.js';
import { sourceParameters, unionOf } from './deadline-sources.js';

/** By what cases can be searched. What Utlänningsdatalagen 17 § forbids is not here, and nothing from behind the wall. */
export interface CaseFilters {
  /** A number or a name. */
  text?: string;
  countryOfAsylum?: string;
  nationality?: string;
  stage?: CaseStatus;
  personStatus?: PersonStatus;
  officerId?: string;
  mine?: boolean;
  unassigned?: boolean;
  priority?: Priority;
  sizeFrom?: number;
  sizeTo?: number;
  subQuotaId?: string;
  deadlineBefore?: PlainDate;
  overdue?: boolean;
}

export const SORTS = ['relevance', 'deadline', 'submitted', '-submitted', 'size', '-size', 'priority'] as const;
export type Sort = (typeof SORTS)[number];

/** The order asked for, or the usual one: what a text finds by relevance, all else by age. Throws InvalidInput for relevance to nothing. */
export function orderOf({ text }: CaseFilters, sort?: Sort | null): Sort {
  if (sort === 'relevance' && text === undefined)
    throw new InvalidInput([
      { pointer: '/sort', code: 'nothingSought', message: 'By relevance only what a text finds can be put in order.' },
    ]);
  return sort ?? (text === undefined ? '-submitted' : 'relevance');
}

/** The clocks of cases alone: clearances are sealed, and papers have the list of deadlines. */
const CLOCKS = unionOf(['eu_conclusion'])!;
const dueOn = `(SELECT min(d.due_on) FROM (${CLOCKS}) d WHERE d.case_id = c.id)`;
/** The first clock of each of the cases `:ids` that runs still. */
export const FIRST_DUE = `SELECT d.case_id AS "caseId", min(d.due_on) AS "dueOn" FROM (${CLOCKS}) d WHERE d.case_id IN (:...ids) GROUP BY d.case_id`;
const NEVER = '9999-12-31';

/** By what each order puts the cases, and whether the greatest comes first. */
export const ORDERS: Readonly<Record<Sort, { by: string; isText: boolean; falling: boolean }>> = {
  relevance: { by: 'h.worth', isText: false, falling: true },
  deadline: { by: `coalesce(${dueOn}, '${NEVER}')`, isText: true, falling: false },
  submitted: { by: 'c.received_on', isText: true, falling: false },
  '-submitted': { by: 'c.received_on', isText: true, falling: true },
  size: { by: 'c.case_size', isText: false, falling: false },
  '-size': { by: 'c.case_size', isText: false, falling: true },
  priority: {
    by: `CASE c.priority WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END`,
    isText: false,
    falling: false,
  },
};

const somebody = (condition: string): string =>
  `EXISTS (SELECT 1 FROM persons p WHERE p.case_id = c.id AND ${condition})`;

function atStage(stage: CaseStatus): string {
  if (stage === 'received') return `c.intake = 'received' AND ${somebody('1 = 1')}`;
  if (stage === 'returned_incomplete') return `c.intake = 'returned' AND ${somebody('1 = 1')}`;
  if (stage === 'closed')
    return `(NOT ${somebody('1 = 1')} OR (c.intake = 'registered' AND NOT ${somebody('p.status IN (:...onRoad)')}))`;
  const nobodyBefore =
    personsAtStage(stage)!.before.length > 0 ? ` AND NOT ${somebody('p.status IN (:...before)')}` : '';
  return `c.intake = 'registered' AND ${somebody('p.status IN (:...at)')}${nobodyBefore}`;
}

/** The conditions of the filters but for the text, on cases `c`, with their parameters. Throws InvalidInput for filters that exclude each other. */
export function conditionsOf(
  filters: CaseFilters,
  actor: Actor,
  today: PlainDate,
): { conditions: string[]; parameters: Record<string, Value> } {
  const { officerId, mine, unassigned, sizeFrom, sizeTo, deadlineBefore, overdue, stage, personStatus } = filters;
  if ([officerId, mine || undefined, unassigned || undefined].filter((one) => one !== undefined).length > 1)
    throw new InvalidInput([
      {
        pointer: '/officerId',
        code: 'oneOfficer',
        message: 'Name an officer, or ask for mine, or for unassigned ones.',
      },
    ]);
  const officer = mine ? actor.accountId : officerId;
  const staged = stage && personsAtStage(stage);
  const conditions = [
    notBarred('c.id'),
    filters.countryOfAsylum && 'c.country_of_asylum = :countryOfAsylum',
    filters.nationality && somebody('p.nationality = :nationality'),
    stage && atStage(stage),
    personStatus && somebody('p.status IN (:...statuses)'),
    officer && 'c.officer_id = :officer',
    unassigned && 'c.officer_id IS NULL',
    filters.priority && 'c.priority = :priority',
    sizeFrom !== undefined && 'c.case_size >= :sizeFrom',
    sizeTo !== undefined && 'c.case_size <= :sizeTo',
    filters.subQuotaId && 'c.sub_quota_id = :subQuotaId',
    deadlineBefore && `${dueOn} < :deadlineBefore`,
    overdue && `${dueOn} < :today`,
  ].filter((condition): condition is string => typeof condition === 'string' && condition !== '');
  return {
    conditions,
    parameters: {
      ...sourceParameters,
      official: officialOfActor(actor),
      countryOfAsylum: filters.countryOfAsylum ?? '',
      nationality: filters.nationality ?? '',
      // In lists excluded is folded into refused (architecture.md 7, rule 15).
      statuses: personStatus === 'refused' ? ['refused', 'excluded'] : [personStatus ?? ''],
      officer: officer ?? '',
      priority: filters.priority ?? '',
      sizeFrom: sizeFrom ?? 0,
      sizeTo: sizeTo ?? 0,
      subQuotaId: filters.subQuotaId ?? '',
      deadlineBefore: deadlineBefore ?? '',
      today,
      at: [...(staged?.at ?? [''])],
      before: [...(staged?.before ?? [''])],
      onRoad: PERSON_STATUSES.filter(isOnRoad),
    },
  };
}
