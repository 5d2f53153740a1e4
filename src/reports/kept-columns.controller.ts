import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import {
  Acts,
  CurrentActor,
  IdField,
  InstantField,
  notSensitive,
  ObjectsField,
  Reads,
  TextField,
  TextsField,
  UuidParam,
} from '../platform/index.js';
import { ASSIGNMENT_COLUMNS } from './assignment-files.js';
import type { KeptColumns } from './kept-columns.entities.js';
import { KeepColumns } from './kept-columns.js';

export class KeepColumnsRequest {
  @TextField({ about: 'The name to find them by.', max: 100, example: 'For the county boards' }) name: string;
  @TextsField({
    about: 'The columns, in their order.',
    of: ASSIGNMENT_COLUMNS,
    minItems: 1,
    maxItems: 40,
    example: ['municipalityCode', 'municipalityName', 'familySize', 'assignedOn'],
  })
  columns: string[];
}

export class KeptColumnsResponse extends KeepColumnsRequest {
  @IdField({ about: 'Their id.' }) id: string;
  @InstantField({ about: 'When they were kept.' }) keptAt: string;
}

export class KeptColumnsListResponse {
  @ObjectsField(() => KeptColumnsResponse, { about: 'What one has kept, by name.' }) items: KeptColumnsResponse[];
}

const toKeptColumnsResponse = ({ ownerId: _, ...kept }: KeptColumns): KeptColumnsResponse => kept;

@ApiTags('Reports')
@Controller('export-columns')
export class KeptColumnsController {
  constructor(private readonly kept: KeepColumns) {}

  @Reads('', {
    id: 'listKeptColumns',
    logs: notSensitive('own'),
    summary: 'The columns of assignment lists that one has kept',
    returns: KeptColumnsListResponse,
  })
  @Requires('report.keep_columns')
  async list(@CurrentActor() actor: Actor): Promise<KeptColumnsListResponse> {
    return { items: (await this.kept.list(actor)).map(toKeptColumnsResponse) };
  }

  @Acts('', {
    id: 'keepColumns',
    summary: 'Keep columns for assignment lists under a name',
    description: 'What was kept under the name before is replaced.',
    returns: KeptColumnsResponse,
    status: 201,
  })
  @Requires('report.keep_columns')
  async keep(
    @Body() { name, columns }: KeepColumnsRequest,
    @CurrentActor() actor: Actor,
  ): Promise<KeptColumnsResponse> {
    return toKeptColumnsResponse(await this.kept.keep(actor, name, columns));
  }

  @Acts(':columnsId/actions/remove', { id: 'removeKeptColumns', summary: 'Take kept columns away', status: 204 })
  @Requires('report.keep_columns')
  async remove(@Param('columnsId', UuidParam) columnsId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.kept.remove(actor, columnsId);
  }
}
