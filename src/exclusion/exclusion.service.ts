import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import {
  CasesService,
  PERSON_STATUSES,
  hasReached,
  unmetFor,
  type PersonInCase,
  type ResettlementCase,
} from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor, type Unmet } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { ReferenceService } from '../reference/index.js';
import { ScreeningService, type Draft, type ExclusionFinding } from '../screening/index.js';
import { unmetByAge } from './domain/assessment-rules.js';
import { ExclusionAssessment } from './exclusion.entities.js';

/** What the decision needs to know of a person's assessments. */
export interface ExclusionFindings {
  exclusionAssessed: boolean;
  exclusionGroundFound: boolean;
}

/** An assessment, and whether it is the one that counts. */
export interface AssessmentInCase extends ExclusionAssessment {
  counts: boolean;
}

/** From the Security Service's statement until arrival: before, nothing is examined; after, a permit is another law's matter. */
const ASSESSABLE = PERSON_STATUSES.filter((status) => hasReached(status, 'cleared') && !hasReached(status, 'arrived'));

const ACTION = 'person.assess_exclusion';

@Injectable()
export class ExclusionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly reference: ReferenceService,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Assesses exclusion of the persons, each in a row of their own; an earlier assessment stays and no longer counts.
   * Throws NotFound, StaleVersion, TransitionRefused (before the statement), ConditionsUnmet (clearance, age) or InvalidInput (ground).
   */
  assess(
    caseId: string,
    version: number,
    { personIds, ...finding }: ExclusionFinding & { personIds: string[] },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      this.cases.requireStatus(persons, actor, 'assess_exclusion', ASSESSABLE);
      await this.requireAssessable(tx, persons, finding);
      const assessor = { id: actor.accountId, name: actor.name };
      for (const person of persons) await this.keep(tx, theCase, person, finding, assessor);
      return this.cases.change(tx, theCase, actor, {
        action: ACTION,
        set: {},
        payload: { personIds: persons.map(({ id }) => id) },
      });
    });
  }

  /**
   * Makes a draft of the sealed file an assessment like any other, dated today; called by the second signature in a security case,
   * which also raises the version of the case. Throws InvalidInput when the ground is no longer in force.
   */
  async recordFromDraft(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    draft: Draft<'exclusion'>,
  ): Promise<void> {
    await this.keep(tx, theCase, person, draft.content, { id: draft.draftedById, name: draft.draftedByName });
    this.audit.record(tx, actor, {
      action: ACTION,
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      payload: { personIds: [person.id] },
    });
  }

  /** Per person: whether exclusion was assessed, and whether the latest assessment found a ground. What precedes the present referral does not count. */
  async findings(tx: Tx, personIds: readonly string[]): Promise<Map<string, ExclusionFindings>> {
    const counting = await this.counting(tx, personIds);
    return new Map(
      personIds.map((id) => {
        const assessment = counting.get(id);
        return [
          id,
          { exclusionAssessed: assessment !== undefined, exclusionGroundFound: assessment?.outcome === 'ground_found' },
        ];
      }),
    );
  }

  /** All assessments of the persons of a case, oldest first; the read is logged before it is answered. Throws NotFound. */
  ofCase(caseId: string, actor: Actor): Promise<AssessmentInCase[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { persons } = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, { action: 'exclusion.read', subjectType: 'case', subjectId: caseId, caseId });
      const ids = persons.map(({ id }) => id);
      const counting = await this.counting(tx, ids);
      return (await this.all(tx, ids)).map((assessment) => ({
        ...assessment,
        counts: counting.get(assessment.personId)?.id === assessment.id,
      }));
    });
  }

  private async keep(
    tx: Tx,
    theCase: ResettlementCase,
    person: PersonInCase,
    finding: ExclusionFinding,
    assessor: { id: string; name: string },
  ): Promise<void> {
    const {
      outcome,
      groundCode,
      triggers: { notes = null, ...triggers },
      reasons,
    } = finding;
    const assessedOn = this.clock.today();
    const ground =
      groundCode === undefined
        ? null
        : await this.reference.requireReason(tx, 'exclude', groundCode, { pointer: '/groundCode', on: assessedOn });
    await tx.manager.insert(ExclusionAssessment, {
      id: newId(),
      personId: person.id,
      caseId: theCase.id,
      outcome,
      groundCode: ground?.code ?? null,
      instrument: ground?.instrument ?? null,
      standard: ground?.standard ?? null,
      triggers,
      triggerNotes: notes,
      reasons,
      assessedById: assessor.id,
      assessedByName: assessor.name,
      assessedOn,
      recordedAt: tx.at,
    });
  }

  private async requireAssessable(
    tx: Tx,
    persons: readonly PersonInCase[],
    { outcome, groundCode, triggers }: ExclusionFinding,
  ): Promise<void> {
    if ((outcome === 'ground_found') !== (groundCode !== undefined))
      throw new InvalidInput([
        { pointer: '/groundCode', code: 'groundCode', message: 'A ground has its code, and only a ground has one.' },
      ]);
    const today = this.clock.today();
    const clearance = await this.screening.clearance(
      tx,
      persons.map(({ id }) => id),
      today,
    );
    const ages = (await this.policy.ruleOn(tx, 'exclusion-assessment-age', today)).value;
    const unmet: Unmet[] = [];
    for (const person of persons) {
      const guarded = await this.cases.inGuard(tx, person);
      // The gate is that of the examination, of which the assessment is a part: the same clearance, in the same words.
      unmet.push(
        ...unmetFor(guarded, 'examine', {
          clearanceInForce: clearance.get(person.id) ?? false,
          routeChosen: true,
          missionUnderWay: null,
        }),
      );
      unmet.push(...[unmetByAge(guarded, triggers, ages) ?? []].flat());
    }
    if (unmet.length > 0) throw new ConditionsUnmet(unmet);
  }

  /** The latest assessment of each person since the referral that counts: a reopened person is assessed anew. */
  private async counting(tx: Tx, personIds: readonly string[]): Promise<Map<string, ExclusionAssessment>> {
    const referredAt = await this.screening.referredAt(tx, personIds);
    const sinceReferral = (await this.all(tx, personIds)).filter(
      ({ personId, recordedAt }) => recordedAt >= (referredAt.get(personId) ?? '~'),
    );
    return new Map(sinceReferral.map((assessment) => [assessment.personId, assessment]));
  }

  private all(tx: Tx, personIds: readonly string[]): Promise<ExclusionAssessment[]> {
    return tx.manager.find(ExclusionAssessment, {
      where: { personId: In([...personIds]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }
}
