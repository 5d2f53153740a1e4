import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { MunicipalitiesModule } from '../municipalities/index.js';
import { PermitsModule } from '../permits/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SelectionModule } from '../selection/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { TravelModule } from '../travel/index.js';
import { ClosuresController } from './closures.controller.js';
import { ClosuresService } from './closures.service.js';
import { GatherClosureFacts } from './gather-facts.js';
import { StartAgain } from './start-again.js';
import { Undo } from './undo.js';
import { WithdrawPermit } from './withdraw-permit.js';

@Module({
  imports: [
    CasesModule,
    MunicipalitiesModule,
    PermitsModule,
    QuotasModule,
    ReferenceModule,
    ScreeningModule,
    SelectionModule,
    SubmissionsModule,
    TravelModule,
  ],
  controllers: [ClosuresController],
  providers: [ClosuresService, GatherClosureFacts, StartAgain, Undo, WithdrawPermit],
  exports: [GatherClosureFacts],
})
export class ClosuresModule {}
