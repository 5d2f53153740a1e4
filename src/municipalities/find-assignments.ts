import { Injectable } from '@nestjs/common';
import { may, notBarred, officialOfActor, permitsOwnOnly } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { NotFound, type Actor } from '../kernel/index.js';
import { cursorOf, readCursor, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { anonymousProfile, type AnonymousProfile } from './domain/anonymous-profile.js';
import { stageOf, type DisclosureStage, type NeedsOfPerson } from './domain/disclosure.js';
import { Assignment, AssignmentPerson, type AssignmentStatus } from './municipalities.entities.js';
import { concerns } from './municipalities.service.js';
import { SettlementNeeds } from './settlement-needs.entities.js';

export interface AssignmentFilter {
  municipalityCode?: string;
  status?: AssignmentStatus;
  year?: number;
  caseId?: string;
}

/** An assignment with as much of its persons as this reader may know. */
export interface AssignmentView extends Omit<Assignment, 'caseId' | 'reason'> {
  municipalityName: string;
  profile: AnonymousProfile;
  /** Null at the anonymous stage: before the municipality has accepted, and when the assignment has ended. */
  persons: (Pick<AssignmentPerson, 'receivedOn' | 'endedOn' | 'endedWhy'> & { person: PersonInCase })[] | null;
  /** How far the municipality knows the household now. */
  stage: DisclosureStage;
  /** What the municipality was told to arrange for reasons of health; null before it was told, and for who need not know. */
  needs: NeedsOfPerson[] | null;
  /** For the agency's own officials. */
  caseId: string | null;
  diaryNumber: string | null;
  reason: string | null;
}

/** Reading assignments, a municipality its own alone; every read is logged for whom and at which stage. */
@Injectable()
export class FindAssignments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /** One assignment. Throws NotFound, for another municipality's too. */
  one(actor: Actor, assignmentId: string): Promise<AssignmentView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const assignment = await tx.manager.findOneBy(Assignment, { id: assignmentId });
      if (!assignment || !concerns(actor, 'assignment.read', assignment.municipalityCode))
        throw new NotFound('assignment');
      const theCase = await this.cases.get(tx, assignment.caseId);
      const view = await viewOf(tx, actor, assignment, theCase, await this.nameOf(tx, assignment.municipalityCode));
      this.audit.record(tx, actor, {
        action: 'assignment.read',
        subjectType: 'assignment',
        subjectId: assignmentId,
        caseId: assignment.caseId,
        payload: { stage: stageRead(actor, view), municipalityCode: actor.municipalityCode },
      });
      return view;
    });
  }

  /** Assignments by filter, the latest first, by keyset. */
  list(actor: Actor, filter: AssignmentFilter, limit: number, cursor?: string): Promise<Page<AssignmentView>> {
    const after = readCursor(cursor, 2);
    return this.unitOfWork.run(actor, async (tx) => {
      const query = tx.manager
        .createQueryBuilder(Assignment, 'a')
        .orderBy('a.assignedOn', 'DESC')
        .addOrderBy('a.id', 'DESC')
        .where(notBarred('a.case_id'), { official: officialOfActor(actor) })
        .limit(limit + 1);
      const { municipalityCode, status, year, caseId } = filter;
      if (permitsOwnOnly(actor.roles, 'assignment.read'))
        query.andWhere('a.municipalityCode = :own', { own: actor.municipalityCode });
      if (municipalityCode) query.andWhere('a.municipalityCode = :municipalityCode', { municipalityCode });
      if (status) query.andWhere('a.status = :status', { status });
      if (year) query.andWhere('a.year = :year', { year });
      if (caseId) query.andWhere('a.caseId = :caseId', { caseId });
      if (after)
        query.andWhere('(a.assignedOn < :on OR (a.assignedOn = :on AND a.id < :id))', { on: after[0], id: after[1] });
      const page = toPage(
        await query.getMany(),
        limit,
        (row) => row,
        (row) => cursorOf(row.assignedOn, row.id),
      );

      const cases = new Map(
        (await this.cases.getMany(tx, [...new Set(page.items.map((row) => row.caseId))])).map((one) => [one.id, one]),
      );
      const items: AssignmentView[] = [];
      for (const row of page.items)
        items.push(await viewOf(tx, actor, row, cases.get(row.caseId)!, await this.nameOf(tx, row.municipalityCode)));
      this.audit.record(tx, actor, {
        action: 'assignment.list',
        subjectType: 'assignment',
        subjectId: null,
        payload: { filter, municipalityCode: actor.municipalityCode, assignmentIds: items.map(({ id }) => id) },
      });
      return { items, nextCursor: page.nextCursor };
    });
  }

  private async nameOf(tx: Tx, code: string): Promise<string> {
    return (await this.reference.findMunicipality(tx, code))?.name ?? code;
  }
}

/** What somebody of the agency reads of names is identity, whatever the municipality knows by then. */
const stageRead = (actor: Actor, { stage, needs, persons }: AssignmentView): DisclosureStage => {
  if (permitsOwnOnly(actor.roles, 'assignment.read')) return stage;
  return needs ? 'health' : persons ? 'identity' : 'anonymous';
};

/**
 * What the reader may know of the assignment: a municipality the anonymous profile until it has accepted, then the names of those
 * who have not left it, last what it must arrange for reasons of health, and never the case (disclosure in stages, domain.md 7).
 */
export async function viewOf(
  tx: Tx,
  actor: Actor,
  assignment: Assignment,
  theCase: ResettlementCase,
  municipalityName: string,
): Promise<AssignmentView> {
  const { full, disclosed } = await viewsOf(tx, assignment, theCase, municipalityName);
  if (permitsOwnOnly(actor.roles, 'assignment.read')) return disclosed;
  return may(actor, 'assignment.disclose_needs') ? full : { ...full, needs: null };
}

/** The assignment as the agency knows it, and as it is disclosed to its municipality. */
export async function viewsOf(
  tx: Tx,
  assignment: Assignment,
  theCase: ResettlementCase,
  municipalityName: string,
): Promise<{ full: AssignmentView; disclosed: AssignmentView }> {
  const under = await tx.manager.findBy(AssignmentPerson, { assignmentId: assignment.id });
  const ended = !under.some(({ open }) => open);
  const byNumber = theCase.persons.flatMap((person) => {
    const row = under.find(({ personId }) => personId === person.id);
    return row ? [{ person, ...row }] : [];
  });
  const present = byNumber.filter(({ open }) => open || ended);
  const profile = anonymousProfile(
    present.map(({ person }) => person),
    assignment.assignedOn,
  );
  const told = await tx.manager.findOne(SettlementNeeds, {
    where: { assignmentId: assignment.id, recipient: 'municipality' },
    order: { disclosedAt: 'DESC', id: 'DESC' },
  });
  const stage = stageOf(assignment.status, told !== null);
  const here = new Set(present.map(({ person }) => person.id));
  const needs = stage === 'health' ? told!.needs.filter(({ personId }) => here.has(personId)) : null;
  const known = { ...assignment, municipalityName, profile, stage, needs };
  return {
    full: { ...known, persons: byNumber, diaryNumber: theCase.diaryNumber },
    disclosed: {
      ...known,
      persons: stage === 'anonymous' ? null : present.map((one) => ({ ...one, endedOn: null, endedWhy: null })),
      ...{ caseId: null, diaryNumber: null, reason: null, overAssignmentReason: null, replacesId: null },
    },
  };
}
