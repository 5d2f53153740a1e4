import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { Month } from './domain/month.js';
import type { RequestActWord, WithdrawnBy } from './domain/unhcr-request.js';
import { QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

/** Persons that the agency asks UNHCR for: what was asked and answered stands in the acts. Never changed or deleted. */
@Entity('unhcr_requests')
@Index('ix_unhcr_requests_period', ['periodId'])
export class UnhcrRequestRow {
  @Id() id: string;
  /** The period they are for: it may begin long after the request. */
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_unhcr_requests_period' }) periodId: string;
  @IdColumn({ nullable: true })
  @ForeignKey(() => SubQuotaRow, { name: 'fk_unhcr_requests_sub_quota' })
  subQuotaId: string | null;
  @CodeColumn({ length: 2 }) countryOfAsylum: string;
  @CodeColumn({ length: 2, nullable: true }) nationality: string | null;
}

/** One act on a request. Never changed or deleted (trigger on both engines): a promise that changes is a row more. */
@Entity('unhcr_request_acts')
@Index('ux_unhcr_request_acts_version', ['requestId', 'version'], { unique: true })
@Check('ck_unhcr_request_acts_act', `act IN ('ask', 'promise', 'revise', 'withdraw')`)
@Check('ck_unhcr_request_acts_first', `version > 0 AND (act = 'ask') = (version = 1)`)
@Check('ck_unhcr_request_acts_persons', `(act = 'withdraw') = (persons IS NULL) AND (persons IS NULL OR persons > 0)`)
@Check('ck_unhcr_request_acts_month', `(act = 'withdraw') = (month IS NULL)`)
@Check('ck_unhcr_request_acts_withdrawn_by', `(act = 'withdraw') = (withdrawn_by IS NOT NULL)`)
@Check('ck_unhcr_request_acts_party', `withdrawn_by IS NULL OR withdrawn_by IN ('unhcr', 'agency')`)
@Check('ck_unhcr_request_acts_reason', `act NOT IN ('revise', 'withdraw') OR reason IS NOT NULL`)
export class UnhcrRequestActRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => UnhcrRequestRow, { name: 'fk_unhcr_request_acts_request' }) requestId: string;
  @CountColumn() version: number;
  @CodeColumn() act: RequestActWord;
  @CountColumn({ nullable: true }) persons: number | null;
  @CodeColumn({ length: 7, nullable: true }) month: Month | null;
  @CodeColumn({ nullable: true }) withdrawnBy: WithdrawnBy | null;
  @DateColumn() occurredOn: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn({ nullable: true }) reason: string | null;
}
