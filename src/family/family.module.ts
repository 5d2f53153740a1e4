import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ExclusionModule } from '../exclusion/index.js';
import { MunicipalitiesModule } from '../municipalities/index.js';
import { PermitsModule } from '../permits/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SelectionModule } from '../selection/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { TravelModule } from '../travel/index.js';
import { ChangeFamily } from './change-family.js';
import { FamilyPreviewsController } from './family-previews.controller.js';
import { FamilyReadsController } from './family-reads.controller.js';
import { FamilyController } from './family.controller.js';
import { GatherFamily } from './gather-family.js';
import { ReadFamily } from './read-family.js';
import { ReallocateController } from './reallocate.controller.js';
import { ReallocateCase } from './reallocate.service.js';
import { WeighFamily } from './weigh.js';

@Module({
  imports: [
    AuditModule,
    PolicyModule,
    QuotasModule,
    CasesModule,
    SubmissionsModule,
    ScreeningModule,
    ExclusionModule,
    SelectionModule,
    PermitsModule,
    MunicipalitiesModule,
    TravelModule,
  ],
  controllers: [FamilyController, FamilyPreviewsController, FamilyReadsController, ReallocateController],
  providers: [ChangeFamily, GatherFamily, ReadFamily, ReallocateCase, WeighFamily],
  exports: [ChangeFamily, ReadFamily],
})
export class FamilyModule {}
