import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { NotFound, type Actor, type Instant } from '../kernel/index.js';
import { cursorOf, readPosition, rows, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';

/** One read of something about a person. */
export interface ReadOfPerson {
  position: number;
  readAt: Instant;
  actorId: string | null;
  actorName: string;
  roles: string[];
  requestId: string;
  action: string;
  subjectType: string;
  subjectId: string | null;
  caseId: string | null;
}

/**
 * Who read what about a person (security.md 2): from the open chain, every read of the person, of a case in which the person stands
 * or stood, and of what belongs to it. Not among them are the reads of the security unit, which are logged behind the wall
 * (security.md 3, rule 4), nor lists and searches, whose entries tell their filter and count and nobody's name.
 */
@Injectable()
export class AccessReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Page by page, oldest first. That it was asked for is an entry too. Throws NotFound. */
  of(
    personId: string,
    { limit = 50, cursor }: { limit?: number; cursor?: string },
    actor: Actor,
  ): Promise<Page<ReadOfPerson>> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.demandPerson(tx, personId);
      const found = await rows<Omit<ReadOfPerson, 'roles'> & { roles: string }>(
        tx.manager,
        `SELECT e.position, e.occurred_at AS "readAt", e.actor_id AS "actorId", e.actor_name AS "actorName", e.roles,
           e.request_id AS "requestId", e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.case_id AS "caseId"
         FROM audit_entries e
         WHERE e.chain = 'open' AND e.position > :after AND (e.action LIKE '%.read%' OR e.action LIKE '%.export%')
           AND (e.subject_id = :personId OR (e.subject_type <> 'person' AND e.case_id IN (
             SELECT case_id FROM persons WHERE id = :personId
             UNION SELECT from_case_id FROM case_moves WHERE person_id = :personId)))
         ORDER BY e.position LIMIT ${limit + 1}`,
        { personId, after: readPosition(cursor) },
      );
      const page = toPage(
        found,
        limit,
        (read) => ({ ...read, roles: JSON.parse(read.roles) as string[] }),
        (read) => cursorOf(String(read.position)),
      );
      this.audit.record(tx, actor, {
        action: 'audit.read',
        subjectType: 'person',
        subjectId: personId,
        payload: { report: 'access', count: page.items.length },
      });
      return page;
    });
  }

  private async demandPerson(tx: Tx, personId: string): Promise<void> {
    const found = await rows(tx.manager, 'SELECT id FROM persons WHERE id = :personId', { personId });
    if (found.length === 0) throw new NotFound('person');
  }
}
