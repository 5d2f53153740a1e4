import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { Situation } from '../policy/index.js';
import type { MissionEnding } from './domain/mission-rules.js';
import type { Inclusion, Recommendation } from './domain/selection-rules.js';

/** A journey of a team to interview the persons of a caseload abroad. */
@Entity('missions')
@Index('ix_missions_starts', ['startsOn'])
@Check('ck_missions_days', 'starts_on <= ends_on')
export class Mission {
  @Id() id: string;
  @LineColumn() place: string;
  @CodeColumn({ length: 2 }) @ForeignKey('countries', { name: 'fk_missions_country' }) countryCode: string;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  @LineColumn() leaderName: string;
  @JsonColumn() team: string[];
  /** How it ended: closed after its work, or cancelled; null while it is planned or at work. */
  @CodeColumn({ nullable: true }) ending: MissionEnding | null;
  @DateColumn({ nullable: true }) endedOn: string | null;
  /** The account of a mission that is closed, the reason of one that is cancelled. */
  @TextColumn({ nullable: true }) account: string | null;
  @CountColumn({ nullable: true }) casesMet: number | null;
  @CountColumn({ nullable: true }) casesNotMet: number | null;
  @CountColumn({ nullable: true }) personsInterviewed: number | null;
  @CountColumn() version: number;
  @LineColumn() changedBy: string;
  @InstantColumn() changedAt: string;
}

/** A case on a mission. It stands on one at a time; that it stood on another is kept. */
@Entity('mission_cases')
@Index('ux_mission_cases_active', ['caseId'], { unique: true, where: 'active' })
@Index('ix_mission_cases_mission', ['missionId'])
export class MissionCase {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Mission, { name: 'fk_mission_cases_mission' }) missionId: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_mission_cases_case' }) caseId: string;
  @InstantColumn() addedAt: string;
  @LineColumn() addedBy: string;
  @FlagColumn() active: boolean;
}

/** What was said and seen in an interview. A second interview is a second row. */
@Entity('interviews')
@Index('ix_interviews_case', ['caseId'])
@Index('ix_interviews_person', ['personId'])
export class Interview {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_interviews_person' }) personId: string;
  @IdColumn({ nullable: true })
  @ForeignKey(() => Mission, { name: 'fk_interviews_mission' })
  missionId: string | null;
  @DateColumn() heldOn: string;
  @LineColumn() interviewer: string;
  @CodeColumn({ nullable: true }) interpreterLanguage: string | null;
  @FlagColumn({ nullable: true }) childHeard: boolean | null;
  /** For those who examine and decide. */
  @TextColumn() notes: string;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
}

/** The outcome of an examination. A new one takes the place of the former, which stays; a reopened person is examined anew. */
@Entity('examinations')
@Index('ux_examinations_current', ['personId'], { unique: true, where: 'current' })
@Index('ix_examinations_case', ['caseId'])
@Check('ck_examinations_inclusion', `inclusion IN ('refugee', 'subsidiary', 'none')`)
@Check('ck_examinations_recommendation', `recommendation IN ('grant', 'refuse', 'exclude')`)
export class Examination {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_examinations_person' }) personId: string;
  @CodeColumn() inclusion: Inclusion;
  /** On what the identity rests: documents are not required (EUAA). */
  @TextColumn() identityBasis: string;
  @TextColumn() credibility: string;
  /** The best interests of a child (Aliens Act 1:10). */
  @TextColumn({ nullable: true }) bestInterests: string | null;
  @FlagColumn() childHeard: boolean;
  @TextColumn({ nullable: true }) childNotHeardReason: string | null;
  @CodeColumn() recommendation: Recommendation;
  @TextColumn() notes: string;
  @InstantColumn() recordedAt: string;
  @IdColumn() recordedById: string;
  @LineColumn() recordedBy: string;
  @FlagColumn() current: boolean;
}

/** A wait for information asked of UNHCR: not a denial (UNHCR Resettlement Handbook 4.10). */
@Entity('deferrals')
@Index('ux_deferrals_open', ['personId'], { unique: true, where: 'ended_on IS NULL' })
@Index('ix_deferrals_case', ['caseId'])
export class Deferral {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_deferrals_person' }) personId: string;
  @CodeColumn() reasonCode: string;
  @TextColumn() askedOfUnhcr: string;
  @DateColumn() deferredOn: string;
  @DateColumn({ nullable: true }) endedOn: string | null;
  /** The reason code of the resumption; empty when the person left the road instead. */
  @CodeColumn({ nullable: true }) answerCode: string | null;
}

/** How safe and open a country of asylum is for a mission, as it was said; the latest row that has begun holds. Never changed. */
@Entity('country_situations')
@Index('ix_country_situations_country', ['countryCode', 'since'])
@Check('ck_country_situations_situation', `situation IN ('stable', 'unstable', 'no_access')`)
export class CountrySituation {
  @Id() id: string;
  @CodeColumn({ length: 2 }) @ForeignKey('countries', { name: 'fk_country_situations_country' }) countryCode: string;
  @CodeColumn() situation: Situation;
  @DateColumn() since: string;
  /** Who said so, and where it is written. */
  @LineColumn() source: string;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
}
