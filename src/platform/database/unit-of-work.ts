import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, KeyReused, type Actor, type IdempotencyClaim } from '../../kernel/index.js';
import { isRetryable } from './database-errors.js';
import { IdempotencyKey } from './idempotency.entity.js';
import { rows } from './sql.js';

const TRIES = 4;

/** An open transaction. Every store method takes it first. */
export interface Tx {
  readonly manager: EntityManager;
  /** The instant of the act: one for everything the transaction writes. */
  readonly at: string;
  /** Runs just before the commit, once for each key: what must be written last (the audit chain's head is locked as briefly as can be). */
  beforeCommit(key: string, write: () => Promise<void>): void;
  /**
   * For a write whose answer nobody needs: the database takes it in its turn while the work goes on. If the write fails, so does the
   * transaction. PostgreSQL sees to that itself, and the commit follows without waiting for the answer; SQLite's commit waits for it.
   */
  behind(write: Promise<unknown>): void;
}

/**
 * One transaction for a verb. With an Idempotency-Key the result is stored in the same transaction, so an answer that was
 * lost on the way can be asked for again without acting twice. Results must therefore be plain data (JSON).
 */
@Injectable()
export class UnitOfWork {
  private readonly settled = new WeakSet<IdempotencyClaim>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Reads and writes in one transaction; rolls back on any error; tries again when PostgreSQL asks for it. Throws KeyReused. */
  async run<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    // A second unit of work under the same key would be answered with the first one's result.
    if (actor.idempotency && this.settled.has(actor.idempotency))
      throw new Error('A request acts in one unit of work.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.once(actor, work);
        if (actor.idempotency) this.settled.add(actor.idempotency);
        return result;
      } catch (error) {
        if (attempt >= TRIES || !isRetryable(error)) throw error;
      }
    }
  }

  /** Reads from one consistent snapshot and writes nothing. */
  async read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const postgres = this.dataSource.options.type === 'postgres';
    try {
      if (postgres) {
        await runner.startTransaction('REPEATABLE READ');
        await runner.query('SET TRANSACTION READ ONLY');
      } else await runner.query('BEGIN');
      return await work({
        manager: runner.manager,
        at: this.clock.now(),
        beforeCommit: neverWritten,
        behind: neverWritten,
      });
    } finally {
      await (postgres ? runner.rollbackTransaction() : runner.query('ROLLBACK')).catch(() => undefined);
      await runner.release();
    }
  }

  private async once<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const behind = new WritesBehind();
    const last = new Map<string, () => Promise<void>>();
    try {
      await runner.startTransaction();
      const result = await this.answered(actor, work, last, {
        manager: runner.manager,
        at: this.clock.now(),
        beforeCommit: (key, write) => void last.set(key, write),
        behind: (write) => behind.take(write),
      });
      // A failed write turns PostgreSQL's COMMIT into a rollback: the commit counts only when each of them was taken.
      const postgres = this.dataSource.options.type === 'postgres';
      if (!postgres) await behind.settled();
      await behind.settled(runner.commitTransaction());
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw behind.firstFailure ?? error;
    } finally {
      await runner.release();
    }
  }

  private async answered<Result>(
    actor: Actor,
    work: (tx: Tx) => Promise<Result>,
    last: Map<string, () => Promise<void>>,
    tx: Tx,
  ): Promise<Result> {
    const claim = actor.idempotency;
    const stored = claim && (await this.claimKey(tx, actor));
    if (claim && stored) {
      claim.replayed = true;
      return JSON.parse(stored.result) as Result;
    }
    const result = await work(tx);
    // One of them may ask for another (an audit entry, say) once that has run: until none is left.
    for (let [next] = last; next; [next] = last) {
      last.delete(next[0]);
      await next[1]();
    }
    if (claim)
      await tx.manager.update(
        IdempotencyKey,
        { accountId: actor.accountId, key: claim.key },
        { result: JSON.stringify(result ?? null) },
      );
    return result;
  }

  /** Inserts the key, or finds the result stored under it. A second request with the key waits here for the first one's commit. */
  private async claimKey(tx: Tx, actor: Actor): Promise<{ result: string } | null> {
    const claim = actor.idempotency!;
    const found = async () =>
      (
        await rows<{ fingerprint: string; result: string }>(
          tx.manager,
          'SELECT fingerprint, result FROM idempotency_keys WHERE account_id = :accountId AND idempotency_key = :key',
          { accountId: actor.accountId, key: claim.key },
        )
      )[0];
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(IdempotencyKey)
      .values({
        accountId: actor.accountId,
        key: claim.key,
        fingerprint: claim.fingerprint,
        result: '',
        createdAt: tx.at,
      })
      .orIgnore()
      .updateEntity(false)
      .execute();
    const row = await found();
    if (!row || row.fingerprint !== claim.fingerprint) throw new KeyReused();
    return row.result === '' ? null : { result: row.result };
  }
}

const neverWritten = (): never => {
  throw new Error('A read-only transaction cannot write.');
};

/** Writes that were sent and whose answers are still to come. */
class WritesBehind {
  private readonly sent: Promise<unknown>[] = [];
  firstFailure: Error | undefined;

  take(write: Promise<unknown>): void {
    // Whatever follows a failed write is undone too; the first failure says why.
    this.sent.push(write.catch((error: Error) => (this.firstFailure ??= error)));
  }

  /** Throws the first failure, or the commit's. */
  async settled(commit?: Promise<void>): Promise<void> {
    await Promise.all([...this.sent, commit]);
    if (this.firstFailure) throw this.firstFailure;
  }
}
