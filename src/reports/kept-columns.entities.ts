import { Entity, Index } from 'typeorm';
import { Id, IdColumn, InstantColumn, JsonColumn, LineColumn } from '../platform/index.js';

/** The columns of an export that an official keeps under a name. */
@Entity('kept_columns')
@Index('ux_kept_columns_name', ['ownerId', 'name'], { unique: true })
export class KeptColumns {
  @Id() id: string;
  @IdColumn() ownerId: string;
  @LineColumn({ length: 100 }) name: string;
  @JsonColumn() columns: string[];
  @InstantColumn() keptAt: string;
}
