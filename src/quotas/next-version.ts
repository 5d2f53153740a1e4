import { StaleVersion, type Instant } from '../kernel/index.js';
import { forUpdate, rows, type Tx } from '../platform/index.js';

/** A row that is never changed: what replaces it is one row more, under the next version. */
export interface Version {
  readonly version: number;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** Lets nobody else add a version to what hangs on the row until the transaction ends. SQLite's writer is alone anyway. */
export async function lockVersionsOf(tx: Tx, table: 'quota_periods' | 'unhcr_requests', id: string): Promise<void> {
  await rows(tx.manager, `SELECT id FROM ${table} WHERE id = :id${forUpdate(tx.manager)}`, { id });
}

/** The version after the last one. Throws StaleVersion when the act was decided on another than that (0: on none). */
export function nextVersion(last: Version | undefined, expected: number): number {
  if (expected === (last?.version ?? 0)) return expected + 1;
  throw new StaleVersion(
    last
      ? { currentVersion: last.version, changedBy: last.recordedBy, changedAt: last.recordedAt }
      : { currentVersion: 0 },
  );
}
