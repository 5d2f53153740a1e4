import type { Actor, PlainDate } from '../kernel/index.js';
import { insertRows, rows, type Tx } from '../platform/index.js';
import type { SubQuotaChoice } from '../quotas/index.js';
import { CaseSubQuotaRow, type HowPlaced } from './cases.entities.js';

/** Where a case is to stand, and on what that rests. */
export interface Placing {
  how: HowPlaced;
  subQuotaId: string | null;
  reason?: string;
  authority?: string;
  documentReference?: string;
  choice?: SubQuotaChoice;
}

/** Keeps where the case stands from this day on; the earlier rows stay. */
export async function keepPlacing(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { how, subQuotaId, reason, authority, documentReference, choice }: Placing,
  occurredOn: PlainDate,
): Promise<void> {
  await insertRows(tx.manager, CaseSubQuotaRow, [
    {
      caseId,
      // A case is received once, and then it stands nowhere yet.
      step: how === 'received' ? 1 : (await lastStep(tx, caseId)) + 1,
      how,
      subQuotaId,
      reason: reason ?? null,
      authority: authority ?? null,
      documentReference: documentReference ?? null,
      choice: choice ?? null,
      occurredOn,
      recordedAt: tx.at,
      actorId: actor.accountId || null,
      recordedBy: actor.name,
    },
  ]);
}

async function lastStep(tx: Tx, caseId: string): Promise<number> {
  const [last] = await rows<{ step: number | null }>(
    tx.manager,
    'SELECT max(step) AS step FROM case_sub_quotas WHERE case_id = :caseId',
    { caseId },
  );
  return Number(last?.step ?? 0);
}

/** Where the case has stood, the first first. */
export const placingsOf = (tx: Tx, caseId: string): Promise<CaseSubQuotaRow[]> =>
  tx.manager.find(CaseSubQuotaRow, { where: { caseId }, order: { step: 'ASC' } });
