import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, isOnRoad, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, NotFound, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import {
  handlerOf,
  standingOfIndication,
  unmetForPaper,
  type IndicationConclusion,
  type IndicationHandler,
  type IndicationPaper,
  type IndicationSource,
  type IndicationStanding,
  type PresentationAnswer,
  type Received,
} from './domain/indication.js';
import { WalledPapers, type OpenedPaper } from './walled-papers.js';
import { WalledRecords } from './walled-records.js';

export interface NewIndication {
  source: IndicationSource;
  receivedOn: PlainDate;
  reference: string;
  caseId?: string;
  personId?: string;
}

/**
 * The acts on indications. All of them, and that there is one at all, stay behind the wall: none gives a result to its unit of work,
 * which would be stored in clear under the Idempotency-Key.
 */
@Injectable()
export class Indications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly papers: WalledPapers,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in an indication and says who deals with it (S3). Gives no answer: what becomes of it is not the reporter's to know.
   * Throws NotFound (no such case) or InvalidInput.
   */
  async report({ caseId, personId, ...wanted }: NewIndication, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      this.requireDay('receivedOn', wanted.receivedOn);
      if (personId !== undefined && caseId === undefined)
        throw new InvalidInput([{ pointer: '/caseId', code: 'caseId', message: 'A person is named within a case.' }]);
      const tied = await this.tiedTo(tx, caseId, personId);
      const about = { action: 'indication.report', caseId: tied.caseId, personId: tied.personId };
      await this.papers.begin(tx, actor, about, () => Promise.resolve({ kind: 'received', ...wanted, ...tied }));
    });
  }

  /** Ties an indication to a case, and to a person of it if known. Throws NotFound, ConditionsUnmet or InvalidInput. */
  async identify(id: string, { caseId, personId }: { caseId: string; personId?: string }, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const tied = await this.tiedTo(tx, caseId, personId);
      await this.follow(tx, id, actor, 'indication.identify', {
        kind: 'identified',
        identifiedOn: this.clock.today(),
        ...tied,
      });
    });
  }

  /** The indication was presented to the Security Service through the regional contact (S0). Throws NotFound, ConditionsUnmet or InvalidInput. */
  async present(id: string, presentation: { presentedOn: PlainDate; reference: string }, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await this.follow(tx, id, actor, 'indication.present', { kind: 'presented', ...presentation });
    });
  }

  /**
   * Records what the Security Service answered. The answer refer opens a re-screening of a person who was referred before, so that
   * a journey stops at once; a person not referred yet is referred by the open verb. Throws NotFound, ConditionsUnmet or InvalidInput.
   */
  async recordAnswer(
    id: string,
    answer: { answer: PresentationAnswer; answeredOn: PlainDate; reference: string },
    actor: Actor,
  ): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const standing = await this.follow(tx, id, actor, 'indication.record_answer', { kind: 'answered', ...answer });
      if (answer.answer === 'refer' && standing.caseId !== null) await this.rescreen(tx, actor, standing);
    });
  }

  /** Throws NotFound or ConditionsUnmet. */
  async conclude(id: string, conclusion: IndicationConclusion, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await this.follow(tx, id, actor, 'indication.conclude', {
        kind: 'concluded',
        conclusion,
        concludedOn: this.clock.today(),
      });
    });
  }

  private async follow(
    tx: Tx,
    id: string,
    actor: Actor,
    action: string,
    paper: IndicationPaper,
  ): Promise<IndicationStanding> {
    let after: IndicationStanding | undefined;
    await this.papers.follow(tx, actor, id, async (thread) => {
      const papers = requireIndication(thread);
      const standing = standingOfIndication(papers);
      const unmet = unmetForPaper(standing, paper);
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      this.requireDays(standing, paper);
      after = standingOfIndication([...papers, paper]);
      return { about: { action, caseId: after.caseId, personId: after.personId }, content: paper };
    });
    return after!;
  }

  /** On all referred persons on the road whom the indication is about. */
  private async rescreen(tx: Tx, actor: Actor, { caseId, personId, reference }: IndicationStanding): Promise<void> {
    const theCase = await this.cases.get(tx, caseId!);
    const persons = concerned(theCase, personId).filter(({ status }) => isOnRoad(status));
    for (const { person, referral } of (await this.walled.screened(tx, persons)).values()) {
      if (!referral) continue;
      await this.walled.add(tx, actor, 'person.rescreen', referral, theCase.id, {
        kind: 'rescreening',
        cause: 'tip',
        openedOn: this.clock.today(),
        identityVersion: person.identityVersion,
        reason: reference,
      });
    }
  }

  private async tiedTo(
    tx: Tx,
    caseId: string | undefined,
    personId: string | undefined,
  ): Promise<{ caseId: string | null; personId: string | null; goesTo: IndicationHandler }> {
    if (caseId === undefined) return { caseId: null, personId: null, goesTo: handlerOf(null) };
    const theCase = await this.cases.get(tx, caseId);
    if (personId !== undefined) this.cases.personOf(theCase, personId);
    const open = concerned(theCase, personId ?? null).some(({ status }) => isOnRoad(status));
    return { caseId, personId: personId ?? null, goesTo: handlerOf(open) };
  }

  private requireDays(standing: IndicationStanding, paper: IndicationPaper): void {
    if (paper.kind === 'presented') this.requireDay('presentedOn', paper.presentedOn, standing.receivedOn);
    if (paper.kind === 'answered')
      this.requireDay('answeredOn', paper.answeredOn, standing.presentedOn ?? standing.receivedOn);
  }

  private requireDay(field: string, day: PlainDate, notBefore?: PlainDate): void {
    const today = this.clock.today();
    const wrong =
      day > today
        ? { code: 'afterToday', message: `${field} may not lie after today, ${today}.` }
        : notBefore !== undefined && day < notBefore
          ? { code: 'beforeLast', message: `${field} may not lie before ${notBefore}.` }
          : null;
    if (wrong) throw new InvalidInput([{ pointer: `/${field}`, ...wrong }]);
  }
}

const concerned = ({ persons }: ResettlementCase, personId: string | null): PersonInCase[] =>
  persons.filter(({ id }) => personId === null || id === personId);

/** The papers of an indication. Throws NotFound for a thread that is none. */
export function requireIndication(thread: readonly OpenedPaper[]): [Received, ...IndicationPaper[]] {
  const [first, ...more] = thread.map(({ content }) => content);
  if (first?.kind !== 'received') throw new NotFound('Indication');
  return [first, ...(more as IndicationPaper[])];
}
