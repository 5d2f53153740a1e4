import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { FlagColumn, Id, IdColumn, InstantColumn, LineColumn, TextColumn } from '../platform/index.js';
import { CaseRow } from './cases.entities.js';

/** That a case is of special importance, or no more, and why. Never changed or deleted: the last step holds. */
@Entity('special_importances')
@Check('ck_special_importances_step', `step > 0`)
export class SpecialImportanceRow {
  @Id() @ForeignKey(() => CaseRow, { name: 'fk_special_importances_case' }) caseId: string;
  /** Counts from 1. */
  @PrimaryColumn({ type: 'integer' }) step: number;
  @FlagColumn() special: boolean;
  @TextColumn() reason: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
