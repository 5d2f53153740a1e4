import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { Clock, daysBetween, Forbidden, type Actor } from '../kernel/index.js';
import { cursorOf, readCursor, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { may } from '../access/index.js';
import {
  standingOfIndication,
  type IndicationPaper,
  type IndicationStanding,
  type IndicationWait,
} from './domain/indication.js';
import { requireIndication } from './indications.js';
import { WalledPapers, type OpenedPaper } from './walled-papers.js';

/** An indication with its age; both counts of days are null once it is concluded. */
export interface IndicationView extends IndicationStanding {
  readonly id: string;
  readonly diaryNumber: string;
  readonly reportedByName: string;
  readonly daysOpen: number | null;
  readonly daysWaiting: number | null;
}

export type IndicationWithPapers = IndicationView & { readonly papers: readonly OpenedPaper<IndicationPaper>[] };

/** Reading the register of indications; each read leaves its entry behind the wall before it is answered. */
@Injectable()
export class ReadIndications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly papers: WalledPapers,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The register, those open first received first. Throws InvalidInput for a cursor of another list. */
  register(
    { limit = 50, cursor, waitsFor }: { limit?: number; cursor?: string; waitsFor?: IndicationWait },
    actor: Actor,
  ): Promise<Page<IndicationView>> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [after = ''] = readCursor(cursor, 1) ?? [];
      const found = (await this.all(tx)).filter(
        (one) => one.diaryNumber > after && (waitsFor ? one.waitsFor === waitsFor : true),
      );
      this.log(tx, actor, { subjectId: null, count: found.length });
      return toPage(
        found,
        limit,
        (one) => one,
        ({ diaryNumber }) => cursorOf(diaryNumber),
      );
    });
  }

  /** One indication with all its papers. Throws NotFound. */
  one(id: string, actor: Actor): Promise<IndicationWithPapers> {
    return this.unitOfWork.run(actor, async (tx) => {
      const thread = await this.papers.papers(tx, id);
      const view = this.viewOf(thread);
      this.log(tx, actor, { subjectId: id, caseId: view.caseId });
      return { ...view, papers: thread as OpenedPaper<IndicationPaper>[] };
    });
  }

  /**
   * What came in on a case while it was open, as it came in: never what followed, so that the list stays the same whatever the
   * Security Service says. For its own unit, which is the official responsible for it, and those with need to know. Throws NotFound
   * or Forbidden.
   */
  ofCase(caseId: string, actor: Actor): Promise<IndicationView[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      if (!may(actor, 'indication.read') && theCase.officerId !== actor.accountId)
        throw new Forbidden('indication.of_case');
      const found = (await this.all(tx)).filter((one) => one.caseId === caseId && one.goesTo === 'handling_unit');
      this.log(tx, actor, { subjectId: null, caseId, count: found.length });
      return found;
    });
  }

  private async all(tx: Tx): Promise<IndicationView[]> {
    const threads = await this.papers.threads(tx);
    return threads.filter(([first]) => first.content.kind === 'received').map((thread) => this.viewOf(thread));
  }

  private viewOf(thread: readonly OpenedPaper[]): IndicationView {
    const standing = standingOfIndication(requireIndication(thread));
    const { threadId: id, diaryNumber, recordedByName: reportedByName } = thread[0]!;
    const since = (day: string) => (standing.waitsFor === null ? null : daysBetween(day, this.clock.today()));
    const [daysOpen, daysWaiting] = [since(standing.receivedOn), since(standing.waitsSince)];
    return { id, diaryNumber, reportedByName, ...standing, daysOpen, daysWaiting };
  }

  private log(
    tx: Tx,
    actor: Actor,
    { subjectId, caseId = null, ...payload }: { subjectId: string | null; caseId?: string | null; count?: number },
  ): void {
    const record = { action: 'indication.read', subjectType: 'indication', subjectId, caseId, payload };
    this.audit.record(tx, actor, record, 'security');
  }
}
