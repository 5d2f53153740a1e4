import { Check, Entity, PrimaryColumn } from 'typeorm';
import { CountColumn } from '../platform/index.js';
import type { Movement } from './domain/ledger.js';

/**
 * What the entries did to each account, summed by movement, other account, day of happening and Stockholm day of recording:
 * kept beside the entries, changed with them alone, and always equal to their fold. Figures read it, so that they cost the same
 * however many entries there are. In the order of its key, so that the totals of an account lie together.
 */
@Entity('ledger_day_totals', { withoutRowid: true })
@Check(
  'ck_ledger_day_totals_movement',
  `movement IN ('decide', 'open', 'allocate', 'transfer', 'revise', 'carry_over', 'reserve', 'use', 'release', 'reverse', 'overrun')`,
)
@Check('ck_ledger_day_totals_places', `places_in >= 0 AND places_out >= 0 AND places_in + places_out > 0`)
export class LedgerDayTotalRow {
  @PrimaryColumn({ type: 'varchar', length: 60 }) account: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) movement: Movement;
  /** Where the places came from or went to. */
  @PrimaryColumn({ type: 'varchar', length: 60 }) otherAccount: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) occurredOn: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) recordedOn: string;
  @CountColumn() placesIn: number;
  @CountColumn() placesOut: number;
}
