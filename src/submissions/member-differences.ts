import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CaseMembers, type NewPerson, type ResettlementCase } from '../cases/index.js';
import { NotFound, type Actor } from '../kernel/index.js';
import { newId, type Tx } from '../platform/index.js';
import { differencesOf, type DifferenceSettling } from './domain/member-differences.js';
import { toNewPerson } from './new-case.js';
import { MemberDifference, Submission } from './submissions.entities.js';

/** A difference as others see it: plain data. */
export type WaitingDifference = MemberDifference;

/** Whom the newest form lists otherwise than the case: recorded, and left to whoever adds or withdraws the person. */
@Injectable()
export class MemberDifferences {
  constructor(private readonly members: CaseMembers) {}

  /**
   * Records the differences of a new version and returns how many are open now. What an earlier version told and this one does not is
   * superseded; what both tell goes on waiting as it was first recorded.
   */
  async record(tx: Tx, actor: Actor, theCase: ResettlementCase, submission: Submission): Promise<number> {
    // Who went on in a case of their own is known, and neither new here nor missing.
    const goneOn = (await this.members.whoLeft(tx, theCase.id)).map((person) => ({ ...person, active: false }));
    const told = differencesOf(submission.rrf, [...theCase.persons, ...goneOn]);
    const waiting = await this.open(tx, theCase.id);
    const isTold = ({ kind, individualNumber }: MemberDifference): boolean =>
      told.some((one) => one.kind === kind && one.individualNumber === individualNumber);
    for (const difference of waiting) if (!isTold(difference)) await this.close(tx, actor, difference.id, 'superseded');
    const known = new Set(waiting.filter(isTold).map(({ individualNumber }) => individualNumber));
    for (const difference of told.filter(({ individualNumber }) => !known.has(individualNumber)))
      await tx.manager.insert(MemberDifference, {
        ...difference,
        id: newId(),
        caseId: theCase.id,
        submissionId: submission.id,
        rrfVersion: submission.rrfVersion,
        recordedAt: tx.at,
        settledAt: null,
        settledHow: null,
        settledBy: null,
      });
    return told.length;
  }

  /** The differences of a case that nobody has acted on, oldest first. */
  open(tx: Tx, caseId: string): Promise<WaitingDifference[]> {
    return tx.manager.find(MemberDifference, {
      where: { caseId, settledAt: IsNull() },
      order: { recordedAt: 'ASC', individualNumber: 'ASC' },
    });
  }

  /** Those of the open differences that wait for somebody: not of a person who has left the road, or the case, meanwhile. */
  async waiting(tx: Tx, { id, persons }: ResettlementCase): Promise<WaitingDifference[]> {
    return (await this.open(tx, id)).filter(
      ({ kind, personId }) => kind === 'added' || persons.some((person) => person.id === personId && person.active),
    );
  }

  /**
   * The person whom the form lists and the case does not, as a case lists one: without what stands in the form alone. Null for a person
   * whom it lists no longer.
   */
  async personOf(tx: Tx, { kind, submissionId, individualNumber }: WaitingDifference): Promise<NewPerson | null> {
    if (kind === 'removed') return null;
    const { rrf } = await tx.manager.findOneByOrFail(Submission, { id: submissionId });
    const told = rrf.persons.find((person) => person.individualNumber === individualNumber);
    return told ? toNewPerson(told) : null;
  }

  /** Marks a difference as acted on, or found to be without consequence. The act itself leaves the audit entry. Throws NotFound when it is not open. */
  async settle(tx: Tx, actor: Actor, differenceId: string, how: 'applied' | 'dismissed'): Promise<void> {
    if (!(await this.close(tx, actor, differenceId, how))) throw new NotFound('open difference');
  }

  private async close(tx: Tx, actor: Actor, id: string, settledHow: DifferenceSettling): Promise<boolean> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(MemberDifference)
      .set({ settledAt: tx.at, settledHow, settledBy: actor.name })
      .where('id = :id AND settled_at IS NULL', { id })
      .execute();
    return written.affected === 1;
  }
}
