import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, UuidParam } from '../platform/index.js';
import {
  ClosureResponse,
  DiscontinueRequest,
  LoseContactRequest,
  RecordDeathRequest,
  ReopenRequest,
  ResettleElsewhereRequest,
  toClosureResponse,
  UnassignRequest,
  WithdrawPermitRequest,
  WithdrawRequest,
} from './closures.dto.js';
import { ClosuresService } from './closures.service.js';
import { StartAgain } from './start-again.js';
import { WithdrawPermit } from './withdraw-permit.js';

const UNDONE = 'Journey, assignment, permit and place of these persons are undone; others of the case keep theirs.';

@ApiTags('Closures')
@Controller('cases')
export class ClosuresController {
  constructor(
    private readonly closures: ClosuresService,
    private readonly permit: WithdrawPermit,
    private readonly again: StartAgain,
  ) {}

  @Acts(':caseId/actions/withdraw', {
    id: 'withdraw',
    summary: 'Withdraw persons: UNHCR takes its submission back',
    description: UNDONE,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.withdraw')
  async withdraw(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: WithdrawRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.closures.withdraw(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/discontinue', {
    id: 'discontinue',
    summary: 'Discontinue: consent or biometrics were refused',
    description: UNDONE,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.discontinue')
  async discontinue(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DiscontinueRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.closures.discontinue(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/record-death', {
    id: 'recordDeath',
    summary: 'Record a death before arrival',
    description: UNDONE,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.record_death')
  async recordDeath(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordDeathRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.closures.recordDeath(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/lose-contact', {
    id: 'loseContact',
    summary: 'Record that contact is lost',
    description: UNDONE,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.lose_contact')
  async loseContact(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: LoseContactRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.closures.loseContact(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/resettle-elsewhere', {
    id: 'resettleElsewhere',
    summary: 'Record that another country, or another permit, has taken persons',
    description: UNDONE,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.resettle_elsewhere')
  async resettleElsewhere(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ResettleElsewhereRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.closures.resettleElsewhere(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/withdraw-permit', {
    id: 'withdrawPermit',
    summary: 'Withdraw permits before entry',
    description: `${UNDONE} The security unit signs here, second, under a proposal in the sealed file.`,
    returns: ClosureResponse,
    versioned: true,
  })
  @Requires('person.withdraw_permit')
  async withdrawPermit(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: WithdrawPermitRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ClosureResponse> {
    return toClosureResponse(await this.permit.withdraw(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/unassign', {
    id: 'unassign',
    summary: 'Take an assignment back',
    description: 'Journey and assignment are undone; permit and place stay.',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.unassign')
  async unassign(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: UnassignRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.again.unassign(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/reopen', {
    id: 'reopen',
    summary: 'List persons anew whose road had ended',
    description: 'Always with a new referral and a new decision; the earlier decision stays.',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.reopen')
  async reopen(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReopenRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.again.reopen(caseId, version, body, actor));
  }
}
