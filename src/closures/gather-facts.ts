import { Injectable } from '@nestjs/common';
import { AccessService, may } from '../access/index.js';
import { inAnotherCase, type FactsByVerb, type FactsOf, type ResettlementCase } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { ScreeningService } from '../screening/index.js';

type ClosingVerb =
  | 'withdraw'
  | 'withdraw_permit'
  | 'discontinue'
  | 'record_death'
  | 'lose_contact'
  | 'resettle_elsewhere'
  | 'unassign'
  | 'reopen';
export type ClosureFacts = Required<Pick<FactsByVerb, ClosingVerb>>;

/** A member of the security unit withdraws a permit on what stands in the sealed file, and only on that. */
export const signsBehindWall = (actor: Actor): boolean => may(actor, 'person.decide_security_case');

/** What the guards of the closing verbs need to know: for the verbs themselves and for next-actions. */
@Injectable()
export class GatherClosureFacts {
  constructor(
    private readonly access: AccessService,
    private readonly screening: ScreeningService,
  ) {}

  async facts(tx: Tx, actor: Actor, theCase: ResettlementCase): Promise<ClosureFacts> {
    const elsewhere = await inAnotherCase(tx, theCase.persons);
    const securityCases = signsBehindWall(actor)
      ? await this.securityCases(tx, actor, theCase)
      : new Map<string, FactsOf['decide_security_case']>();
    const nothing = () => ({});
    return {
      withdraw: nothing,
      discontinue: nothing,
      record_death: nothing,
      lose_contact: nothing,
      resettle_elsewhere: nothing,
      unassign: nothing,
      withdraw_permit: ({ id }) => ({ securityCase: securityCases.get(id) ?? null }),
      reopen: ({ id }) => ({ personInAnotherCase: elsewhere.has(id) }),
    };
  }

  private async securityCases(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
  ): Promise<Map<string, FactsOf['decide_security_case']>> {
    const objections = await this.screening.objectionInForce(
      tx,
      theCase.persons.map(({ id }) => id),
    );
    const found = new Map<string, FactsOf['decide_security_case']>();
    for (const { id } of theCase.persons) {
      const { proposal } = await this.screening.drafts(tx, id);
      const official = await this.access.officialOf(tx, [actor.accountId, proposal?.draftedById], theCase.id);
      found.set(id, {
        objectionInForce: objections.get(id) ?? false,
        draftComplete: proposal?.content.outcome === 'permit_withdrawn',
        draftedById: proposal ? official(proposal.draftedById) : null,
        actorId: official(actor.accountId),
      });
    }
    return found;
  }
}
