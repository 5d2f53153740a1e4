import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { InvalidInput, NotFound, type Actor, type FieldError } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { Account } from './access.entities.js';
import { officialKey } from './access.service.js';
import { ConflictsService, officialOfActor } from './conflicts.service.js';
import { DelegatedAct, Delegation } from './delegations.entities.js';
import type { Permission } from './domain/permissions.js';
import { whyNotDelegated, type Delegated } from './domain/policy.js';

export interface NewDelegation {
  toAccountId: string;
  permissions: Permission[];
  validFrom: string;
  validUntil: string;
  reason: string;
}

const WHY_NOT = {
  notHeld: 'is not among what your own roles permit.',
  neverDelegated: 'is never delegated.',
  behindWall: 'stands behind the wall, and your colleague does not.',
} as const;

/** Delegations with dates: who lets whom do what. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly conflicts: ConflictsService,
  ) {}

  /** Lets a colleague do what one's own roles permit, between two instants. Throws InvalidInput that names all that is wrong. */
  give(actor: Actor, wanted: NewDelegation): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const taker = await tx.manager.findOneBy(Account, { id: wanted.toAccountId, closedAt: IsNull() });
      const wrong = wrongIn(actor, wanted, taker, tx.at);
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const delegation: Delegation = {
        ...wanted,
        id: newId(),
        fromAccountId: actor.accountId,
        createdAt: tx.at,
        revokedAt: null,
        revokedByName: null,
      };
      await tx.manager.insert(Delegation, delegation);
      this.audit.record(tx, actor, {
        action: 'delegation.give',
        subjectType: 'delegation',
        subjectId: delegation.id,
        reason: wanted.reason,
        payload: { ...wanted },
      });
      return delegation.id;
    });
  }

  /** Takes a delegation back, at once: by who gave it. Throws NotFound. */
  async revoke(actor: Actor, delegationId: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const revoked = await tx.manager
        .createQueryBuilder()
        .update(Delegation)
        .set({ revokedAt: tx.at, revokedByName: actor.name })
        .where('id = :delegationId AND from_account_id = :from AND revoked_at IS NULL', {
          delegationId,
          from: actor.accountId,
        })
        .execute();
      if (revoked.affected !== 1) throw new NotFound('delegation of yours');
      this.audit.record(tx, actor, {
        action: 'delegation.revoke',
        subjectType: 'delegation',
        subjectId: delegationId,
      });
    });
  }

  /** All delegations, the latest first. */
  all(): Promise<Delegation[]> {
    return this.unitOfWork.read((tx) => tx.manager.find(Delegation, { order: { id: 'DESC' }, take: 500 }));
  }

  /** What colleagues let this account do now. */
  async inForce(tx: Tx, toAccountId: string): Promise<Delegated[]> {
    const found = await tx.manager
      .createQueryBuilder(Delegation, 'd')
      .where('d.toAccountId = :toAccountId AND d.revokedAt IS NULL', { toAccountId })
      .andWhere('d.validFrom <= :at AND d.validUntil > :at', { at: tx.at })
      .orderBy('d.id')
      .getMany();
    const delegated: Delegated[] = [];
    for (const { id: delegationId, permissions, fromAccountId: accountId } of found) {
      const giver = await tx.manager.findOneBy(Account, { id: accountId, closedAt: IsNull() });
      if (!giver) continue;
      const barredCases = await this.conflicts.barredTo(tx, officialKey(giver));
      delegated.push({ delegationId, permissions, roles: giver.roles, accountId, barredCases });
    }
    return delegated;
  }

  /** Notes that somebody acts on cases in a colleague's place, before the act: whatever becomes of it, the two count as one there. */
  async noteAct(actor: Actor, { delegationId }: Delegated, caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return;
    await this.unitOfWork.run(actor, async (tx) => {
      for (const caseId of caseIds)
        await tx.manager
          .createQueryBuilder()
          .insert()
          .into(DelegatedAct)
          .values({ id: newId(), delegationId, caseId, actedAt: tx.at })
          .orIgnore()
          .updateEntity(false)
          .execute();
    });
  }
}

function wrongIn(actor: Actor, wanted: NewDelegation, taker: Account | null, now: string): FieldError[] {
  const { permissions, validFrom, validUntil } = wanted;
  const isColleague = taker && officialKey(taker) !== officialOfActor(actor) && !taker.roles.includes('municipality');
  return [
    ...(isColleague
      ? []
      : [{ pointer: '/toAccountId', code: 'noColleague', message: 'Name the open account of a colleague.' }]),
    ...(validFrom < validUntil && validUntil > now
      ? []
      : [{ pointer: '/validUntil', code: 'dates', message: 'It must end after it begins, and after now.' }]),
    ...permissions.flatMap((permission, index) => {
      const why = taker && whyNotDelegated(permission, actor.roles, taker.roles);
      return why ? [{ pointer: `/permissions/${index}`, code: why, message: `${permission} ${WHY_NOT[why]}` }] : [];
    }),
  ];
}
