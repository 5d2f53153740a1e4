import type { DataSource } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner.js';
import { forgetStatements } from './prepared.js';
import { Connections, type ConnectionCounts, type RawConnection } from './sqlite-connections.js';
import { pooledRunner, type PoolableDriver, type RunnerClass } from './sqlite-query-runner.js';

export interface SqlitePoolSettings {
  readers?: number;
  /** How long a request waits for a connection before it is refused with DatabaseBusyError. */
  timeoutMs?: number;
}

/**
 * An acknowledged write is on the disk. What was written ahead is brought into the database file once it is some 40 MB and not at every
 * 4 MB: pages that many acts write (the last of each index) are then brought over once for hundreds of acts.
 */
const WRITING = 'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000';

const pools = new WeakMap<DataSource, { readers: Connections; writer: Connections }>();

/**
 * Puts a real pool under an open SQLite data source, whose driver gives every request the same connection and thereby the same
 * transaction: one request's rollback would take another's committed rows with it. Reads outside transactions share `readers`
 * connections; transactions and lone writes take the one writer in the order they came. An acknowledged write is on the disk
 * (`synchronous = FULL`). Triggers must RAISE(ABORT), never RAISE(ROLLBACK). Destroying the data source takes the pool away.
 */
export function poolSqlite(
  dataSource: DataSource,
  { readers = 3, timeoutMs = 10_000 }: SqlitePoolSettings = {},
): DataSource {
  const { options } = dataSource;
  const better = options.type === 'better-sqlite3';
  if (!better && options.type !== 'sqlite') throw new Error(`poolSqlite() cannot pool ${options.type}.`);
  if (options.database === ':memory:' || !options.enableWAL)
    throw new Error('poolSqlite() needs a database file and enableWAL.');
  if (pools.has(dataSource)) throw new Error('The data source has its pool already.');

  const driver = dataSource.driver as unknown as PoolableDriver;
  const finished = (call: (done: (error: Error | null) => void) => unknown) =>
    new Promise<void>((resolve, reject) => {
      call((error) => (error ? reject(error) : resolve()));
      if (better) resolve(); // better-sqlite3 has done it by now, and calls nobody back
    });
  const close = async (raw: RawConnection) => {
    await forgetStatements(raw);
    await finished((done) => raw.close(done));
  };
  const warn = (message: string) => dataSource.logger.log('warn', message);
  const connections = (purpose: string, size: number, pragma: string) => {
    const open = async (): Promise<RawConnection> => {
      const raw = await driver.createDatabaseConnection();
      try {
        await finished((done) => raw.exec(pragma, done));
        return raw;
      } catch (error) {
        await close(raw).catch(() => undefined);
        throw error;
      }
    };
    return new Connections({ purpose, size, timeoutMs, open, close, warn });
  };
  const pool = {
    readers: connections('reading', readers, 'PRAGMA query_only = ON'),
    writer: connections('writing', 1, WRITING),
  };

  const Runner = pooledRunner(
    (better ? BetterSqlite3QueryRunner : SqliteQueryRunner) as unknown as RunnerClass,
    pool.readers,
    pool.writer,
  );
  driver.createQueryRunner = () => new Runner(driver);
  driver.disconnect = async () => {
    await Promise.all([pool.readers.end(), pool.writer.end()]);
    pools.delete(dataSource);
    Reflect.deleteProperty(driver, 'createQueryRunner');
    Reflect.deleteProperty(driver, 'disconnect');
    await driver.disconnect();
  };
  pools.set(dataSource, pool);
  return dataSource;
}

/** How busy the pool is, for metrics; undefined where there is none (PostgreSQL, migrations). */
export function sqlitePoolCounts(
  dataSource: DataSource,
): { readers: ConnectionCounts; writer: ConnectionCounts } | undefined {
  const pool = pools.get(dataSource);
  return pool && { readers: pool.readers.counts(), writer: pool.writer.counts() };
}
