import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AuditUnavailable, ConflictOfInterest, type Actor, type Instant } from '../kernel/index.js';
import {
  cursorOf,
  insertTogether,
  isConflictOfInterest,
  isPostgres,
  isUnavailable,
  newId,
  prepared,
  readPosition,
  toPage,
  type Page,
  type Tx,
} from '../platform/index.js';
import { AuditEntry, AuditPayload, type AuditChain, type AuditHead } from './audit.entities.js';
import { CHAINING, contentHash, payloadHash, placedHash } from './chain.js';

/** What a module says of an act; who, when and in which request is added here. */
export interface AuditRecord {
  /** The permission's word: `person.grant`, `quota.transfer`; reads are `case.read`. */
  action: string;
  subjectType: string;
  subjectId: string | null;
  caseId?: string | null;
  /** When it happened, if not now. */
  occurredAt?: Instant;
  reason?: string | null;
  payload?: Record<string, unknown>;
}

export interface AuditView extends AuditEntry {
  payload: Record<string, unknown> | null;
}

type Head = Pick<AuditHead, 'position' | 'hash'>;

/**
 * Where each chain of a database ended when this process last wrote to it: a guess, for the act may have been rolled back, or another
 * process may have written since. The database refuses an entry that does not follow the last one.
 */
const guesses = new WeakMap<DataSource, Map<AuditChain, Head>>();
const buffers = new WeakMap<Tx, Map<AuditChain, (AuditRecord & { actor: Actor })[]>>();

/** Who has an entry of their request: an official is one object a request. */
const recorded = new WeakSet<Actor>();

@Injectable()
export class AuditService {
  /**
   * Leaves an entry in the transaction. Entries are written just before the commit, in the order in which they were recorded,
   * so that the chain's head stays locked as briefly as possible. Throws ConflictOfInterest.
   */
  record(tx: Tx, actor: Actor, record: AuditRecord, chain: AuditChain = 'open'): void {
    // Each act on a case and each read of it leaves an entry before it is answered: whatever the road, it passes here.
    if (record.caseId && actor.barredCases?.includes(record.caseId)) throw new ConflictOfInterest();
    recorded.add(actor);
    const buffer = buffers.get(tx) ?? new Map<AuditChain, (AuditRecord & { actor: Actor })[]>();
    buffers.set(tx, buffer.set(chain, [...(buffer.get(chain) ?? []), { ...record, actor }]));
    tx.beforeCommit('audit', () => this.write(tx));
  }

  /** Whether anything was recorded of what this official does in this request. */
  hasRecorded(actor: Actor): boolean {
    return recorded.has(actor);
  }

  /** For a module that keeps a log of its own (the duty to report). */
  recordedElsewhere(actor: Actor): void {
    recorded.add(actor);
  }

  /** Leaves an entry for a read: of the security unit behind the wall (security.md 3, rule 4), of everybody else in the open. */
  recordRead(tx: Tx, actor: Actor, record: AuditRecord): void {
    this.record(tx, actor, record, actor.readsBehindWall ? 'security' : 'open');
  }

  /** The position of the last entry of a chain. */
  async endOf(tx: Tx, chain: AuditChain): Promise<number> {
    return Number((await readHead(tx, chain)).position);
  }

  /** The entries of a chain about a subject or a case or of an account, oldest first; all, or refusals only. */
  async find(
    tx: Tx,
    query: {
      chain?: AuditChain;
      subjectId?: string;
      caseId?: string;
      accountId?: string;
      only?: 'refusals';
      limit: number;
      cursor?: string;
    },
  ): Promise<Page<AuditView>> {
    const after = readPosition(query.cursor);
    const found = await tx.manager
      .createQueryBuilder(AuditEntry, 'entry')
      .where('entry.chain = :chain', { chain: query.chain ?? 'open' })
      .andWhere(query.subjectId ? 'entry.subjectId = :subjectId' : '1 = 1', { subjectId: query.subjectId })
      .andWhere(query.caseId ? 'entry.caseId = :caseId' : '1 = 1', { caseId: query.caseId })
      .andWhere(query.accountId ? 'entry.actorId = :accountId' : '1 = 1', { accountId: query.accountId })
      // Said literally, so that both engines find them by the index of refusals.
      .andWhere(query.only ? `entry.action = 'access.refuse'` : '1 = 1')
      .andWhere('entry.position > :after', { after })
      .orderBy('entry.position')
      .limit(query.limit + 1)
      .getMany();
    const payloads = await this.payloads(
      tx,
      found.map((entry) => entry.id),
    );
    return toPage(
      found,
      query.limit,
      (entry) => ({ ...entry, payload: payloads.get(entry.id) ?? null }),
      (entry) => cursorOf(String(entry.position)),
    );
  }

  private async payloads(tx: Tx, ids: string[]): Promise<Map<string, Record<string, unknown>>> {
    if (ids.length === 0) return new Map();
    const found = await tx.manager
      .createQueryBuilder(AuditPayload, 'p')
      .where('p.entryId IN (:...ids)', { ids })
      .getMany();
    return new Map(found.map((row) => [row.entryId, JSON.parse(row.payload) as Record<string, unknown>]));
  }

  private async write(tx: Tx): Promise<void> {
    // Chains in a fixed order: two transactions that write both never wait for each other in a ring.
    for (const chain of ['open', 'security'] as const) {
      const records = buffers.get(tx)?.get(chain);
      if (records?.length) await this.append(tx, chain, records);
    }
    buffers.delete(tx);
  }

  private async append(tx: Tx, chain: AuditChain, records: (AuditRecord & { actor: Actor })[]): Promise<void> {
    const payloads: AuditPayload[] = [];
    const said = records.map(({ actor, payload = {}, ...record }) => {
      const [id, salt, content] = [
        newId(),
        randomBytes(32).toString('hex'),
        JSON.stringify({ ...payload, ...actor.circumstance }),
      ];
      payloads.push({ entryId: id, salt, payload: content });
      const entry = {
        id,
        chain,
        occurredAt: record.occurredAt ?? tx.at,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        actorName: actor.name,
        roles: [...actor.roles],
        requestId: actor.requestId,
        action: record.action,
        subjectType: record.subjectType,
        subjectId: record.subjectId,
        caseId: record.caseId ?? null,
        reason: record.reason ?? null,
        payloadHash: payloadHash(salt, content),
        chaining: CHAINING,
      };
      return { ...entry, position: 0, previousHash: '', hash: contentHash(entry) };
    });
    // PostgreSQL gives each its place as it takes it; on either engine the head moves with the entry, and a fork is refused.
    if (isPostgres(tx.manager)) {
      tx.behind(inserted(tx, payloads, said).catch(unlogged));
      return;
    }
    const known = guesses.get(tx.manager.connection) ?? new Map<AuditChain, Head>();
    guesses.set(tx.manager.connection, known);
    const guess = known.get(chain);
    known.delete(chain);
    const after = async (head: Head): Promise<void> => {
      const entries = placed(said, head);
      await inserted(tx, payloads, entries);
      known.set(chain, entries.at(-1)!);
    };
    // A statement that is refused leaves nothing; the writer is alone, so what is read then is still true when it is written.
    const again = async (): Promise<void> => after(await readHead(tx, chain));
    return (guess === undefined ? again() : after(guess).catch(again)).catch(unlogged);
  }
}

/** What cannot be logged is not done. A database that is gone or asks to try again says so itself. */
export function unlogged(error: unknown): never {
  if (isConflictOfInterest(error)) throw new ConflictOfInterest();
  throw isUnavailable(error) ? error : new AuditUnavailable(error);
}

const inserted = (tx: Tx, payloads: AuditPayload[], entries: AuditEntry[]): Promise<void> =>
  insertTogether(
    tx.manager,
    [
      { entity: AuditPayload, rows: payloads },
      { entity: AuditEntry, rows: entries },
    ],
    'audit_said',
  );

async function readHead(tx: Tx, chain: AuditChain): Promise<Head> {
  const { rows } = await prepared<Head>(tx.manager, 'SELECT position, hash FROM audit_heads WHERE chain = :chain', {
    chain,
  });
  if (!rows[0]) throw new Error(`The audit chain ${chain} has no head: the database was not migrated.`);
  return rows[0];
}

/** Each entry after the one before it. */
function placed(said: readonly AuditEntry[], { position, hash }: Head): AuditEntry[] {
  return said.map((entry) => {
    const previousHash = hash;
    position += 1;
    hash = placedHash(entry.hash, position, previousHash);
    return { ...entry, position, previousHash, hash };
  });
}
