import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import {
  CountField,
  CurrentActor,
  IdField,
  InstantField,
  ObjectsField,
  PageQuery,
  Reads,
  TextField,
  TextsField,
  UuidParam,
} from '../platform/index.js';
import { AccessReport } from './access-report.js';

export class ReadOfPersonResponse {
  @CountField({ about: 'Position in the open chain.', max: 2_147_483_647, example: 42 }) position: number;
  @InstantField({ about: 'When it was read.' }) readAt: string;
  @IdField({ about: 'Account of who read it; null for the system.', nullable: true }) actorId: string | null;
  @TextField({ about: 'Name of who read it.', example: 'Case officer' }) actorName: string;
  @TextsField({ about: 'Roles in force.', example: ['case_officer'] }) roles: string[];
  @TextField({ about: 'The request.', example: '0190a1b2-0000-7000-8000-000000000000' }) requestId: string;
  @TextField({ about: 'What was done, in the word of its permission.', example: 'case.read' }) action: string;
  @TextField({ about: 'What was read.', example: 'case' }) subjectType: string;
  @IdField({ about: 'Id of what was read.', nullable: true }) subjectId: string | null;
  @IdField({ about: 'The case it belongs to.', nullable: true }) caseId: string | null;
}

export class AccessReportResponse {
  @ObjectsField(() => ReadOfPersonResponse, { about: 'The reads, oldest first.' }) items: ReadOfPersonResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

@ApiTags('Audit')
@Controller('persons')
export class AccessReportController {
  constructor(private readonly report: AccessReport) {}

  @Reads(':personId/access-report', {
    id: 'getAccessReport',
    logs: 'audit.read',
    summary: 'Who read what about a person',
    description:
      'Reads of the person and of the cases in which the person stands or stood, from the open chain. Lists and searches name nobody. That it was asked for is logged.',
    returns: AccessReportResponse,
  })
  @Requires('audit.read')
  async of(
    @Param('personId', UuidParam) personId: string,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AccessReportResponse> {
    return this.report.of(personId, query, actor);
  }
}
