import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { ScreeningService } from './screening.service.js';
import { WalledRecords } from './walled-records.js';

/** The verb refer. */
@Injectable()
export class Refer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly walled: WalledRecords,
    private readonly documents: CaseDocuments,
  ) {}

  /**
   * Refers persons to the Security Service: the first gate, before anything is examined (EUAA; Government assignment on resettlement).
   * The letter is an open paper of the case; each referral's own number stays in the walled series.
   * Throws NotFound, StaleVersion, TransitionRefused or ConditionsUnmet.
   */
  refer(caseId: string, version: number, personIds: readonly string[], actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      const facts = await this.screening.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'refer', facts.refer);
      await this.walled.refer(tx, actor, persons);
      const letter = await this.documents.register(tx, theCase, {
        kind: 'referral',
        title: 'Referral to the Security Service',
        direction: 'outgoing',
        classification: 'restricted',
      });
      return this.cases.apply(tx, theCase, changes, actor, { payload: { document: letter.diaryNumber } });
    });
  }
}
