import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CountColumn, DateColumn, Id, IdColumn, InstantColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { Month } from './domain/month.js';
import { QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

/** A plan of a period's arrivals as it was decided one day. Never changed or deleted: a re-plan is the next version. */
@Entity('quota_plans')
@Index('ux_quota_plans_version', ['periodId', 'version'], { unique: true })
@Check('ck_quota_plans_version', `version > 0`)
@Check('ck_quota_plans_reason', `version = 1 OR reason IS NOT NULL`)
export class QuotaPlanRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_quota_plans_period' }) periodId: string;
  @CountColumn() version: number;
  @DateColumn() decidedOn: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}

/** Persons of a sub-quota that a plan lets arrive in a month. */
@Entity('quota_plan_lines')
@Check('ck_quota_plan_lines_persons', `persons >= 0`)
export class QuotaPlanLineRow {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => QuotaPlanRow, { name: 'fk_quota_plan_lines_plan' })
  planId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => SubQuotaRow, { name: 'fk_quota_plan_lines_sub_quota' })
  subQuotaId: string;
  @PrimaryColumn({ type: 'varchar', length: 7 }) month: Month;
  @CountColumn() persons: number;
}
