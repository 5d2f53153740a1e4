import type { Tx } from '../platform/index.js';
import { AuditEntry, AuditHead, AuditPayload, type AuditChain } from './audit.entities.js';
import { entryHash, FIRST_HASH, payloadHash } from './chain.js';

const ENTRIES_A_READ = 500;

export interface ChainCheck {
  /** How many entries were found in order before the first bad one. */
  verified: number;
  /** The first position that is missing or reads otherwise than when it was written; null when the chain is whole. */
  firstBad: { position: number; why: string } | null;
}

/**
 * Follows a chain from its first entry to its head and names the first bad position (security.md 6). A payload that was deleted
 * by a retention rule leaves the chain whole; a changed one does not. What a chain cannot show by itself is an end that was cut
 * off together with its head.
 */
export async function verifyChain(tx: Tx, chain: AuditChain): Promise<ChainCheck> {
  let [position, hash] = [0, FIRST_HASH];
  for (let read = ENTRIES_A_READ; read === ENTRIES_A_READ;) {
    const entries = await entriesAfter(tx, chain, position);
    const payloads = await payloadsOf(tx, entries);
    for (const entry of entries) {
      const why = wrongWith(entry, position + 1, hash, payloads.get(entry.id));
      if (why) return { verified: position, firstBad: { position: position + 1, why } };
      [position, hash] = [entry.position, entry.hash];
    }
    read = entries.length;
  }
  const head = await tx.manager.findOneBy(AuditHead, { chain });
  if (head?.position === position && head.hash === hash) return { verified: position, firstBad: null };
  const ends = head?.position ?? 0;
  const verified = Math.max(0, ends === position ? position - 1 : Math.min(ends, position));
  return {
    verified,
    firstBad: {
      position: verified + 1,
      why: `The entries end at ${position}, the head at ${ends}, or at another entry there.`,
    },
  };
}

function wrongWith(
  entry: AuditEntry,
  position: number,
  previousHash: string,
  payload: AuditPayload | undefined,
): string | null {
  if (entry.position !== position) return 'The entry is missing.';
  if (entry.previousHash !== previousHash) return 'It does not follow on the entry before.';
  if (entry.hash !== entryHash(entry)) return 'The entry was changed.';
  if (payload && payloadHash(payload.salt, payload.payload) !== entry.payloadHash) return 'The payload was changed.';
  return null;
}

const entriesAfter = (tx: Tx, chain: AuditChain, position: number): Promise<AuditEntry[]> =>
  tx.manager
    .createQueryBuilder(AuditEntry, 'entry')
    .where('entry.chain = :chain AND entry.position > :position', { chain, position })
    .orderBy('entry.position')
    .limit(ENTRIES_A_READ)
    .getMany();

async function payloadsOf(tx: Tx, entries: AuditEntry[]): Promise<Map<string, AuditPayload>> {
  if (entries.length === 0) return new Map();
  const ids = entries.map((entry) => entry.id);
  const found = await tx.manager
    .createQueryBuilder(AuditPayload, 'p')
    .where('p.entryId IN (:...ids)', { ids })
    .getMany();
  return new Map(found.map((payload) => [payload.entryId, payload]));
}
