import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, Reads, UnitOfWork } from '../platform/index.js';
import { RescreeningsDue } from '../screening/index.js';
import { TravelService } from '../travel/index.js';
import { RescreeningDueListResponse, toRescreeningDueResponse } from './rescreenings-due.dto.js';

/** What screening knows of clearances and travel of journeys, in one list behind the wall. */
@ApiTags('Screening')
@Controller('screening')
export class RescreeningsDueController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rescreenings: RescreeningsDue,
    private readonly travel: TravelService,
    private readonly audit: AuditService,
  ) {}

  @Reads('rescreenings-due', {
    id: 'listRescreeningsDue',
    logs: 'screening.read_due',
    summary: 'Who should be screened anew, and why',
    description:
      'A member came to the case, the identity changed, a tip came in, an age was reached, or the clearance lapses before the journey.',
    returns: RescreeningDueListResponse,
  })
  @Requires('screening.read')
  async list(@CurrentActor() actor: Actor): Promise<RescreeningDueListResponse> {
    const due = await this.unitOfWork.run(actor, (tx) => {
      const read = { action: 'screening.read_due', subjectType: 'screening', subjectId: null };
      this.audit.record(tx, actor, read, 'security');
      return this.rescreenings.due(tx, (personIds) => this.travel.journeyOf(tx, personIds));
    });
    return { items: due.map(toRescreeningDueResponse) };
  }
}
