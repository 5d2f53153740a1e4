import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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
import { cursorOf, newId, readCursor, rows, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { unmetForMission } from './domain/mission-rules.js';
import { allAreGone } from './domain/selection-rules.js';
import { Mission, MissionCase } from './selection.entities.js';

export interface NewMission {
  place: string;
  countryCode: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
  leaderName: string;
  team: string[];
}

/** A mission with the cases that stand on it, in the order in which they were added. */
export interface MissionWithCases extends Mission {
  caseIds: string[];
}

const NOT_ENDED = {
  ending: null,
  endedOn: null,
  account: null,
  casesMet: null,
  casesNotMet: null,
  personsInterviewed: null,
} as const;

interface Gone {
  readonly id: string;
  readonly persons: readonly { readonly status: string }[];
}

/** Selection missions: planning one and putting cases on it. */
@Injectable()
export class MissionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Plans a mission. Throws InvalidInput for an unknown country or a last day before the first. */
  plan(wanted: NewMission, actor: Actor): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.reference.getCountry(tx, wanted.countryCode);
      if (wanted.endsOn < wanted.startsOn)
        throw new InvalidInput([
          { pointer: '/endsOn', code: 'beforeStart', message: 'endsOn may not lie before startsOn.' },
        ]);
      const mission: Mission = {
        ...wanted,
        ...NOT_ENDED,
        id: newId(),
        version: 1,
        changedBy: actor.name,
        changedAt: tx.at,
      };
      await tx.manager.insert(Mission, mission);
      this.audit.record(tx, actor, {
        action: 'mission.plan',
        subjectType: 'mission',
        subjectId: mission.id,
        payload: { ...wanted },
      });
      return { ...mission, caseIds: [] };
    });
  }

  /**
   * Puts cases on the mission. Throws NotFound for a mission or case that does not exist, StaleVersion, or ConditionsUnmet for
   * every case that is not to be examined by a mission or stands on one already, and for a mission that is over.
   */
  addCases(missionId: string, version: number, caseIds: readonly string[], actor: Actor): Promise<MissionWithCases> {
    return this.unitOfWork.run(actor, async (tx) => {
      const mission = await this.raiseVersion(tx, actor, await this.get(tx, missionId), version);
      const found = await this.cases.getMany(tx, [...caseIds].sort());
      if (found.length < caseIds.length) throw new NotFound('case');
      const missionOf = await this.missionOf(tx, caseIds);
      const unmet = unmetForMission(
        mission,
        found.map(({ id, diaryNumber, route }) => ({ diaryNumber, route, missionId: missionOf.get(id) ?? null })),
        this.clock.today(),
      );
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      for (const theCase of found) await this.addCase(tx, actor, mission, theCase);
      this.audit.record(tx, actor, {
        action: 'mission.add_cases',
        subjectType: 'mission',
        subjectId: missionId,
        payload: { caseIds: [...caseIds] },
      });
      return this.withCases(tx, mission);
    });
  }

  /** One mission with its cases. Throws NotFound. */
  one(missionId: string): Promise<MissionWithCases> {
    return this.unitOfWork.read(async (tx) => this.withCases(tx, await this.get(tx, missionId)));
  }

  /** The mission with the cases that stand on it now. */
  async withCases(tx: Tx, mission: Mission): Promise<MissionWithCases> {
    return { ...mission, caseIds: (await this.caseIdsOf(tx, [mission.id])).get(mission.id) ?? [] };
  }

  /** Missions, the latest first. */
  list(limit: number, cursor?: string): Promise<Page<MissionWithCases>> {
    const after = readCursor(cursor, 2);
    return this.unitOfWork.read(async (tx) => {
      const found = await tx.manager
        .createQueryBuilder(Mission, 'mission')
        .where(after ? '(mission.startsOn < :on OR (mission.startsOn = :on AND mission.id < :id))' : '1 = 1', {
          on: after?.[0],
          id: after?.[1],
        })
        .orderBy('mission.startsOn', 'DESC')
        .addOrderBy('mission.id', 'DESC')
        .limit(limit + 1)
        .getMany();
      const caseIds = await this.caseIdsOf(
        tx,
        found.map(({ id }) => id),
      );
      const withCases = (mission: Mission) => ({ ...mission, caseIds: caseIds.get(mission.id) ?? [] });
      return toPage(found, limit, withCases, (mission) => cursorOf(mission.startsOn, mission.id));
    });
  }

  /** The mission on which each case stands; cases on none are left out. */
  async missionOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, string>> {
    const standing = await tx.manager.findBy(MissionCase, { caseId: In([...caseIds]), active: true });
    return new Map(standing.map(({ caseId, missionId }) => [caseId, missionId]));
  }

  /** Throws InvalidInput when the case neither stands nor stood on the mission. */
  async requireOn(tx: Tx, missionId: string, caseId: string): Promise<void> {
    if ((await tx.manager.countBy(MissionCase, { missionId, caseId })) > 0) return;
    const message = 'The case does not stand on this mission.';
    throw new InvalidInput([{ pointer: '/missionId', code: 'notOnMission', message }]);
  }

  /** Takes the case off the mission on which it stands; that it stood there is kept. */
  async takeOff(tx: Tx, caseId: string): Promise<void> {
    await tx.manager.update(MissionCase, { caseId, active: true }, { active: false });
  }

  /** Takes the case off its mission when nobody of it is left for the mission to meet, by the states of its persons. */
  async takeOffIfGone(tx: Tx, { id, persons }: Gone): Promise<void> {
    if (allAreGone(persons.map(({ status }) => status))) await this.takeOff(tx, id);
  }

  /** Persons who go on in a case of their own are still to be examined by the mission on which their case stood. */
  async follow(tx: Tx, actor: Actor, caseId: string, besides: ResettlementCase): Promise<ResettlementCase> {
    const missionId = (await this.missionOf(tx, [caseId])).get(caseId);
    return missionId === undefined ? besides : this.addCase(tx, actor, await this.get(tx, missionId), besides);
  }

  private async addCase(tx: Tx, actor: Actor, mission: Mission, theCase: ResettlementCase): Promise<ResettlementCase> {
    await tx.manager.insert(MissionCase, {
      id: newId(),
      missionId: mission.id,
      caseId: theCase.id,
      addedAt: tx.at,
      addedBy: actor.name,
      active: true,
    });
    const { id: missionId, place, startsOn, endsOn } = mission;
    return this.cases.change(tx, theCase, actor, {
      action: 'case.add_to_mission',
      set: {},
      payload: { missionId, place, startsOn, endsOn },
    });
  }

  /** The mission. Throws NotFound. */
  async get(tx: Tx, missionId: string): Promise<Mission> {
    const mission = await tx.manager.findOneBy(Mission, { id: missionId });
    if (!mission) throw new NotFound('mission');
    return mission;
  }

  /** Changes the mission if it still has the version. Throws StaleVersion. */
  async raiseVersion(
    tx: Tx,
    actor: Actor,
    mission: Mission,
    version: number,
    set: Partial<Mission> = {},
  ): Promise<Mission> {
    const next = { ...set, version: version + 1, changedBy: actor.name, changedAt: tx.at };
    const written = await tx.manager.update(Mission, { id: mission.id, version }, next);
    if (written.affected === 1) return { ...mission, ...next };
    const now = await this.get(tx, mission.id);
    throw new StaleVersion({ currentVersion: now.version, changedBy: now.changedBy, changedAt: now.changedAt });
  }

  private async caseIdsOf(tx: Tx, missionIds: readonly string[]): Promise<Map<string, string[]>> {
    if (missionIds.length === 0) return new Map();
    const found = await rows<{ mission_id: string; case_id: string }>(
      tx.manager,
      'SELECT mission_id, case_id FROM mission_cases WHERE active AND mission_id IN (:...missionIds) ORDER BY added_at, id',
      { missionIds: [...missionIds] },
    );
    const byMission = new Map<string, string[]>(missionIds.map((id) => [id, []]));
    for (const row of found) byMission.get(row.mission_id)!.push(row.case_id);
    return byMission;
  }
}
