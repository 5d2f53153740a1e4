import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import { CaseRow, PersonRow } from './cases.entities.js';

export const MOVES = ['split', 'merge'] as const;
export type Move = (typeof MOVES)[number];

/**
 * That a person went on in another case. A person's first case is that of the first step; each row here is one case later. Never
 * changed or deleted: what happened before stays where it happened, and a report of an earlier day finds the person there.
 */
@Entity('case_moves')
@Index('ux_case_moves_move', ['personId', 'move'], { unique: true })
@Index('ix_case_moves_from', ['fromCaseId'])
@Index('ix_case_moves_to', ['toCaseId'])
@Check('ck_case_moves_act', `act IN ('split', 'merge')`)
@Check('ck_case_moves_move', `move > 0`)
export class CaseMove {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => PersonRow, { name: 'fk_case_moves_person' }) personId: string;
  /** Counts the person's moves from 1. */
  @CountColumn() move: number;
  @CodeColumn() act: Move;
  @IdColumn() @ForeignKey(() => CaseRow, { name: 'fk_case_moves_from' }) fromCaseId: string;
  @IdColumn() @ForeignKey(() => CaseRow, { name: 'fk_case_moves_to' }) toCaseId: string;
  @DateColumn() occurredOn: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}

/** That two cases must travel and settle together. The pair is kept in the order of the ids, open once at a time; it ends but is not deleted. */
@Entity('case_links')
@Index('ux_case_links_open', ['caseId', 'otherCaseId'], { unique: true, where: 'ended_on IS NULL' })
@Index('ix_case_links_other', ['otherCaseId'])
@Check('ck_case_links_ended', '(ended_on IS NULL) = (ended_by IS NULL)')
export class CaseLink {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => CaseRow, { name: 'fk_case_links_case' }) caseId: string;
  @IdColumn() @ForeignKey(() => CaseRow, { name: 'fk_case_links_other' }) otherCaseId: string;
  @TextColumn() reason: string;
  @DateColumn() linkedOn: string;
  @InstantColumn() linkedAt: string;
  @LineColumn() linkedBy: string;
  @DateColumn({ nullable: true }) endedOn: string | null;
  @LineColumn({ nullable: true }) endedBy: string | null;
  @TextColumn({ nullable: true }) endReason: string | null;
}
