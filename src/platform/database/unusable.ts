import type { DataSourceOptions } from 'typeorm';

const REASONS: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'it is not an SQLite database',
  SQLITE_CORRUPT: 'it is damaged; restore a backup',
  SQLITE_CANTOPEN: 'it cannot be opened as a file',
  SQLITE_READONLY: 'it cannot be written',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk cannot be read or written',
  SQLITE_BUSY: 'another process holds it',
  EACCES: 'this user may not write it or its folder',
  EPERM: 'this user may not write it or its folder',
  EROFS: 'its file system cannot be written',
  ENOSPC: 'the disk is full',
  ENOENT: 'no file can be made at this path',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'a part of its path is not a folder',
};

/** PostgreSQL's classes for who may sign in, which database, connections, resources, shutdown; or the system's for the network. */
const SERVER_CODES = /^(28|3D|08|53|57P)|^E[A-Z_]+$/;

/** The same error, or, where the database itself cannot be used, an Error that says so to the operator in one sentence. */
export function unusable(error: unknown, options: DataSourceOptions): unknown {
  const { code, message, driverError } = error as { code?: string; message?: string; driverError?: { code?: string } };
  const told = driverError?.code ?? code;
  if (typeof told !== 'string') return error;
  if (options.type === 'sqlite') {
    const reason = REASONS[told];
    return reason
      ? new Error(`The database file ${options.database} cannot be used: ${reason}.`, { cause: error })
      : error;
  }
  if (!SERVER_CODES.test(told)) return error;
  const { host, pathname } = new URL((options as { url: string }).url);
  return new Error(`The database ${pathname.slice(1)} at ${host} cannot be used: ${message || told}.`, {
    cause: error,
  });
}
