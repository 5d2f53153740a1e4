import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { isDecision } from './domain/walled-record.js';
import { WalledRecords } from './walled-records.js';

/** The act record-service-appeal: the Security Service appeals against what the agency decided in a security case. */
@Injectable()
export class RecordServiceAppeal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the appeal behind the wall, by the route of the day of the decision (Aliens Act 14:11). Nothing outside changes.
   * Throws NotFound, StaleVersion, InvalidInput or ConditionsUnmet (not decided as a security case, or no such appeal on that day).
   */
  async record(
    caseId: string,
    version: number,
    { personIds, appealedOn, reference }: { personIds: string[]; appealedOn: PlainDate; reference: string },
    actor: Actor,
  ): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      for (const { person, referral } of (await this.walled.screened(tx, persons)).values()) {
        const decision = referral ? (await this.walled.recordsOf(tx, [referral])).filter(isDecision).at(-1) : undefined;
        if (!referral || !decision) throw new ConditionsUnmet([{ ...NOT_DECIDED, personId: person.id }]);
        const { decidedOn } = decision.content;
        if (appealedOn < decidedOn || appealedOn > this.clock.today())
          throw new InvalidInput([
            { pointer: '/appealedOn', code: 'appealedOn', message: `appealedOn lies between ${decidedOn} and today.` },
          ]);
        const { value, source } = await this.policy.ruleOn(tx, 'security-case', decidedOn);
        if (value.appeal !== 'service_may_appeal')
          throw new ConditionsUnmet([{ ...NO_SUCH_APPEAL, source, personId: person.id }]);
        await this.walled.add(tx, actor, 'person.record_service_appeal', referral, caseId, {
          kind: 'appeal',
          appealedOn,
          reference,
        });
      }
    });
  }
}

const NOT_DECIDED = {
  code: 'notDecided',
  detail: 'Nothing was decided as a security case.',
  source: 'Aliens Act 1:7 and 14:11',
};
const NO_SUCH_APPEAL = {
  code: 'noServiceAppeal',
  detail: 'By the rule of the day of the decision the Security Service could not appeal.',
};
