import { createHash, type Hash } from 'node:crypto';
import { rows, type Tx } from '../platform/index.js';
import { AuditHead, type AuditChain, type AuditEntry } from './audit.entities.js';
import { entryHash, FIRST_HASH, payloadHash } from './chain.js';
import type { Checkpoint } from './checkpoint.js';

const ENTRIES_A_READ = 2_000;

/** The act by which a retention rule takes payloads away: its own payload says how many, and which by their digest. */
export const PURGE_ACTION = 'retention.purge';

export interface ChainCheck {
  /** How many entries were found in order before the first bad one. */
  verified: number;
  /** The first position that is missing or reads otherwise than when it was written; null when the chain is whole. */
  firstBad: { position: number; why: string } | null;
}

/** An entry with its payload, or with the retention run that took the payload away. */
type Written = Omit<AuditEntry, 'roles'> & {
  roles: string;
  salt: string | null;
  payload: string | null;
  purgedBy: string | null;
};

/** What one retention run took away: as the entries show it, and as its own entry in the chain says. */
interface Purge {
  count: number;
  digest: Hash;
  first: number;
}

/**
 * Follows a chain from its first entry to its head and names the first bad position (security.md 6). A payload may be missing only
 * when the entry of a retention run says so: in number, and by a digest of the entries that lost theirs. An end that was cut off
 * together with its head, and a chain written anew, are shown by the signed checkpoints.
 */
export async function verifyChain(
  tx: Tx,
  chain: AuditChain,
  checkpoints: readonly Checkpoint[] = [],
): Promise<ChainCheck> {
  const said = new Map(checkpoints.filter((one) => one.chain === chain).map((one) => [one.position, one]));
  const purged = new Map<string, Purge>();
  const declared = new Map<string, string>();
  let [position, hash] = [0, FIRST_HASH];
  for (let read = ENTRIES_A_READ; read === ENTRIES_A_READ;) {
    const entries = await entriesAfter(tx, chain, position);
    for (const entry of entries) {
      const why = wrongWith(entry, position + 1, hash) ?? disputed(entry, said.get(entry.position));
      if (why) return badAt(position + 1, why);
      [position, hash] = [entry.position, entry.hash];
      if (entry.payload === null) takenAway(purged, entry);
      else if (entry.action === PURGE_ACTION) declare(declared, entry.payload);
    }
    read = entries.length;
  }
  return (
    unlawful(purged, declared) ??
    (await endsElsewhere(tx, chain, { position, hash })) ??
    cutOff(position, [...said.values()]) ?? { verified: position, firstBad: null }
  );
}

const badAt = (position: number, why: string): ChainCheck => ({
  verified: position - 1,
  firstBad: { position, why },
});

function wrongWith(written: Written, position: number, previousHash: string): string | null {
  if (written.position !== position) return 'The entry is missing.';
  if (written.previousHash !== previousHash) return 'It does not follow on the entry before.';
  if (written.hash !== entryHash({ ...written, roles: rolesOf(written) })) return 'The entry was changed.';
  if (written.payload === null)
    return written.purgedBy === null ? 'The payload is missing, and no retention run took it away.' : null;
  if (payloadHash(written.salt!, written.payload) !== written.payloadHash) return 'The payload was changed.';
  return null;
}

function rolesOf({ roles }: Written): string[] {
  try {
    return JSON.parse(roles) as string[];
  } catch {
    return [roles];
  }
}

const disputed = (entry: Written, checkpoint: Checkpoint | undefined): string | null =>
  checkpoint && checkpoint.hash !== entry.hash
    ? `The checkpoint of ${checkpoint.at} signed another entry here: the chain was written anew.`
    : null;

/** The digest of what a retention run took away: the hashes of the entries in the order of the chain. */
export const purgeDigest = (hashes: readonly string[]): string =>
  hashes.reduce((digest, hash) => digest.update(hash), createHash('sha256')).digest('hex');

function takenAway(purged: Map<string, Purge>, entry: Written): void {
  const run = purged.get(entry.purgedBy!) ?? { count: 0, digest: createHash('sha256'), first: entry.position };
  run.digest.update(entry.hash);
  purged.set(entry.purgedBy!, { ...run, count: run.count + 1 });
}

function declare(declared: Map<string, string>, payload: string): void {
  const { runId, count, digest } = JSON.parse(payload) as { runId: string; count: number; digest: string };
  declared.set(runId, `${count} ${digest}`);
}

/** The first entry that lost its payload otherwise than the entry of its run says. */
function unlawful(purged: Map<string, Purge>, declared: Map<string, string>): ChainCheck | null {
  const wrong = [...purged].filter(
    ([runId, run]) => declared.get(runId) !== `${run.count} ${run.digest.digest('hex')}`,
  );
  const first = wrong.map(([, run]) => run.first).sort((a, b) => a - b)[0];
  return first === undefined
    ? null
    : badAt(first, 'The payload is missing, and the retention run it names took others away.');
}

async function endsElsewhere(
  tx: Tx,
  chain: AuditChain,
  { position, hash }: { position: number; hash: string },
): Promise<ChainCheck | null> {
  const head = await tx.manager.findOneBy(AuditHead, { chain });
  if (head?.position === position && head.hash === hash) return null;
  const ends = head?.position ?? 0;
  const verified = Math.max(0, ends === position ? position - 1 : Math.min(ends, position));
  return badAt(verified + 1, `The entries end at ${position}, the head at ${ends}, or at another entry there.`);
}

function cutOff(position: number, checkpoints: readonly Checkpoint[]): ChainCheck | null {
  const beyond = checkpoints.find((checkpoint) => checkpoint.position > position);
  return beyond
    ? badAt(position + 1, `The checkpoint of ${beyond.at} signed ${beyond.position} entries: the end was cut off.`)
    : null;
}

const entriesAfter = (tx: Tx, chain: AuditChain, position: number): Promise<Written[]> =>
  rows<Written>(
    tx.manager,
    `SELECT e.id, e.chain, e.position, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.actor_id AS "actorId",
       e.actor_name AS "actorName", e.roles, e.request_id AS "requestId", e.action, e.subject_type AS "subjectType",
       e.subject_id AS "subjectId", e.case_id AS "caseId", e.reason, e.payload_hash AS "payloadHash",
       e.previous_hash AS "previousHash", e.hash, e.chaining, p.salt, p.payload, g.run_id AS "purgedBy"
     FROM audit_entries e LEFT JOIN audit_payloads p ON p.entry_id = e.id LEFT JOIN audit_purged g ON g.entry_id = e.id
     WHERE e.chain = :chain AND e.position > :position ORDER BY e.position LIMIT ${ENTRIES_A_READ}`,
    { chain, position },
  );
