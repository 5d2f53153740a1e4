import type { DataSource } from 'typeorm';
import { databaseOptions } from '../../src/app.database.js';
import type { Actor } from '../../src/kernel/index.js';
import { openDataSource } from '../../src/platform/database/data-source.js';
import { newId, rows, SettableClock, UnitOfWork } from '../../src/platform/index.js';
import { freshDatabase } from './database.js';

/** A database of one's own with a unit of work on it, and a table `notes` to write into; no server. Close it in `afterAll`. */
export interface Workplace {
  readonly unitOfWork: UnitOfWork;
  readonly dataSource: DataSource;
  readonly clock: SettableClock;
  /** Another connection pool to the same database, as another server has it (on SQLite only one process has the file: the same). */
  colleague(): Promise<UnitOfWork>;
  /** The same as another process has it, on SQLite too, whose file a command may open beside the server. */
  another(): Promise<UnitOfWork>;
  /** The texts in `notes`, in order. */
  notes(): Promise<string[]>;
  close(): Promise<void>;
}

export async function aWorkplace(): Promise<Workplace> {
  const database = await freshDatabase();
  const clock = new SettableClock();
  clock.set('2025-01-07T08:00:00.000Z');
  const opened: DataSource[] = [];
  const open = async (): Promise<DataSource> => {
    const dataSource = await openDataSource(databaseOptions(database.settings));
    opened.push(dataSource);
    return dataSource;
  };
  const dataSource = await open();
  await dataSource.query('CREATE TABLE notes (id varchar(36) PRIMARY KEY, text varchar(200) NOT NULL)');
  const unitOfWork = new UnitOfWork(dataSource, clock);
  return {
    unitOfWork,
    dataSource,
    clock,
    colleague: async () => (ENGINE === 'postgres' ? new UnitOfWork(await open(), clock) : unitOfWork),
    another: async () => new UnitOfWork(await open(), clock),
    notes: () =>
      unitOfWork.read(async ({ manager }) =>
        (await rows<{ text: string }>(manager, 'SELECT text FROM notes ORDER BY text')).map(({ text }) => text),
      ),
    async close() {
      for (const one of opened) await one.destroy();
      await database.drop();
    },
  };
}

/** Somebody who acts; with a key, in one request of their own. */
export const anActor = (key?: string, fingerprint = 'the body'): Actor => ({
  accountId: '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11',
  name: 'Official',
  roles: [],
  municipalityCode: null,
  requestId: newId(),
  ...(key === undefined ? {} : { idempotency: { key, fingerprint, replayed: false } }),
});
