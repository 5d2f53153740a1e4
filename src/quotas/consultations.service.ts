import { Injectable } from '@nestjs/common';
import {
  ConditionsUnmet,
  InvalidInput,
  NotFound,
  stockholmDateOf,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ConsultationAnswerRow, ConsultationRow } from './consultations.entities.js';
import { wrongDay, type ConsultationOutcome, type PeriodSubject } from './domain/consultation.js';
import { Periods } from './periods.js';

export interface Question {
  /** What is asked, in words. */
  matter: string;
  consulted: string;
  askedOn: PlainDate;
  documentReference: string;
}
export interface Answer {
  answeredOn: PlainDate;
  outcome: ConsultationOutcome;
  answer: string;
  documentReference: string;
}
/** A consultation with its answer, null while it is awaited. */
export type Consultation = Omit<ConsultationRow, 'actorId'> & {
  answered: Omit<ConsultationAnswerRow, 'actorId' | 'consultationId'> | null;
};
export interface ConsultationList {
  /** Of the period: what the next act is decided on. */
  version: number;
  consultations: Consultation[];
}

/** Consultations of the Ministry, as the assignment of the Government asks for (Reg23): on periods, and on single cases. */
@Injectable()
export class ConsultationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
  ) {}

  /** Records that the Ministry was asked about a period. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput. */
  askOnPeriod(
    actor: Actor,
    periodId: string,
    version: number,
    { subject, ...question }: Question & { subject: PeriodSubject },
  ): Promise<ConsultationList> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const row = await this.ask(tx, actor, { periodId, caseId: null, subject, question });
      const { matter, consulted, askedOn, documentReference } = row;
      const told = { consultationId: row.id, subject, matter, askedOn };
      await this.periods.step(
        tx,
        period,
        actor,
        'record_consultation',
        { authority: consulted, documentReference },
        told,
      );
      return this.listed(tx, periodId);
    });
  }

  /** Records the answer, once. Throws as `askOnPeriod`, and ConditionsUnmet (`alreadyAnswered`). */
  answerOnPeriod(
    actor: Actor,
    periodId: string,
    consultationId: string,
    version: number,
    answer: Answer,
  ): Promise<ConsultationList> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const { subject, consulted } = await this.answer(tx, actor, { periodId, caseId: null }, consultationId, answer);
      const { documentReference, ...told } = answer;
      const authorised = { authority: consulted, documentReference };
      await this.periods.step(tx, period, actor, 'record_answer', authorised, { consultationId, subject, ...told });
      return this.listed(tx, periodId);
    });
  }

  /** Those of a period, and those on cases that stood in it, the oldest first. Throws NotFound. */
  ofPeriod(periodId: string): Promise<ConsultationList> {
    return this.unitOfWork.read((tx) => this.listed(tx, periodId));
  }

  /** Those on a case, the oldest first. */
  ofCase(tx: Tx, caseId: string): Promise<Consultation[]> {
    return this.withAnswers(tx, 'consultation.caseId = :id', caseId);
  }

  /** Records that the Ministry was asked about a case of special importance. Throws InvalidInput. */
  async askOnCase(
    tx: Tx,
    actor: Actor,
    { caseId, subQuotaId }: { caseId: string; subQuotaId: string | null },
    question: Question,
  ): Promise<ConsultationRow> {
    const periodId = subQuotaId === null ? null : (await this.periods.getSubQuota(tx, subQuotaId)).periodId;
    return this.ask(tx, actor, { periodId, caseId, subject: 'special_case', question });
  }

  /** Records the answer on a case, once. Throws NotFound, InvalidInput, or ConditionsUnmet (`alreadyAnswered`). */
  answerOnCase(tx: Tx, actor: Actor, caseId: string, consultationId: string, answer: Answer): Promise<ConsultationRow> {
    return this.answer(tx, actor, { caseId }, consultationId, answer);
  }

  private async ask(
    tx: Tx,
    actor: Actor,
    {
      question: { matter, consulted, askedOn, documentReference },
      ...about
    }: Pick<ConsultationRow, 'periodId' | 'caseId' | 'subject'> & { question: Question },
  ): Promise<ConsultationRow> {
    const wrong = wrongDay('askedOn', askedOn, { today: stockholmDateOf(tx.at) });
    if (wrong.length > 0) throw new InvalidInput(wrong);
    const row: ConsultationRow = {
      id: newId(),
      ...about,
      ...{ matter, consulted, askedOn, documentReference },
      recordedAt: tx.at,
      actorId: actor.accountId || null,
      recordedBy: actor.name,
    };
    await tx.manager.insert(ConsultationRow, row);
    return row;
  }

  private async answer(
    tx: Tx,
    actor: Actor,
    about: Partial<Pick<ConsultationRow, 'periodId' | 'caseId'>>,
    consultationId: string,
    { answeredOn, outcome, answer, documentReference }: Answer,
  ): Promise<ConsultationRow> {
    const found = await tx.manager.findOneBy(ConsultationRow, { id: consultationId });
    const isAbout = found && Object.entries(about).every(([key, id]) => found[key as keyof typeof about] === id);
    if (!isAbout) throw new NotFound('consultation');
    if (await tx.manager.existsBy(ConsultationAnswerRow, { consultationId }))
      throw new ConditionsUnmet([
        {
          code: 'alreadyAnswered',
          detail: 'The answer is on record: consult once more to change it.',
          source: 'Reg23',
        },
      ]);
    const wrong = wrongDay('answeredOn', answeredOn, { today: stockholmDateOf(tx.at), askedOn: found.askedOn });
    if (wrong.length > 0) throw new InvalidInput(wrong);
    await tx.manager.insert(ConsultationAnswerRow, {
      consultationId,
      ...{ answeredOn, outcome, answer, documentReference },
      recordedAt: tx.at,
      actorId: actor.accountId || null,
      recordedBy: actor.name,
    });
    return found;
  }

  private async listed(tx: Tx, periodId: string): Promise<ConsultationList> {
    const { version } = await this.periods.get(tx, periodId);
    return { version, consultations: await this.withAnswers(tx, 'consultation.periodId = :id', periodId) };
  }

  private async withAnswers(tx: Tx, where: string, id: string): Promise<Consultation[]> {
    const asked = await tx.manager
      .createQueryBuilder(ConsultationRow, 'consultation')
      .where(where, { id })
      .orderBy('consultation.askedOn')
      .addOrderBy('consultation.id')
      .getMany();
    if (asked.length === 0) return [];
    const answers = await tx.manager
      .createQueryBuilder(ConsultationAnswerRow, 'answer')
      .where('answer.consultationId IN (:...ids)', { ids: asked.map((one) => one.id) })
      .getMany();
    return asked.map(({ actorId: _asker, ...consultation }) => {
      const found = answers.find(({ consultationId }) => consultationId === consultation.id);
      if (!found) return { ...consultation, answered: null };
      const { consultationId: _of, actorId: _by, ...answered } = found;
      return { ...consultation, answered };
    });
  }
}
