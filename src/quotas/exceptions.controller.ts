import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  EndExceptionRequest,
  ExceptionListResponse,
  RecordExceptionRequest,
  toExceptionListResponse,
} from './exceptions.dto.js';
import { ExceptionsService } from './exceptions.service.js';

const RETURNS = { returns: ExceptionListResponse, versioned: true } as const;

@ApiTags('Quotas')
@Controller('quota-periods')
export class ExceptionsController {
  constructor(private readonly exceptions: ExceptionsService) {}

  @Reads(':periodId/exceptions', {
    id: 'listExceptions',
    logs: notSensitive('places'),
    summary: 'The exceptions that the Government has made for a period',
    ...RETURNS,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<ExceptionListResponse> {
    return toExceptionListResponse(await this.exceptions.list(periodId));
  }

  @Acts(':periodId/exceptions', {
    id: 'recordException',
    summary: 'Record an exception that the Government has made',
    description:
      'Without one, nobody is granted a permit who is not outside the home country. If-Match is the version of the period.',
    ...RETURNS,
    status: 201,
  })
  @Requires('quota.plan')
  async record(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: RecordExceptionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionListResponse> {
    return toExceptionListResponse(await this.exceptions.record(actor, periodId, version, body));
  }

  @Acts(':periodId/exceptions/:exceptionId/actions/end', {
    id: 'endException',
    summary: 'Record that an exception ends before its time',
    ...RETURNS,
  })
  @Requires('quota.plan')
  async end(
    @Param('periodId', UuidParam) periodId: string,
    @Param('exceptionId', UuidParam) exceptionId: string,
    @Body() body: EndExceptionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionListResponse> {
    return toExceptionListResponse(await this.exceptions.end(actor, periodId, exceptionId, version, body));
  }
}
