import { Injectable } from '@nestjs/common';
import { AuditService, type AuditView } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { clearanceInForce } from './domain/standing.js';
import type { WalledRecord } from './domain/walled-record.js';
import type { Referral } from './screening.entities.js';
import { ScreeningService, type ScreeningStatus } from './screening.service.js';
import { WalledRecords } from './walled-records.js';

/** Everything behind the wall about one person. */
export interface PersonBehindWall {
  personId: string;
  clearanceInForce: boolean;
  clearanceValidUntil: string | null;
  objectionInForce: boolean;
  rescreeningOpen: boolean;
  referrals: Referral[];
  records: WalledRecord[];
  /** By the dated definition, while an objection is in force. */
  securityCase: { since: PlainDate; rule: string; source: string; promptHandling: boolean; appeal: string } | null;
}

/** Reading on either side of the wall; each read leaves its entry in the chain of its own side before it is answered. */
@Injectable()
export class ReadScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly walled: WalledRecords,
    private readonly audit: AuditService,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /** The neutral word for each person of the case. Throws NotFound. */
  status(caseId: string, actor: Actor): Promise<ScreeningStatus[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { persons } = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read_screening_status',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
      });
      return this.screening.status(
        tx,
        actor,
        persons.map(({ id }) => id),
      );
    });
  }

  /** All referrals of the persons of a case with what was recorded on them, for those with need to know. Throws NotFound. */
  behindWall(caseId: string, actor: Actor): Promise<PersonBehindWall[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { persons } = await this.cases.get(tx, caseId);
      this.audit.record(
        tx,
        actor,
        { action: 'screening.read', subjectType: 'case', subjectId: caseId, caseId },
        'security',
      );
      const referrals = await this.walled.referralsOf(
        tx,
        persons.map(({ id }) => id),
      );
      const records = await this.walled.recordsOf(tx, referrals);
      const today = this.clock.today();
      const screened = [...(await this.walled.screened(tx, persons)).values()];
      const definitions = await this.definitions(
        tx,
        screened.map(({ standing }) => standing.objectionOn),
      );
      return screened.map(({ person, standing }) => ({
        personId: person.id,
        clearanceInForce: clearanceInForce(standing, person.identityVersion, today),
        clearanceValidUntil: standing.clearance?.validUntil ?? null,
        objectionInForce: standing.objectionOn !== null,
        rescreeningOpen: standing.rescreeningOn !== null,
        referrals: referrals.filter(({ personId }) => personId === person.id),
        records: records.filter(({ personId }) => personId === person.id),
        securityCase: definitions.get(standing.objectionOn ?? '') ?? null,
      }));
    });
  }

  /** What makes a security case of an objection of each day. */
  private async definitions(
    tx: Tx,
    days: readonly (PlainDate | null)[],
  ): Promise<Map<PlainDate, NonNullable<PersonBehindWall['securityCase']>>> {
    const found = new Map<PlainDate, NonNullable<PersonBehindWall['securityCase']>>();
    for (const since of new Set(days)) {
      if (since === null) continue;
      const { code: rule, source, value } = await this.policy.ruleOn(tx, 'security-case', since);
      found.set(since, { since, rule, source, promptHandling: value.promptHandling, appeal: value.appeal });
    }
    return found;
  }

  /** The audit chain behind the wall, oldest first; the reading is logged there too. */
  auditChain(query: { caseId?: string; limit?: number; cursor?: string }, actor: Actor): Promise<Page<AuditView>> {
    const { limit = 50, ...filter } = query;
    return this.unitOfWork.run(actor, async (tx) => {
      const page = await this.audit.find(tx, { chain: 'security', limit, ...filter });
      const { caseId = null } = filter;
      this.audit.record(
        tx,
        actor,
        {
          action: 'screening.audit',
          subjectType: 'audit_chain',
          subjectId: null,
          caseId,
          payload: { count: page.items.length },
        },
        'security',
      );
      return page;
    });
  }
}
