import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { UNDER_WAY } from './rescreen.js';
import { WalledRecords } from './walled-records.js';

/** The acts remind and hasten. */
@Injectable()
export class Remind {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly clock: Clock,
  ) {}

  /**
   * Reminds the Security Service of what it was asked, or asks it to hasten its answer. It is recorded whatever was stated by then:
   * whether an answer is awaited still is known behind the wall alone (security.md 3, rule 2). Throws NotFound, StaleVersion or
   * TransitionRefused.
   */
  async remind(
    caseId: string,
    version: number,
    { personIds, reason = null, hasten }: { personIds: string[]; reason?: string | null; hasten: boolean },
    actor: Actor,
  ): Promise<void> {
    const verb = hasten ? 'hasten' : 'remind';
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      this.cases.requireStatus(persons, actor, verb, UNDER_WAY);
      for (const { referral } of (await this.walled.screened(tx, persons)).values()) {
        const reminder = { kind: 'reminder', hasten, askedOn: this.clock.today(), reason } as const;
        if (referral) await this.walled.add(tx, actor, `person.${verb}`, referral, caseId, reminder);
      }
    });
  }
}
