import { QueryRunnerAlreadyReleasedError, type QueryRunner } from 'typeorm';
import type { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner.js';
import { runOnSqlite3, type Outcome } from './prepared.js';
import type { Connection, Connections, RawConnection } from './sqlite-connections.js';

/** What the pool uses and replaces of TypeORM's SQLite drivers. */
export interface PoolableDriver {
  createDatabaseConnection(): Promise<RawConnection>;
  createQueryRunner: () => QueryRunner;
  disconnect: () => Promise<void>;
}

export type RunnerClass = new (driver: PoolableDriver) => SqliteQueryRunner;
type IsolationLevel = Parameters<SqliteQueryRunner['startTransaction']>[0];

// Whatever is not surely a read goes to the writer. The readers are `query_only`, so a write that passes for a read is refused.
const READS = /^\s*(?:select|values|explain|pragma|with\b(?![^]*\b(?:insert|update|delete|replace\s+into)\b))/i;
const TRANSACTION_CONTROL = /^\s*(?:begin|commit|end|rollback|savepoint|release)\b/i;
// After any other SQLite error (I/O, disk full, out of memory, misuse ...) the transaction may be gone and the handle unsound.
const HARMLESS = /^SQLITE_(?:ERROR|CONSTRAINT|BUSY|LOCKED|MISMATCH|RANGE|TOOBIG|SCHEMA|AUTH)/;

function breaksConnection(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const sqliteCode = String(driverError?.code ?? code ?? '');
  return sqliteCode.startsWith('SQLITE_') && !HARMLESS.test(sqliteCode);
}

/**
 * A query runner that borrows its connection: for one statement, or for a whole transaction. Outside a transaction it holds
 * nothing, so nobody waits for the writer while keeping a reader from others.
 */
export function pooledRunner(Base: RunnerClass, readers: Connections, writer: Connections): RunnerClass {
  return class PooledQueryRunner extends Base {
    private borrowed?: Connection;
    private lastTurn: Promise<unknown> = Promise.resolve();
    private rolledBack = false;

    override connect(): Promise<unknown> {
      return this.borrowed ? Promise.resolve(this.borrowed.raw) : super.connect();
    }

    /** Prepares anew each time: a prepared statement belongs to one connection and would outlive the loan. */
    async getStmt(sql: string): Promise<unknown> {
      return ((await this.connect()) as { prepare(sql: string): unknown }).prepare(sql);
    }

    override query(sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> {
      return this.inTurn(async () => {
        if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
        if (this.borrowed) return this.inTransaction(sql, parameters, structured);
        if (sql === 'BEGIN') return this.beginReading();
        if (TRANSACTION_CONTROL.test(sql))
          throw new Error('Use startTransaction(), commitTransaction() and rollbackTransaction().');
        this.borrowed = await (READS.test(sql) ? readers : writer).borrow();
        try {
          return await this.run(sql, parameters, structured);
        } finally {
          await this.giveBack();
        }
      });
    }

    /** Runs a statement that stays prepared on its connection; only within a transaction. */
    prepared<Row>(sql: string, values: readonly unknown[]): Promise<Outcome<Row>> {
      return this.inTurn(async () => {
        if (!this.borrowed) throw new Error('A statement is prepared within a transaction only.');
        this.refuseAfterFailure();
        try {
          return await this.onSameStatement<Row>(this.borrowed.raw, sql, values);
        } catch (error) {
          if (breaksConnection(error)) this.borrowed.failure ??= error;
          throw error;
        }
      });
    }

    /** The outermost takes the writer with BEGIN IMMEDIATE, so that it cannot fail half-way with SQLITE_BUSY; inner ones are savepoints. */
    override async startTransaction(level?: IsolationLevel): Promise<void> {
      const depth = this.transactionDepth;
      if (!this.isTransactionActive) await this.inTurn(() => this.beginWriting());
      try {
        await super.startTransaction(level);
      } catch (error) {
        if (depth === 0) await this.undo();
        else {
          // The caller will roll back a savepoint that never was: count it, and let nothing more be written before the real end.
          this.borrowed!.failure ??= error;
          this.isTransactionActive = true;
          this.transactionDepth = depth + 1;
        }
        throw error;
      }
    }

    /** When the outermost COMMIT fails everything is rolled back and the writer is free before this throws. */
    override async commitTransaction(): Promise<void> {
      try {
        await super.commitTransaction();
      } catch (error) {
        if (this.isTransactionActive && this.transactionDepth <= 1) await this.undo();
        throw error;
      }
    }

    /** Does nothing more after a failed commit. The outermost cannot fail: a connection that does not roll back is closed. */
    override async rollbackTransaction(): Promise<void> {
      if (this.rolledBack) {
        this.rolledBack = false;
        return;
      }
      const depth = this.transactionDepth;
      try {
        await super.rollbackTransaction();
      } catch (error) {
        if (!this.isTransactionActive) throw error;
        if (depth <= 1) return await this.undo();
        this.borrowed!.failure ??= error;
        this.transactionDepth = depth - 1;
        throw error;
      }
    }

    override async release(): Promise<void> {
      if (this.isReleased) return;
      await this.undo();
      this.isReleased = true;
      await super.release();
    }

    /** Its PRAGMA foreign_keys would reach one connection and its DROP TABLE another: rows of child tables would be lost. */
    override async beforeMigration(): Promise<void> {
      throw new Error('Migrations and schema changes run on a data source without poolSqlite().');
    }

    override clearDatabase(): Promise<void> {
      return this.beforeMigration();
    }

    /** Statements of one runner run one after the other, as on PostgreSQL: none slips in behind its own COMMIT. */
    private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const turn = this.lastTurn.then(work);
      this.lastTurn = turn.catch(() => undefined);
      return turn;
    }

    private async beginWriting(): Promise<void> {
      if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
      if (this.borrowed) throw new Error('A reading transaction cannot write.');
      this.borrowed = await writer.borrow();
      this.rolledBack = false;
    }

    /** A plain BEGIN: one snapshot on a reader until COMMIT, ROLLBACK or release. */
    private async beginReading(): Promise<unknown> {
      this.borrowed = await readers.borrow();
      try {
        return await this.run('BEGIN');
      } catch (error) {
        this.borrowed.failure ??= error;
        await this.giveBack();
        throw error;
      }
    }

    private async inTransaction(sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> {
      if (sql !== 'ROLLBACK') this.refuseAfterFailure();
      const result = await this.run(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, parameters, structured);
      if (sql === 'COMMIT' || sql === 'ROLLBACK') await this.giveBack();
      return result;
    }

    private async onSameStatement<Row>(
      raw: RawConnection,
      sql: string,
      values: readonly unknown[],
    ): Promise<Outcome<Row>> {
      if (this.driver.options.type === 'sqlite') return runOnSqlite3<Row>(raw, sql, values);
      const result = (await super.query(sql, [...values], true)) as { records: Row[]; affected?: number };
      return { rows: result.records, affected: result.affected ?? 0 };
    }

    private refuseAfterFailure(): void {
      const { failure } = this.borrowed!;
      if (failure === undefined) return;
      const message = `The transaction failed before and can only be rolled back: ${String(failure)}`;
      throw new Error(message, { cause: failure });
    }

    private async run(sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> {
      try {
        return await super.query(sql, parameters, structured);
      } catch (error) {
        if (breaksConnection(error)) this.borrowed!.failure ??= error;
        throw error;
      }
    }

    /** Rolls back whatever is open and frees the connection. */
    private async undo(): Promise<void> {
      await this.inTurn(async () => {
        const open = this.borrowed;
        if (!open) return;
        if (open.failure === undefined) await this.run('ROLLBACK').catch((error: unknown) => (open.failure ??= error));
        await this.giveBack();
      });
      this.isTransactionActive = false;
      this.transactionDepth = 0;
      this.rolledBack = true;
    }

    private async giveBack(): Promise<void> {
      const connection = this.borrowed!;
      this.borrowed = undefined;
      await connection.home.giveBack(connection);
    }
  };
}
