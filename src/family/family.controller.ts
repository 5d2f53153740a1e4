import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, UuidParam } from '../platform/index.js';
import { ChangeFamily } from './change-family.js';
import {
  AddMemberRequest,
  ChoosePrincipalRequest,
  DismissDifferenceRequest,
  LinkCasesRequest,
  MergeCasesRequest,
  RecordMarriageRequest,
  RecordSeparationRequest,
  SplitCaseRequest,
  FamilyChangeResponse,
  toAddMember,
  toChangeResponse,
} from './family.dto.js';

/** The acts of family life. What each would do, its preview shows before (`POST …/previews/{verb}` with the same body). */
@ApiTags('Family')
@Controller('cases')
export class FamilyController {
  constructor(private readonly families: ChangeFamily) {}

  @Acts(':caseId/actions/add-member', {
    id: 'addMember',
    summary: 'Add a newborn or a found relative',
    description:
      'The new person is listed and begins at the beginning; nobody else’s state changes. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.add_member')
  async addMember(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: AddMemberRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, toAddMember(body), actor));
  }

  @Acts(':caseId/actions/choose-principal', {
    id: 'choosePrincipal',
    summary: 'Choose the principal applicant anew',
    description: 'The relations are rebuilt around them. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.choose_principal')
  async choosePrincipal(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ChoosePrincipalRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(
      await this.families.carryOut(caseId, version, { ...body, verb: 'choose_principal' }, actor),
    );
  }

  @Acts(':caseId/actions/record-marriage', {
    id: 'recordMarriage',
    summary: 'Record that two members have married',
    description: 'Neither under age nor a second time. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.record_marriage')
  async recordMarriage(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordMarriageRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, { ...body, verb: 'record_marriage' }, actor));
  }

  @Acts(':caseId/actions/record-separation', {
    id: 'recordSeparation',
    summary: 'Record that two members have separated',
    description: 'Permits and places stay. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.record_separation')
  async recordSeparation(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordSeparationRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(
      await this.families.carryOut(caseId, version, { ...body, verb: 'record_separation' }, actor),
    );
  }

  @Acts(':caseId/actions/split', {
    id: 'splitCase',
    summary: 'Let members go on in a case of their own',
    description: 'History, place, assignment and seat go with the persons. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.split')
  async splitCase(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: SplitCaseRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, { ...body, verb: 'split' }, actor));
  }

  @Acts(':caseId/actions/merge', {
    id: 'mergeCases',
    summary: 'Let the persons of another case go on in this one',
    description:
      'The other case is closed as merged; both must stand in the same sub-quota. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.merge')
  async mergeCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: MergeCasesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, { ...body, verb: 'merge' }, actor));
  }

  @Acts(':caseId/actions/link', {
    id: 'linkCases',
    summary: 'Link two cases that must travel and settle together',
    description: 'A link reaches further than the two: the whole block is told. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.link')
  async linkCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: LinkCasesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, { ...body, verb: 'link' }, actor));
  }

  @Acts(':caseId/actions/unlink', {
    id: 'unlinkCases',
    summary: 'Take a link back',
    description: 'Others of the block may stay linked over a third case. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.unlink')
  async unlinkCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: LinkCasesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(await this.families.carryOut(caseId, version, { ...body, verb: 'unlink' }, actor));
  }

  @Acts(':caseId/actions/dismiss-difference', {
    id: 'dismissDifference',
    summary: 'Leave the case as it is although the newest RRF lists others',
    description: 'The difference is kept with who dismissed it and why. The preview shows every effect before.',
    returns: FamilyChangeResponse,
    versioned: true,
  })
  @Requires('case.dismiss_difference')
  async dismissDifference(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DismissDifferenceRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyChangeResponse> {
    return toChangeResponse(
      await this.families.carryOut(caseId, version, { ...body, verb: 'dismiss_difference' }, actor),
    );
  }
}
