import { Injectable } from '@nestjs/common';
import { may, permits } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, NotFound, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { isInForce, type Requirement } from './domain/completeness.js';
import { openPartOf, releasedTo, type ShownRrf } from './domain/restricted.js';
import { diffOf, type RrfDiff } from './domain/rrf-diff.js';
import type { SubmissionSource } from './domain/rrf.js';
import { requirementsOf } from './requirements.js';
import type { Received } from './receive-submission.js';
import { MemberDifferences, type WaitingDifference } from './member-differences.js';
import { Submission } from './submissions.entities.js';

/** All versions of a case's form, with the differences in members that wait. */
export interface Versions {
  theCase: ResettlementCase;
  versions: Submission[];
  differences: WaitingDifference[];
}

/** The form as this actor may see it. */
export const shownTo = ({ roles }: Actor, { rrf }: Pick<Submission, 'rrf'>): ShownRrf =>
  permits(roles, 'submission.read_restricted') ? { rrf, withheld: [] } : openPartOf(rrf);

/** Reading the versions of a form; each read is logged before it is answered. */
@Injectable()
export class ReadVersions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly differences: MemberDifferences,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The versions of a case's form, oldest first, without what they say. Throws NotFound. */
  list(caseId: string, actor: Actor): Promise<Versions> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const versions = await tx.manager.find(Submission, { where: { caseId }, order: { rrfVersion: 'ASC' } });
      this.log(tx, actor, theCase, { versions: true });
      return { theCase, versions, differences: await this.differences.open(tx, caseId) };
    });
  }

  /** The requirements in force on the day, of one source or of all, in the order of the letter. */
  async requirements({
    source,
    on = this.clock.today(),
  }: {
    source?: SubmissionSource;
    on?: PlainDate;
  }): Promise<Requirement[]> {
    const all = await this.unitOfWork.read(requirementsOf);
    return all.filter((one) => isInForce(one, on) && (source === undefined || one.sources.includes(source)));
  }

  /** One version. Throws NotFound. */
  one(caseId: string, rrfVersion: number, actor: Actor): Promise<Received> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const submission = await this.version(tx, caseId, rrfVersion);
      this.log(tx, actor, theCase, { rrfVersion });
      return { theCase, submission };
    });
  }

  /** What changed from one version to another, as this actor may know it. Throws NotFound. */
  diff(caseId: string, from: number, to: number, actor: Actor): Promise<RrfDiff> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const [before, after] = [await this.version(tx, caseId, from), await this.version(tx, caseId, to)];
      this.log(tx, actor, theCase, { rrfVersion: to, from });
      return diffOf(before.rrf, after.rrf, may(actor, 'submission.read_restricted'));
    });
  }

  /** The newest version as it may be given out to one person: nothing of it is about anybody else. Throws NotFound. */
  release(caseId: string, personId: string, actor: Actor): Promise<ShownRrf & { rrfVersion: number }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const number = theCase.persons.find(({ id }) => id === personId)?.individualNumber;
      const latest = await tx.manager.findOne(Submission, { where: { caseId }, order: { rrfVersion: 'DESC' } });
      if (!latest || !latest.rrf.persons.some(({ individualNumber }) => individualNumber === number))
        throw new NotFound('person in the RRF');
      const { rrfVersion } = latest;
      this.audit.recordRead(tx, actor, {
        action: 'submission.release',
        subjectType: 'person',
        subjectId: personId,
        caseId,
        payload: { rrfVersion },
      });
      return { ...releasedTo(latest.rrf, [number!]), rrfVersion };
    });
  }

  private async version(tx: Tx, caseId: string, rrfVersion: number): Promise<Submission> {
    const found = await tx.manager.findOneBy(Submission, { caseId, rrfVersion });
    if (!found) throw new NotFound('version of the RRF');
    return found;
  }

  private log(tx: Tx, actor: Actor, { id }: ResettlementCase, payload: Record<string, unknown>): void {
    this.audit.recordRead(tx, actor, {
      action: 'submission.read',
      subjectType: 'case',
      subjectId: id,
      caseId: id,
      payload,
    });
  }
}
