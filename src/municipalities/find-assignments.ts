import { Injectable } from '@nestjs/common';
import { notBarred, officialOfActor, permitsOwnOnly } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { NotFound, type Actor } from '../kernel/index.js';
import { cursorOf, readCursor, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { anonymousProfile, type AnonymousProfile } from './domain/anonymous-profile.js';
import { Assignment, AssignmentPerson, type AssignmentStatus } from './municipalities.entities.js';
import { concerns } from './municipalities.service.js';

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
        payload: { stage: view.persons ? 'identity' : 'anonymous', municipalityCode: actor.municipalityCode },
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

/**
 * What the reader may know of the assignment: a municipality the anonymous profile until it has accepted, then the names of those
 * who have not left it, and never the case (disclosure in two stages, domain.md 7).
 */
export async function viewOf(
  tx: Tx,
  actor: Actor,
  assignment: Assignment,
  theCase: ResettlementCase,
  municipalityName: string,
): Promise<AssignmentView> {
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
  if (!permitsOwnOnly(actor.roles, 'assignment.read'))
    return { ...assignment, municipalityName, profile, persons: byNumber, diaryNumber: theCase.diaryNumber };
  const persons =
    assignment.status === 'accepted' ? present.map((one) => ({ ...one, endedOn: null, endedWhy: null })) : null;
  return {
    ...assignment,
    municipalityName,
    profile,
    persons,
    caseId: null,
    diaryNumber: null,
    reason: null,
    overAssignmentReason: null,
    replacesId: null,
  };
}
