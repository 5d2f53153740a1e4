import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, PersonsRequest, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { DecideSecurityCase } from './decide-security-case.js';
import { Decide } from './decide.js';
import {
  DecisionsResponse,
  GrantRequest,
  ProposeRequest,
  ReturnProposalRequest,
  toDecisionsResponse,
} from './permits.dto.js';
import { Propose } from './propose.js';
import { ReadDecisions } from './read-decisions.js';
import { ReturnProposal } from './return-proposal.js';

@ApiTags('Permits')
@Controller('cases')
export class PermitsController {
  constructor(
    private readonly proposals: Propose,
    private readonly returning: ReturnProposal,
    private readonly decide: Decide,
    private readonly securityCase: DecideSecurityCase,
    private readonly decisions: ReadDecisions,
  ) {}

  @Acts(':caseId/actions/propose', {
    id: 'propose',
    summary: 'Propose a decision for each person: the first of two signatures',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.propose')
  async propose(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { persons }: ProposeRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.proposals.propose(caseId, version, persons, actor));
  }

  @Acts(':caseId/actions/return-proposal', {
    id: 'returnProposal',
    summary: 'Send proposals back instead of signing them, with the reason',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.return_proposal')
  async returnProposal(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReturnProposalRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.returning.return(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/grant', {
    id: 'grant',
    summary: 'Grant the permits that were proposed: the second signature, one place a person',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.grant')
  async grant(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: GrantRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.decide.grant(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/refuse', {
    id: 'refuse',
    summary: 'Refuse the permits as proposed: the second signature',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.refuse')
  async refuse(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.decide.refuse(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/exclude', {
    id: 'exclude',
    summary: 'Exclude as proposed: the second signature',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.exclude')
  async exclude(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.decide.exclude(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/decide-security-case', {
    id: 'decideSecurityCase',
    summary: 'Sign what the security unit drafted: the second signature in a security case',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.decide_security_case')
  async decideSecurityCase(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds = [] }: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.securityCase.decide(caseId, version, personIds, actor));
  }

  @Reads(':caseId/decisions', {
    id: 'listDecisions',
    logs: 'permit.read',
    summary: 'Proposals, decisions and permits of a case',
    returns: DecisionsResponse,
  })
  @Requires('permit.read')
  async list(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<DecisionsResponse> {
    return toDecisionsResponse(await this.decisions.of(caseId, actor));
  }
}
