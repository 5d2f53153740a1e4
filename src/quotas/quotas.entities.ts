import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
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
import type { Region } from '../reference/index.js';
import type { Movement } from './domain/ledger.js';
import type { PeriodStatus } from './domain/period-lifecycle.js';

export const PERIOD_KINDS = ['annual', 'biennial'] as const;
export const COUNTING_EVENTS = ['grant', 'departure', 'arrival'] as const;
export const CARRY_OVER_MODES = ['additive', 'absorbing'] as const;
export const SCHEMES = ['resettlement', 'humanitarian_admission', 'emergency'] as const;
export const SUBMISSION_PRIORITIES = ['emergency', 'urgent', 'normal'] as const;
export const HOLDING_STATES = ['reserved', 'used'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
export type CountingEvent = (typeof COUNTING_EVENTS)[number];
export type CarryOverMode = (typeof CARRY_OVER_MODES)[number];
export type Scheme = (typeof SCHEMES)[number];
export type HoldingState = (typeof HOLDING_STATES)[number];

const NONE_IF_NULL = {
  to: (regions: Region[]): Region[] => regions,
  from: (regions: Region[] | null): Region[] => regions ?? [],
};

/** A year's quota, or the pledge of two years that annual quotas are fed from. */
@Entity('quota_periods')
@Index('ix_quota_periods_pledge', ['pledgeId'])
@Check('ck_quota_periods_kind', `kind IN ('annual', 'biennial')`)
@Check('ck_quota_periods_dates', `starts_on < ends_on`)
@Check('ck_quota_periods_pledge', `pledge_id IS NULL OR kind = 'annual'`)
@Check('ck_quota_periods_counting_event', `counting_event IN ('grant', 'departure', 'arrival')`)
@Check('ck_quota_periods_carry_over_mode', `carry_over_mode IN ('additive', 'absorbing')`)
@Check('ck_quota_periods_tolerance', `tolerance >= 0`)
@Check('ck_quota_periods_status', `status IN ('draft', 'consulted', 'decided', 'open', 'closing', 'closed')`)
export class QuotaPeriodRow {
  @Id() id: string;
  @LineColumn() name: string;
  @CodeColumn() kind: PeriodKind;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  /** The pledge of which the annual period is a part: its places come from there and count in both. */
  @IdColumn({ nullable: true })
  @ForeignKey(() => QuotaPeriodRow, { name: 'fk_quota_periods_pledge' })
  pledgeId: string | null;
  /** The event at which a reserved place becomes a used one. */
  @CodeColumn() countingEvent: CountingEvent;
  @CodeColumn() carryOverMode: CarryOverMode;
  /** How many places grants may go beyond the sub-quotas without anybody's leave. */
  @CountColumn() tolerance: number;
  @CodeColumn() status: PeriodStatus;
  /** A programme-wide stop of transfers. */
  @FlagColumn() suspended: boolean;
  @CountColumn() version: number;
  @LineColumn() changedBy: string;
  @InstantColumn() changedAt: string;
}

/** A share of a period, and which cases belong in it. Empty lists and no priority mean: any. Regions and countries add up. */
@Entity('sub_quotas')
@Index('ux_sub_quotas_name', ['periodId', 'name'], { unique: true })
@Check('ck_sub_quotas_cap', `cap IS NULL OR cap >= 0`)
@Check('ck_sub_quotas_scheme', `scheme IN ('resettlement', 'humanitarian_admission', 'emergency')`)
@Check('ck_sub_quotas_priority', `priority IS NULL OR priority IN ('emergency', 'urgent', 'normal')`)
export class SubQuotaRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => QuotaPeriodRow, { name: 'fk_sub_quotas_period' }) periodId: string;
  @LineColumn({ length: 100 }) name: string;
  @CodeColumn() scheme: Scheme;
  /** Null in those made before regions were, which reads as none named. */
  @Column({ type: 'simple-json', nullable: true, transformer: NONE_IF_NULL }) regions: Region[];
  @JsonColumn() countriesOfAsylum: string[];
  @JsonColumn() nationalities: string[];
  @CodeColumn({ nullable: true }) priority: string | null;
  /** The most places it may have when it is made; what decisions make of that later stands in `sub_quota_caps`. */
  @CountColumn({ nullable: true }) cap: number | null;
}

/** One movement of places. Never changed or deleted (trigger on both engines). */
@Entity('ledger_entries')
@Index('ux_ledger_entries_position', ['position'], { unique: true })
@Index('ux_ledger_entries_reverses', ['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
@Index('ix_ledger_entries_from', ['fromAccount', 'recordedAt'])
@Index('ix_ledger_entries_to', ['toAccount', 'recordedAt'])
@Index('ix_ledger_entries_person', ['personId'])
@Check('ck_ledger_entries_places', `places > 0`)
@Check('ck_ledger_entries_accounts', `from_account <> to_account`)
@Check(
  'ck_ledger_entries_movement',
  `movement IN ('decide', 'open', 'allocate', 'transfer', 'revise', 'carry_over', 'reserve', 'use', 'release', 'reverse', 'overrun')`,
)
@Check(
  'ck_ledger_entries_person',
  `(person_id IS NULL AND movement NOT IN ('carry_over', 'reserve', 'use', 'release', 'reverse')) OR (person_id IS NOT NULL AND places = 1 AND movement IN ('carry_over', 'reserve', 'use', 'release', 'reverse'))`,
)
@Check('ck_ledger_entries_reverse', `(movement = 'reverse') = (reverses_id IS NOT NULL)`)
@Check(
  'ck_ledger_entries_scheme',
  `scheme IS NULL OR scheme IN ('resettlement', 'humanitarian_admission', 'emergency')`,
)
export class LedgerEntryRow {
  @Id() id: string;
  /** Counts all entries from 1 without gaps. */
  @CountColumn() position: number;
  @CodeColumn() movement: Movement;
  @LineColumn({ length: 60 }) fromAccount: string;
  @LineColumn({ length: 60 }) toAccount: string;
  @CountColumn() places: number;
  /** The form of admission that decided places are meant for, when the decision says so. */
  @CodeColumn({ nullable: true }) scheme: Scheme | null;
  @IdColumn({ nullable: true }) personId: string | null;
  @IdColumn({ nullable: true }) caseId: string | null;
  @DateColumn() occurredOn: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn({ nullable: true }) authority: string | null;
  @LineColumn({ nullable: true }) documentReference: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @IdColumn({ nullable: true }) @ForeignKey(() => LedgerEntryRow, { name: 'fk_ledger_entries_reverses' }) reversesId:
    string | null;
}

/** What each account holds now: kept beside the entries, changed with them alone, and always equal to their fold. */
@Entity('ledger_balances')
@Check('ck_ledger_balances_balance', `balance >= 0 OR account = 'decided'`)
export class LedgerBalanceRow {
  @PrimaryColumn({ type: 'varchar', length: 60 }) account: string;
  @CountColumn() balance: number;
}

/** The place that a person holds: one at most. */
@Entity('place_holdings', { withoutRowid: true })
@Index('ix_place_holdings_sub_quota', ['subQuotaId'])
@Check('ck_place_holdings_state', `state IN ('reserved', 'used')`)
export class PlaceHoldingRow {
  @Id() personId: string;
  @IdColumn() @ForeignKey(() => SubQuotaRow, { name: 'fk_place_holdings_sub_quota' }) subQuotaId: string;
  @CodeColumn() state: HoldingState;
  /** The entry that brought the place into this state: what a reversal reverses. */
  @IdColumn() @ForeignKey(() => LedgerEntryRow, { name: 'fk_place_holdings_entry' }) entryId: string;
}
