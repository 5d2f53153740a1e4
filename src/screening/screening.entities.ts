import { Entity, ForeignKey, Index } from 'typeorm';
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

/** A person's referral to the Security Service. That there is one is no secret; its number in the walled series is. Never changed. */
@Entity('referrals')
@Index('ux_referrals_number', ['diaryNumber'], { unique: true })
@Index('ix_referrals_person', ['personId'])
export class Referral {
  @Id() id: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_referrals_person' }) personId: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_referrals_case' }) caseId: string;
  @CodeColumn() diaryNumber: string;
  @DateColumn() referredOn: string;
  /** Not a referral, but the file of what the Security Service stated of its own accord on this day, before anybody asked. */
  @DateColumn({ nullable: true }) unaskedOn: string | null;
  /** Who the Security Service was asked about: its statement clears this identity and no other. */
  @CountColumn() identityVersion: number;
  @InstantColumn() recordedAt: string;
  @IdColumn() referredById: string;
  @LineColumn() referredByName: string;
}

/**
 * Whatever happens after a referral: statement, re-screening, draft, decision. All look alike here, down to their length: what one
 * is, what it says and who wrote it is sealed (architecture.md 1 (5)). Never changed.
 */
@Entity('screening_records')
@Index('ux_screening_records_number', ['diaryNumber'], { unique: true })
@Index('ix_screening_records_referral', ['referralId'])
export class ScreeningRecord {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Referral, { name: 'fk_screening_records_referral' }) referralId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_screening_records_person' }) personId: string;
  @CodeColumn() diaryNumber: string;
  @InstantColumn() recordedAt: string;
  @TextColumn() sealed: string;
}

/**
 * A paper behind the wall that belongs to no single referral: an indication and what followed it, a batch and its receipt. A thread is
 * named by its first paper. All look alike, as the records of a referral do. Never changed.
 */
@Entity('walled_papers')
@Index('ux_walled_papers_number', ['diaryNumber'], { unique: true })
@Index('ix_walled_papers_thread', ['threadId'])
export class WalledPaper {
  @Id() id: string;
  @IdColumn() threadId: string;
  @CodeColumn() diaryNumber: string;
  @InstantColumn() recordedAt: string;
  @TextColumn() sealed: string;
}

/** A rotation of the key behind the wall. Sealed texts can be sealed anew only while one is open. */
@Entity('key_rotations')
export class KeyRotation {
  @Id() id: string;
  /** Tells one new key from another, and nothing else of it. */
  @CodeColumn({ length: 64 }) fingerprint: string;
  @InstantColumn() begunAt: string;
  @InstantColumn({ nullable: true }) endedAt: string | null;
}
