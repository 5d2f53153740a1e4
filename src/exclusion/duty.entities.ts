import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, CountColumn, Id, IdColumn, InstantColumn, TextColumn } from '../platform/index.js';

/**
 * The compartment of the duty to report: each act and each read is one row. Whom it concerns, what it says and who acted is sealed with
 * the compartment's own key, all rows are equally long, and no row of another table points here. It is its own log: a chain of hashes
 * in a series of its own, since an entry in the open chain, or behind the wall, would tell that there is something. Never changed.
 */
@Entity('duty_records')
@Index('ux_duty_records_position', ['position'], { unique: true })
@Index('ix_duty_records_duty', ['dutyId'])
@Index('ix_duty_records_person', ['personKey'])
export class DutyRecord {
  @Id() id: string;
  @CountColumn() position: number;
  /** The first record of the duty; a read of the whole register belongs to none and has its own id. */
  @IdColumn() dutyId: string;
  /** Keyed hash of the person: finds the records of one, and tells nobody without the key who it is. */
  @Column({ type: 'varchar', length: 64 }) personKey: string;
  @CodeColumn() number: string;
  @InstantColumn() recordedAt: string;
  @TextColumn() sealed: string;
  @Column({ type: 'varchar', length: 64 }) previousHash: string;
  @Column({ type: 'varchar', length: 64 }) hash: string;
}
