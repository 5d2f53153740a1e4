import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { ConditionsUnmet, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Assessments } from './assessments.js';
import { unmetForReview, type ReviewKind } from './domain/reviews.js';

export interface NewReview {
  personId: string;
  kind: ReviewKind;
  agrees: boolean;
  reasons: string;
}

/** The act review-exclusion: a specialist's opinion on an assessment, or the second look at it. */
@Injectable()
export class ReviewExclusion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly assessments: Assessments,
    private readonly access: AccessService,
  ) {}

  /**
   * Records what a specialist says of the assessment that counts for the person. Throws NotFound, StaleVersion or ConditionsUnmet (no
   * assessment, the same official again, a second look taken already).
   */
  review(caseId: string, version: number, wanted: NewReview, actor: Actor): Promise<ResettlementCase> {
    const { personId, kind, agrees, reasons } = wanted;
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const { id } = this.cases.personOf(theCase, personId);
      const assessment = (await this.assessments.counting(tx, [id])).get(id);
      const [assessedById, reviews] = [assessment?.assessedById, assessment?.reviews ?? []];
      // A second account of who assessed is no second official.
      const accounts = [actor.accountId, assessedById, ...reviews.map(({ reviewedById }) => reviewedById)];
      const official = await this.access.officialOf(tx, accounts, theCase.id);
      const unmet = unmetForReview(
        id,
        kind,
        official(actor.accountId),
        assessedById === undefined ? undefined : { assessedById: official(assessedById) },
        reviews.map((review) => ({ ...review, reviewedById: official(review.reviewedById) })),
      );
      if (!assessment || unmet.length > 0) throw new ConditionsUnmet(unmet);
      const reviewer = { reviewedById: actor.accountId, reviewedByName: actor.name };
      await this.assessments.addReview(tx, { assessmentId: assessment.id, kind, agrees, reasons, ...reviewer });
      return this.cases.change(tx, theCase, actor, {
        action: 'person.review_exclusion',
        set: {},
        payload: { personIds: [id] },
      });
    });
  }
}
