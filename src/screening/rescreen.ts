import { Injectable } from '@nestjs/common';
import { CasesService, isOnRoad, PERSON_STATUSES } from '../cases/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { RescreeningCause } from './domain/walled-record.js';
import { WalledRecords } from './walled-records.js';

/** Who can be screened anew: everybody on the road who was referred. An open fact, so a refusal tells nothing. */
export const UNDER_WAY = PERSON_STATUSES.filter((status) => isOnRoad(status) && status !== 'listed');

/** The act rescreen. */
@Injectable()
export class Rescreen {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a re-screening behind the wall: until it is answered the clearance is not in force, and nothing outside shows why.
   * Throws NotFound, StaleVersion or TransitionRefused.
   */
  async open(
    caseId: string,
    version: number,
    { personIds, reason, cause = 'other' }: { personIds: string[]; reason: string; cause?: RescreeningCause },
    actor: Actor,
  ): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      this.cases.requireStatus(persons, actor, 'rescreen', UNDER_WAY);
      for (const { person, referral } of (await this.walled.screened(tx, persons)).values()) {
        const { identityVersion } = person;
        const opened = { kind: 'rescreening', cause, openedOn: this.clock.today(), identityVersion, reason } as const;
        if (referral) await this.walled.add(tx, actor, 'person.rescreen', referral, caseId, opened);
      }
    });
  }
}
