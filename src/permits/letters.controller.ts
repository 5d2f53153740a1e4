import { Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, mediaTypeFor, Reads, toPdf, UuidParam } from '../platform/index.js';
import {
  CaseLetterResponse,
  CaseLettersResponse,
  LetterPreviewQuery,
  LetterPreviewResponse,
  toLetterResponse,
  toPreviewResponse,
} from './letters.dto.js';
import { Letters } from './letters.js';
import { printedLetter } from './printed-letter.js';

const [JSON_TYPE, PDF] = ['application/json', 'application/pdf'] as const;

@ApiTags('Permits')
@Controller('cases')
export class LettersController {
  constructor(private readonly letters: Letters) {}

  @Reads(':caseId/decision-letters', {
    id: 'listCaseLetters',
    logs: 'permit.read',
    summary: 'The letters of a case: signed decisions in Swedish and English, and answers to UNHCR',
    returns: CaseLettersResponse,
  })
  @Requires('permit.read')
  async list(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<CaseLettersResponse> {
    return { items: (await this.letters.of(caseId, actor)).map(toLetterResponse) };
  }

  @Reads(':caseId/decision-letters/:letterId', {
    id: 'getCaseLetter',
    logs: 'permit.read',
    summary: 'One letter, word for word as it was signed; also printed',
    returns: CaseLetterResponse,
    produces: [PDF],
  })
  @Requires('permit.read')
  async one(
    @Param('caseId', UuidParam) caseId: string,
    @Param('letterId', UuidParam) letterId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<CaseLetterResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF]);
    const letter = await this.letters.one(caseId, letterId, actor);
    return type === PDF ? printed(letter, letter.diaryNumber.replace(':', '-')) : toLetterResponse(letter);
  }

  @Reads(':caseId/letter-previews/decision', {
    id: 'previewDecisionLetter',
    logs: 'permit.read',
    summary: 'The letter on a proposed decision as it would be signed today; also printed, marked as not signed',
    returns: LetterPreviewResponse,
    produces: [PDF],
  })
  @Requires('permit.read')
  async preview(
    @Param('caseId', UuidParam) caseId: string,
    @Query() { personId, language }: LetterPreviewQuery,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<LetterPreviewResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF]);
    const preview = await this.letters.preview(caseId, personId, language, actor);
    return type === PDF ? printed(preview, 'preview') : toPreviewResponse(preview);
  }

  @Reads(':caseId/letter-previews/answer', {
    id: 'previewAnswer',
    logs: 'permit.read',
    summary: 'The answer to UNHCR as it would be sent today; also printed, marked as not signed',
    returns: LetterPreviewResponse,
    produces: [PDF],
  })
  @Requires('permit.read')
  async previewAnswer(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<LetterPreviewResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF]);
    const preview = await this.letters.previewAnswer(caseId, actor);
    return type === PDF ? printed(preview, 'preview') : toPreviewResponse(preview);
  }

  @Acts(':caseId/actions/answer-unhcr', {
    id: 'answerUnhcr',
    summary:
      'Answer UNHCR on the case as it stands: outcome and reason code of each person, pending apart from refused',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.answer_unhcr')
  async answer(
    @Param('caseId', UuidParam) caseId: string,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.letters.answer(caseId, version, actor));
  }
}

/** The letter as a file to keep. */
async function printed(letter: Parameters<typeof printedLetter>[0], name: string): Promise<StreamableFile> {
  return new StreamableFile(Buffer.from(await toPdf(printedLetter(letter))), {
    type: PDF,
    disposition: `attachment; filename="${name}-${letter.language}.pdf"`,
  });
}
