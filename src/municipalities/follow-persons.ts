import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/index.js';
import { newId, type Tx } from '../platform/index.js';
import { Assignment, AssignmentPerson } from './municipalities.entities.js';

/** What becomes of assignments when their persons go on in another case. */
@Injectable()
export class FollowPersons {
  /**
   * The open assignments of these persons go along into their new case. One that others of the old case share is divided: a second
   * decision with the same terms, under the same number. The municipal number has as many persons as before (domain.md (e) 5).
   */
  async into(tx: Tx, actor: Actor, caseId: string, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    const moved = await tx.manager.findBy(AssignmentPerson, { personId: In([...personIds]), open: true });
    for (const id of [...new Set(moved.map(({ assignmentId }) => assignmentId))].toSorted()) {
      const theirs = moved.filter(({ assignmentId }) => assignmentId === id).map(({ personId }) => personId);
      const open = await tx.manager.countBy(AssignmentPerson, { assignmentId: id, open: true });
      const changed = { changedBy: actor.name, changedAt: tx.at };
      const assignment = await tx.manager.findOneByOrFail(Assignment, { id });
      await tx.manager.update(
        Assignment,
        { id, version: assignment.version },
        { ...changed, version: assignment.version + 1, ...(open === theirs.length ? { caseId } : {}) },
      );
      if (open === theirs.length) continue;
      // What was left of it and used again stays with the first decision, and so does what went beyond the number.
      const divided = { overAssigned: 0, overAssignmentReason: null, freed: 0, replaced: 0, version: 1 };
      const second: Assignment = { ...assignment, ...changed, ...divided, id: newId(), caseId };
      await tx.manager.insert(Assignment, second);
      await tx.manager.update(
        AssignmentPerson,
        { assignmentId: id, personId: In(theirs), open: true },
        { assignmentId: second.id },
      );
    }
  }
}
