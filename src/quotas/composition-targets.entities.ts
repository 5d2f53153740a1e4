import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { CountedNeed, Counter } from './domain/composition.js';
import { QuotaPeriodRow } from './quotas.entities.js';

/** A named share that a period's persons are to have. Never changed or deleted: a row more of the same name replaces it. */
@Entity('composition_targets')
@Index('ux_composition_targets_version', ['periodId', 'version'], { unique: true })
@Check('ck_composition_targets_version', `version > 0`)
@Check('ck_composition_targets_any', `min_of IS NOT NULL OR max_of IS NOT NULL`)
@Check(
  'ck_composition_targets_min',
  `(min_part IS NULL) = (min_of IS NULL) AND (min_of IS NULL OR (min_of > 0 AND min_part >= 0 AND min_part <= min_of))`,
)
@Check(
  'ck_composition_targets_max',
  `(max_part IS NULL) = (max_of IS NULL) AND (max_of IS NULL OR (max_of > 0 AND max_part >= 0 AND max_part <= max_of))`,
)
export class CompositionTargetRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_composition_targets_period' }) periodId: string;
  /** Counts the targets of the period from 1, whatever their names. */
  @CountColumn() version: number;
  @LineColumn({ length: 100 }) name: string;
  @JsonColumn() counters: Counter[];
  @JsonColumn() nationalities: string[];
  @JsonColumn() submissionCategories: string[];
  @JsonColumn() specificNeeds: CountedNeed[];
  @CountColumn({ nullable: true }) minPart: number | null;
  @CountColumn({ nullable: true }) minOf: number | null;
  @CountColumn({ nullable: true }) maxPart: number | null;
  @CountColumn({ nullable: true }) maxOf: number | null;
  @DateColumn() decidedOn: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
