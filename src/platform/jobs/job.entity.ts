import { Check, Entity, Index } from 'typeorm';
import { CodeColumn, CountColumn, Id, InstantColumn, JsonColumn, LineColumn, TextColumn } from '../database/columns.js';

export const JOB_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Long work, kept in the same table on both engines: it survives a kill and is never run by two servers at once. */
@Entity('jobs')
@Index('ix_jobs_due', ['status', 'leasedUntil'])
@Check('ck_jobs_status', `status IN ('waiting', 'running', 'done', 'failed', 'cancelled')`)
export class Job {
  @Id() id: string;
  @CodeColumn() kind: string;
  @JsonColumn() payload: object;
  @CodeColumn() status: JobStatus;
  @CountColumn() attempts: number;
  @CountColumn() done: number;
  @CountColumn({ nullable: true }) total: number | null;
  /** Until when the runner named by `leasedBy` may go on; of a waiting job: not to be begun before; empty text otherwise. */
  @InstantColumn() leasedUntil: string;
  @LineColumn({ length: 60 }) leasedBy: string;
  @TextColumn({ nullable: true }) error: string | null;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) endedAt: string | null;
}
