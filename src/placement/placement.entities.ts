import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { Plan } from './domain/plan.js';
import type { Factor, PlanInput } from './domain/scoring.js';

/** What came out of planning: the plan, its prices, and what its floors and caps cost. */
export interface PlanResult {
  readonly plan: Plan;
  readonly prices: readonly number[];
  readonly fairnessCost: number | null;
  /** Households that no plan takes, and why. */
  readonly leftOut: readonly { caseId: string; why: 'tooLarge' }[];
}

/**
 * A plan as it was made and verified, with everything it was made from: its id is that of the job that made it. Never changed: an
 * official's choices stand beside it.
 */
@Entity('placement_plans')
@Index('ix_placement_plans_made', ['madeAt'])
@Check('ck_placement_plans_bound', 'objective <= bound')
export class PlacementPlan {
  @Id() id: string;
  @CountColumn() year: number;
  /** `2026-03`; null for the rest of the year. */
  @CodeColumn({ nullable: true }) month: string | null;
  @IdColumn({ nullable: true }) @ForeignKey(() => PlacementPlan, { name: 'fk_placement_plans_before' }) replanOf:
    string | null;
  /** Points: sums beyond 2^31 are whole in a double. */
  @Column({ type: 'double precision' }) objective: number;
  @Column({ type: 'double precision' }) bound: number;
  @CountColumn() seed: number;
  @CountColumn() moves: number;
  @CountColumn() futures: number;
  @CodeColumn({ length: 60 }) ruleVersion: string;
  /** SHA-256 of the input as text. */
  @CodeColumn({ length: 64 }) inputHash: string;
  @JsonColumn() input: PlanInput;
  @JsonColumn() result: PlanResult;
  @CountColumn() placedPersons: number;
  @CountColumn() waitingPersons: number;
  @InstantColumn() madeAt: string;
  @LineColumn() askedBy: string;
}

/** What a plan suggests for one household. Never changed. */
@Entity('placement_suggestions')
@Index('ux_placement_suggestions_case', ['planId', 'caseId'], { unique: true })
@Index('ix_placement_suggestions_case', ['caseId'])
export class PlacementSuggestion {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => PlacementPlan, { name: 'fk_placement_suggestions_plan' }) planId: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_placement_suggestions_case' }) caseId: string;
  /** Null when the plan found no place: the household is carried over. */
  @ForeignKey('municipalities', { name: 'fk_placement_suggestions_municipality' })
  @Column({ type: 'varchar', length: 4, nullable: true })
  municipalityCode: string | null;
  @CountColumn() persons: number;
  @CountColumn() score: number;
  @JsonColumn() parts: Record<Factor, number>;
}

export const CHOICE_KINDS = ['accepted', 'overridden'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** What a person chose on a suggestion, and why: the assignment is the act itself. Never changed. */
@Entity('placement_choices')
@Index('ix_placement_choices_suggestion', ['suggestionId'])
@Check('ck_placement_choices_kind', `kind IN ('accepted', 'overridden')`)
@Check('ck_placement_choices_reason', `kind = 'accepted' OR reason IS NOT NULL`)
export class PlacementChoice {
  @Id() id: string;
  @IdColumn()
  @ForeignKey(() => PlacementSuggestion, { name: 'fk_placement_choices_suggestion' })
  suggestionId: string;
  @CodeColumn() kind: ChoiceKind;
  @ForeignKey('municipalities', { name: 'fk_placement_choices_municipality' })
  @Column({ type: 'varchar', length: 4 })
  municipalityCode: string;
  @IdColumn() @ForeignKey('assignments', { name: 'fk_placement_choices_assignment' }) assignmentId: string;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() chosenAt: string;
  @LineColumn() chosenBy: string;
}

export const CONDITION_KINDS = ['pin', 'pin_county', 'tie', 'forbid', 'apart', 'medical', 'accessible'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** What an official knows of where a household must, should or must not live, and what it needs there; no diagnosis. */
@Entity('placement_conditions')
@Index('ix_placement_conditions_case', ['caseId'])
@Check(
  'ck_placement_conditions_kind',
  `kind IN ('pin', 'pin_county', 'tie', 'forbid', 'apart', 'medical', 'accessible')`,
)
@Check('ck_placement_conditions_municipality', `(kind IN ('pin', 'tie', 'forbid')) = (municipality_code IS NOT NULL)`)
@Check('ck_placement_conditions_county', `(kind = 'pin_county') = (county_code IS NOT NULL)`)
@Check('ck_placement_conditions_other', `(kind = 'apart') = (other_case_id IS NOT NULL)`)
@Check('ck_placement_conditions_places', `(kind = 'medical') = (places IS NOT NULL)`)
@Check('ck_placement_conditions_ended', '(ended_at IS NULL) = (ended_by IS NULL)')
export class PlacementCondition {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_placement_conditions_case' }) caseId: string;
  @CodeColumn() kind: ConditionKind;
  @ForeignKey('municipalities', { name: 'fk_placement_conditions_municipality' })
  @Column({ type: 'varchar', length: 4, nullable: true })
  municipalityCode: string | null;
  @ForeignKey('counties', { name: 'fk_placement_conditions_county' })
  @Column({ type: 'varchar', length: 2, nullable: true })
  countyCode: string | null;
  @IdColumn({ nullable: true }) @ForeignKey('cases', { name: 'fk_placement_conditions_other' }) otherCaseId:
    string | null;
  @CountColumn({ nullable: true }) places: number | null;
  @TextColumn() reason: string;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
  @InstantColumn({ nullable: true }) endedAt: string | null;
  @LineColumn({ nullable: true }) endedBy: string | null;
}
