import { Injectable } from '@nestjs/common';
import { nextDocumentNumber, type ResettlementCase } from '../cases/index.js';
import { Clock } from '../kernel/index.js';
import { insertRows, newId, rows, type Tx } from '../platform/index.js';
import type { RrfAttachment } from './domain/rrf.js';
import { formOf } from './duplicates-mapping.js';
import { CaseDocument } from './submissions.entities.js';

/** The papers of a case, each under its own diary number `VID-2025-00017:3`. */
@Injectable()
export class CaseDocuments {
  constructor(private readonly clock: Clock) {}

  /** Enters a paper in the diary and returns it. The act that made it leaves the audit entry and names the number there. */
  async register(
    tx: Tx,
    theCase: Pick<ResettlementCase, 'id' | 'diaryNumber'>,
    paper: Pick<CaseDocument, 'kind' | 'title' | 'direction' | 'classification'>,
  ): Promise<CaseDocument> {
    const document: CaseDocument = {
      ...paper,
      id: newId(),
      caseId: theCase.id,
      diaryNumber: await nextDocumentNumber(tx, theCase.diaryNumber),
      registeredOn: this.clock.today(),
      registeredAt: tx.at,
    };
    await insertRows(tx.manager, CaseDocument, [document]);
    return document;
  }

  /** The cases that have a paper, in the order of their ids, after the one given (from the first when it is empty). */
  async casesAfter(tx: Tx, caseId: string, limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx.manager,
      'SELECT DISTINCT case_id AS id FROM documents WHERE case_id > :caseId ORDER BY case_id LIMIT :limit',
      { caseId, limit },
    );
    return found.map(({ id }) => id);
  }

  /** What the newest form of a case names as attached to it; of a case that was split, that of the case before. */
  async attachedTo(tx: Tx, theCase: ResettlementCase): Promise<readonly RrfAttachment[]> {
    return (await formOf(tx, theCase))?.attachments ?? [];
  }

  /** The papers of a case in the order of their registration. */
  of(tx: Tx, caseId: string): Promise<CaseDocument[]> {
    return tx.manager.find(CaseDocument, { where: { caseId }, order: { registeredAt: 'ASC', id: 'ASC' } });
  }
}
