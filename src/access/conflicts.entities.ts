import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, Id, IdColumn, InstantColumn, LineColumn, TextColumn } from '../platform/index.js';
import { Account } from './access.entities.js';

/**
 * That an official has a conflict of interest with a case, or with a person in it, wherever that person goes. It stands until somebody
 * else withdraws it, and is never deleted. Which cases are barred by it is asked of the view `barred_cases`.
 */
@Entity('conflicts_of_interest')
@Index('ix_conflicts_of_interest_official', ['official'])
@Index('ux_conflicts_of_interest_open', ['official', 'caseId'], { unique: true, where: 'withdrawn_at IS NULL' })
@Check('ck_conflicts_of_interest_withdrawn', '(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)')
@Check('ck_conflicts_of_interest_second', 'withdrawn_by_id IS NULL OR withdrawn_by_id <> account_id')
export class ConflictDeclaration {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Account, { name: 'fk_conflicts_of_interest_account' }) accountId: string;
  /** Whose account that is: another account of theirs is barred too. */
  @LineColumn({ length: 140 }) official: string;
  @LineColumn() declaredByName: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_conflicts_of_interest_case' }) caseId: string;
  @IdColumn({ nullable: true })
  @ForeignKey('persons', { name: 'fk_conflicts_of_interest_person' })
  personId: string | null;
  @TextColumn() reason: string;
  /** Declared by the security unit, whose cases are nobody else's to know. */
  @FlagColumn() behindWall: boolean;
  @InstantColumn() declaredAt: string;
  @InstantColumn({ nullable: true }) withdrawnAt: string | null;
  @IdColumn({ nullable: true }) withdrawnById: string | null;
  @LineColumn({ nullable: true }) withdrawnByName: string | null;
  @TextColumn({ nullable: true }) withdrawReason: string | null;
}
