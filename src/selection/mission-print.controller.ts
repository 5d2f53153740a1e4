import { Controller, Param, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, mediaTypeFor, Reads, UuidParam, XLSX } from '../platform/index.js';
import type { Printout } from './domain/mission-print.js';
import { PDF, printoutFile } from './mission-print-files.js';
import {
  MissionCasesResponse,
  MissionPoolResponse,
  PrintoutResponse,
  toMissionCasesResponse,
  toMissionPoolResponse,
  toPrintoutResponse,
} from './mission-print.dto.js';
import { MissionPrint } from './mission-print.js';

const JSON_TYPE = 'application/json';

@ApiTags('Selection')
@Controller()
export class MissionPrintController {
  constructor(private readonly print: MissionPrint) {}

  @Reads('mission-pool', {
    id: 'listMissionPool',
    logs: 'mission.read',
    summary: 'Cases to be examined by a mission that stand on none: urgent ones first, then the oldest',
    returns: MissionPoolResponse,
  })
  @Requires('mission.read')
  async pool(@CurrentActor() actor: Actor): Promise<MissionPoolResponse> {
    return toMissionPoolResponse(await this.print.pool(actor));
  }

  @Reads('missions/:missionId/cases', {
    id: 'listMissionCases',
    logs: 'mission.read',
    summary:
      'The list of a mission: its cases and persons, and whom it has interviewed; also printed and as a workbook',
    returns: MissionCasesResponse,
    produces: [PDF, XLSX],
  })
  @Requires('mission.read')
  async cases(
    @Param('missionId', UuidParam) missionId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<MissionCasesResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF, XLSX]);
    if (type === JSON_TYPE) return toMissionCasesResponse(await this.print.casesOf(missionId, actor));
    return printoutFile(await this.print.list(missionId, actor), type, `mission-list-${missionId}`);
  }

  @Reads('missions/:missionId/report', {
    id: 'getMissionReport',
    logs: 'mission.read',
    summary: 'The report after a mission: what was done, whom it met, its account; also printed and as a workbook',
    returns: PrintoutResponse,
    produces: [PDF, XLSX],
  })
  @Requires('mission.read')
  async report(
    @Param('missionId', UuidParam) missionId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<PrintoutResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF, XLSX]);
    return answered(await this.print.report(missionId, actor), type, `mission-report-${missionId}`);
  }

  @Reads('missions/:missionId/cases/:caseId/pack', {
    id: 'getCasePack',
    logs: 'mission.read',
    summary: 'What is carried into the interviews of a case, as far as its reader may see it; also printed',
    description: 'Restricted parts of the form and notes of interviews only for those who may read them.',
    returns: PrintoutResponse,
    produces: [PDF, XLSX],
  })
  @Requires('mission.read')
  async pack(
    @Param('missionId', UuidParam) missionId: string,
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<PrintoutResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF, XLSX]);
    return answered(await this.print.pack(missionId, caseId, actor), type, `case-pack-${caseId}`);
  }
}

const answered = (
  printout: Printout,
  type: typeof JSON_TYPE | typeof PDF | typeof XLSX,
  name: string,
): PrintoutResponse | Promise<StreamableFile> =>
  type === JSON_TYPE ? toPrintoutResponse(printout) : printoutFile(printout, type, name);
