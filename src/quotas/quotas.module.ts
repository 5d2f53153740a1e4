import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { Periods } from './periods.js';
import { PlaceHoldings } from './place-holdings.js';
import { PlaceLedger } from './place-ledger.js';
import { PlanPeriod } from './plan-period.js';
import { PlanPlaces } from './plan-places.js';
import { QuotasController } from './quotas.controller.js';
import { QuotasService } from './quotas.service.js';
import { ReadPeriods } from './read-periods.js';

@Module({
  imports: [AuditModule, PolicyModule, ReferenceModule],
  controllers: [QuotasController],
  providers: [QuotasService, PlanPeriod, PlanPlaces, ReadPeriods, Periods, PlaceHoldings, PlaceLedger],
  exports: [QuotasService],
})
export class QuotasModule {}
