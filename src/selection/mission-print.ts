import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { may, refuseBarred } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonStatus, type ResettlementCase } from '../cases/index.js';
import { Clock, NotFound, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { shownTo, SubmissionsService } from '../submissions/index.js';
import type { MissionOnPaper, Printout } from './domain/mission-print.js';
import { printedList, type CaseOfMission } from './domain/mission-print-list.js';
import { printedPack } from './mission-print-pack.js';
import { printedReport } from './domain/mission-print-report.js';
import { MissionsService } from './missions.service.js';
import { Interview, MissionCase, type Mission } from './selection.entities.js';

/** In which somebody is whom a mission may still have to meet. */
const BEFORE_DECISION: readonly PersonStatus[] = ['listed', 'in_screening', 'cleared', 'under_examination', 'deferred'];
/** The most that the pool tells at once. */
const POOL = 250;

/** What a mission carries on paper, each paper as whoever asks for it may see it; every read is logged before it is answered. */
@Injectable()
export class MissionPrint {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly missions: MissionsService,
    private readonly cases: CasesService,
    private readonly submissions: SubmissionsService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The cases that stand on the mission, with whom it has interviewed. Throws NotFound. */
  casesOf(missionId: string, actor: Actor): Promise<CaseOfMission[]> {
    return this.reading(missionId, actor, 'cases', async (tx, mission) => this.standing(tx, mission, actor));
  }

  /** The same as a list on paper. Throws NotFound. */
  list(missionId: string, actor: Actor): Promise<Printout> {
    return this.reading(missionId, actor, 'list', async (tx, mission) =>
      printedList(await this.onPaper(tx, mission), await this.standing(tx, mission, actor), this.clock.today()),
    );
  }

  /** The report after the mission: also on cases that left it. Throws NotFound. */
  report(missionId: string, actor: Actor): Promise<Printout> {
    return this.reading(missionId, actor, 'report', async (tx, mission) => {
      const ever = await tx.manager.find(MissionCase, { where: { missionId }, order: { addedAt: 'ASC', id: 'ASC' } });
      const cases = await this.withInterviews(tx, missionId, actor, [...new Set(ever.map(({ caseId }) => caseId))]);
      const held = await tx.manager.find(Interview, { where: { missionId }, order: { heldOn: 'ASC', id: 'ASC' } });
      const { ending, endedOn, account } = mission;
      return printedReport({
        mission: { ...(await this.onPaper(tx, mission)), ending, endedOn, account },
        cases,
        interviews: held.filter(({ caseId }) => !actor.barredCases?.includes(caseId)),
        on: this.clock.today(),
      });
    });
  }

  /** The pack of one case on the mission. Throws NotFound, also for a case that does not stand on it, and ConflictOfInterest. */
  pack(missionId: string, caseId: string, actor: Actor): Promise<Printout> {
    refuseBarred(actor, [caseId]);
    return this.unitOfWork.run(actor, async (tx) => {
      const mission = await this.missions.get(tx, missionId);
      const { caseIds } = await this.missions.withCases(tx, mission);
      if (!caseIds.includes(caseId)) throw new NotFound('case');
      const theCase = await this.cases.get(tx, caseId);
      const [listed] = await this.withInterviews(tx, missionId, actor, [caseId]);
      const rrf = await this.submissions.currentRrf(tx, caseId);
      const interviews = await tx.manager.find(Interview, {
        where: [{ caseId }, { personId: In(theCase.persons.map(({ id }) => id)) }],
        order: { heldOn: 'ASC', id: 'ASC' },
      });
      this.audit.recordRead(tx, actor, {
        action: 'mission.read',
        subjectType: 'mission',
        subjectId: missionId,
        caseId,
        payload: { paper: 'pack', restricted: may(actor, 'submission.read_restricted') },
      });
      const notes = may(actor, 'examination.read');
      return printedPack({
        mission: await this.onPaper(tx, mission),
        theCase: { ...theCase, persons: listed!.persons },
        shown: rrf && shownTo(actor, { rrf }),
        interviews: interviews.map((one) => ({ ...one, notes: notes ? one.notes : null })),
        on: this.clock.today(),
      });
    });
  }

  /** Cases to be examined by a mission that stand on none, with somebody still on the road; urgent ones first, then the oldest. */
  pool(actor: Actor): Promise<ResettlementCase[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const waiting = await this.cases.ofRoute(tx, 'mission', BEFORE_DECISION);
      const standing = new Set((await tx.manager.findBy(MissionCase, { active: true })).map(({ caseId }) => caseId));
      const free = waiting.filter((id) => !standing.has(id) && !actor.barredCases?.includes(id)).slice(0, POOL);
      this.audit.recordRead(tx, actor, {
        action: 'mission.read',
        subjectType: 'mission',
        subjectId: null,
        payload: { paper: 'pool', count: free.length },
      });
      return this.cases.getMany(tx, free);
    });
  }

  private reading<Told>(
    missionId: string,
    actor: Actor,
    paper: string,
    of: (tx: Tx, mission: Mission) => Promise<Told>,
  ): Promise<Told> {
    return this.unitOfWork.run(actor, async (tx) => {
      const mission = await this.missions.get(tx, missionId);
      const subject = { subjectType: 'mission', subjectId: missionId };
      this.audit.recordRead(tx, actor, { action: 'mission.read', ...subject, payload: { paper } });
      return of(tx, mission);
    });
  }

  private async standing(tx: Tx, mission: Mission, actor: Actor): Promise<CaseOfMission[]> {
    const { caseIds } = await this.missions.withCases(tx, mission);
    return this.withInterviews(tx, mission.id, actor, caseIds);
  }

  /** The cases, but for those with which the reader has a conflict of interest. */
  private async withInterviews(
    tx: Tx,
    missionId: string,
    { barredCases = [] }: Actor,
    caseIds: readonly string[],
  ): Promise<CaseOfMission[]> {
    const held = await tx.manager.find(Interview, { where: { missionId }, order: { heldOn: 'ASC', id: 'ASC' } });
    const found = await this.cases.getMany(
      tx,
      caseIds.filter((id) => !barredCases.includes(id)),
    );
    return found.map((theCase) => ({
      ...theCase,
      persons: theCase.persons.map((person) => ({
        ...person,
        interviewedOn: held.filter(({ personId }) => personId === person.id).map(({ heldOn }) => heldOn),
      })),
    }));
  }

  private async onPaper(tx: Tx, mission: Mission): Promise<MissionOnPaper> {
    return { ...mission, country: (await this.reference.getCountry(tx, mission.countryCode)).nameSv };
  }
}
