import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CountColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import { QuotaPeriodRow } from './quotas.entities.js';

/** Whether a period is a contribution to the Union Plan. Never changed or deleted: a row more replaces the one before. */
@Entity('union_plan_marks')
@Index('ux_union_plan_marks_version', ['periodId', 'version'], { unique: true })
@Check('ck_union_plan_marks_version', `version > 0`)
export class UnionPlanMarkRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_union_plan_marks_period' }) periodId: string;
  /** Counts the marks of the period from 1. */
  @CountColumn() version: number;
  @FlagColumn() withinUnionPlan: boolean;
  @DateColumn() decidedOn: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
