import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';

export const ASSIGNMENT_STATUSES = ['assigned', 'accepted', 'declined', 'ended'] as const;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

/**
 * A municipality's number (kommuntal) of a calendar year, with how many persons are assigned under it now. Changed by
 * conditional UPDATE only.
 */
@Entity('municipal_numbers')
@Index('ux_municipal_numbers_year', ['municipalityCode', 'year'], { unique: true })
@Check('ck_municipal_numbers_places', 'places >= 0')
@Check('ck_municipal_numbers_assigned', 'assigned >= 0')
export class MunicipalNumber {
  @Id() id: string;
  @ForeignKey('municipalities', { name: 'fk_municipal_numbers_municipality' })
  @Column({ type: 'varchar', length: 4 })
  municipalityCode: string;
  @CountColumn() year: number;
  @CountColumn() places: number;
  /**
   * Persons assigned under this number whose assignment has not ended: the year is that of the assignment, not of the
   * arrival.
   */
  @CountColumn() assigned: number;
  /** How much of it other newcomers have, from asylum accommodation or with temporary protection; nobody said when null. */
  @CountColumn({ nullable: true }) others: number | null;
  /** Number of the latest revision, from 1. */
  @CountColumn() revision: number;
}

/**
 * Each decision on a municipal number, the first one too. Never changed or deleted: history remains (domain.md (e) 9).
 */
@Entity('municipal_number_revisions')
@Index('ux_municipal_number_revisions', ['municipalNumberId', 'revision'], { unique: true })
@Check('ck_municipal_number_revisions_places', 'places >= 0')
export class MunicipalNumberRevision {
  @Id() id: string;
  @IdColumn()
  @ForeignKey(() => MunicipalNumber, { name: 'fk_municipal_number_revisions_number' })
  municipalNumberId: string;
  @CountColumn() revision: number;
  @CountColumn() places: number;
  @CountColumn({ nullable: true }) others: number | null;
  @DateColumn() decidedOn: string;
  @LineColumn() source: string;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
}

/**
 * One decision to assign persons of a case to a municipality. Versioned by itself: the municipality answers without
 * seeing the case.
 */
@Entity('assignments')
@Index('ix_assignments_case', ['caseId'])
@Index('ix_assignments_municipality', ['municipalityCode', 'year'])
@Check('ck_assignments_status', `status IN ('assigned', 'accepted', 'declined', 'ended')`)
@Check('ck_assignments_over', 'over_assigned >= 0')
@Check('ck_assignments_replaced', 'replaced >= 0 AND replaced <= freed')
export class Assignment {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_assignments_case' }) caseId: string;
  @ForeignKey('municipalities', { name: 'fk_assignments_municipality' })
  @Column({ type: 'varchar', length: 4 })
  municipalityCode: string;
  @IdColumn() @ForeignKey(() => MunicipalNumber, { name: 'fk_assignments_number' }) municipalNumberId: string;
  /**
   * The year of the number under which it counts: that of the decision, but for a replacement within an earlier number.
   */
  @CountColumn() year: number;
  @CodeColumn() status: AssignmentStatus;
  @DateColumn() assignedOn: string;
  @DateColumn() latestReceptionOn: string;
  @TextColumn() reason: string;
  /** Persons beyond the number when it was decided, and why: shown forever. */
  @CountColumn() overAssigned: number;
  @TextColumn({ nullable: true }) overAssignmentReason: string | null;
  /** The unused assignment in whose place this one stands, under the same number (Ordinance (2016:39), s. 10 a). */
  @IdColumn({ nullable: true }) @ForeignKey(() => Assignment, { name: 'fk_assignments_replaces' }) replacesId:
    string | null;
  /** How many of its persons left it without having been received, and how many of these were replaced. */
  @CountColumn() freed: number;
  @CountColumn() replaced: number;
  @FlagColumn() dwellingConfirmed: boolean;
  @LineColumn({ nullable: true }) contact: string | null;
  @DateColumn({ nullable: true }) answeredOn: string | null;
  @LineColumn({ nullable: true }) answeredBy: string | null;
  @CodeColumn({ nullable: true }) declineReasonCode: string | null;
  @TextColumn({ nullable: true }) comment: string | null;
  @CountColumn() version: number;
  @LineColumn() changedBy: string;
  @InstantColumn() changedAt: string;
}

/** A person under an assignment. One open assignment a person, by index. */
@Entity('assignment_persons')
@Index('ux_assignment_persons_open', ['personId'], { unique: true, where: 'open' })
export class AssignmentPerson {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Assignment, { name: 'fk_assignment_persons_assignment' })
  assignmentId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey('persons', { name: 'fk_assignment_persons_person' })
  personId: string;
  @FlagColumn() open: boolean;
  @DateColumn({ nullable: true }) receivedOn: string | null;
  @DateColumn({ nullable: true }) endedOn: string | null;
  @CodeColumn({ nullable: true }) endedWhy: string | null;
}
