import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit.entities.js';

export const FIRST_HASH = '0'.repeat(64);

/** How entries are chained today. Those written before the column was there have null, and are verified in the first way. */
export const CHAINING = 2;

/** SHA-256 over the salt and the payload as written. */
export const payloadHash = (salt: string, payload: string): string =>
  createHash('sha256').update(`${salt}\n${payload}`).digest('hex');

type Said = Omit<AuditEntry, 'hash' | 'position' | 'previousHash'>;

/** What an entry says, without its place: SHA-256 over its fields, each preceded by its length (security.md 6). */
export const contentHash = (entry: Said): string =>
  hashOf('vidar-audit-content-2', [entry.id, entry.chain, ...fieldsOf(entry), entry.payloadHash]);

/** An entry's hash: what it says, where it stands, and the hash of the entry before. On PostgreSQL a trigger does the same. */
export const placedHash = (content: string, position: number, previousHash: string): string =>
  createHash('sha256').update(`vidar-audit-2|${content}|${position}|${previousHash}`).digest('hex');

/**
 * The hash of an entry, in the way in which it was chained: SHA-256 over its fields, each preceded by its length so that no value can
 * bleed into the next, and over the hash of the entry before (security.md 6).
 */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  if (entry.chaining === CHAINING) return placedHash(contentHash(entry), entry.position, entry.previousHash);
  return hashOf('vidar-audit-1', [
    entry.id,
    entry.chain,
    String(entry.position),
    ...fieldsOf(entry),
    entry.payloadHash,
    entry.previousHash,
  ]);
}

const fieldsOf = (entry: Said): string[] => [
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
];

function hashOf(version: string, fields: readonly string[]): string {
  const told = fields.map((value) => `|${Buffer.byteLength(value)}:${value}`);
  return createHash('sha256')
    .update(`${version}${told.join('')}`)
    .digest('hex');
}
