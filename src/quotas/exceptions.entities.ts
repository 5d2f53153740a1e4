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
import type { ExceptionKind } from './domain/exceptions.js';
import { QuotaPeriodRow } from './quotas.entities.js';

/** An exception that the Government makes for a period. Never changed or deleted: one row more ends it. */
@Entity('quota_exceptions')
@Index('ix_quota_exceptions_period', ['periodId'])
@Index('ux_quota_exceptions_ends', ['endsId'], { unique: true })
@Check('ck_quota_exceptions_kind', `kind IN ('third_country_rule')`)
@Check('ck_quota_exceptions_end', `ends_id IS NULL OR valid_to IS NOT NULL`)
export class QuotaExceptionRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_quota_exceptions_period' }) periodId: string;
  @CodeColumn() kind: ExceptionKind;
  @DateColumn() validFrom: string;
  @DateColumn({ nullable: true }) validTo: string | null;
  @JsonColumn() nationalities: string[];
  @JsonColumn() countriesOfAsylum: string[];
  /** The exception whose last day this row tells. */
  @IdColumn({ nullable: true })
  @ForeignKey(() => QuotaExceptionRow, { name: 'fk_quota_exceptions_ends' })
  endsId: string | null;
  @DateColumn() decidedOn: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn() reason: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
