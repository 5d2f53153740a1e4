import { DatabaseBusyError } from './sqlite-connections.js';

interface EngineError {
  code?: string;
  message?: string;
  driverError?: { code?: string; message?: string; constraint?: string };
}

const engineError = (error: unknown): EngineError =>
  typeof error === 'object' && error !== null ? (error as EngineError) : {};
const codeOf = (error: unknown): string => engineError(error).driverError?.code ?? engineError(error).code ?? '';
const textOf = (error: unknown): string =>
  [
    engineError(error).driverError?.constraint,
    engineError(error).driverError?.message,
    engineError(error).message,
  ].join(' ');

/** True when a UNIQUE or PRIMARY KEY constraint refused the row; `naming` narrows it to a table, column or constraint name. */
export function isUniqueViolation(error: unknown, naming = ''): boolean {
  const unique =
    codeOf(error) === '23505' ||
    (codeOf(error).startsWith('SQLITE_CONSTRAINT') && /UNIQUE|PRIMARY/.test(textOf(error)));
  return unique && textOf(error).includes(naming);
}

/** True when a CHECK constraint or one of our triggers refused the row. */
export function isCheckViolation(error: unknown): boolean {
  return (
    codeOf(error) === '23514' || (codeOf(error).startsWith('SQLITE_CONSTRAINT') && textOf(error).includes('CHECK'))
  );
}

/** True when the database refused an entry of an official about a case with which they have a conflict of interest. */
export const isConflictOfInterest = (error: unknown): boolean =>
  isCheckViolation(error) && textOf(error).includes('conflict of interest');

/** True when PostgreSQL asks to try the transaction again (serialization failure, deadlock). */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

const UNAVAILABLE_CODES =
  /^(SQLITE_(READONLY|FULL|IOERR|CANTOPEN|BUSY)|53|57P0[1-3]|08)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const UNAVAILABLE_TEXTS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** True when the database cannot be written or reached now: read-only file, full disk, held by another, lost or overloaded server, or asked too often to try again. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof DatabaseBusyError ||
  isRetryable(error) ||
  UNAVAILABLE_CODES.test(codeOf(error)) ||
  UNAVAILABLE_TEXTS.test(textOf(error));
