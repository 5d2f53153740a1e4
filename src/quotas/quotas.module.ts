import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { CompositionTargetsController } from './composition-targets.controller.js';
import { CompositionTargetsService } from './composition-targets.service.js';
import { Periods } from './periods.js';
import { PlaceHoldings } from './place-holdings.js';
import { PlaceLedger } from './place-ledger.js';
import { PlanPeriod } from './plan-period.js';
import { PlanPlaces } from './plan-places.js';
import { PlansController } from './plans.controller.js';
import { PlansService } from './plans.service.js';
import { QuotasController } from './quotas.controller.js';
import { QuotasService } from './quotas.service.js';
import { ReadPeriods } from './read-periods.js';
import { SubQuotaChoices } from './sub-quota-choices.js';
import { UnionPlanController } from './union-plan.controller.js';
import { UnionPlanService } from './union-plan.service.js';
import { UnhcrRequestsController } from './unhcr-requests.controller.js';
import { UnhcrRequestsService } from './unhcr-requests.service.js';

@Module({
  imports: [AuditModule, PolicyModule, ReferenceModule],
  controllers: [
    QuotasController,
    UnhcrRequestsController,
    PlansController,
    CompositionTargetsController,
    UnionPlanController,
  ],
  providers: [
    QuotasService,
    UnhcrRequestsService,
    PlansService,
    CompositionTargetsService,
    UnionPlanService,
    SubQuotaChoices,
    PlanPeriod,
    PlanPlaces,
    ReadPeriods,
    Periods,
    PlaceHoldings,
    PlaceLedger,
  ],
  exports: [
    QuotasService,
    SubQuotaChoices,
    UnhcrRequestsService,
    PlansService,
    CompositionTargetsService,
    UnionPlanService,
  ],
})
export class QuotasModule {}
