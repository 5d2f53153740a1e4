import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, MAX_PAGE, Reads, UuidParam } from '../platform/index.js';
import { BATCH_TYPES } from '../platform/http/body.js';
import { ImportBatch } from './import-batch.js';
import { ImportQuery, ImportResponse, ImportStartedResponse, toImportResponse } from './submissions.dto.js';

@ApiTags('Submissions')
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: ImportBatch) {}

  @Acts('', {
    id: 'importSubmissions',
    summary: 'Send a batch of RRFs as lines of JSON',
    description:
      'One RRF a line, as in POST /submissions. Good lines become cases, bad ones come back in GET /imports/{importId} with line, field and reason.',
    returns: ImportStartedResponse,
    status: 202,
  })
  @ApiConsumes(...BATCH_TYPES)
  @ApiBody({
    description: 'JSON lines in UTF-8.',
    required: true,
    schema: { type: 'string', example: '{"source":"unhcr", ...}\n{"source":"unhcr", ...}\n' },
  })
  @Requires('submission.receive')
  async queue(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<ImportStartedResponse> {
    return { id: await this.imports.queue(body, actor), status: 'waiting' };
  }

  @Reads(':importId', {
    id: 'getImport',
    summary: 'How far an import is, and what came of each line',
    returns: ImportResponse,
  })
  @Requires('submission.receive')
  async one(
    @Param('importId', UuidParam) importId: string,
    @Query() { limit = MAX_PAGE, cursor, outcome }: ImportQuery,
  ): Promise<ImportResponse> {
    return toImportResponse(await this.imports.report(importId, { limit, cursor, outcome }));
  }
}
