import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, Searches, UuidParam } from '../platform/index.js';
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
  FamilyPreviewResponse,
  toAddMember,
  toPreviewResponse,
} from './family.dto.js';

/** What each act of family life would do: every effect and every unmet condition, with the body of the act itself. */
@ApiTags('Family')
@Controller('cases')
export class FamilyPreviewsController {
  constructor(private readonly families: ChangeFamily) {}

  @Searches(':caseId/previews/add-member', {
    id: 'previewAddMember',
    logs: 'case.read',
    summary: 'What it would do: add a newborn or a found relative',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.add_member')
  async addMember(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: AddMemberRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, toAddMember(body), actor));
  }

  @Searches(':caseId/previews/choose-principal', {
    id: 'previewChoosePrincipal',
    logs: 'case.read',
    summary: 'What it would do: choose the principal applicant anew',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.choose_principal')
  async choosePrincipal(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ChoosePrincipalRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'choose_principal' }, actor));
  }

  @Searches(':caseId/previews/record-marriage', {
    id: 'previewRecordMarriage',
    logs: 'case.read',
    summary: 'What it would do: record that two members have married',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.record_marriage')
  async recordMarriage(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordMarriageRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'record_marriage' }, actor));
  }

  @Searches(':caseId/previews/record-separation', {
    id: 'previewRecordSeparation',
    logs: 'case.read',
    summary: 'What it would do: record that two members have separated',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.record_separation')
  async recordSeparation(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordSeparationRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'record_separation' }, actor));
  }

  @Searches(':caseId/previews/split', {
    id: 'previewSplitCase',
    logs: 'case.read',
    summary: 'What it would do: let members go on in a case of their own',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.split')
  async splitCase(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: SplitCaseRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'split' }, actor));
  }

  @Searches(':caseId/previews/merge', {
    id: 'previewMergeCases',
    logs: 'case.read',
    summary: 'What it would do: let the persons of another case go on in this one',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.merge')
  async mergeCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: MergeCasesRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'merge' }, actor));
  }

  @Searches(':caseId/previews/link', {
    id: 'previewLinkCases',
    logs: 'case.read',
    summary: 'What it would do: link two cases that must travel and settle together',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.link')
  async linkCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: LinkCasesRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'link' }, actor));
  }

  @Searches(':caseId/previews/unlink', {
    id: 'previewUnlinkCases',
    logs: 'case.read',
    summary: 'What it would do: take a link back',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.unlink')
  async unlinkCases(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: LinkCasesRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'unlink' }, actor));
  }

  @Searches(':caseId/previews/dismiss-difference', {
    id: 'previewDismissDifference',
    logs: 'case.read',
    summary: 'What it would do: leave the case as it is although the newest RRF lists others',
    returns: FamilyPreviewResponse,
  })
  @Requires('case.dismiss_difference')
  async dismissDifference(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DismissDifferenceRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FamilyPreviewResponse> {
    return toPreviewResponse(await this.families.preview(caseId, { ...body, verb: 'dismiss_difference' }, actor));
  }
}
