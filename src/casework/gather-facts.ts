import { Injectable } from '@nestjs/common';
import type { FactsByVerb, ResettlementCase } from '../cases/index.js';
import { GatherClosureFacts } from '../closures/index.js';
import type { Actor } from '../kernel/index.js';
import { MunicipalitiesService } from '../municipalities/index.js';
import { PermitsService } from '../permits/index.js';
import type { Tx } from '../platform/index.js';
import { ScreeningService } from '../screening/index.js';
import { SelectionService } from '../selection/index.js';
import { TravelService } from '../travel/index.js';

/** The facts of all modules, each gathered by the function that the module's own verbs use. */
@Injectable()
export class GatherAllFacts {
  constructor(
    private readonly screening: ScreeningService,
    private readonly selection: SelectionService,
    private readonly permits: PermitsService,
    private readonly municipalities: MunicipalitiesService,
    private readonly travel: TravelService,
    private readonly closures: GatherClosureFacts,
  ) {}

  async facts(tx: Tx, actor: Actor, theCase: ResettlementCase): Promise<FactsByVerb> {
    return {
      ...(await this.screening.facts(tx, actor, theCase)),
      ...(await this.selection.facts(tx, actor, theCase)),
      ...(await this.permits.facts(tx, actor, theCase)),
      ...(await this.municipalities.facts(tx, actor, theCase)),
      ...(await this.travel.facts(tx, actor, theCase)),
      ...(await this.closures.facts(tx, actor, theCase)),
    };
  }
}
