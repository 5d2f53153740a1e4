import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ExclusionModule } from '../exclusion/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SelectionModule } from '../selection/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { DecideSecurityCase } from './decide-security-case.js';
import { Decide } from './decide.js';
import { GatherFacts } from './gather-facts.js';
import { ComposeLetters } from './compose-letters.js';
import { LettersController } from './letters.controller.js';
import { Letters } from './letters.js';
import { PermitsController } from './permits.controller.js';
import { PermitsService } from './permits.service.js';
import { Proposals } from './proposals.js';
import { Propose } from './propose.js';
import { ReadDecisions } from './read-decisions.js';
import { ReturnProposal } from './return-proposal.js';
import { Sign } from './sign.js';

@Module({
  imports: [
    AuditModule,
    CasesModule,
    ExclusionModule,
    PolicyModule,
    QuotasModule,
    ReferenceModule,
    ScreeningModule,
    SelectionModule,
    SubmissionsModule,
  ],
  controllers: [PermitsController, LettersController],
  providers: [
    Proposals,
    GatherFacts,
    Sign,
    ComposeLetters,
    Letters,
    Propose,
    ReturnProposal,
    Decide,
    DecideSecurityCase,
    ReadDecisions,
    PermitsService,
  ],
  exports: [PermitsService],
})
export class PermitsModule {}
