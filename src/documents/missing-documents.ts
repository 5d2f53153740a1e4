import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { cursorOf, FileStore, readCursor, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { notFiled, type MissingReason } from './domain/missing.js';
import type { Classification, DocumentKind } from './domain/kinds.js';
import { FiledDocuments, maySee, type FiledView } from './filed-documents.js';

/** A document that should be there and is not. Of a restricted one, those who may not read it see neither kind nor person. */
export interface MissingDocument {
  readonly reason: MissingReason;
  readonly caseId: string;
  readonly caseNumber: string;
  /** The document and its version whose content is gone; null for one that was never filed. */
  readonly documentId: string | null;
  readonly diaryNumber: string | null;
  readonly versionNumber: number | null;
  readonly classification: Classification;
  readonly kind: DocumentKind | null;
  readonly personId: string | null;
}

const CASES_AT_ONCE = 50;
/** A page that finds little ends after so many cases: the next one goes on from there. */
const MOST_CASES = 500;

/** Looks for documents whose content is missing: what a form names and nobody filed, and what the store has lost. */
@Injectable()
export class MissingDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly diary: CaseDocuments,
    private readonly filed: FiledDocuments,
    private readonly store: FileStore,
    private readonly audit: AuditService,
  ) {}

  /**
   * What is missing, case by case in the order of their registration; of one case when it is named, for one reason when it is named.
   * A page may hold less than the limit and still have a next one. Throws NotFound for a case that is not there.
   */
  list(
    actor: Actor,
    { caseId, reason }: { caseId?: string; reason?: MissingReason },
    limit: number,
    cursor?: string,
  ): Promise<Page<MissingDocument>> {
    const [after = ''] = readCursor(cursor, 1) ?? [];
    return this.unitOfWork.run(actor, async (tx) => {
      const page =
        caseId === undefined
          ? await this.after(tx, actor, after, reason, limit)
          : await this.one(tx, actor, caseId, reason);
      this.audit.recordRead(tx, actor, {
        action: 'document.find_missing',
        ...{
          subjectType: caseId === undefined ? 'document' : 'case',
          subjectId: caseId ?? null,
          caseId: caseId ?? null,
        },
        payload: { found: page.items.length, reason: reason ?? null },
      });
      return page;
    });
  }

  private async one(tx: Tx, actor: Actor, caseId: string, reason?: MissingReason): Promise<Page<MissingDocument>> {
    return { items: (await this.of(tx, actor, caseId)).filter(isAsked(reason)), nextCursor: null };
  }

  private async after(
    tx: Tx,
    actor: Actor,
    first: string,
    reason: MissingReason | undefined,
    limit: number,
  ): Promise<Page<MissingDocument>> {
    const items: MissingDocument[] = [];
    let last = first;
    for (let seen = 0; seen < MOST_CASES;) {
      const ids = await this.diary.casesAfter(tx, last, CASES_AT_ONCE);
      if (ids.length === 0) return { items, nextCursor: null };
      for (const id of ids) {
        const found = (await this.of(tx, actor, id)).filter(isAsked(reason));
        // A case is told whole, on this page or on the next.
        if (items.length > 0 && items.length + found.length > limit) return { items, nextCursor: cursorOf(last) };
        items.push(...found);
        last = id;
      }
      seen += ids.length;
    }
    return { items, nextCursor: cursorOf(last) };
  }

  private async of(tx: Tx, actor: Actor, caseId: string): Promise<MissingDocument[]> {
    const theCase = await this.cases.get(tx, caseId);
    const views = await this.filed.of(tx, caseId);
    const shared = { caseId, caseNumber: theCase.diaryNumber };
    const lost: MissingDocument[] = [];
    // What came along from another case is told there, where it is filed.
    for (const view of views.filter(({ document }) => document.caseId === caseId))
      for (const { number, storedAs, sizeBytes: size } of view.versions) {
        const found = await this.store.stands(storedAs, { size });
        if (found === 'there') continue;
        const { id: documentId, diaryNumber, classification, kind, personId } = view.document;
        lost.push({
          ...{ ...shared, reason: found === 'missing' ? 'file_missing' : 'file_changed' },
          ...{ documentId, diaryNumber, versionNumber: number, classification },
          ...(maySee(actor, view.document) ? { kind, personId } : { kind: null, personId: null }),
        });
      }
    const wanted = notFiled(
      await this.diary.attachedTo(tx, theCase),
      theCase.persons,
      views.filter(stands).map(asStanding),
    );
    return [
      ...lost,
      ...wanted.map((one): MissingDocument => ({
        ...{ ...shared, ...one, reason: 'not_filed', classification: 'open' },
        ...{ documentId: null, diaryNumber: null, versionNumber: null },
      })),
    ];
  }
}

const isAsked =
  (reason: MissingReason | undefined) =>
  (one: MissingDocument): boolean =>
    reason === undefined || one.reason === reason;
const stands = ({ withdrawal }: FiledView): boolean => withdrawal === null;
const asStanding = ({ document }: FiledView): Pick<FiledView['document'], 'kind' | 'personId'> => document;
