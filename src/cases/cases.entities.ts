import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { SubQuotaChoice } from '../quotas/index.js';
import type { IntakeState } from './domain/case-status.js';
import type { PersonAction, PersonStatus } from './domain/person-lifecycle.js';

export const SOURCES = ['unhcr', 'embassy', 'witness'] as const;
export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const;
export const ROUTES = ['dossier', 'mission'] as const;
export type Source = (typeof SOURCES)[number];
export type Priority = (typeof PRIORITIES)[number];
export type Route = (typeof ROUTES)[number];

@Entity('cases')
@Index('ux_cases_diary_number', ['diaryNumber'], { unique: true })
@Index('ux_cases_reference', ['resettlementReferenceNumber'], { unique: true })
@Index('ix_cases_sub_quota', ['subQuotaId'])
@Index('ix_cases_officer', ['officerId'])
@Check('ck_cases_source', `source IN ('unhcr', 'embassy', 'witness')`)
@Check('ck_cases_priority', `priority IN ('emergency', 'urgent', 'normal')`)
@Check('ck_cases_route', `route IS NULL OR route IN ('dossier', 'mission')`)
@Check('ck_cases_intake', `intake IN ('received', 'returned', 'registered')`)
@Check('ck_cases_size', `case_size > 0`)
export class CaseRow {
  @Id() id: string;
  @CodeColumn() diaryNumber: string;
  @CodeColumn() source: Source;
  @LineColumn({ length: 60, nullable: true }) unhcrCaseNumber: string | null;
  /** The same RRF cannot become two cases. */
  @LineColumn({ length: 60, nullable: true }) resettlementReferenceNumber: string | null;
  @CodeColumn() priority: Priority;
  @CodeColumn({ nullable: true }) primaryCategory: string | null;
  @CodeColumn({ nullable: true }) secondaryCategory: string | null;
  @CodeColumn({ length: 2 }) countryOfAsylum: string;
  @CountColumn() caseSize: number;
  @CodeColumn() intake: IntakeState;
  @DateColumn() receivedOn: string;
  @DateColumn({ nullable: true }) registeredOn: string | null;
  @IdColumn({ nullable: true }) @ForeignKey('sub_quotas', { name: 'fk_cases_sub_quota' }) subQuotaId: string | null;
  @CodeColumn({ nullable: true }) route: Route | null;
  @TextColumn({ nullable: true }) routeReason: string | null;
  @IdColumn({ nullable: true }) parentCaseId: string | null;
  /** Who is responsible for the case now, and by what name. */
  @IdColumn({ nullable: true }) officerId: string | null;
  @LineColumn({ nullable: true }) officerName: string | null;
  @CountColumn() version: number;
  @LineColumn() changedBy: string;
  @InstantColumn() changedAt: string;
}

export const PLACINGS = ['received', 'placed', 'reallocated'] as const;
/** How a case came to stand in a sub-quota: by the rules on receipt, by an official's choice, on somebody's authority. */
export type HowPlaced = (typeof PLACINGS)[number];

/** In which sub-quota a case has stood, step by step, and why. Never changed or deleted: reports of any day are rebuilt from it. */
@Entity('case_sub_quotas')
@Index('ix_case_sub_quotas_sub_quota', ['subQuotaId'])
@Check('ck_case_sub_quotas_step', `step > 0`)
@Check('ck_case_sub_quotas_how', `how IN ('received', 'placed', 'reallocated')`)
@Check('ck_case_sub_quotas_chosen', `how = 'received' OR (sub_quota_id IS NOT NULL AND reason IS NOT NULL)`)
@Check(
  'ck_case_sub_quotas_authority',
  `(how = 'reallocated') = (authority IS NOT NULL AND document_reference IS NOT NULL)`,
)
export class CaseSubQuotaRow {
  @Id() @ForeignKey(() => CaseRow, { name: 'fk_case_sub_quotas_case' }) caseId: string;
  /** Counts the case's placings from 1. */
  @PrimaryColumn({ type: 'integer' }) step: number;
  @CodeColumn() how: HowPlaced;
  /** Null when no rule fitted. */
  @IdColumn({ nullable: true })
  @ForeignKey('sub_quotas', { name: 'fk_case_sub_quotas_sub_quota' })
  subQuotaId: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @LineColumn({ nullable: true }) authority: string | null;
  @LineColumn({ nullable: true }) documentReference: string | null;
  /** What the declared rules said that day of every sub-quota; null where it was not kept. */
  @JsonColumn({ nullable: true }) choice: SubQuotaChoice | null;
  @DateColumn() occurredOn: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}

@Entity('persons')
@Index('ix_persons_case', ['caseId'])
@Index('ix_persons_status', ['status'])
@Index('ux_persons_active_number', ['individualNumber'], { unique: true, where: 'active' })
@Check(
  'ck_persons_status',
  `status IN ('listed', 'in_screening', 'cleared', 'under_examination', 'deferred', 'granted', 'assigned', 'accepted', 'travel_ready', 'booked', 'departed', 'arrived', 'received', 'refused', 'excluded', 'discontinued', 'permit_withdrawn', 'withdrawn', 'deceased', 'lost_contact', 'resettled_elsewhere')`,
)
@Check('ck_persons_sex', `sex IN ('female', 'male', 'other', 'unknown')`)
@Check('ck_persons_precision', `birth_date_precision IN ('day', 'month', 'year')`)
export class PersonRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => CaseRow, { name: 'fk_persons_case' }) caseId: string;
  /** Place in the case, from 1. */
  @CountColumn() number: number;
  @LineColumn({ length: 60, nullable: true }) individualNumber: string | null;
  @LineColumn() familyName: string;
  @LineColumn() givenNames: string;
  @JsonColumn() otherNames: string[];
  @CodeColumn() sex: string;
  @DateColumn({ nullable: true }) birthDate: string | null;
  @CodeColumn() birthDatePrecision: string;
  /** The sender estimated it: day and month are then a convention (domain.md (e) 18). Empty where nobody said. */
  @FlagColumn({ nullable: true }) birthDateEstimated?: boolean | null;
  @CodeColumn({ length: 2, nullable: true }) countryOfBirth: string | null;
  @CodeColumn({ length: 2, nullable: true }) nationality: string | null;
  @FlagColumn() stateless: boolean;
  @CodeColumn({ nullable: true }) maritalStatus: string | null;
  @CodeColumn() relationToPrincipal: string;
  @JsonColumn() languages: { language: string; level: string }[];
  @LineColumn({ nullable: true }) education: string | null;
  @LineColumn({ nullable: true }) occupation: string | null;
  @JsonColumn() specificNeeds: string[];
  @DateColumn({ nullable: true }) consentOn: string | null;
  @FlagColumn() holdsEuProtection: boolean;
  /** Counts up when name, birth date, sex or nationality change: a clearance remembers the version it was given for. */
  @CountColumn() identityVersion: number;
  /** Written by `cases.apply` alone. */
  @CodeColumn() status: PersonStatus;
  @DateColumn() statusSince: string;
  /** On the road: such a person stands in one case only. */
  @FlagColumn() active: boolean;
}

/** Every step of every person, as it happened and as it was known. Never changed or deleted. */
@Entity('person_transitions')
@Index('ux_transitions_step', ['personId', 'step'], { unique: true })
@Index('ix_transitions_occurred', ['occurredOn', 'toStatus'])
export class PersonTransition {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => PersonRow, { name: 'fk_transitions_person' }) personId: string;
  @IdColumn() caseId: string;
  /** Counts the person's steps from 1: two steps of one instant keep their order. */
  @CountColumn() step: number;
  @CodeColumn() action: PersonAction | 'list';
  @CodeColumn({ nullable: true }) fromStatus: PersonStatus | null;
  @CodeColumn() toStatus: PersonStatus;
  @DateColumn() occurredOn: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
}

/** The last number given out in each diary series and year. Walled series stand beside the open ones and share nothing with them. */
@Entity('diary_counters')
export class DiaryCounter {
  @PrimaryColumn({ type: 'varchar', length: 60 }) series: string;
  @CountColumn() last: number;
}
