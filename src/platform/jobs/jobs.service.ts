import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { newId } from '../database/columns.js';
import { rows } from '../database/sql.js';
import { UnitOfWork, type Tx } from '../database/unit-of-work.js';
import { Job } from './job.entity.js';

const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const MAX_ATTEMPTS = 5;

/** What a handler is given. It must be able to run again from where it stopped: a killed job is begun anew. */
export interface JobRun {
  readonly id: string;
  readonly payload: Record<string, unknown>;
  readonly actor: Actor;
  /** Tells how far the work is and renews the lease; false when the job was cancelled or taken by another server: stop then. */
  progress(done: number, total: number): Promise<boolean>;
}
export type JobHandler = (run: JobRun) => Promise<void>;

/**
 * Runs jobs, one at a time in this process. A lease in the row keeps other servers off; when its holder dies the lease runs out
 * and another begins. Leases go by the machine's time, not by the settable clock.
 */
@Injectable()
export class JobsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly logger = new Logger('jobs');
  private readonly me = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  private readonly actor: Actor = { accountId: '', name: 'system', roles: [], municipalityCode: null, requestId: this.me };
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Says who does the jobs of a kind; called while the modules start. */
  handle(kind: string, handler: JobHandler): void {
    this.handlers.set(kind, handler);
  }

  /** Queues a job in the transaction that decided on it. */
  async enqueue(tx: Tx, kind: string, payload: Record<string, unknown>, id: string = newId()): Promise<string> {
    await tx.manager.insert(Job, { id, kind, payload, status: 'waiting', attempts: 0, done: 0, total: null, leasedUntil: '', leasedBy: '', error: null, createdAt: tx.at, endedAt: null });
    // Not waiting for the next poll makes short jobs quick; the poll finds it anyway if this is too early.
    setTimeout(() => void this.tick(), 5).unref();
    return id;
  }

  find(tx: Tx, id: string): Promise<Job | null> {
    return tx.manager.findOneBy(Job, { id });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), POLL_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Takes and runs waiting jobs until none is left. */
  tick(): Promise<void> {
    this.running ??= this.work().catch((error: unknown) => this.logger.error(error)).finally(() => (this.running = null));
    return this.running;
  }

  private async work(): Promise<void> {
    for (let job = await this.take(); job && !this.stopped; job = await this.take()) await this.run(job);
  }

  private async take(): Promise<Job | null> {
    if (this.stopped || this.handlers.size === 0) return null;
    const now = new Date().toISOString();
    const [due] = await this.unitOfWork.read((tx) =>
      rows<{ id: string; leased_until: string }>(
        tx.manager,
        `SELECT id, leased_until FROM jobs WHERE (status = 'waiting' OR (status = 'running' AND leased_until < :now)) AND kind IN (:...kinds) ORDER BY created_at, id LIMIT 1`,
        { now, kinds: [...this.handlers.keys()] },
      ),
    );
    if (!due) return null;
    return this.unitOfWork.run(this.actor, async (tx) => {
      const taken = await tx.manager
        .createQueryBuilder()
        .update(Job)
        .set({ status: 'running', leasedBy: this.me, leasedUntil: this.leaseEnd(), attempts: () => 'attempts + 1' })
        .where(`id = :id AND leased_until = :leased AND status IN ('waiting', 'running')`, { id: due.id, leased: due.leased_until })
        .execute();
      return taken.affected === 1 ? tx.manager.findOneBy(Job, { id: due.id }) : null;
    });
  }

  private async run(job: Job): Promise<void> {
    try {
      if (job.attempts > MAX_ATTEMPTS) throw new Error(`Given up after ${MAX_ATTEMPTS} attempts.`);
      await this.handlers.get(job.kind)!({ id: job.id, payload: job.payload as Record<string, unknown>, actor: this.actor, progress: (done, total) => this.progress(job.id, done, total) });
      if (!this.stopped) await this.end(job.id, 'done', null);
    } catch (error) {
      this.logger.error(error);
      if (job.attempts > MAX_ATTEMPTS) await this.end(job.id, 'failed', error instanceof Error ? error.message : String(error));
      else await this.giveBack(job.id);
    }
  }

  private async progress(id: string, done: number, total: number): Promise<boolean> {
    const renewed = await this.update(id, { done, total, leasedUntil: this.leaseEnd() });
    return renewed && !this.stopped;
  }

  private async end(id: string, status: 'done' | 'failed', error: string | null): Promise<void> {
    await this.update(id, { status, error, leasedUntil: '', leasedBy: '', endedAt: new Date().toISOString() });
  }

  private async giveBack(id: string): Promise<void> {
    await this.update(id, { leasedUntil: new Date(Date.now() + POLL_MS).toISOString() });
  }

  private update(id: string, set: Partial<Omit<Job, 'id' | 'payload'>>): Promise<boolean> {
    return this.unitOfWork.run(this.actor, async (tx) => {
      const written = await tx.manager
        .createQueryBuilder()
        .update(Job)
        .set(set)
        .where(`id = :id AND leased_by = :me AND status = 'running'`, { id, me: this.me })
        .execute();
      return written.affected === 1;
    });
  }

  private leaseEnd(): string {
    return new Date(Date.now() + LEASE_MS).toISOString();
  }
}
