import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, notSensitive, Reads, UuidParam } from '../platform/index.js';
import { PeriodCompositionResponse, toPeriodCompositionResponse } from './composition-outlook.dto.js';
import { ReadComposition } from './composition-outlook.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class CompositionOutlookController {
  constructor(private readonly composition: ReadComposition) {}

  @Reads(':periodId/composition', {
    id: 'getComposition',
    logs: notSensitive('places'),
    summary: 'The composition against its targets, and what can still change it',
    description:
      'Counts alone, never a list; cells under six are not told. Warned of while a mission or a round of dossiers can still change it.',
    returns: PeriodCompositionResponse,
  })
  @Requires('quota.read')
  async of(
    @Param('periodId', UuidParam) periodId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PeriodCompositionResponse> {
    return toPeriodCompositionResponse(await this.composition.of(periodId, actor));
  }
}
