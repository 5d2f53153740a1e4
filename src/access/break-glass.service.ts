import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, NotFound, type Actor } from '../kernel/index.js';
import { CONFIG, newId, UnitOfWork, type Config, type Tx } from '../platform/index.js';
import { AccessService } from './access.service.js';
import { ConflictsService } from './conflicts.service.js';
import { BreakGlassOpening, type Finding } from './delegations.entities.js';
import type { Glass } from './domain/policy.js';

const MINUTE = 60_000;

/** Break-glass: a case is read that the roles do not open, with a reason and for a limited time; somebody else looks at it afterwards. */
@Injectable()
export class BreakGlassService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly conflicts: ConflictsService,
    private readonly access: AccessService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a case to its reader. Throws NotFound. */
  open(actor: Actor, caseId: string, reason: string): Promise<BreakGlassOpening> {
    return this.unitOfWork.run(actor, async (tx) => {
      if (!(await this.conflicts.casesOf(tx, [caseId])).includes(caseId)) throw new NotFound('case');
      const opening: BreakGlassOpening = {
        id: newId(),
        accountId: actor.accountId,
        openedByName: actor.name,
        caseId,
        reason,
        openedAt: tx.at,
        expiresAt: new Date(Date.parse(tx.at) + this.config.breakGlassMinutes * MINUTE).toISOString(),
        reviewedAt: null,
        reviewedById: null,
        reviewedByName: null,
        finding: null,
        reviewNote: null,
      };
      await tx.manager.insert(BreakGlassOpening, opening);
      this.audit.record(tx, actor, {
        action: 'glass.open',
        subjectType: 'break_glass',
        subjectId: opening.id,
        caseId,
        reason,
        payload: { expiresAt: opening.expiresAt },
      });
      return opening;
    });
  }

  /** What somebody else has to say of it, once. Throws NotFound and ConditionsUnmet. */
  async review(actor: Actor, openingId: string, told: { finding: Finding; note: string }): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const opening = await tx.manager.findOneBy(BreakGlassOpening, { id: openingId });
      if (!opening || opening.reviewedAt !== null) throw new NotFound('opening that waits for its review');
      const official = await this.access.officialOf(tx, [actor.accountId, opening.accountId], opening.caseId);
      if (official(actor.accountId) === official(opening.accountId)) throw new ConditionsUnmet([BY_ANOTHER]);
      const reviewed = await tx.manager
        .createQueryBuilder()
        .update(BreakGlassOpening)
        .set({
          reviewedAt: tx.at,
          reviewedById: actor.accountId,
          reviewedByName: actor.name,
          finding: told.finding,
          reviewNote: told.note,
        })
        .where('id = :openingId AND reviewed_at IS NULL', { openingId })
        .execute();
      if (reviewed.affected !== 1) throw new NotFound('opening that waits for its review');
      this.audit.record(tx, actor, {
        action: 'glass.review',
        subjectType: 'break_glass',
        subjectId: openingId,
        caseId: opening.caseId,
        reason: told.note,
        payload: { finding: told.finding },
      });
    });
  }

  /** Those that wait for their review first, then the latest. The read is logged. */
  list(actor: Actor): Promise<BreakGlassOpening[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await tx.manager
        .createQueryBuilder(BreakGlassOpening, 'o')
        .orderBy('CASE WHEN o.reviewed_at IS NULL THEN 0 ELSE 1 END')
        .addOrderBy('o.id', 'DESC')
        .limit(500)
        .getMany();
      const payload = { count: found.length };
      this.audit.record(tx, actor, {
        action: 'glass.read',
        subjectType: 'break_glass',
        subjectId: null,
        payload,
      });
      return found;
    });
  }

  /** What is open to an account now. */
  async inForce(tx: Tx, accountId: string): Promise<Glass[]> {
    const found = await tx.manager
      .createQueryBuilder(BreakGlassOpening, 'o')
      .where('o.accountId = :accountId AND o.expiresAt > :at', { accountId, at: tx.at })
      .getMany();
    return found.map(({ id: openingId, caseId }) => ({ openingId, caseId }));
  }
}

const BY_ANOTHER = {
  code: 'secondPersonNeeded',
  detail: 'What was opened by break-glass is reviewed by somebody else than who opened it.',
  source: 'Rules of the house: access outside one’s tasks is reviewed (Utlänningsdatalagen 16 §)',
};
