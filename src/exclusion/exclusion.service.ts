import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import {
  CasesService,
  PERSON_STATUSES,
  hasReached,
  unmetFor,
  type FactsOf,
  type PersonInCase,
  type ResettlementCase,
} from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { Registers, ScreeningService, type Draft, type ExclusionFinding } from '../screening/index.js';
import { Assessments, type WholeAssessment } from './assessments.js';
import { DutiesToReport } from './duties-to-report.js';
import { unmetByAge } from './domain/assessment-rules.js';
import { barsAdmission, contradictionsOf, groundsOf, unmetForFull } from './domain/full-assessment.js';
import { isConfirmed } from './domain/reviews.js';

/** What the decision needs to know of a person's assessments. */
export type ExclusionFindings = Pick<
  FactsOf['grant'],
  'exclusionAssessed' | 'exclusionGroundFound' | 'exclusionSecondLook' | 'refusedElsewhere' | 'barredByRegister'
>;

/** An assessment, which version of the person's it is, and whether it is the one that counts. */
export interface AssessmentInCase extends WholeAssessment {
  version: number;
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
    private readonly registers: Registers,
    private readonly assessments: Assessments,
    private readonly duties: DutiesToReport,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Assesses exclusion of the persons, each in a row of their own; an earlier assessment stays and no longer counts. A ground is found
   * about one person at a time: it never spreads to those who were assessed beside him.
   * Throws NotFound, StaleVersion, TransitionRefused (before the statement), ConditionsUnmet (clearance, age, full assessment) or
   * InvalidInput (ground).
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
      this.requireSense(persons, finding);
      await this.requireAssessable(tx, persons, finding);
      const assessor = { id: actor.accountId, name: actor.name };
      for (const person of persons) {
        await this.assessments.keep(tx, theCase, person, finding, assessor);
        await this.duties.openFor(tx, actor, person, groundsOf(finding));
      }
      return this.cases.change(tx, theCase, actor, {
        action: ACTION,
        set: {},
        payload: { personIds: persons.map(({ id }) => id) },
      });
    });
  }

  /**
   * Makes a draft of the sealed file an assessment like any other, dated today; called by the second signature in a security case,
   * which also raises the version of the case. The signature of another than who drafted is the second look. Throws InvalidInput when
   * the ground is no longer in force.
   */
  async recordFromDraft(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    { content, draftedById, draftedByName }: Draft<'exclusion'>,
  ): Promise<void> {
    const drafter = { id: draftedById, name: draftedByName };
    const assessmentId = await this.assessments.keep(tx, theCase, person, content, drafter);
    await this.duties.openFor(tx, actor, person, groundsOf(content));
    if (content.outcome === 'ground_found' && actor.accountId !== draftedById)
      await this.assessments.addReview(tx, {
        assessmentId,
        ...{ kind: 'second_look', agrees: true, reasons: 'Signed as a whole.' },
        ...{ reviewedById: actor.accountId, reviewedByName: actor.name },
      });
    this.audit.record(tx, actor, {
      action: ACTION,
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      payload: { personIds: [person.id] },
    });
  }

  /** Per person, from the latest assessment alone: nothing is taken from another member of the family, nor from before the present referral. */
  async findings(tx: Tx, personIds: readonly string[]): Promise<Map<string, ExclusionFindings>> {
    const counting = await this.assessments.counting(tx, personIds);
    const today = this.clock.today();
    const refusals = [...counting.values()].flatMap(({ grounds }) => grounds).filter(({ refusedOn }) => refusedOn);
    const barred = await this.registers.barred(tx, personIds, today);
    const rule = refusals.length > 0 ? (await this.policy.ruleOn(tx, 'refusal-look-back', today)).value : null;
    return new Map(
      personIds.map((id) => {
        const assessment = counting.get(id);
        return [
          id,
          {
            exclusionAssessed: assessment !== undefined,
            exclusionGroundFound: assessment?.outcome === 'ground_found',
            exclusionSecondLook: isConfirmed(assessment?.reviews ?? []),
            refusedElsewhere: (assessment?.grounds ?? []).some(
              ({ finding, refusedOn }) =>
                finding === 'met' && refusedOn !== null && rule !== null && barsAdmission(refusedOn, today, rule),
            ),
            barredByRegister: barred.has(id),
          },
        ];
      }),
    );
  }

  /** All assessments of the persons, oldest first, for other modules: whoever asks logs the read. */
  assessmentsOf(tx: Tx, personIds: readonly string[]): Promise<WholeAssessment[]> {
    return this.assessments.all(tx, personIds);
  }

  /** All assessments of the persons of a case, oldest first; the read is logged before it is answered. Throws NotFound. */
  ofCase(caseId: string, actor: Actor): Promise<AssessmentInCase[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { persons } = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, { action: 'exclusion.read', subjectType: 'case', subjectId: caseId, caseId });
      const ids = persons.map(({ id }) => id);
      const counting = await this.assessments.counting(tx, ids);
      const versions = new Map<string, number>();
      return (await this.assessments.all(tx, ids)).map((assessment) => {
        const version = (versions.get(assessment.personId) ?? 0) + 1;
        versions.set(assessment.personId, version);
        return { ...assessment, version, counts: counting.get(assessment.personId)?.id === assessment.id };
      });
    });
  }

  private requireSense(persons: readonly PersonInCase[], finding: ExclusionFinding): void {
    const wrong = contradictionsOf(finding, this.clock.today());
    if (finding.outcome === 'ground_found' && persons.length > 1)
      wrong.push({
        pointer: '/personIds',
        code: 'onePersonAtATime',
        message: 'A ground is found about one person: assess each on their own.',
      });
    if (wrong.length > 0) throw new InvalidInput(wrong);
  }

  private async requireAssessable(tx: Tx, persons: readonly PersonInCase[], finding: ExclusionFinding): Promise<void> {
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
        ...[unmetByAge(guarded, finding.triggers, ages) ?? []].flat(),
        ...unmetForFull(person.id, finding),
      );
    }
    if (unmet.length > 0) throw new ConditionsUnmet(unmet);
  }
}
