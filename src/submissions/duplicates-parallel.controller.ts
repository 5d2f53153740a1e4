import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { ParallelProcedures } from './duplicates-parallel.js';
import {
  EndParallelRequest,
  NoteParallelRequest,
  ParallelProceduresResponse,
  toParallelResponse,
} from './duplicates-parallel.dto.js';

@ApiTags('Cases')
@Controller('cases')
export class ParallelProceduresController {
  constructor(private readonly procedures: ParallelProcedures) {}

  @Reads(':caseId/parallel-procedures', {
    id: 'listParallelProcedures',
    logs: 'case.read',
    summary: 'Submissions to other countries and family reunification that run beside the case',
    returns: ParallelProceduresResponse,
    versioned: true,
  })
  @Requires('case.read')
  async list(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ParallelProceduresResponse> {
    return toParallelResponse(await this.procedures.read(caseId, actor));
  }

  @Acts(':caseId/actions/note-parallel', {
    id: 'noteParallelProcedure',
    summary: 'Note that a person is submitted to another country, or applies for family reunification',
    description: 'It warns whoever refers or grants, and stops nobody.',
    returns: ParallelProceduresResponse,
    versioned: true,
  })
  @Requires('person.note_parallel')
  async note(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: NoteParallelRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ParallelProceduresResponse> {
    return toParallelResponse(await this.procedures.note(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/end-parallel', {
    id: 'endParallelProcedure',
    summary: 'Record that a parallel procedure has ended',
    returns: ParallelProceduresResponse,
    versioned: true,
  })
  @Requires('person.note_parallel')
  async end(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: EndParallelRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ParallelProceduresResponse> {
    return toParallelResponse(await this.procedures.end(caseId, version, body, actor));
  }
}
