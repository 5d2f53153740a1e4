import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { AuditWatch } from '../audit/index.js';
import { Acts, CurrentActor, Reads } from '../platform/index.js';
import {
  AuditEntriesQuery,
  AuditEntriesResponse,
  AuditVerificationResponse,
  toAuditEntryResponse,
  toAuditVerificationResponse,
} from './audit-trail.dto.js';
import { AuditTrail } from './audit-trail.js';

@ApiTags('Audit')
@Controller('audit')
export class AuditTrailController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly watch: AuditWatch,
  ) {}

  @Reads('entries', {
    id: 'listAuditEntries',
    logs: 'audit.read',
    summary: 'The open audit chain, by subject, case or account',
    description: 'Reading the log is itself logged.',
    returns: AuditEntriesResponse,
  })
  @Requires('audit.read')
  async entries(
    @Query() { limit, cursor, ...filter }: AuditEntriesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AuditEntriesResponse> {
    const page = await this.trail.entries(filter, { limit, cursor }, actor);
    return { items: page.items.map(toAuditEntryResponse), nextCursor: page.nextCursor };
  }

  @Acts('verifications', {
    id: 'verifyAuditChain',
    summary: 'Verify the open audit chain against itself and its signed checkpoints',
    description: 'Names the first bad entry. That it was verified, and with what result, is logged.',
    returns: AuditVerificationResponse,
  })
  @Requires('audit.read')
  async verify(@CurrentActor() actor: Actor): Promise<AuditVerificationResponse> {
    return toAuditVerificationResponse(await this.watch.verify(actor, 'open'));
  }
}
