import { Injectable } from '@nestjs/common';
import { nextDocumentNumber, type ResettlementCase } from '../cases/index.js';
import { Clock } from '../kernel/index.js';
import { insertRows, newId, type Tx } from '../platform/index.js';
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

  /** The papers of a case in the order of their registration. */
  of(tx: Tx, caseId: string): Promise<CaseDocument[]> {
    return tx.manager.find(CaseDocument, { where: { caseId }, order: { registeredAt: 'ASC', id: 'ASC' } });
  }
}
