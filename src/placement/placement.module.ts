import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { MunicipalitiesModule } from '../municipalities/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ChooseMunicipality } from './choose.js';
import { ConditionsController } from './conditions.controller.js';
import { ConditionsOfCases } from './conditions.js';
import { ExplainPlans } from './explain-plans.js';
import { GatherInput } from './gather-input.js';
import { MakePlans } from './make-plans.js';
import { PlacementController } from './placement.controller.js';
import { PlansService } from './plans.service.js';

@Module({
  imports: [AuditModule, ReferenceModule, PolicyModule, CasesModule, MunicipalitiesModule],
  controllers: [PlacementController, ConditionsController],
  providers: [GatherInput, MakePlans, PlansService, ExplainPlans, ChooseMunicipality, ConditionsOfCases],
})
export class PlacementModule {}
