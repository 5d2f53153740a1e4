import { Injectable } from '@nestjs/common';
import { AuditService, type AuditView } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork, type Page } from '../platform/index.js';

export interface AuditFilter {
  subjectId?: string;
  caseId?: string;
  accountId?: string;
  only?: 'refusals';
}

/** The open audit chain for whoever audits. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** The entries about a subject, a case or everything, of an account or all, in the order of the chain. Reading the log is itself logged (security.md 2). */
  entries(
    filter: AuditFilter,
    { limit = 50, cursor }: { limit?: number; cursor?: string },
    actor: Actor,
  ): Promise<Page<AuditView>> {
    return this.unitOfWork.run(actor, async (tx) => {
      const page = await this.audit.find(tx, { ...filter, limit, cursor });
      const { subjectId = null, caseId = null } = filter;
      this.audit.record(tx, actor, {
        action: 'audit.read',
        subjectType: 'audit_chain',
        subjectId,
        caseId,
        payload: { filter, count: page.items.length },
      });
      return page;
    });
  }
}
