import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, DomainError, InvalidInput, StaleVersion, type Actor } from '../kernel/index.js';
import { FileStore, UnitOfWork, type ReceivedFile, type Tx } from '../platform/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { CheckContent, type CheckedContent } from './check-content.js';
import { FiledDocument, FiledDocumentVersion, FiledDocumentWithdrawal } from './documents.entities.js';
import {
  missingPerson,
  unmetForFiling,
  wrongDays,
  type DaysOfDocument,
  type ToldOfDocument,
} from './domain/document-rules.js';
import { classificationOf, diaryTitleOf, type Classification } from './domain/kinds.js';
import { FiledDocuments, latestOf, refuseWithdrawn, type FiledView } from './filed-documents.js';

export interface NewDocument extends ToldOfDocument, DaysOfDocument {
  readonly title: string;
  readonly classification?: Classification;
}
export interface NewVersion extends DaysOfDocument {
  readonly title?: string;
  readonly reason: string;
}

/** What is done to documents: filed, replaced by a newer version, withdrawn. Nothing is ever written over. */
@Injectable()
export class FileDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly diary: CaseDocuments,
    private readonly filed: FiledDocuments,
    private readonly content: CheckContent,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Files a document in a case, under the next number of its diary. Throws NotFound, InvalidInput (the fields, or the content is not
   * what it says), ConditionsUnmet (`neverStored`, `malwareFound`) or Unavailable; then nothing is stored.
   */
  async file(caseId: string, told: NewDocument, received: ReceivedFile, actor: Actor): Promise<FiledView> {
    const allowed = (theCase: ResettlementCase): void => {
      refuse([...wrongDays(told, this.clock.today()), ...missingPerson(told)]);
      if (told.personId !== undefined) this.cases.personOf(theCase, told.personId);
      const unmet = unmetForFiling(told);
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
    };
    await this.unitOfWork.read(async (tx) => allowed(await this.cases.get(tx, caseId)));
    const checked = await this.content.check(received, caseId, actor);
    return this.keeping(checked, actor, async (tx, storedAs) => {
      const theCase = await this.cases.getForChange(tx, caseId);
      allowed(theCase);
      const { kind, origin, personId = null } = told;
      const classification = classificationOf(kind, told.classification);
      const { id, diaryNumber } = await this.diary.register(tx, theCase, {
        kind: 'filed_document',
        title: diaryTitleOf(kind, classification),
        direction: origin === 'agency' ? 'outgoing' : 'incoming',
        classification,
      });
      const document = { id, caseId, personId, diaryNumber, kind, origin, classification };
      const { title, documentOn = null, validUntil = null } = told;
      const first = versionOf(tx, actor, checked, storedAs, {
        ...{ documentId: id, number: 1, title, documentOn, validUntil, reason: null },
      });
      await tx.manager.insert(FiledDocument, document);
      await tx.manager.insert(FiledDocumentVersion, first);
      await this.tell(tx, theCase, actor, 'document.file', document, first);
      return { document, versions: [first], withdrawal: null, version: 1 };
    });
  }

  /**
   * Lets a newer version stand in the place of the one that stood, which stays readable. Throws NotFound, Forbidden, StaleVersion (of
   * two at once one wins), TransitionRefused (withdrawn), InvalidInput, ConditionsUnmet (`malwareFound`) or Unavailable.
   */
  async replace(
    documentId: string,
    version: number,
    told: NewVersion,
    received: ReceivedFile,
    actor: Actor,
  ): Promise<FiledView> {
    const { document } = await this.unitOfWork.read((tx) => this.filed.get(tx, documentId, actor));
    const checked = await this.content.check(received, document.caseId, actor);
    return this.keeping(checked, actor, async (tx, storedAs) => {
      // The case is locked first: who comes second reads what the first one wrote.
      const theCase = await this.cases.getForChange(tx, document.caseId);
      const view = await this.filed.get(tx, documentId, actor);
      refuseStale(view, version);
      refuseWithdrawn(view, 'replace');
      refuse(wrongDays(told, this.clock.today()));
      const { documentOn = null, validUntil = null, reason, title = latestOf(view).title } = told;
      const number = view.versions.length + 1;
      const next = versionOf(tx, actor, checked, storedAs, {
        ...{ documentId, number, title, documentOn, validUntil, reason },
      });
      await tx.manager.insert(FiledDocumentVersion, next);
      await this.tell(tx, theCase, actor, 'document.replace', document, next);
      return { ...view, versions: [...view.versions, next], version: view.version + 1 };
    });
  }

  /**
   * Hides the content of a document that should not have been filed (it belongs to another case); that it was filed, by whom and why it
   * was withdrawn stays. Throws NotFound, Forbidden, StaleVersion or TransitionRefused (withdrawn already).
   */
  async withdraw(documentId: string, version: number, reason: string, actor: Actor): Promise<FiledView> {
    const { document } = await this.unitOfWork.read((tx) => this.filed.get(tx, documentId, actor));
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.getForChange(tx, document.caseId);
      const view = await this.filed.get(tx, documentId, actor);
      refuseStale(view, version);
      refuseWithdrawn(view, 'withdraw');
      const withdrawal: FiledDocumentWithdrawal = {
        ...{ documentId, reason, withdrawnById: actor.accountId, withdrawnBy: actor.name, withdrawnAt: tx.at },
      };
      await tx.manager.insert(FiledDocumentWithdrawal, withdrawal);
      await this.tell(tx, theCase, actor, 'document.withdraw', document, latestOf(view), reason);
      return { ...view, withdrawal, version: view.version + 1 };
    });
  }

  /** Puts the content on its shelf first and commits the row that names it then. What no row came to name is taken away, or swept later. */
  private async keeping(
    { path }: CheckedContent,
    actor: Actor,
    work: (tx: Tx, storedAs: string) => Promise<FiledView>,
  ): Promise<FiledView> {
    const storedAs = await this.store.keep(path);
    try {
      const view = await this.unitOfWork.run(actor, (tx) => work(tx, storedAs));
      // A repeated request is answered with what the first one stored.
      if (!view.versions.some((one) => one.storedAs === storedAs)) await this.store.remove(storedAs);
      return view;
    } catch (error) {
      // After a refusal nothing was committed. Of a lost connection that is not known: then the sweeper asks the database later.
      if (error instanceof DomainError) await this.store.remove(storedAs);
      throw error;
    }
  }

  /** One entry, and a new version of the case, which its readers decide on. It tells of a restricted document neither kind nor reason. */
  private async tell(
    tx: Tx,
    theCase: ResettlementCase,
    actor: Actor,
    action: string,
    { id, diaryNumber, classification, kind }: FiledDocument,
    { number, sha256, reason }: FiledDocumentVersion,
    withdrawn: string | null = null,
  ): Promise<void> {
    const open = classification === 'open';
    await this.cases.change(tx, theCase, actor, {
      action,
      set: {},
      reason: open ? (withdrawn ?? reason) : null,
      payload: {
        ...{ documentId: id, documentNumber: diaryNumber, classification, number, sha256 },
        ...(open ? { kind } : {}),
      },
    });
  }
}

function refuse(errors: ConstructorParameters<typeof InvalidInput>[0]): void {
  if (errors.length > 0) throw new InvalidInput(errors);
}

function refuseStale({ version, versions, withdrawal }: FiledView, expected: number): void {
  if (version === expected) return;
  const { filedBy, filedAt } = versions.at(-1)!;
  throw new StaleVersion({
    currentVersion: version,
    changedBy: withdrawal?.withdrawnBy ?? filedBy,
    changedAt: withdrawal?.withdrawnAt ?? filedAt,
  });
}

const versionOf = (
  tx: Tx,
  actor: Actor,
  { fileName, mediaType, sizeBytes, sha256, scanned }: CheckedContent,
  storedAs: string,
  told: Pick<FiledDocumentVersion, 'documentId' | 'number' | 'title' | 'documentOn' | 'validUntil' | 'reason'>,
): FiledDocumentVersion => ({
  ...told,
  ...{ fileName, mediaType, sizeBytes, sha256, scanned, storedAs },
  ...{ filedById: actor.accountId, filedBy: actor.name, filedAt: tx.at },
});
