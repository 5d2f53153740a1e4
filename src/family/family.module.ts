import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ReallocateController } from './reallocate.controller.js';
import { ReallocateCase } from './reallocate.service.js';

@Module({
  imports: [CasesModule],
  controllers: [ReallocateController],
  providers: [ReallocateCase],
})
export class FamilyModule {}
