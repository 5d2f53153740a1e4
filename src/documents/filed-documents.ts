import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { may } from '../access/index.js';
import { CaseMembers } from '../cases/index.js';
import { Forbidden, NotFound, TransitionRefused, type Actor } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { FiledDocument, FiledDocumentVersion, FiledDocumentWithdrawal } from './documents.entities.js';

/** A document with all its contents and, when it was, its withdrawal: plain data. */
export interface FiledView {
  document: FiledDocument;
  /** Oldest first, at least one. */
  versions: FiledDocumentVersion[];
  withdrawal: FiledDocumentWithdrawal | null;
  /** Grows with everything that happens to the document: what If-Match names. */
  version: number;
}

/** The content that stands. */
export const latestOf = ({ versions }: Pick<FiledView, 'versions'>): FiledDocumentVersion => versions.at(-1)!;

/** True when the actor may see more of the document than that it is there. */
export const maySee = (actor: Actor, { classification }: Pick<FiledDocument, 'classification'>): boolean =>
  classification === 'open' || may(actor, 'document.read_restricted');

/** The rows of the documents. They are only added: what a document is now is read from what happened to it. */
@Injectable()
export class FiledDocuments {
  constructor(private readonly members: CaseMembers) {}

  /** One document. Throws NotFound, and Forbidden for a restricted one that the actor may not read. */
  async get(tx: Tx, documentId: string, actor: Actor): Promise<FiledView> {
    const document = await tx.manager.findOneBy(FiledDocument, { id: documentId });
    if (!document) throw new NotFound('document');
    if (!maySee(actor, document)) throw new Forbidden('document.read_restricted');
    return (await this.withVersions(tx, [document]))[0]!;
  }

  /**
   * The documents of a case in the order of their filing, and of those who came from another case what was filed there: about
   * them, whenever that was, and about nobody singly, until they went. It stays filed in the case in which it was.
   */
  async of(tx: Tx, caseId: string): Promise<FiledView[]> {
    const came = await this.members.whoCame(tx, caseId);
    const cases = [caseId, ...new Set(came.map(({ fromCaseId }) => fromCaseId))];
    // Ids are made in the order of time.
    const found = await tx.manager.find(FiledDocument, { where: { caseId: In(cases) }, order: { id: 'ASC' } });
    const views = await this.withVersions(tx, found);
    return views.filter(({ document, versions: [first] }) => {
      if (document.caseId === caseId) return true;
      const from = came.filter(({ fromCaseId }) => fromCaseId === document.caseId);
      return document.personId === null
        ? from.some(({ until }) => first!.filedAt <= until)
        : from.some(({ personId }) => personId === document.personId);
    });
  }

  /** Which of the names of stored files a document names. */
  async known(tx: Tx, names: readonly string[]): Promise<Set<string>> {
    if (names.length === 0) return new Set();
    const found = await rows<{ stored_as: string }>(
      tx.manager,
      'SELECT stored_as FROM filed_document_versions WHERE stored_as IN (:...names)',
      { names },
    );
    return new Set(found.map(({ stored_as }) => stored_as));
  }

  private async withVersions(tx: Tx, documents: readonly FiledDocument[]): Promise<FiledView[]> {
    if (documents.length === 0) return [];
    const documentId = In(documents.map(({ id }) => id));
    const versions = await tx.manager.find(FiledDocumentVersion, { where: { documentId }, order: { number: 'ASC' } });
    const withdrawals = await tx.manager.findBy(FiledDocumentWithdrawal, { documentId });
    return documents.map((document) => {
      const own = versions.filter((one) => one.documentId === document.id);
      const withdrawal = withdrawals.find((one) => one.documentId === document.id) ?? null;
      return { document, versions: own, withdrawal, version: own.length + (withdrawal ? 1 : 0) };
    });
  }
}

/** Throws TransitionRefused for a document that was withdrawn: nothing more happens to it. */
export function refuseWithdrawn({ document, withdrawal }: FiledView, action: string): void {
  if (withdrawal)
    throw new TransitionRefused(
      [{ from: 'withdrawn', action, allowedActions: [] }],
      `the document ${document.diaryNumber}`,
    );
}
