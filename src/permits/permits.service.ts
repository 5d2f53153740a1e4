import { Injectable } from '@nestjs/common';
import type { FactsByVerb, ResettlementCase } from '../cases/index.js';
import type { Actor, PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';

/** Why a permit is no longer in force: withdrawn by a decision, or lapsed because its holder left the road before entry. */
export const PERMIT_ENDS = ['withdrawn', 'lapsed'] as const;
export type PermitEnd = (typeof PERMIT_ENDS)[number];

@Injectable()
export class PermitsService {
  /** What the guards of grant, refuse, exclude and (for the security unit alone) decide_security_case need to know. */
  facts(
    _tx: Tx,
    _actor: Actor,
    _theCase: ResettlementCase,
  ): Promise<Pick<FactsByVerb, 'grant' | 'refuse' | 'exclude' | 'decide_security_case'>> {
    return Promise.resolve({});
  }

  /** Whether each person has a permit in force. */
  permitInForce(_tx: Tx, personIds: readonly string[]): Promise<Map<string, boolean>> {
    return Promise.resolve(new Map(personIds.map((id) => [id, false])));
  }

  /** Ends the permits that the persons hold, and lapses proposals that nobody decided; persons without either are skipped. */
  endPermits(
    _tx: Tx,
    _actor: Actor,
    _of: { theCase: ResettlementCase; personIds: readonly string[]; why: PermitEnd; occurredOn: PlainDate; reason: string },
  ): Promise<void> {
    return Promise.resolve();
  }
}
