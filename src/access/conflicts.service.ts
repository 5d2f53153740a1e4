import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, ConflictOfInterest, isUuid, NotFound, type Actor } from '../kernel/index.js';
import {
  cursorOf,
  isUniqueViolation,
  newId,
  readCursor,
  rows,
  toPage,
  UnitOfWork,
  type Page,
  type Tx,
} from '../platform/index.js';
import { ConflictDeclaration } from './conflicts.entities.js';

/** The conditions under which a list leaves out the cases with which its reader has a conflict; its parameter is `official`. */
export const notBarred = (column: string): string =>
  `coalesce(${column}, '') NOT IN (SELECT barred.case_id FROM barred_cases barred WHERE barred.official = :official)`;
export const officialOfActor = ({ official, accountId }: Actor): string => official ?? accountId;

/** Throws ConflictOfInterest when one of the cases is barred to the official. */
export function refuseBarred({ barredCases = [] }: Actor, caseIds: readonly string[]): void {
  if (caseIds.some((id) => barredCases.includes(id))) throw new ConflictOfInterest();
}

/** Conflicts of interest (Administrative Procedure Act 16–18 §§): who declares one neither acts on the case nor reads it from then on. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Declares one's own conflict; it bars at once, in every session and with every account of the official. Throws NotFound. */
  declare(actor: Actor, caseId: string, told: { personId?: string; reason: string }): Promise<string> {
    const { personId = null, reason } = told;
    return this.unitOfWork.run(actor, async (tx) => {
      const concerned = await this.casesOf(tx, [personId ?? caseId]);
      if (!concerned.includes(caseId)) throw new NotFound(personId ? 'person in this case' : 'case');
      const declared: ConflictDeclaration = {
        id: newId(),
        accountId: actor.accountId,
        official: officialOfActor(actor),
        declaredByName: actor.name,
        caseId,
        personId,
        reason,
        behindWall: actor.readsBehindWall ?? false,
        declaredAt: tx.at,
        withdrawnAt: null,
        withdrawnById: null,
        withdrawnByName: null,
        withdrawReason: null,
      };
      await tx.manager.insert(ConflictDeclaration, declared).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new ConflictOfInterest() : error;
      });
      // The reason stays in the declaration: it may tell more of the official than the log's readers need.
      this.audit.recordRead(tx, actor, {
        action: 'conflict.declare',
        subjectType: 'conflict',
        subjectId: declared.id,
        caseId,
        payload: { personId },
      });
      return declared.id;
    });
  }

  /** Withdraws a declaration; never by the official who made it. Throws NotFound and ConditionsUnmet. */
  async withdraw(actor: Actor, conflictId: string, reason: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const behindWall = actor.readsBehindWall ?? false;
      const declared = await tx.manager.findOneBy(ConflictDeclaration, { id: conflictId, behindWall });
      if (!declared || declared.withdrawnAt !== null) throw new NotFound('declaration in force');
      if (declared.official === officialOfActor(actor)) throw new ConditionsUnmet([BY_ANOTHER]);
      const withdrawn = await tx.manager
        .createQueryBuilder()
        .update(ConflictDeclaration)
        .set({
          withdrawnAt: tx.at,
          withdrawnById: actor.accountId,
          withdrawnByName: actor.name,
          withdrawReason: reason,
        })
        .where('id = :conflictId AND withdrawn_at IS NULL', { conflictId })
        .execute();
      if (withdrawn.affected !== 1) throw new NotFound('declaration in force');
      this.audit.recordRead(tx, actor, {
        action: 'conflict.withdraw',
        subjectType: 'conflict',
        subjectId: conflictId,
        reason,
        payload: { caseId: declared.caseId },
      });
    });
  }

  /** The declarations, the latest first: one's own, or those of all on the reader's side of the wall. The read is logged. */
  list(
    actor: Actor,
    { own, limit = 50, cursor }: { own: boolean; limit?: number; cursor?: string },
  ): Promise<Page<ConflictDeclaration>> {
    const after = readCursor(cursor, 1);
    return this.unitOfWork.run(actor, async (tx) => {
      const query = tx.manager
        .createQueryBuilder(ConflictDeclaration, 'k')
        .where(own ? 'k.official = :official' : 'k.behindWall = :behindWall', {
          official: officialOfActor(actor),
          behindWall: actor.readsBehindWall ?? false,
        })
        .andWhere(after ? 'k.id < :after' : '1 = 1', { after: after?.[0] })
        .orderBy('k.id', 'DESC')
        .limit(limit + 1);
      const page = toPage(
        await query.getMany(),
        limit,
        (declared) => declared,
        ({ id }) => cursorOf(id),
      );
      this.audit.recordRead(tx, actor, {
        action: 'conflict.read',
        subjectType: 'conflict',
        subjectId: null,
        payload: { own, count: page.items.length },
      });
      return page;
    });
  }

  /** The cases barred to an official. */
  async barredTo(tx: Tx, official: string): Promise<string[]> {
    const found = await rows<{ case_id: string }>(
      tx.manager,
      'SELECT DISTINCT case_id FROM barred_cases WHERE official = :official',
      { official },
    );
    return found.map((row) => row.case_id);
  }

  /** These cases and their persons, by whose ids an answer tells of them. */
  idsOf(caseIds: readonly string[]): Promise<string[]> {
    return this.unitOfWork.read(async (tx) => {
      const found = await rows<{ object_id: string }>(
        tx.manager,
        'SELECT object_id FROM case_objects WHERE case_id IN (:...caseIds)',
        { caseIds: [...caseIds] },
      );
      return found.map((row) => row.object_id);
    });
  }

  /** The cases that an address names, by themselves or by what belongs to them. */
  casesNamedIn({ params, query }: Pick<Request, 'params' | 'query'>): Promise<string[]> {
    const ids = [...Object.values(params), ...Object.values(query)].filter((value) => isUuid(value));
    return ids.length === 0 ? Promise.resolve([]) : this.unitOfWork.read((tx) => this.casesOf(tx, ids));
  }

  /** Which cases the records of these ids belong to: cases, persons, documents, assignments and the like; unknown ids to none. */
  async casesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const found = await rows<{ case_id: string }>(
      tx.manager,
      'SELECT DISTINCT case_id FROM case_objects WHERE object_id IN (:...ids)',
      { ids: [...ids] },
    );
    return found.map((row) => row.case_id);
  }
}

const BY_ANOTHER = {
  code: 'secondPersonNeeded',
  detail: 'A declared conflict of interest is withdrawn by somebody else than who declared it.',
  source: 'Administrative Procedure Act (2017:900), 16–18 §§',
};
