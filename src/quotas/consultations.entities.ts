import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CodeColumn, DateColumn, Id, IdColumn, InstantColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { ConsultationOutcome, ConsultationSubject } from './domain/consultation.js';
import { QuotaPeriodRow } from './quotas.entities.js';

/** What the Ministry was consulted on: about a period, or a case of special importance. Never changed or deleted. */
@Entity('consultations')
@Index('ix_consultations_period', ['periodId'])
@Index('ix_consultations_case', ['caseId'])
@Check('ck_consultations_subject', `subject IN ('planning', 'places', 'use_of_money', 'distribution', 'special_case')`)
@Check('ck_consultations_case', `(subject = 'special_case') = (case_id IS NOT NULL)`)
@Check('ck_consultations_period', `period_id IS NOT NULL OR case_id IS NOT NULL`)
export class ConsultationRow {
  @Id() id: string;
  /** Of a case: the period in which it stood when the Ministry was asked. */
  @IdColumn({ nullable: true })
  @ForeignKey(() => QuotaPeriodRow, { name: 'fk_consultations_period' })
  periodId: string | null;
  @IdColumn({ nullable: true }) caseId: string | null;
  @CodeColumn() subject: ConsultationSubject;
  /** What was asked, in words. */
  @TextColumn() matter: string;
  @LineColumn() consulted: string;
  @DateColumn() askedOn: string;
  @LineColumn() documentReference: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}

/** The answer to a consultation: one, and never changed. */
@Entity('consultation_answers')
@Check('ck_consultation_answers_outcome', `outcome IN ('agreed', 'agreed_with_changes', 'not_agreed', 'taken_note_of')`)
export class ConsultationAnswerRow {
  @Id() @ForeignKey(() => ConsultationRow, { name: 'fk_consultation_answers_consultation' }) consultationId: string;
  @DateColumn() answeredOn: string;
  @CodeColumn() outcome: ConsultationOutcome;
  /** What was answered, in words. */
  @TextColumn() answer: string;
  @LineColumn() documentReference: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
