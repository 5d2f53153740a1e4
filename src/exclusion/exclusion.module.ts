import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { ExclusionController } from './exclusion.controller.js';
import { ExclusionService } from './exclusion.service.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, ReferenceModule, ScreeningModule],
  controllers: [ExclusionController],
  providers: [ExclusionService],
  exports: [ExclusionService],
})
export class ExclusionModule {}
