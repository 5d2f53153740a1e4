import { Body, Controller, Param, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, mediaTypeFor, Reads, UuidParam } from '../platform/index.js';
import {
  PrepareRecordRequest,
  RecordFileResponse,
  RecordParagraphListResponse,
  RecordReleaseListResponse,
  RecordReleaseResponse,
  RequestRecordRequest,
  ReviewRecordRequest,
  toRecordParagraphResponse,
  toRecordReleaseResponse,
  toRecordReleaseSummary,
} from './records.dto.js';
import { ReleaseRecord } from './release-record.js';

const [JSON_TYPE, PDF] = ['application/json', 'application/pdf'] as const;

@ApiTags('Records')
@Controller()
export class RecordsController {
  constructor(private readonly releases: ReleaseRecord) {}

  @Acts('cases/:caseId/record-releases', {
    id: 'requestRecord',
    summary: "Register a request for a copy of a case: of the public, or the person's own",
    returns: RecordReleaseResponse,
    status: 201,
  })
  @Requires('record.prepare')
  async request(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RequestRecordRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseResponse> {
    return toRecordReleaseResponse(await this.releases.request(caseId, body, actor));
  }

  @Reads('cases/:caseId/record-releases', {
    id: 'listRecordReleases',
    logs: 'record.read',
    summary: 'The requests for copies of a case, and what became of them',
    returns: RecordReleaseListResponse,
  })
  @Requires('record.read')
  async list(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseListResponse> {
    return { items: (await this.releases.ofCase(caseId, actor)).map(toRecordReleaseSummary) };
  }

  @Reads('record-releases/:releaseId', {
    id: 'getRecordRelease',
    logs: 'record.read',
    summary: 'One request with the masked copy as it was prepared',
    returns: RecordReleaseResponse,
    versioned: true,
  })
  @Requires('record.read')
  async one(
    @Param('releaseId', UuidParam) releaseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseResponse> {
    return toRecordReleaseResponse(await this.releases.one(releaseId, actor));
  }

  @Reads('record-releases/:releaseId/paragraphs', {
    id: 'listRecordParagraphs',
    logs: 'record.read',
    summary: 'The case piece by piece, unmasked, with what the classification proposes: for the secrecy review',
    returns: RecordParagraphListResponse,
  })
  @Requires('record.prepare')
  async paragraphs(
    @Param('releaseId', UuidParam) releaseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordParagraphListResponse> {
    return { items: (await this.releases.paragraphs(releaseId, actor)).map(toRecordParagraphResponse) };
  }

  @Acts('record-releases/:releaseId/actions/prepare', {
    id: 'prepareRecord',
    summary: 'Prepare the masked copy, with a reason for each piece decided otherwise than proposed',
    returns: RecordReleaseResponse,
    versioned: true,
  })
  @Requires('record.prepare')
  async prepare(
    @Param('releaseId', UuidParam) releaseId: string,
    @Body() { deviations = [] }: PrepareRecordRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseResponse> {
    return toRecordReleaseResponse(await this.releases.prepare(releaseId, version, deviations, actor));
  }

  @Acts('record-releases/:releaseId/actions/review', {
    id: 'reviewRecord',
    summary: 'Approve the masked copy as a second person, or send it back',
    returns: RecordReleaseResponse,
    versioned: true,
  })
  @Requires('record.review')
  async review(
    @Param('releaseId', UuidParam) releaseId: string,
    @Body() body: ReviewRecordRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseResponse> {
    return toRecordReleaseResponse(await this.releases.review(releaseId, version, body, actor));
  }

  @Acts('record-releases/:releaseId/actions/release', {
    id: 'releaseRecord',
    summary: 'Give the reviewed copy out: recipient and digests of the files are logged',
    returns: RecordReleaseResponse,
    versioned: true,
  })
  @Requires('record.release')
  async release(
    @Param('releaseId', UuidParam) releaseId: string,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordReleaseResponse> {
    return toRecordReleaseResponse(await this.releases.release(releaseId, version, actor));
  }

  @Reads('record-releases/:releaseId/content', {
    id: 'downloadRecord',
    logs: 'record.read',
    summary: 'The copy as it was given out, byte for byte: JSON or PDF',
    returns: RecordFileResponse,
    produces: [PDF],
  })
  @Requires('record.read')
  async content(
    @Param('releaseId', UuidParam) releaseId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF]);
    const form = type === PDF ? 'pdf' : 'json';
    const file = await this.releases.file(releaseId, form, actor);
    return new StreamableFile(Buffer.from(file, form === 'pdf' ? 'base64' : 'utf8'), {
      type,
      disposition: `attachment; filename="copy.${form}"`,
    });
  }
}
