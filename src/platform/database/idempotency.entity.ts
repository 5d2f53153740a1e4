import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, TextColumn } from './columns.js';

/** The result of an act, kept under the key its sender chose; keys of one account are its own. */
@Entity('idempotency_keys')
export class IdempotencyKey {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  accountId: string;
  @PrimaryColumn({ name: 'idempotency_key', type: 'varchar', length: 128 })
  key: string;
  @Column({ type: 'varchar', length: 64 })
  fingerprint: string;
  /** Empty while the act is under way in an open transaction; never empty once committed. */
  @TextColumn()
  result: string;
  @InstantColumn()
  createdAt: string;
}
