import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import {
  Clock,
  ConditionsUnmet,
  InvalidInput,
  NotFound,
  StaleVersion,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { CaseClocks } from './case-clocks.js';
import { CaseDocuments } from './documents.js';
import { unmetForReturn } from './domain/intake.js';
import { returnLetter } from './domain/return-letter.js';
import type { Rrf, RrfLinkedCase } from './domain/rrf.js';
import { NextVersion } from './next-version.js';
import { ReceiveSubmission, type Received } from './receive-submission.js';
import { CaseDocument, Letter, Submission } from './submissions.entities.js';

/** What the letter to the sender says. */
export interface ReturnIncomplete {
  reasonCodes: readonly string[];
  answerDueOn: PlainDate;
  note?: string;
}

@Injectable()
export class SubmissionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly intake: ReceiveSubmission,
    private readonly next: NextVersion,
    private readonly clocks: CaseClocks,
    private readonly documents: CaseDocuments,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Receives one RRF as a new case. Throws InvalidInput or ConditionsUnmet (rrfAlreadyReceived, personInAnotherCase). */
  async receive(rrf: Rrf, actor: Actor): Promise<Received> {
    const known = await this.intake.knownCodes();
    const receive = (): Promise<Received> =>
      this.unitOfWork.run(actor, (tx) => this.intake.receive(tx, actor, rrf, known));
    // Who loses a race for the same RRF is told, on a second look, which case it became.
    return receive().catch((error: unknown) => (error instanceof ConditionsUnmet ? receive() : Promise.reject(error)));
  }

  /**
   * Returns an incomplete RRF to its sender with the reasons and the day by which the answer is awaited. Returned is not denied
   * (UNHCR Resettlement Handbook 4.10). Throws StaleVersion, InvalidInput (unknown reason, day not after today) or
   * ConditionsUnmet (registered or returned already).
   */
  returnIncomplete(caseId: string, version: number, wanted: ReturnIncomplete, actor: Actor): Promise<ResettlementCase> {
    const today = this.clock.today();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const latest = await this.next.latest(tx, caseId);
      await this.refuseWrongLetter(tx, wanted, today);
      refuseUnmet(unmetForReturn(theCase.intake));
      const letter = await this.documents.register(tx, theCase, {
        kind: 'return_letter',
        title: 'Incomplete RRF returned to the sender',
        direction: 'outgoing',
        classification: 'restricted',
      });
      const { rrf, rrfVersion, missing } = latest;
      await tx.manager.insert(Letter, {
        documentId: letter.id,
        text: returnLetter({
          documentNumber: letter.diaryNumber,
          writtenOn: today,
          diaryNumber: theCase.diaryNumber,
          ...{ rrf, rrfVersion, missing },
          answerDueOn: wanted.answerDueOn,
          note: wanted.note ?? null,
        }),
      });
      const marked = await tx.manager
        .createQueryBuilder()
        .update(Submission)
        .set({ returnedOn: today, answerDueOn: wanted.answerDueOn })
        .where('id = :id AND returned_on IS NULL', { id: latest.id })
        .execute();
      if (marked.affected !== 1) throw new StaleVersion({ currentVersion: theCase.version });
      return this.cases.change(tx, theCase, actor, {
        action: 'case.return_incomplete',
        set: { intake: 'returned' },
        reason: wanted.note ?? null,
        payload: {
          reasonCodes: wanted.reasonCodes,
          answerDueOn: wanted.answerDueOn,
          documentNumber: letter.diaryNumber,
        },
      });
    });
  }

  /**
   * Registers the next version of the case's RRF; when it is complete the case is registered today and the EU clock starts
   * (Regulation (EU) 2024/1350 article 9). Throws StaleVersion, InvalidInput or ConditionsUnmet (all reasons at once).
   */
  async resubmit(caseId: string, version: number, rrf: Rrf, actor: Actor): Promise<ResettlementCase> {
    const known = await this.intake.knownCodes();
    return this.unitOfWork.run(actor, async (tx) =>
      this.next.resubmit(tx, actor, await this.cases.get(tx, caseId, version), rrf, known),
    );
  }

  /** Registers a newer version of a registered case's RRF; it adds and removes nobody. Throws as `resubmit`. */
  async update(caseId: string, version: number, rrf: Rrf, actor: Actor): Promise<ResettlementCase> {
    const known = await this.intake.knownCodes();
    return this.unitOfWork.run(actor, async (tx) =>
      this.next.update(tx, actor, await this.cases.get(tx, caseId, version), rrf, known),
    );
  }

  /** Lengthens the clock to the conclusion, once, with a reason. Throws StaleVersion or ConditionsUnmet (all reasons at once). */
  async extendClock(
    caseId: string,
    version: number,
    wanted: { months: number; reason: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    const { rules } = await this.intake.knownCodes();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const { from, dueOn } = await this.clocks.extend(tx, theCase, wanted, rules);
      const { months, reason } = wanted;
      const payload = { months, from, dueOn };
      return this.cases.change(tx, theCase, actor, { action: 'case.extend_clock', set: {}, reason, payload });
    });
  }

  /** One version of an RRF; the read is logged before it is answered. Throws NotFound. */
  one(submissionId: string, actor: Actor): Promise<Received> {
    return this.unitOfWork.run(actor, async (tx) => {
      const submission = await tx.manager.findOneBy(Submission, { id: submissionId });
      if (!submission) throw new NotFound('submission');
      return this.read(tx, submission, actor);
    });
  }

  /** The latest version of the case's RRF; the read is logged. Throws NotFound. */
  latestOf(caseId: string, actor: Actor): Promise<Received> {
    return this.unitOfWork.run(actor, async (tx) => this.read(tx, await this.next.latest(tx, caseId), actor));
  }

  /** The diary of a case: all its papers; the read is logged. Throws NotFound. */
  diaryOf(caseId: string, actor: Actor): Promise<CaseDocument[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { diary: true },
      });
      return this.documents.of(tx, caseId);
    });
  }

  /** What a letter of the case says; the read is logged. Throws NotFound. */
  letter(caseId: string, documentId: string, actor: Actor): Promise<{ document: CaseDocument; text: string }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const document = await tx.manager.findOneBy(CaseDocument, { id: documentId, caseId });
      const letter = document && (await tx.manager.findOneBy(Letter, { documentId }));
      if (!document || !letter) throw new NotFound('letter');
      const subject = { subjectType: 'document', subjectId: documentId, caseId };
      this.audit.recordRead(tx, actor, { action: 'submission.read', ...subject });
      return { document, text: letter.text };
    });
  }

  /** The number of the version of the RRF in force for a case; null for a case that never had a submission. */
  async currentVersion(tx: Tx, caseId: string): Promise<number | null> {
    return (await this.find(tx, caseId))?.rrfVersion ?? null;
  }

  /** The cases that the newest RRF links to this one, by UNHCR's numbers. */
  async linkedCases(tx: Tx, caseId: string): Promise<readonly RrfLinkedCase[]> {
    return (await this.find(tx, caseId))?.rrf.linkedCases ?? [];
  }

  /** How many requirements of a complete form the newest one left open, as judged when it came; 0 for a case without one. */
  async missing(tx: Tx, caseId: string): Promise<number> {
    return (await this.find(tx, caseId))?.missing.length ?? 0;
  }

  /** The RRF in force for a case, for other modules; null for a case without one. */
  async currentRrf(tx: Tx, caseId: string): Promise<Rrf | null> {
    return (await this.find(tx, caseId))?.rrf ?? null;
  }

  private async read(tx: Tx, submission: Submission, actor: Actor): Promise<Received> {
    const { id, caseId } = submission;
    this.audit.recordRead(tx, actor, { action: 'submission.read', subjectType: 'submission', subjectId: id, caseId });
    return { submission, theCase: await this.cases.get(tx, caseId) };
  }

  private find(tx: Tx, caseId: string): Promise<Submission | null> {
    return tx.manager.findOne(Submission, { where: { caseId }, order: { rrfVersion: 'DESC' } });
  }

  private async refuseWrongLetter(
    tx: Tx,
    { reasonCodes, answerDueOn, note }: ReturnIncomplete,
    today: PlainDate,
  ): Promise<void> {
    for (const [index, code] of reasonCodes.entries())
      await this.reference.requireReason(tx, 'return_incomplete', code, {
        pointer: `/reasonCodes/${index}`,
        on: today,
      });
    if (answerDueOn <= today)
      throw new InvalidInput([
        {
          pointer: '/answerDueOn',
          code: 'notAfterToday',
          message: `The answer must be awaited for a day after today, ${today}.`,
        },
      ]);
    if (reasonCodes.includes('other') && !note)
      throw new InvalidInput([
        { pointer: '/note', code: 'noteMissing', message: 'State what is missing when the reason is other.' },
      ]);
  }
}

function refuseUnmet(unmet: ConstructorParameters<typeof ConditionsUnmet>[0]): void {
  if (unmet.length > 0) throw new ConditionsUnmet(unmet);
}
