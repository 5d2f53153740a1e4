import { Body, Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import type { Request } from 'express';
import { Acts, CurrentActor, MAX_PAGE, mediaTypeFor, notSensitive, Reads, UuidParam, XLSX } from '../platform/index.js';
import { BATCH_TYPES } from '../platform/http/body.js';
import { ImportBatch } from './import-batch.js';
import { importColumns, importTemplate } from './import-template.js';
import {
  ImportColumnsResponse,
  ImportOptionsQuery,
  ImportQuery,
  ImportResponse,
  ImportStartedResponse,
  toImportResponse,
} from './imports.dto.js';

@ApiTags('Submissions')
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: ImportBatch) {}

  @Acts('', {
    id: 'importSubmissions',
    summary: 'Send a batch of RRFs as lines of JSON',
    description:
      'One RRF a line, as in POST /submissions. Good lines become cases or newer versions of known forms, bad ones come back in GET /imports/{importId} with line, field and reason. The same batch sent again changes nothing.',
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
  async queue(
    @Query() { dryRun, mode = 'lineByLine' }: ImportOptionsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<ImportStartedResponse> {
    return {
      id: await this.imports.queueLines(body, actor, { mode, dryRun: dryRun === 'true' }),
      status: 'waiting',
    };
  }

  @Acts('workbook', {
    id: 'importWorkbook',
    summary: 'Send a batch of RRFs as a workbook',
    description:
      'Built as the template of GET /imports/template: a sheet Cases and a sheet Persons, joined by the UNHCR case number. Each row of Cases is a line of the import, and errors name the cell.',
    returns: ImportStartedResponse,
    status: 202,
  })
  @ApiConsumes(XLSX)
  @ApiBody({ description: 'The workbook.', required: true, schema: { type: 'string', format: 'binary' } })
  @Requires('submission.receive')
  async queueWorkbook(
    @Query() { dryRun, mode = 'lineByLine' }: ImportOptionsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<ImportStartedResponse> {
    return {
      id: await this.imports.queueWorkbook(body, actor, { mode, dryRun: dryRun === 'true' }),
      status: 'waiting',
    };
  }

  @Reads('template', {
    id: 'getImportTemplate',
    logs: notSensitive('reference'),
    summary: 'The template of a workbook, or its columns',
    description:
      'A workbook with the headers, one example, and a third sheet that explains every column; as JSON the columns alone.',
    returns: ImportColumnsResponse,
    produces: [XLSX],
  })
  @Requires('submission.receive')
  async template(@Req() request: Request): Promise<ImportColumnsResponse | StreamableFile> {
    if (mediaTypeFor(request, [XLSX, 'application/json']) !== XLSX) return { items: importColumns() };
    return new StreamableFile(Buffer.from(await importTemplate()), {
      type: XLSX,
      disposition: 'attachment; filename="vidar-import.xlsx"',
    });
  }

  @Reads(':importId', {
    id: 'getImport',
    logs: 'submission.read_import',
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

  @Acts(':importId/cancel', {
    id: 'cancelImport',
    summary: 'Call an import off',
    description:
      'Lines that have their outcome keep it; the others never get one, and what they held is forgotten. The batch can be sent again.',
    returns: ImportStartedResponse,
  })
  @Requires('submission.receive')
  async cancel(
    @Param('importId', UuidParam) importId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ImportStartedResponse> {
    await this.imports.cancel(importId, actor);
    return { id: importId, status: 'cancelled' };
  }
}
