import { Injectable } from '@nestjs/common';
import { notBarred, officialOfActor } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { cursorOf, readCursor, rows, UnitOfWork, type Page } from '../platform/index.js';
import { CasesService } from './cases.service.js';
import type { Priority } from './cases.entities.js';
import type { PersonStatus } from './domain/person-lifecycle.js';
import type { ResettlementCase } from './resettlement-case.js';

export interface CaseFilter {
  personStatus?: PersonStatus;
  priority?: Priority;
  countryOfAsylum?: string;
  subQuotaId?: string;
}

interface IdRow {
  id: string;
  received_on: string;
}

/** Reading cases: one with its entry in the read log, and lists by plain filters. What casework searches by stands there. */
@Injectable()
export class FindCases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly audit: AuditService,
  ) {}

  /** One case; the read is logged before it is answered. Throws NotFound. */
  one(actor: Actor, caseId: string): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, { action: 'case.read', subjectType: 'case', subjectId: caseId, caseId });
      return theCase;
    });
  }

  /** Cases by filter, newest first, by keyset. The filter and the number of hits are logged. */
  list(actor: Actor, filter: CaseFilter, limit: number, cursor?: string): Promise<Page<ResettlementCase>> {
    const after = readCursor(cursor, 2);
    const statuses = filter.personStatus === 'refused' ? ['refused', 'excluded'] : [filter.personStatus ?? ''];
    const where = [
      notBarred('c.id'),
      filter.personStatus
        ? 'EXISTS (SELECT 1 FROM persons p WHERE p.case_id = c.id AND p.status IN (:...statuses))'
        : '',
      filter.priority ? 'c.priority = :priority' : '',
      filter.countryOfAsylum ? 'c.country_of_asylum = :countryOfAsylum' : '',
      filter.subQuotaId ? 'c.sub_quota_id = :subQuotaId' : '',
      after ? '(c.received_on < :on OR (c.received_on = :on AND c.id < :id))' : '',
    ].filter(Boolean);
    const parameters = {
      official: officialOfActor(actor),
      statuses,
      priority: filter.priority ?? '',
      countryOfAsylum: filter.countryOfAsylum ?? '',
      subQuotaId: filter.subQuotaId ?? '',
      on: after?.[0] ?? '',
      id: after?.[1] ?? '',
      limit: limit + 1,
    };
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await rows<IdRow>(
        tx.manager,
        `SELECT c.id, c.received_on FROM cases c WHERE ${where.join(' AND ')} ORDER BY c.received_on DESC, c.id DESC LIMIT :limit`,
        parameters,
      );
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      this.audit.recordRead(tx, actor, {
        action: 'case.list',
        subjectType: 'case',
        subjectId: null,
        payload: { filter, count: shown.length },
      });
      return {
        items: await this.cases.getMany(
          tx,
          shown.map(({ id }) => id),
        ),
        nextCursor: found.length > limit && last ? cursorOf(last.received_on, last.id) : null,
      };
    });
  }
}
