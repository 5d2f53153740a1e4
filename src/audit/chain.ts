import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit.entities.js';

export const FIRST_HASH = '0'.repeat(64);

/** SHA-256 over the salt and the payload as written. */
export const payloadHash = (salt: string, payload: string): string =>
  createHash('sha256').update(`${salt}\n${payload}`).digest('hex');

/**
 * The hash of an entry: SHA-256 over its fields, each preceded by its length so that no value can bleed into the next, and over
 * the hash of the entry before (security.md 6).
 */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const fields = [
    entry.id,
    entry.chain,
    String(entry.position),
    entry.occurredAt,
    entry.recordedAt,
    entry.actorId ?? '',
    entry.actorName,
    JSON.stringify(entry.roles),
    entry.requestId,
    entry.action,
    entry.subjectType,
    entry.subjectId ?? '',
    entry.caseId ?? '',
    entry.reason ?? '',
    entry.payloadHash,
    entry.previousHash,
  ];
  const hash = createHash('sha256').update('vidar-audit-1');
  for (const value of fields) hash.update(`|${Buffer.byteLength(value)}:`).update(value);
  return hash.digest('hex');
}
