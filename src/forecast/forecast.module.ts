import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ForecastController } from './forecast.controller.js';
import { ForecastService } from './forecast.service.js';
import { GatherKnown } from './gather.js';

@Module({
  imports: [CasesModule, PolicyModule, QuotasModule],
  controllers: [ForecastController],
  providers: [ForecastService, GatherKnown],
})
export class ForecastModule {}
