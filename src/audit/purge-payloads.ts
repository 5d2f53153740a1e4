import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { insertRows, newId, rows, type Tx } from '../platform/index.js';
import { AuditPayload, AuditPurged, type AuditChain } from './audit.entities.js';
import { AuditService } from './audit.service.js';
import { PURGE_ACTION, purgeDigest } from './verify-chain.js';

const ROWS_A_STATEMENT = 500;
/** What the proof of a deletion rests on is never deleted. */
const NEVER_PURGED = [PURGE_ACTION, 'audit.checkpoint'];

export interface PurgeOrder {
  chain: AuditChain;
  caseIds: readonly string[];
  /** The retention run that was proposed and approved. */
  runId: string;
}

export interface PurgeReceipt {
  purgeId: string;
  count: number;
  /** SHA-256 over the hashes of the entries that lost their payload, in the order of the chain. */
  digest: string;
}

/** Takes payloads away for good, with their salts (gallring): the entries stay, and the chain stays whole. */
@Injectable()
export class PurgePayloads {
  constructor(private readonly audit: AuditService) {}

  /** How many payloads the entries of these cases still have. */
  async count(tx: Tx, chain: AuditChain, caseIds: readonly string[]): Promise<number> {
    return (await this.found(tx, chain, caseIds)).length;
  }

  /** Deletes the payloads of everything logged about these cases, and leaves an entry with their number and digest in the same chain. */
  async purge(tx: Tx, actor: Actor, { chain, caseIds, runId }: PurgeOrder): Promise<PurgeReceipt> {
    const found = await this.found(tx, chain, caseIds);
    const purgeId = newId();
    const receipt = { purgeId, count: found.length, digest: purgeDigest(found.map(({ hash }) => hash)) };
    for (let from = 0; from < found.length; from += ROWS_A_STATEMENT) {
      const ids = found.slice(from, from + ROWS_A_STATEMENT).map(({ id }) => id);
      await insertRows(
        tx.manager,
        AuditPurged,
        ids.map((entryId) => ({ entryId, runId: purgeId })),
      );
      await tx.manager
        .createQueryBuilder()
        .delete()
        .from(AuditPayload)
        .where('entryId IN (:...ids)', { ids })
        .execute();
    }
    this.audit.record(
      tx,
      actor,
      {
        action: PURGE_ACTION,
        subjectType: 'retention_run',
        subjectId: runId,
        payload: { runId: purgeId, count: receipt.count, digest: receipt.digest },
      },
      chain,
    );
    return receipt;
  }

  private async found(tx: Tx, chain: AuditChain, caseIds: readonly string[]): Promise<{ id: string; hash: string }[]> {
    const found: { id: string; hash: string; position: number }[] = [];
    for (let from = 0; from < caseIds.length; from += ROWS_A_STATEMENT)
      found.push(
        ...(await rows<{ id: string; hash: string; position: number }>(
          tx.manager,
          `SELECT e.id, e.hash, e.position FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
           WHERE e.chain = :chain AND e.case_id IN (:...caseIds) AND e.action NOT IN (:...kept)`,
          { chain, caseIds: caseIds.slice(from, from + ROWS_A_STATEMENT), kept: NEVER_PURGED },
        )),
      );
    return found.sort((a, b) => a.position - b.position);
  }
}
