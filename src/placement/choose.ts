import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { ConditionsUnmet, NotFound, type Actor } from '../kernel/index.js';
import { AssignPersons, type AssignmentDecision } from '../municipalities/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { PlacementChoice, PlacementSuggestion } from './placement.entities.js';

export type ChoiceOfMunicipality = Pick<
  AssignmentDecision,
  'municipalityCode' | 'latestReceptionOn' | 'overAssignmentReason' | 'replacesId'
> & { reason?: string };

const OVERRIDE_WITHOUT_REASON = {
  code: 'overrideWithoutReason',
  detail: 'Another municipality than the plan suggests needs a reason.',
  source: 'Issue 8: a person decides; suggestion, choice and reason are kept',
};

/** A person decides: the choice on a suggestion is the assignment itself, and both are kept together. */
@Injectable()
export class ChooseMunicipality {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly assignments: AssignPersons,
    private readonly audit: AuditService,
  ) {}

  /**
   * Assigns those of the case who wait for a municipality, to the suggested one or, with a reason, to another. `version` is that of
   * the case. A suggestion can be chosen on again after its municipality declined. Throws as assign does, NotFound, and
   * ConditionsUnmet for another municipality without a reason.
   */
  choose(
    suggestionId: string,
    version: number,
    choice: ChoiceOfMunicipality,
    actor: Actor,
  ): Promise<{ theCase: ResettlementCase; assignmentId: string; choiceId: string }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const suggestion = await tx.manager.findOneBy(PlacementSuggestion, { id: suggestionId });
      if (!suggestion) throw new NotFound('suggestion');
      const { municipalityCode, reason = null } = choice;
      const kind = municipalityCode === suggestion.municipalityCode ? 'accepted' : 'overridden';
      if (kind === 'overridden' && reason === null) throw new ConditionsUnmet([OVERRIDE_WITHOUT_REASON]);
      const { persons } = await this.cases.get(tx, suggestion.caseId, version);
      const waiting = persons.filter(({ status }) => status === 'granted').map(({ id }) => id);
      const { theCase, assignmentId } = await this.assignments.assignIn(tx, actor, suggestion.caseId, version, {
        ...choice,
        reason: reason ?? `As plan ${suggestion.planId} suggests, ${suggestion.score} points.`,
        personIds: waiting,
      });
      const row: PlacementChoice = {
        ...{ id: newId(), suggestionId, kind, municipalityCode, assignmentId, reason },
        ...{ chosenAt: tx.at, chosenBy: actor.name },
      };
      await tx.manager.insert(PlacementChoice, row);
      this.audit.record(tx, actor, {
        action: 'placement.choose',
        subjectType: 'placement_suggestion',
        subjectId: suggestionId,
        caseId: suggestion.caseId,
        payload: { kind, suggested: suggestion.municipalityCode, municipalityCode, assignmentId },
        reason,
      });
      return { theCase, assignmentId, choiceId: row.id };
    });
  }
}
