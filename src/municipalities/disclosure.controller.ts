import { Body, Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import {
  Acts,
  ChoiceField,
  CurrentActor,
  ExpectedVersion,
  mediaTypeFor,
  ObjectsField,
  Reads,
  TextField,
  UuidParam,
} from '../platform/index.js';
import { AssignmentResponse, DiscloseNeedsRequest, toAssignmentResponse } from './assignments.dto.js';
import { DiscloseNeeds } from './disclose-needs.js';
import { DISCLOSURE_STAGES, NEEDS_RECIPIENTS, type DisclosureStage, type NeedsRecipient } from './domain/disclosure.js';
import type { InformationSheet } from './domain/information-sheet.js';
import { InformationSheets } from './information-sheets.js';

const [JSON_TYPE, PDF] = ['application/json', 'application/pdf'] as const;

export class InformationSheetQuery {
  @ChoiceField({ about: 'For whom; the municipality when left out.', of: NEEDS_RECIPIENTS, optional: true })
  recipient?: NeedsRecipient;
}

export class SheetFactResponse {
  @TextField({ about: 'What it is.', example: 'Mottas senast' }) term: string;
  @TextField({ about: 'What is told of it.', min: 0, example: '2025-07-14' }) value: string;
}

export class SheetPersonResponse {
  @TextField({ about: 'The name, or a number where no name is told.', min: 0, example: 'Person 1' }) heading: string;
  @ObjectsField(() => SheetFactResponse, { about: 'What is told of the person.' }) facts: SheetFactResponse[];
}

export class InformationSheetResponse {
  @ChoiceField({ about: 'For whom.', of: NEEDS_RECIPIENTS }) recipient: NeedsRecipient;
  @TextField({ about: 'Code of the municipality, or of the county of the region.', example: '0680' })
  recipientCode: string;
  @TextField({ about: 'Its name.', example: 'Jönköping' }) recipientName: string;
  @ChoiceField({ about: 'How far it may know the household.', of: DISCLOSURE_STAGES }) stage: DisclosureStage;
  @ObjectsField(() => SheetFactResponse, { about: 'What is told of the assignment.' }) facts: SheetFactResponse[];
  @ObjectsField(() => SheetPersonResponse, { about: 'The persons.' }) persons: SheetPersonResponse[];
}

const toInformationSheetResponse = ({ facts, persons, ...rest }: InformationSheet): InformationSheetResponse => ({
  ...rest,
  facts: [...facts],
  persons: persons.map((one) => ({ heading: one.heading, facts: [...one.facts] })),
});

@ApiTags('Municipalities')
@Controller()
export class DisclosureController {
  constructor(
    private readonly disclose: DiscloseNeeds,
    private readonly sheets: InformationSheets,
  ) {}

  @Acts('assignments/:assignmentId/actions/disclose-needs', {
    id: 'discloseNeeds',
    summary: 'Tell municipality and region what they must arrange for reasons of health, after the acceptance',
    returns: AssignmentResponse,
    versioned: true,
  })
  @Requires('assignment.disclose_needs')
  async discloseNeeds(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @Body() body: DiscloseNeedsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentResponse> {
    return toAssignmentResponse(await this.disclose.disclose(assignmentId, version, body, actor));
  }

  @Reads('assignments/:assignmentId/information-sheet', {
    id: 'getInformationSheet',
    logs: 'assignment.read_sheet',
    summary: 'The case information sheet as its recipient may have it now',
    description:
      'Unnamed, then with names, last with what must be arranged; on paper, too. Logged for the recipient and its stage.',
    returns: InformationSheetResponse,
    produces: [PDF],
  })
  @Requires('assignment.read')
  async informationSheet(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @Query() { recipient = 'municipality' }: InformationSheetQuery,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<InformationSheetResponse | StreamableFile> {
    const type = mediaTypeFor(request, [JSON_TYPE, PDF]);
    const sheet = await this.sheets.of(actor, assignmentId, recipient);
    if (type === JSON_TYPE) return toInformationSheetResponse(sheet);
    const name = `information-sheet-${sheet.recipientCode}-${assignmentId}.pdf`;
    return new StreamableFile(Buffer.from(await this.sheets.toPdf(sheet)), {
      type: PDF,
      disposition: `attachment; filename=${name}`,
    });
  }
}
