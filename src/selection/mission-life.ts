import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import {
  addDays,
  Clock,
  ConditionsUnmet,
  ConflictOfInterest,
  daysBetween,
  InvalidInput,
  NotFound,
  TransitionRefused,
  type Actor,
  type DomainError,
  type PlainDate,
  type Unmet,
} from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { unmetBeforeWork, unmetForClosing, unmetForTakingOff, unmetIfEnded } from './domain/mission-rules.js';
import { MissionsService, type MissionWithCases } from './missions.service.js';
import { RecordExamination, type NewInterview } from './record-examination.js';
import { Interview, type Mission } from './selection.entities.js';

export type HeldInterview = Omit<NewInterview, 'missionId'> & { caseId: string };

/** What became of a line of a quick entry: the interview it made, or why it made none. */
export interface RecordedLine {
  readonly line: number;
  readonly interviewId: string | null;
  readonly code: string | null;
  readonly detail: string | null;
}

/** What happens to a mission after it is planned: it moves, loses cases, is cancelled, worked and closed. */
@Injectable()
export class MissionLife {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly missions: MissionsService,
    private readonly cases: CasesService,
    private readonly record: RecordExamination,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes cases off the mission, back to the pool. Throws NotFound, StaleVersion, InvalidInput for a case that does not stand on
   * it, or ConditionsUnmet for one that it has met and when it has ended.
   */
  removeCases(
    missionId: string,
    version: number,
    { caseIds, reason }: { caseIds: readonly string[]; reason: string },
    actor: Actor,
  ): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      const mission = await this.missions.raiseVersion(tx, actor, await this.missions.get(tx, missionId), version);
      const standing = new Set((await this.missions.withCases(tx, mission)).caseIds);
      const strange = caseIds.filter((id) => !standing.has(id));
      if (strange.length > 0)
        throw new InvalidInput(
          strange.map((id) => ({
            pointer: '/caseIds',
            code: 'notOnMission',
            message: `Not on this mission: ${id}.`,
          })),
        );
      const met = await this.metOn(tx, missionId);
      const leaving = await this.cases.getMany(tx, [...caseIds].sort());
      refuseUnmet(
        unmetForTakingOff(
          mission,
          leaving.map((one) => ({ ...one, met: met.has(one.id) })),
        ),
      );
      for (const theCase of leaving) await this.leave(tx, actor, mission, theCase, reason);
      this.note(tx, actor, missionId, 'mission.remove_cases', { caseIds: [...caseIds], reason });
      return this.missions.withCases(tx, mission);
    });
  }

  /**
   * Moves the mission to another first day; its last day moves with it, and every case on it is told. Throws NotFound, StaleVersion
   * or ConditionsUnmet when interviews have been held on it or it has ended.
   */
  shift(
    missionId: string,
    version: number,
    { startsOn, reason }: { startsOn: PlainDate; reason: string },
    actor: Actor,
  ): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      const before = await this.missions.get(tx, missionId);
      const endsOn = addDays(before.endsOn, daysBetween(before.startsOn, startsOn));
      const mission = await this.missions.raiseVersion(tx, actor, before, version, { startsOn, endsOn });
      refuseUnmet(unmetBeforeWork(before, await tx.manager.countBy(Interview, { missionId })));
      const moved = await this.missions.withCases(tx, mission);
      for (const theCase of await this.cases.getMany(tx, [...moved.caseIds].sort()))
        await this.cases.change(tx, theCase, actor, {
          action: 'case.shift_mission',
          set: {},
          reason,
          payload: { missionId, place: mission.place, startsOn, endsOn },
        });
      const from = { startsOn: before.startsOn, endsOn: before.endsOn };
      this.note(tx, actor, missionId, 'mission.shift', { from, startsOn, endsOn, reason });
      return moved;
    });
  }

  /**
   * Cancels a mission before its work: every case on it goes back to the pool. Throws NotFound, StaleVersion or ConditionsUnmet when
   * interviews have been held on it (then it is closed) or it has ended.
   */
  cancel(missionId: string, version: number, reason: string, actor: Actor): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      const before = await this.missions.get(tx, missionId);
      const end = { ending: 'cancelled' as const, endedOn: this.clock.today(), account: reason };
      const mission = await this.missions.raiseVersion(tx, actor, before, version, end);
      refuseUnmet(unmetBeforeWork(before, await tx.manager.countBy(Interview, { missionId })));
      const { caseIds } = await this.missions.withCases(tx, mission);
      for (const theCase of await this.cases.getMany(tx, [...caseIds].sort()))
        await this.leave(tx, actor, mission, theCase, reason);
      this.note(tx, actor, missionId, 'mission.cancel', { caseIds, reason });
      return this.missions.withCases(tx, mission);
    });
  }

  /**
   * Closes a mission that has begun, with its account. Cases it has met stay on its list; the others go back to the pool. Throws
   * NotFound, StaleVersion or ConditionsUnmet. (EUAA: post-mission report.)
   */
  close(missionId: string, version: number, account: string, actor: Actor): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      const before = await this.missions.get(tx, missionId);
      const met = await this.metOn(tx, missionId);
      const standing = (await this.missions.withCases(tx, before)).caseIds;
      const notMet = standing.filter((id) => !met.has(id));
      const mission = await this.missions.raiseVersion(tx, actor, before, version, {
        ...{ ending: 'closed', endedOn: this.clock.today(), account },
        ...{ casesMet: standing.length - notMet.length, casesNotMet: notMet.length },
        personsInterviewed: new Set([...met.values()].flat()).size,
      });
      refuseUnmet(unmetForClosing(before, this.clock.today()));
      for (const theCase of await this.cases.getMany(tx, [...notMet].sort()))
        await this.leave(tx, actor, mission, theCase, account);
      const { casesMet, casesNotMet, personsInterviewed } = mission;
      this.note(tx, actor, missionId, 'mission.close', { casesMet, casesNotMet, personsInterviewed, notMet });
      return this.missions.withCases(tx, mission);
    });
  }

  /**
   * Records interviews that were held on the mission, as they were written down without a network: each line stands or falls by
   * itself, and a line that was recorded before is told, not repeated. Throws NotFound, or ConditionsUnmet when the mission has ended.
   */
  recordInterviews(missionId: string, lines: readonly HeldInterview[], actor: Actor): Promise<RecordedLine[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      refuseUnmet(unmetIfEnded(await this.missions.get(tx, missionId)));
      // Cases are locked in one order, whatever the order of the lines.
      for (const caseId of [...new Set(lines.map((line) => line.caseId))].sort())
        await this.cases.getForChange(tx, caseId).catch(passOver);
      const results: RecordedLine[] = [];
      for (const [index, line] of lines.entries())
        results.push({ line: index + 1, ...(await this.recordLine(tx, missionId, line, actor)) });
      const recorded = results.filter(({ interviewId }) => interviewId !== null).length;
      this.note(tx, actor, missionId, 'mission.record_interviews', { lines: lines.length, recorded });
      return results;
    });
  }

  private async recordLine(
    tx: Tx,
    missionId: string,
    { caseId, ...held }: HeldInterview,
    actor: Actor,
  ): Promise<Omit<RecordedLine, 'line'>> {
    const { personId, heldOn } = held;
    if (await tx.manager.existsBy(Interview, { missionId, personId, heldOn })) {
      const detail = 'An interview with this person on this day is recorded already.';
      return { interviewId: null, code: 'recordedAlready', detail };
    }
    try {
      const theCase = await this.cases.get(tx, caseId);
      const { id } = await this.record.keepInterview(tx, theCase, { ...held, missionId }, actor);
      return { interviewId: id, code: null, detail: null };
    } catch (error) {
      const { code, message } = passOver(error);
      const field = error instanceof InvalidInput ? error.errors[0]!.code : code;
      return { interviewId: null, code: field, detail: message };
    }
  }

  /** Who of each case has been interviewed on the mission. */
  private async metOn(tx: Tx, missionId: string): Promise<Map<string, string[]>> {
    const held = await tx.manager.findBy(Interview, { missionId });
    const { caseIds } = await this.missions.withCases(tx, await this.missions.get(tx, missionId));
    const persons = new Map(
      (await this.cases.getMany(tx, caseIds)).flatMap(({ id, persons: of }) => of.map((person) => [person.id, id])),
    );
    const met = new Map<string, string[]>();
    // Who went on in another case since was met there, too.
    for (const { caseId, personId } of held)
      for (const id of new Set([caseId, persons.get(personId) ?? caseId]))
        met.set(id, [...(met.get(id) ?? []), personId]);
    return met;
  }

  private async leave(
    tx: Tx,
    actor: Actor,
    mission: Mission,
    theCase: ResettlementCase,
    reason: string,
  ): Promise<void> {
    await this.missions.takeOff(tx, theCase.id);
    await this.cases.change(tx, theCase, actor, {
      action: 'case.leave_mission',
      set: {},
      reason,
      payload: { missionId: mission.id, place: mission.place },
    });
  }

  private note(tx: Tx, actor: Actor, subjectId: string, action: string, payload: Record<string, unknown>): void {
    this.audit.record(tx, actor, { action, subjectType: 'mission', subjectId, payload });
  }
}

function refuseUnmet(unmet: Unmet[]): void {
  if (unmet.length > 0) throw new ConditionsUnmet(unmet);
}

/** A refusal of one line, which came before any write of it; whatever else went wrong is thrown on. */
function passOver(error: unknown): DomainError {
  const passed = [NotFound, InvalidInput, TransitionRefused, ConflictOfInterest].some((kind) => error instanceof kind);
  if (!passed) throw error;
  return error as DomainError;
}
