import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { ExclusionOutcome } from '../screening/index.js';
import type { Triggers } from './domain/assessment-rules.js';

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
