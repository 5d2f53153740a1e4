import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, PersonsRequest, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { DraftSecurityCase } from './draft-security-case.js';
import { ReadScreening } from './read-screening.js';
import { RecordServiceAppeal } from './record-service-appeal.js';
import { RecordStatement } from './record-statement.js';
import { Refer } from './refer.js';
import { Rescreen } from './rescreen.js';
import {
  ACCEPTED,
  AcceptedResponse,
  DraftSecurityCaseRequest,
  RecordServiceAppealRequest,
  RecordStatementRequest,
  RescreenRequest,
  ScreeningAuditQuery,
  ScreeningResponse,
  ScreeningStatusListResponse,
  toPersonScreeningResponse,
  toWalledAuditEntryResponse,
  UpholdRequest,
  WalledAuditResponse,
} from './screening.dto.js';
import { Uphold } from './uphold.js';

const BEHIND_THE_WALL = 'Kept behind the wall; the answer is the same whatever it says.';

@ApiTags('Screening')
@Controller()
export class ScreeningController {
  constructor(
    private readonly referring: Refer,
    private readonly statements: RecordStatement,
    private readonly rescreening: Rescreen,
    private readonly drafting: DraftSecurityCase,
    private readonly upholding: Uphold,
    private readonly appeals: RecordServiceAppeal,
    private readonly reading: ReadScreening,
  ) {}

  @Acts('cases/:caseId/actions/refer', {
    id: 'refer',
    summary: 'Refer persons to the Security Service',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.refer')
  async refer(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds = [] }: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.referring.refer(caseId, version, personIds, actor));
  }

  @Acts('cases/:caseId/actions/record-statement', {
    id: 'recordStatement',
    summary: 'Record what the Security Service stated',
    description: `No objection clears those who are in screening. ${BEHIND_THE_WALL}`,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.record_statement')
  async recordStatement(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordStatementRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.statements.record(caseId, version, body, actor);
    return ACCEPTED;
  }

  @Acts('cases/:caseId/actions/rescreen', {
    id: 'rescreen',
    summary: 'Ask for a new pre-screening',
    description: BEHIND_THE_WALL,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.rescreen')
  async rescreen(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RescreenRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.rescreening.open(caseId, version, body, actor);
    return ACCEPTED;
  }

  @Acts('cases/:caseId/security-case/drafts', {
    id: 'draftSecurityCase',
    summary: "Put drafts into the sealed file of a person's security case",
    description: BEHIND_THE_WALL,
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('person.draft_security_case')
  async draft(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DraftSecurityCaseRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.drafting.put(caseId, body, actor);
    return ACCEPTED;
  }

  @Acts('cases/:caseId/actions/uphold', {
    id: 'uphold',
    summary: 'Uphold a permit after a late objection (second signature)',
    description: BEHIND_THE_WALL,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.decide_security_case')
  async uphold(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds }: UpholdRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.upholding.uphold(caseId, version, personIds, actor);
    return ACCEPTED;
  }

  @Acts('cases/:caseId/actions/record-service-appeal', {
    id: 'recordServiceAppeal',
    summary: "Record the Security Service's own appeal in a security case",
    description: BEHIND_THE_WALL,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.record_service_appeal')
  async appeal(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordServiceAppealRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.appeals.record(caseId, version, body, actor);
    return ACCEPTED;
  }

  @Reads('cases/:caseId/screening-status', {
    id: 'getScreeningStatus',
    logs: 'case.read_screening_status',
    summary: 'One neutral word a person: not referred, under handling, cleared',
    returns: ScreeningStatusListResponse,
  })
  @Requires('case.read')
  async status(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ScreeningStatusListResponse> {
    return { items: await this.reading.status(caseId, actor) };
  }

  @Reads('cases/:caseId/screening', {
    id: 'getScreening',
    logs: 'screening.read',
    summary: 'What stands behind the wall about the persons of a case',
    returns: ScreeningResponse,
  })
  @Requires('screening.read')
  async behindWall(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ScreeningResponse> {
    return { items: (await this.reading.behindWall(caseId, actor)).map(toPersonScreeningResponse) };
  }

  @Reads('screening/audit', {
    id: 'listScreeningAudit',
    logs: 'screening.audit',
    summary: 'The audit chain behind the wall',
    returns: WalledAuditResponse,
  })
  @Requires('screening.audit')
  async auditChain(@Query() query: ScreeningAuditQuery, @CurrentActor() actor: Actor): Promise<WalledAuditResponse> {
    const page = await this.reading.auditChain(query, actor);
    return { items: page.items.map(toWalledAuditEntryResponse), nextCursor: page.nextCursor };
  }
}
