import { createHash } from 'node:crypto';
import { MoreThan, type EntityTarget } from 'typeorm';
import type { AuditService } from '../audit/index.js';
import type { Tx } from '../platform/index.js';
import { ScreeningRecord, WalledPaper } from './screening.entities.js';

const AT_ONCE = 500;
const TABLES: readonly EntityTarget<{ id: string; sealed: string; diaryNumber: string }>[] = [
  ScreeningRecord,
  WalledPaper,
];

/** What an entry of the chain behind the wall says of sealed texts: of the one that it came with, or of those sealed anew. */
interface Said {
  recordId?: string;
  paperId?: string;
  diaryNumber?: string;
  sealedDigest?: string;
  digests?: Record<string, readonly [from: string, to: string]>;
}

/** A sealed text that is not what the chain behind the wall vouches for. */
export interface BadText {
  readonly diaryNumber: string;
  readonly why: string;
}

/**
 * Holds every sealed text against the digest for which the chain behind the wall vouches, through every rotation of the key; opens
 * none and needs no key. The first that was changed, taken away or put there without an entry, or null when all stand as they were
 * written. Texts whose entries lost their payload to a retention rule are vouched for no more.
 */
export async function firstBadText(tx: Tx, audit: AuditService): Promise<BadText | null> {
  const { vouched, forgotten } = await vouchedFor(tx, audit);
  for (const table of TABLES)
    for (let after: string | null = ''; after !== null;) {
      const where: { id: ReturnType<typeof MoreThan<string>> } = { id: MoreThan(after) };
      const texts: { id: string; sealed: string; diaryNumber: string }[] = await tx.manager.find(table, {
        where,
        order: { id: 'ASC' },
        take: AT_ONCE,
      });
      for (const { id, sealed, diaryNumber } of texts) {
        const known = vouched.get(id);
        if (!known && !forgotten) return { diaryNumber, why: 'No entry tells of it.' };
        if (known && known.digest !== digestOf(sealed)) return { diaryNumber, why: 'The text was changed.' };
        vouched.delete(id);
      }
      after = texts.length < AT_ONCE ? null : texts.at(-1)!.id;
    }
  const [missing] = vouched.values();
  return missing ? { diaryNumber: missing.diaryNumber, why: 'It is missing.' } : null;
}

async function vouchedFor(
  tx: Tx,
  audit: AuditService,
): Promise<{ vouched: Map<string, { diaryNumber: string; digest: string }>; forgotten: boolean }> {
  const vouched = new Map<string, { diaryNumber: string; digest: string }>();
  let forgotten = false;
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const page: Awaited<ReturnType<AuditService['find']>> = await audit.find(tx, {
      chain: 'security',
      limit: AT_ONCE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { payload } of page.items) {
      forgotten ||= payload === null;
      const { recordId, paperId, diaryNumber, sealedDigest, digests } = (payload ?? {}) as Said;
      const id = recordId ?? paperId;
      if (id && sealedDigest) vouched.set(id, { diaryNumber: diaryNumber ?? id, digest: sealedDigest });
      for (const [sealedId, [from, to]] of Object.entries(digests ?? {})) {
        const before = vouched.get(sealedId);
        if (before?.digest === from) vouched.set(sealedId, { ...before, digest: to });
      }
    }
    cursor = page.nextCursor;
  }
  return { vouched, forgotten };
}

const digestOf = (sealed: string): string => createHash('sha256').update(sealed).digest('hex');
