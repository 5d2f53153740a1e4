import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService, PurgePayloads } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { JobsService, UnitOfWork, type JobRun, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import type { RetentionRun } from './retention.entities.js';
import { RETENTION_KIND, RetentionService } from './retention.service.js';

const CASES_AT_ONCE = 25;

/**
 * Carries out a decided retention run, some cases at a time: each batch is one transaction with its entries in both chains, and the run
 * remembers how far it is, so that a job that was killed goes on where it stopped and nothing goes twice.
 */
@Injectable()
export class RunRetention implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly retention: RetentionService,
    private readonly policy: PolicyService,
    private readonly purging: PurgePayloads,
    private readonly audit: AuditService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(RETENTION_KIND, (run) => this.work(run));
  }

  /** Does what is left of the run; returns early when it is told to stop. */
  async work(
    { payload, actor, progress }: Pick<JobRun, 'payload' | 'actor' | 'progress'>,
    atOnce = CASES_AT_ONCE,
  ): Promise<void> {
    const runId = String(payload.runId);
    for (;;) {
      const { left, goOn } = await this.unitOfWork.run(actor, async (tx) => {
        const run = await this.retention.held(tx, runId);
        const seenTo = run.state === 'decided' ? await this.batch(tx, actor, run, atOnce) : run.caseIds.length;
        return {
          left: run.caseIds.length - seenTo,
          goOn: await progress(seenTo, run.caseIds.length, tx),
        };
      });
      if (left === 0) break;
      if (!goOn) return;
    }
    await this.erase();
    await this.unitOfWork.run(actor, (tx) => this.end(tx, actor, runId));
  }

  /** Takes away what is said of the next cases that are still due. Returns how many are seen to then. */
  private async batch(tx: Tx, actor: Actor, run: RetentionRun, atOnce: number): Promise<number> {
    const next = run.caseIds.slice(run.seenTo, run.seenTo + atOnce);
    if (next.length === 0) return run.seenTo;
    // The rule of the day on which it was proposed is the one that was decided on; who was reopened meanwhile is spared.
    const rule = await this.policy.ruleOn(tx, 'retention', run.dueOn);
    const caseIds = (await this.retention.due(tx, rule, run.dueOn, next)).map(({ id }) => id);
    const receipt = await this.purging.purge(tx, actor, { chain: 'open', caseIds, runId: run.id });
    await this.purging.purge(tx, actor, { chain: 'security', caseIds, runId: run.id });
    const seenTo = run.seenTo + next.length;
    await this.retention.write(tx, run, {
      seenTo,
      spared: run.spared + next.length - caseIds.length,
      payloads: run.payloads + receipt.count,
      digest: createHash('sha256')
        .update(`${run.digest ?? ''}${receipt.digest}`)
        .digest('hex'),
    });
    return seenTo;
  }

  /**
   * Writes the payloads that stay into a new file: until then a deleted one can still be read from the old. What PostgreSQL keeps in its
   * write-ahead log and in backups goes as these are recycled.
   */
  private async erase(): Promise<void> {
    if (this.dataSource.options.type === 'postgres')
      return void (await this.dataSource.query('VACUUM (FULL) audit_payloads'));
    await this.dataSource.query('VACUUM');
    await this.dataSource.query('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  private async end(tx: Tx, actor: Actor, runId: string): Promise<void> {
    const run = await this.retention.held(tx, runId);
    if (run.state !== 'decided') return;
    const chainPosition = await this.audit.endOf(tx, 'open');
    await this.retention.write(tx, run, { state: 'done', chainPosition, doneAt: tx.at });
    const { payloads, spared, digest, caseIds } = run;
    this.audit.record(tx, actor, {
      action: 'retention.end',
      subjectType: 'retention_run',
      subjectId: runId,
      payload: { cases: caseIds.length - spared, spared, payloads, digest, chainPosition },
    });
  }
}
