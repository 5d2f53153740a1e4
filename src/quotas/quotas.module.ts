import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { CapsController } from './caps.controller.js';
import { Caps } from './caps.js';
import { CarryOver } from './carry-over.js';
import { CompositionTargetsController } from './composition-targets.controller.js';
import { CompositionTargetsService } from './composition-targets.service.js';
import { ConsultationsController } from './consultations.controller.js';
import { ConsultationsService } from './consultations.service.js';
import { ExceptionsController } from './exceptions.controller.js';
import { ExceptionsService } from './exceptions.service.js';
import { PeriodWarningsController } from './period-warnings.controller.js';
import { PeriodWarnings } from './period-warnings.js';
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
import { ReviseCap } from './revise-cap.js';
import { SchemeBalancesController } from './scheme-balances.controller.js';
import { SchemeBalances } from './scheme-balances.js';
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
    CapsController,
    ExceptionsController,
    ConsultationsController,
    PeriodWarningsController,
    SchemeBalancesController,
  ],
  providers: [
    QuotasService,
    UnhcrRequestsService,
    PlansService,
    CompositionTargetsService,
    UnionPlanService,
    Caps,
    ExceptionsService,
    ConsultationsService,
    ReviseCap,
    PeriodWarnings,
    CarryOver,
    SchemeBalances,
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
    ExceptionsService,
    ConsultationsService,
    CarryOver,
    SubQuotaChoices,
    UnhcrRequestsService,
    PlansService,
    CompositionTargetsService,
    UnionPlanService,
  ],
})
export class QuotasModule {}
