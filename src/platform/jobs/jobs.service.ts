import { hostname } from 'node:os';
import {
  Inject,
  Injectable,
  Logger,
  Optional,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { newId } from '../database/columns.js';
import { rows } from '../database/sql.js';
import { UnitOfWork, type Tx } from '../database/unit-of-work.js';
import { Job } from './job.entity.js';

const MAX_ATTEMPTS = 5;

/** How long a lease lasts, how often it is renewed, and how often waiting jobs are looked for. Tests shorten them. */
export const JOB_TIMES = Symbol('job times');
const TIMES = { leaseMs: 30_000, renewMs: 10_000, pollMs: 1_000 };

/** What a handler is given. It must be able to run again from where it stopped: a killed job is begun anew. */
export interface JobRun {
  readonly id: string;
  readonly payload: Record<string, unknown>;
  readonly actor: Actor;
  /**
   * Tells how far the work is; false when the server stops, or the job was cancelled or taken by another server: return then. Given
   * a transaction, it is told in that one, together with the work itself. Throws JobLost when the job is no longer this server's:
   * then the transaction must not stand.
   */
  progress(done: number, total: number, tx?: Tx): Promise<boolean>;
}
export type JobHandler = (run: JobRun) => Promise<void>;

/** The job was called off, or its lease ran out and another server took it. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

type Change = Partial<Omit<Job, 'id' | 'payload' | 'attempts'> & { attempts: () => string }>;

/**
 * Runs jobs, one at a time in this process. A lease in the row keeps other servers off; it is renewed while the work goes on, and
 * when its holder dies it runs out and another begins. Leases go by the machine's time, not by the settable clock.
 */
@Injectable()
export class JobsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly logger = new Logger('jobs');
  private readonly me = `${hostname().slice(0, 30)}-${process.pid}-${newId().slice(-6)}`;
  private readonly actor: Actor = {
    accountId: '',
    name: 'system',
    roles: [],
    municipalityCode: null,
    requestId: this.me,
  };
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Optional() @Inject(JOB_TIMES) private readonly times: typeof TIMES = TIMES,
  ) {}

  /** Says who does the jobs of a kind; called while the modules start. */
  handle(kind: string, handler: JobHandler): void {
    this.handlers.set(kind, handler);
  }

  /** Queues a job in the transaction that decided on it. */
  async enqueue(tx: Tx, kind: string, payload: Record<string, unknown>, id: string = newId()): Promise<string> {
    const unleased = { leasedUntil: '', leasedBy: '', attempts: 0, done: 0, total: null, error: null, endedAt: null };
    await tx.manager.insert(Job, { id, kind, payload, status: 'waiting', createdAt: tx.at, ...unleased });
    // Not waiting for the next poll makes short jobs quick; the poll finds it anyway if this is too early.
    setTimeout(() => void this.tick(), 5).unref();
    return id;
  }

  find(tx: Tx, id: string): Promise<Job | null> {
    return tx.manager.findOneBy(Job, { id });
  }

  /** Calls a job off that has not ended; who runs it learns so at its next progress. False when it had ended before. */
  async cancel(tx: Tx, id: string): Promise<boolean> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(Job)
      .set({ status: 'cancelled', leasedUntil: '', leasedBy: '', endedAt: inMs(0) })
      .where(`id = :id AND status IN ('waiting', 'running')`, { id })
      .execute();
    return written.affected === 1;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), this.times.pollMs);
    this.timer.unref();
  }

  /** Begins nothing more and waits for the job under way; this comes before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Takes and runs waiting jobs until none is left. */
  tick(): Promise<void> {
    this.running ??= this.work()
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => (this.running = null));
    return this.running;
  }

  private async work(): Promise<void> {
    for (let job = await this.take(); job; job = await this.take()) await this.run(job);
  }

  /** Leases the oldest job that waits, or whose holder let its lease run out. */
  private async take(): Promise<Job | null> {
    if (this.stopped || this.handlers.size === 0) return null;
    const [due] = await this.unitOfWork.read((tx) =>
      rows<{ id: string; leased_until: string }>(
        tx.manager,
        `SELECT id, leased_until FROM jobs WHERE status IN ('waiting', 'running') AND leased_until < :now AND kind IN (:...kinds)
         ORDER BY created_at, id LIMIT 1`,
        { now: inMs(0), kinds: [...this.handlers.keys()] },
      ),
    );
    if (!due) return null;
    return this.unitOfWork.run(this.actor, async (tx) => {
      const taken = await tx.manager
        .createQueryBuilder()
        .update(Job)
        .set({ status: 'running', leasedBy: this.me, leasedUntil: this.leaseEnd(), attempts: () => 'attempts + 1' })
        .where(`id = :id AND leased_until = :leased AND status IN ('waiting', 'running')`, {
          id: due.id,
          leased: due.leased_until,
        })
        .execute();
      return taken.affected === 1 ? this.find(tx, due.id) : null;
    });
  }

  private async run(job: Job): Promise<void> {
    if (job.attempts > MAX_ATTEMPTS)
      return this.end(job.id, 'failed', job.error ?? `The server ended during each of ${MAX_ATTEMPTS} attempts.`);
    let stop = false;
    const progress = async (done: number, total: number, tx?: Tx): Promise<boolean> => {
      const told = { done, total, leasedUntil: this.leaseEnd() };
      const held = await (tx ? this.updateIn(tx, job.id, told) : this.update(job.id, told));
      stop ||= !held || this.stopped;
      if (tx && !held) throw new JobLost(`The job ${job.id} is another server's, or called off.`);
      return !stop;
    };
    const renewal = setInterval(() => void this.renew(job.id), this.times.renewMs).unref();
    try {
      const { id, payload } = job;
      await this.handlers.get(job.kind)!({
        id,
        payload: payload as Record<string, unknown>,
        actor: this.actor,
        progress,
      });
      await (stop ? this.giveBack(id) : this.end(id, 'done', null));
    } catch (error) {
      if (error instanceof JobLost) return;
      this.logger.error(error);
      const message = error instanceof Error ? error.message : String(error);
      if (job.attempts >= MAX_ATTEMPTS) await this.end(job.id, 'failed', message);
      else await this.waitAgain(job.id, { error: message, leasedUntil: inMs(this.times.pollMs) });
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(id: string): Promise<void> {
    await this.update(id, { leasedUntil: this.leaseEnd() }).catch((error: unknown) => this.logger.error(error));
  }

  private async end(id: string, status: 'done' | 'failed', error: string | null): Promise<void> {
    await this.update(id, { status, error, leasedUntil: '', leasedBy: '', endedAt: inMs(0) });
  }

  /** A job that was told to stop goes on at once on the next server; that was no attempt of its own. */
  private giveBack(id: string): Promise<boolean> {
    return this.waitAgain(id, { leasedUntil: '', attempts: () => 'attempts - 1' });
  }

  private waitAgain(id: string, change: Change): Promise<boolean> {
    return this.update(id, { ...change, status: 'waiting', leasedBy: '' });
  }

  /** Writes only what this process still holds; false when the job was cancelled or another has taken it. */
  private update(id: string, change: Change): Promise<boolean> {
    return this.unitOfWork.run(this.actor, (tx) => this.updateIn(tx, id, change));
  }

  private async updateIn(tx: Tx, id: string, change: Change): Promise<boolean> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(Job)
      .set(change)
      .where(`id = :id AND leased_by = :me AND status = 'running'`, { id, me: this.me })
      .execute();
    return written.affected === 1;
  }

  private leaseEnd(): string {
    return inMs(this.times.leaseMs);
  }
}

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
