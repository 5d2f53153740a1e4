import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { ConditionsUnmet, NotFound, type Actor, type Unmet } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { CaseClocks } from './case-clocks.js';
import { FindDuplicates } from './duplicates-find.js';
import { sameRrf, unmetForResubmission, unmetForUpdate } from './domain/intake.js';
import type { Rrf } from './domain/rrf.js';
import { MemberDifferences } from './member-differences.js';
import { toNewPerson } from './new-case.js';
import { ReceiveSubmission, type ChosenBefore, type Known, type Received } from './receive-submission.js';
import { Submission } from './submissions.entities.js';

/** What became of one form: a new case, a newer version of one, or nothing, since it was received before. */
export interface Taken extends Received {
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Later versions of a form: kept beside the earlier ones, never in their place. */
@Injectable()
export class NextVersion {
  constructor(
    private readonly cases: CasesService,
    private readonly intake: ReceiveSubmission,
    private readonly clocks: CaseClocks,
    private readonly differences: MemberDifferences,
    private readonly duplicates: FindDuplicates,
  ) {}

  /**
   * Takes in one form, whatever stands of it already: it opens a case, completes or updates the one it goes back to, or changes
   * nothing because this very form was received before. A batch and a single request are held to the same rules. The case is locked.
   * Throws InvalidInput or ConditionsUnmet (all reasons).
   */
  async receiveOne(tx: Tx, actor: Actor, rrf: Rrf, known: Known, before?: ChosenBefore): Promise<Taken> {
    this.intake.refuseInvalid(rrf, known);
    const earlier = await this.intake.earlierVersions(tx, rrf);
    const same = earlier.find((version) => sameRrf(version.rrf, rrf));
    if (same) return { outcome: 'unchanged', submission: same, theCase: await this.cases.get(tx, same.caseId) };
    if (!earlier[0]) return { outcome: 'created', ...(await this.intake.open(tx, actor, rrf, known, before)) };
    const theCase = await this.cases.getForChange(tx, earlier[0].caseId);
    const changed =
      theCase.intake === 'registered'
        ? await this.update(tx, actor, theCase, rrf, known)
        : await this.resubmit(tx, actor, theCase, rrf, known);
    return { outcome: 'updated', submission: await this.latest(tx, theCase.id), theCase: changed };
  }

  /**
   * The next version of a form that was incomplete; complete, it registers the case today and starts its clocks. Throws InvalidInput
   * or ConditionsUnmet (all reasons).
   */
  async resubmit(tx: Tx, actor: Actor, theCase: ResettlementCase, rrf: Rrf, known: Known): Promise<ResettlementCase> {
    const latest = await this.latest(tx, theCase.id);
    this.intake.refuseInvalid(rrf, known);
    refuseUnmet(unmetForResubmission(theCase.intake, latest, rrf));
    const submission = await this.intake.keep(tx, theCase, rrf, latest.rrfVersion + 1, known);
    const complete = submission.missing.length === 0;
    const corrected = await this.cases.correctPersons(tx, theCase, rrf.persons.map(toNewPerson), actor);
    await this.duplicates.ofCase(tx, theCase.id);
    const changed = await this.cases.change(tx, corrected, actor, {
      action: 'case.resubmit',
      set: {
        intake: complete ? 'registered' : 'received',
        registeredOn: complete ? submission.receivedOn : null,
        ...termsOf(rrf),
      },
      payload: toldOf(submission),
    });
    if (complete) await this.clocks.start(tx, changed, rrf, known.rules);
    return changed;
  }

  /**
   * The next version of a registered case's form. Particulars of the persons it still lists follow it; whom it lists anew or no
   * longer is recorded as a difference and changes nobody. Throws InvalidInput or ConditionsUnmet (all reasons).
   */
  async update(tx: Tx, actor: Actor, theCase: ResettlementCase, rrf: Rrf, known: Known): Promise<ResettlementCase> {
    const latest = await this.latest(tx, theCase.id);
    this.intake.refuseInvalid(rrf, known);
    refuseUnmet(unmetForUpdate(theCase.intake, latest, rrf));
    const submission = await this.intake.keep(tx, theCase, rrf, latest.rrfVersion + 1, known);
    const onRoad = new Set(theCase.persons.filter(({ active }) => active).map((person) => person.individualNumber));
    const told = rrf.persons.filter(({ individualNumber }) => onRoad.has(individualNumber)).map(toNewPerson);
    const corrected = await this.cases.correctPersons(tx, theCase, told, actor);
    await this.duplicates.ofCase(tx, theCase.id);
    const differences = await this.differences.record(tx, actor, theCase, submission);
    if (rrf.priority !== theCase.priority) await this.clocks.start(tx, theCase, rrf, known.rules);
    return this.cases.change(tx, corrected, actor, {
      action: 'case.update_rrf',
      set: termsOf(rrf),
      payload: { ...toldOf(submission), differences },
    });
  }

  /** The newest version of a case's form. Throws NotFound. */
  async latest(tx: Tx, caseId: string): Promise<Submission> {
    const latest = await tx.manager.findOne(Submission, { where: { caseId }, order: { rrfVersion: 'DESC' } });
    if (!latest) throw new NotFound('case with a submission');
    return latest;
  }
}

const termsOf = ({ priority, primaryCategory = null, secondaryCategory = null }: Rrf) => ({
  priority,
  primaryCategory,
  secondaryCategory,
});

const toldOf = ({ documentNumber, rrfVersion, missing }: Submission) => ({
  documentNumber,
  rrfVersion,
  missing: missing.map(({ code }) => code),
});

function refuseUnmet(unmet: readonly Unmet[]): void {
  if (unmet.length > 0) throw new ConditionsUnmet([...unmet]);
}
