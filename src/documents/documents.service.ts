import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { NotFound, type Actor, type PlainDate } from '../kernel/index.js';
import { FileStore, UnitOfWork, type Tx } from '../platform/index.js';
import type { FiledDocumentVersion } from './documents.entities.js';
import type { DocumentKind } from './domain/kinds.js';
import { FiledDocuments, latestOf, maySee, type FiledView } from './filed-documents.js';

/** A document that stands in a case, for those who only need to know that there is one. */
export interface KindInCase {
  readonly kind: DocumentKind;
  readonly personId: string | null;
  readonly validUntil: PlainDate | null;
}

/** Reading documents: each read is in the audit before it is answered. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly filed: FiledDocuments,
    private readonly store: FileStore,
    private readonly audit: AuditService,
  ) {}

  /**
   * The documents of a case, withdrawn ones too. Of a kind or a person, only those that the actor may read: the others are shown
   * without either. Throws NotFound.
   */
  list(
    caseId: string,
    { kind, personId }: { kind?: DocumentKind; personId?: string },
    actor: Actor,
  ): Promise<FiledView[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.cases.get(tx, caseId);
      const isAsked = ({ document }: FiledView): boolean =>
        (kind === undefined && personId === undefined) ||
        (maySee(actor, document) &&
          (kind === undefined || document.kind === kind) &&
          (personId === undefined || document.personId === personId));
      const found = (await this.filed.of(tx, caseId)).filter(isAsked);
      const restricted = found.filter(({ document }) => document.classification === 'restricted');
      const shown = restricted.filter(({ document }) => maySee(actor, document)).map(({ document }) => document.id);
      this.audit.recordRead(tx, actor, {
        action: 'document.read',
        ...{ subjectType: 'case', subjectId: caseId, caseId },
        payload: { listed: found.length, restricted: shown },
      });
      return found;
    });
  }

  /** One document with its versions. Throws NotFound, or Forbidden when it is restricted and the actor may not read it. */
  one(documentId: string, actor: Actor): Promise<FiledView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const view = await this.filed.get(tx, documentId, actor);
      this.recordRead(tx, actor, view, {});
      return view;
    });
  }

  /**
   * The content of a version, the latest unless said: checked against its checksum before a byte is handed out. Throws NotFound (also
   * when it was withdrawn), Forbidden, or DamagedFile.
   */
  async content(
    documentId: string,
    number: number | null,
    actor: Actor,
  ): Promise<{ version: FiledDocumentVersion; bytes: Readable }> {
    const version = await this.unitOfWork.run(actor, async (tx) => {
      const view = await this.filed.get(tx, documentId, actor);
      const wanted = number === null ? latestOf(view) : view.versions.find((one) => one.number === number);
      if (!wanted || view.withdrawal) throw new NotFound('content');
      this.recordRead(tx, actor, view, { content: wanted.number, sha256: wanted.sha256 });
      return wanted;
    });
    const { storedAs, sizeBytes: size, sha256 } = version;
    return { version, bytes: await this.store.read(storedAs, { size, sha256 }) };
  }

  /** What stands in the case, kind by kind: for requirements and checklists. Withdrawn documents are not among it. */
  async kindsOf(tx: Tx, caseId: string): Promise<KindInCase[]> {
    return (await this.filed.of(tx, caseId))
      .filter(({ withdrawal }) => withdrawal === null)
      .map((view) => ({
        kind: view.document.kind,
        personId: view.document.personId,
        validUntil: latestOf(view).validUntil,
      }));
  }

  private recordRead(tx: Tx, actor: Actor, { document }: FiledView, payload: Record<string, unknown>): void {
    const { id, caseId, diaryNumber } = document;
    this.audit.recordRead(tx, actor, {
      action: 'document.read',
      ...{ subjectType: 'document', subjectId: id, caseId, payload: { documentNumber: diaryNumber, ...payload } },
    });
  }
}
