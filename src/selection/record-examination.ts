import { Injectable } from '@nestjs/common';
import { In, type FindOperator } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { may } from '../access/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConflictOfInterest, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { MissionsService } from './missions.service.js';
import type { RecordExaminationRequest } from './selection.dto.js';
import { Examination, Interview } from './selection.entities.js';
import { SelectionService } from './selection.service.js';

export interface NewInterview {
  personId: string;
  missionId?: string;
  heldOn: PlainDate;
  interviewer: string;
  interpreterLanguage?: string;
  childHeard?: boolean;
  notes: string;
}

/** An interview whose notes are kept from those who neither examine nor decide. */
export type InterviewView = Omit<Interview, 'notes'> & { notes: string | null };

/** Recording what was heard and found: interviews and the outcome of examinations. */
@Injectable()
export class RecordExamination {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly missions: MissionsService,
    private readonly selection: SelectionService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records an interview. No interview stands before the Security Service's statement: the person must be under examination.
   * Throws NotFound, StaleVersion, TransitionRefused, or InvalidInput (a day after today, a mission of other cases).
   */
  interview(
    caseId: string,
    version: number,
    held: NewInterview,
    actor: Actor,
  ): Promise<{ id: string; version: number }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      return this.keepInterview(tx, theCase, held, actor);
    });
  }

  /** Records an interview in a case at hand; every refusal comes before the first write, so that one of many may be passed over. */
  async keepInterview(
    tx: Tx,
    theCase: ResettlementCase,
    held: NewInterview,
    actor: Actor,
  ): Promise<{ id: string; version: number }> {
    if (actor.barredCases?.includes(theCase.id)) throw new ConflictOfInterest();
    const caseId = theCase.id;
    const person = this.cases.personOf(theCase, held.personId);
    this.cases.requireStatus([person], actor, 'interview', ['under_examination', 'deferred']);
    if (held.heldOn > this.clock.today())
      throw new InvalidInput([{ pointer: '/heldOn', code: 'afterToday', message: 'heldOn may not lie after today.' }]);
    if (held.missionId !== undefined) await this.missions.requireOn(tx, held.missionId, caseId);
    const interview: Interview = {
      ...held,
      id: newId(),
      caseId,
      missionId: held.missionId ?? null,
      interpreterLanguage: held.interpreterLanguage ?? null,
      childHeard: held.childHeard ?? null,
      recordedAt: tx.at,
      recordedBy: actor.name,
    };
    await tx.manager.insert(Interview, interview);
    const { personId, heldOn, missionId } = interview;
    const next = await this.cases.change(tx, theCase, actor, {
      action: 'person.interview',
      set: {},
      payload: { interviewId: interview.id, personId, heldOn, missionId },
    });
    return { id: interview.id, version: next.version };
  }

  /** Records the outcome of a person's examination; it takes the place of an earlier one. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput. */
  examination(
    caseId: string,
    version: number,
    { personId, ...findings }: RecordExaminationRequest,
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const person = this.cases.personOf(theCase, personId);
      this.cases.requireStatus([person], actor, 'record_examination', ['under_examination']);
      refuseContradiction(findings);
      const { id, inclusion, recommendation } = await this.selection.keep(tx, person, findings, actor);
      return this.cases.change(tx, theCase, actor, {
        action: 'person.record_examination',
        set: {},
        payload: { examinationId: id, personId, inclusion, recommendation },
      });
    });
  }

  /** The interviews of a case in their order; the read is logged. Throws NotFound. */
  interviewsOf(caseId: string, actor: Actor): Promise<InterviewView[]> {
    const readsNotes = may(actor, 'examination.read');
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await tx.manager.find(Interview, {
        where: await this.inCase(tx, caseId),
        order: { heldOn: 'ASC', id: 'ASC' },
      });
      this.audit.recordRead(tx, actor, {
        action: 'interview.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { notes: readsNotes },
      });
      return found.map((interview) => ({ ...interview, notes: readsNotes ? interview.notes : null }));
    });
  }

  /** The recorded examinations of a case, the latest first, earlier ones included; the read is logged. Throws NotFound. */
  examinationsOf(caseId: string, actor: Actor): Promise<Examination[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const where = await this.inCase(tx, caseId);
      this.audit.recordRead(tx, actor, { action: 'examination.read', subjectType: 'case', subjectId: caseId, caseId });
      return tx.manager.find(Examination, { where, order: { recordedAt: 'DESC', id: 'DESC' } });
    });
  }

  /** What was recorded in the case, and of persons who came from another one. Throws NotFound. */
  private async inCase(tx: Tx, caseId: string): Promise<({ caseId: string } | { personId: FindOperator<string> })[]> {
    const { persons } = await this.cases.get(tx, caseId);
    return [{ caseId }, { personId: In(persons.map(({ id }) => id)) }];
  }
}

function refuseContradiction({
  inclusion,
  recommendation,
}: Pick<RecordExaminationRequest, 'inclusion' | 'recommendation'>): void {
  if (inclusion !== 'none' || recommendation !== 'grant') return;
  const message =
    'A permit cannot be recommended for somebody who is neither a refugee nor eligible for subsidiary protection.';
  throw new InvalidInput([{ pointer: '/recommendation', code: 'contradictsInclusion', message }]);
}
