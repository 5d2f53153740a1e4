import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { ExclusionOutcome, GroundFinding } from '../screening/index.js';
import type { GroundKind } from './domain/grounds.js';
import type { Triggers } from './domain/questions.js';
import type { ReviewKind } from './domain/reviews.js';

/** One assessment of one person. A new one is a new row; rows are never changed. Ground, instrument and standard stand apart (domain.md 4). */
@Entity('exclusion_assessments')
@Index('ix_exclusion_assessments_person', ['personId'])
@Check('ck_exclusion_assessments_outcome', `outcome IN ('no_ground', 'ground_found')`)
@Check('ck_exclusion_assessments_ground', `(outcome = 'ground_found') = (ground_code IS NOT NULL)`)
export class ExclusionAssessment {
  @Id() id: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_exclusion_assessments_person' }) personId: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_exclusion_assessments_case' }) caseId: string;
  @CodeColumn() outcome: ExclusionOutcome;
  @CodeColumn({ nullable: true }) groundCode: string | null;
  @LineColumn({ nullable: true }) instrument: string | null;
  @CodeColumn({ nullable: true }) standard: string | null;
  @JsonColumn() triggers: Triggers;
  @TextColumn({ nullable: true }) triggerNotes: string | null;
  @TextColumn() reasons: string;
  @IdColumn() assessedById: string;
  @LineColumn() assessedByName: string;
  @DateColumn() assessedOn: string;
  @InstantColumn() recordedAt: string;
}

/** One ground as an assessment weighed it, with instrument and standard as they were that day. Rows are added, never changed. */
@Entity('exclusion_considerations')
@Index('ux_exclusion_considerations_ground', ['assessmentId', 'groundCode'], { unique: true })
@Check(
  'ck_exclusion_considerations_kind',
  `kind IN ('article_1f', 'subsidiary_protection', 'union_framework', 'programme_policy')`,
)
@Check('ck_exclusion_considerations_finding', `finding IN ('met', 'not_met')`)
@Check('ck_exclusion_considerations_refusal', `(member_state IS NULL) = (refused_on IS NULL)`)
export class ExclusionConsideration {
  @Id() id: string;
  @IdColumn()
  @ForeignKey(() => ExclusionAssessment, { name: 'fk_exclusion_considerations_assessment' })
  assessmentId: string;
  @CodeColumn() groundCode: string;
  @CodeColumn() kind: GroundKind;
  @LineColumn({ nullable: true }) instrument: string | null;
  @CodeColumn({ nullable: true }) standard: string | null;
  @CodeColumn() finding: GroundFinding;
  @TextColumn() reasons: string;
  /** Which member state refused admission, and when; of that ground alone. */
  @CodeColumn({ nullable: true }) memberState: string | null;
  @DateColumn({ nullable: true }) refusedOn: string | null;
}

/** What a specialist says of an assessment: an opinion, or the second look. Rows are added, never changed. */
@Entity('exclusion_reviews')
@Index('ix_exclusion_reviews_assessment', ['assessmentId'])
@Index('ux_exclusion_reviews_second_look', ['assessmentId'], { unique: true, where: `kind = 'second_look'` })
@Check('ck_exclusion_reviews_kind', `kind IN ('opinion', 'second_look')`)
export class ExclusionReview {
  @Id() id: string;
  @IdColumn()
  @ForeignKey(() => ExclusionAssessment, { name: 'fk_exclusion_reviews_assessment' })
  assessmentId: string;
  @CodeColumn() kind: ReviewKind;
  @FlagColumn() agrees: boolean;
  @TextColumn() reasons: string;
  @IdColumn() reviewedById: string;
  @LineColumn() reviewedByName: string;
  @DateColumn() reviewedOn: string;
  @InstantColumn() recordedAt: string;
}
