import { Injectable } from '@nestjs/common';
import type { ResettlementCase } from '../cases/index.js';
import type { Actor, PlainDate } from '../kernel/index.js';
import { MunicipalitiesService } from '../municipalities/index.js';
import { PermitsService, type PermitEnd } from '../permits/index.js';
import type { Tx } from '../platform/index.js';
import { QuotasService } from '../quotas/index.js';
import { TravelService } from '../travel/index.js';

/** Who leaves what, why, and on which day. */
export interface Leaving {
  theCase: ResettlementCase;
  personIds: readonly string[];
  /** The word by which an ended assignment remembers it. */
  why: string;
  occurredOn: PlainDate;
  reason: string;
}

/**
 * What persons hold in other modules is undone here and nowhere else, in one listed order: journey, assignment, permit, place. The
 * case is locked before, its persons are changed after (`cases.apply`), and the audit chain comes last: two acts never wait for each
 * other in a ring. Each step passes over persons who hold nothing there, so the same list serves every state.
 */
@Injectable()
export class Undo {
  constructor(
    private readonly travel: TravelService,
    private readonly municipalities: MunicipalitiesService,
    private readonly permits: PermitsService,
    private readonly quotas: QuotasService,
  ) {}

  /** For whoever leaves the road before arrival: the place and the municipal number are free again (domain.md (e) 3, 6). */
  async everything(tx: Tx, actor: Actor, leaving: Leaving, permitEnd: PermitEnd): Promise<void> {
    const { theCase, personIds, occurredOn, reason } = leaving;
    await this.assignment(tx, actor, leaving);
    await this.permits.endPermits(tx, actor, { theCase, personIds, why: permitEnd, occurredOn, reason });
    await this.quotas.release(tx, actor, { caseId: theCase.id, personIds, occurredOn, reason });
  }

  /** For whoever is to be assigned anew: permit and place stay (domain.md (e) 26). */
  async assignment(tx: Tx, actor: Actor, { theCase, personIds, why, occurredOn, reason }: Leaving): Promise<void> {
    await this.travel.cancelJourneys(tx, actor, { theCase, personIds, occurredOn, reason });
    await this.municipalities.endAssignments(tx, actor, { theCase, personIds, why, occurredOn, reason });
  }
}
