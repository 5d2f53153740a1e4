import { Check, Entity, Index } from 'typeorm';
import { CodeColumn, CountColumn, Id, IdColumn, InstantColumn, JsonColumn, LineColumn } from '../platform/index.js';
import type { CaseFilters, Sort } from './search-filter.js';

export const SHARINGS = ['nobody', 'role', 'everyone'] as const;
export type Sharing = (typeof SHARINGS)[number];

/** A search that is kept under a name: a queue that somebody comes back to. It outlives the account of its owner. */
@Entity('case_views')
@Index('ix_case_views_owner', ['ownerId'])
@Check('ck_case_views_shared', `shared_with IN ('nobody', 'role', 'everyone')`)
@Check('ck_case_views_role', `(shared_with = 'role') = (role IS NOT NULL)`)
export class CaseView {
  @Id() id: string;
  @LineColumn({ length: 100 }) name: string;
  @IdColumn() ownerId: string;
  @LineColumn() ownerName: string;
  @CodeColumn() sharedWith: Sharing;
  @CodeColumn({ nullable: true }) role: string | null;
  @JsonColumn() filters: CaseFilters;
  @CodeColumn({ nullable: true }) sort: Sort | null;
  @JsonColumn() columns: string[];
  @CountColumn() version: number;
  @LineColumn() changedBy: string;
  @InstantColumn() changedAt: string;
}
