import { Check, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { Evidence, Strength } from './domain/duplicates/compare-persons.js';
import type { PreparedPerson } from './domain/duplicates/prepare.js';

export const VERDICTS = ['same_person', 'different_persons'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const PARALLEL_KINDS = ['dual_submission', 'family_reunification'] as const;
export type ParallelKind = (typeof PARALLEL_KINDS)[number];

/** Under which keys a person is looked for (duplicates-keys.ts). What is a name or a number is hashed. */
@Entity('duplicate_keys', { withoutRowid: true })
@Index('ix_duplicate_keys_entry', ['entry'])
export class DuplicateKey {
  @PrimaryColumn({ type: 'varchar', length: 22 }) key: string;
  @PrimaryColumn({ type: 'integer' })
  @ForeignKey(() => DuplicateProfile, { name: 'fk_duplicate_keys_entry' })
  entry: number;
}

/** A person made ready to be compared (domain/duplicates/prepare.ts): derived, and gone when the person is. */
@Entity('duplicate_profiles')
@Index('ux_duplicate_profiles_person', ['personId'], { unique: true })
export class DuplicateProfile {
  /** Under this number the person stands in the index: millions of keys name it, and few pages hold them. */
  @PrimaryGeneratedColumn() entry: number;
  @IdColumn() @ForeignKey('persons', { name: 'fk_duplicate_profiles_person' }) personId: string;
  @JsonColumn() profile: PreparedPerson;
}

/** How many persons bear a name, by its sound (hashed), its place and the nationality; and how many there are in all. */
@Entity('duplicate_name_counts')
export class DuplicateNameCount {
  @PrimaryColumn({ type: 'varchar', length: 22 }) key: string;
  @CountColumn() persons: number;
}

/** Two persons who may be one. One row a pair, so that nobody is asked twice. */
@Entity('duplicate_suspicions')
@Index('ux_duplicate_suspicions_pair', ['firstPersonId', 'secondPersonId'], { unique: true })
@Index('ix_duplicate_suspicions_second', ['secondPersonId'])
@Index('ix_duplicate_suspicions_open', ['score', 'id'], { where: 'verdict IS NULL' })
@Check('ck_duplicate_suspicions_strength', `strength IN ('exact', 'likely', 'possible')`)
@Check('ck_duplicate_suspicions_verdict', `verdict IS NULL OR verdict IN ('same_person', 'different_persons')`)
@Check(
  'ck_duplicate_suspicions_judged',
  `(verdict IS NULL) = (judged_at IS NULL) AND (verdict IS NULL) = (judged_by IS NULL) AND (verdict IS NULL) = (reason IS NULL)`,
)
export class DuplicateSuspicion {
  @Id() id: string;
  /** Who was registered first; with the verdict that both are one, this one stays on the road. */
  @IdColumn() @ForeignKey('persons', { name: 'fk_duplicate_suspicions_first' }) firstPersonId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_duplicate_suspicions_second' }) secondPersonId: string;
  @CodeColumn() strength: Strength;
  /** In tenths of a bit. */
  @CountColumn() score: number;
  /** Field by field, in words and figures: no name, number or date. */
  @JsonColumn() evidence: Evidence[];
  @InstantColumn() foundAt: string;
  @CountColumn() version: number;
  /** The last verdict; all of them stand in `duplicate_verdicts`. */
  @CodeColumn({ nullable: true }) verdict: Verdict | null;
  @LineColumn({ nullable: true }) judgedBy: string | null;
  @InstantColumn({ nullable: true }) judgedAt: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
}

/** Every verdict as it was given. Never changed or deleted. */
@Entity('duplicate_verdicts')
@Index('ux_duplicate_verdicts_number', ['suspicionId', 'number'], { unique: true })
@Check('ck_duplicate_verdicts_verdict', `verdict IN ('same_person', 'different_persons')`)
export class DuplicateVerdict {
  @Id() id: string;
  @IdColumn()
  @ForeignKey(() => DuplicateSuspicion, { name: 'fk_duplicate_verdicts_suspicion' })
  suspicionId: string;
  /** Counts the verdicts on the pair from 1. */
  @CountColumn() number: number;
  @CodeColumn() verdict: Verdict;
  @TextColumn() reason: string;
  @IdColumn() judgedById: string;
  @LineColumn() judgedBy: string;
  @InstantColumn() judgedAt: string;
}

/** Another way on which the same person may come, here or to another country (domain.md (e) 19). It warns and never stops. */
@Entity('parallel_procedures')
@Index('ix_parallel_procedures_person', ['personId'])
@Check('ck_parallel_procedures_kind', `kind IN ('dual_submission', 'family_reunification')`)
@Check('ck_parallel_procedures_end', `(ended_on IS NULL) = (end_reason IS NULL)`)
@Check('ck_parallel_procedures_days', `ended_on IS NULL OR ended_on >= noted_on`)
export class ParallelProcedure {
  @Id() id: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_parallel_procedures_person' }) personId: string;
  @CodeColumn() kind: ParallelKind;
  /** The other country of a dual submission (ISO 3166-1 alpha-2). */
  @CodeColumn({ length: 2, nullable: true }) countryCode: string | null;
  /** Who told it. */
  @LineColumn() source: string;
  @DateColumn() notedOn: string;
  /** A diary or case number of the other procedure. */
  @LineColumn({ nullable: true }) reference: string | null;
  @LineColumn() recordedBy: string;
  @InstantColumn() recordedAt: string;
  @DateColumn({ nullable: true }) endedOn: string | null;
  @TextColumn({ nullable: true }) endReason: string | null;
}
