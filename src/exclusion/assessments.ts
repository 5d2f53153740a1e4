import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { PersonInCase, ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput } from '../kernel/index.js';
import { insertRows, newId, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { ScreeningService, type ExclusionFinding } from '../screening/index.js';
import { groundsOf, type Considered } from './domain/full-assessment.js';
import { kindOf, REFUSED_ELSEWHERE } from './domain/grounds.js';
import { ExclusionAssessment, ExclusionConsideration, ExclusionReview } from './exclusion.entities.js';

/** An assessment with the grounds it weighed and what specialists said of it. */
export interface WholeAssessment extends ExclusionAssessment {
  grounds: ExclusionConsideration[];
  reviews: ExclusionReview[];
}

/** The rows of the assessments. They are only added: an assessment made anew is a newer version beside the old one. */
@Injectable()
export class Assessments {
  constructor(
    private readonly screening: ScreeningService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a finding about one person, dated today, with instrument and standard of each ground as they are in force. Returns its id.
   * Throws InvalidInput when a ground is unknown or not in force.
   */
  async keep(
    tx: Tx,
    theCase: Pick<ResettlementCase, 'id'>,
    person: Pick<PersonInCase, 'id'>,
    finding: ExclusionFinding,
    assessor: { id: string; name: string },
  ): Promise<string> {
    const { notes = null, ...triggers } = finding.triggers;
    const assessedOn = this.clock.today();
    const assessmentId = newId();
    const grounds: ExclusionConsideration[] = [];
    for (const [index, one] of groundsOf(finding).entries()) {
      const pointer = one.groundCode === finding.groundCode ? '/groundCode' : `/considered/${index}/groundCode`;
      grounds.push(await this.weighed(tx, assessmentId, one, pointer, assessedOn));
    }
    const ground = grounds.find(({ groundCode }) => groundCode === finding.groundCode);
    await tx.manager.insert(ExclusionAssessment, {
      id: assessmentId,
      personId: person.id,
      caseId: theCase.id,
      outcome: finding.outcome,
      groundCode: ground?.groundCode ?? null,
      instrument: ground?.instrument ?? null,
      standard: ground?.standard ?? null,
      triggers,
      triggerNotes: notes,
      reasons: finding.reasons,
      assessedById: assessor.id,
      assessedByName: assessor.name,
      assessedOn,
      recordedAt: tx.at,
    });
    if (grounds.length > 0) await insertRows(tx.manager, ExclusionConsideration, grounds);
    return assessmentId;
  }

  /** What a specialist says of an assessment. */
  async addReview(
    tx: Tx,
    review: Pick<ExclusionReview, 'assessmentId' | 'kind' | 'agrees' | 'reasons' | 'reviewedById' | 'reviewedByName'>,
  ): Promise<void> {
    const reviewedOn = this.clock.today();
    await tx.manager.insert(ExclusionReview, { ...review, id: newId(), reviewedOn, recordedAt: tx.at });
  }

  /** The latest assessment of each person since the referral that counts: a reopened person is assessed anew. */
  async counting(tx: Tx, personIds: readonly string[]): Promise<Map<string, WholeAssessment>> {
    const referredAt = await this.screening.referredAt(tx, personIds);
    const sinceReferral = (await this.all(tx, personIds)).filter(
      ({ personId, recordedAt }) => recordedAt >= (referredAt.get(personId) ?? '~'),
    );
    return new Map(sinceReferral.map((assessment) => [assessment.personId, assessment]));
  }

  /** Every assessment of the persons, oldest first. */
  async all(tx: Tx, personIds: readonly string[]): Promise<WholeAssessment[]> {
    const found = await tx.manager.find(ExclusionAssessment, {
      where: { personId: In([...personIds]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    if (found.length === 0) return [];
    const assessmentId = In(found.map(({ id }) => id));
    const grounds = await tx.manager.find(ExclusionConsideration, { where: { assessmentId }, order: { id: 'ASC' } });
    const reviews = await tx.manager.find(ExclusionReview, {
      where: { assessmentId },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    return found.map((assessment) => ({
      ...assessment,
      grounds: grounds.filter((one) => one.assessmentId === assessment.id),
      reviews: reviews.filter((one) => one.assessmentId === assessment.id),
    }));
  }

  private async weighed(
    tx: Tx,
    assessmentId: string,
    { groundCode, finding, reasons, memberState, refusedOn }: Considered,
    pointer: string,
    on: string,
  ): Promise<ExclusionConsideration> {
    const verb = groundCode === REFUSED_ELSEWHERE ? 'refuse' : 'exclude';
    const { instrument, standard } = await this.reference.requireReason(tx, verb, groundCode, { pointer, on });
    const kind = kindOf(groundCode);
    if (kind === null)
      throw new InvalidInput([
        { pointer, code: 'undeclaredGround', message: `It is not declared to what instrument ${groundCode} belongs.` },
      ]);
    const told = { memberState: memberState ?? null, refusedOn: refusedOn ?? null };
    return { id: newId(), assessmentId, groundCode, kind, instrument, standard, finding, reasons, ...told };
  }
}
