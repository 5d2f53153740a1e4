import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { ConditionsUnmet, InvalidInput, NotFound, StaleVersion, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { needsFor, type NeedsOfPerson, type NeedsRecipient } from './domain/disclosure.js';
import { viewOf, type AssignmentView } from './find-assignments.js';
import { Assignment, AssignmentPerson } from './municipalities.entities.js';
import { SettlementNeeds } from './settlement-needs.entities.js';

/** What a recipient is told to arrange. */
export interface NeedsTold {
  readonly recipients: readonly NeedsRecipient[];
  readonly persons: readonly NeedsOfPerson[];
}

/** The last stage of disclosure: health, only what settlement needs, only after the municipality has accepted. */
@Injectable()
export class DiscloseNeeds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Tells the municipality of an accepted assignment, its region, or both what they must arrange; each learns its own part, and each
   * disclosure is an entry in the audit log, to whom and of how many persons, not what. Throws NotFound, StaleVersion, ConditionsUnmet
   * before the acceptance, InvalidInput for somebody who is not under the assignment.
   */
  disclose(assignmentId: string, version: number, told: NeedsTold, actor: Actor): Promise<AssignmentView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const assignment = await tx.manager.findOneBy(Assignment, { id: assignmentId });
      if (!assignment) throw new NotFound('assignment');
      const theCase = await this.cases.getForChange(tx, assignment.caseId);
      const { changedBy, changedAt, status } = assignment;
      if (assignment.version !== version)
        throw new StaleVersion({ currentVersion: assignment.version, changedBy, changedAt });
      if (status !== 'accepted') throw new ConditionsUnmet([NAMES_FIRST]);
      const under = await tx.manager.findBy(AssignmentPerson, { assignmentId, open: true });
      const stranger = told.persons.findIndex(({ personId }) => !under.some((one) => one.personId === personId));
      if (stranger >= 0)
        throw new InvalidInput([
          {
            pointer: `/persons/${stranger}/personId`,
            code: 'notUnderAssignment',
            message: 'Nobody of the assignment.',
          },
        ]);
      const municipality = await this.reference.findMunicipality(tx, assignment.municipalityCode);
      for (const recipient of new Set(told.recipients)) {
        const needs = needsFor(recipient, told.persons);
        const recipientCode = recipient === 'region' ? municipality!.countyCode : assignment.municipalityCode;
        await tx.manager.insert(SettlementNeeds, {
          ...{ id: newId(), assignmentId, recipient, recipientCode, needs },
          ...{ disclosedAt: tx.at, disclosedBy: actor.name },
        });
        this.audit.record(tx, actor, {
          action: 'assignment.disclose_needs',
          subjectType: 'assignment',
          subjectId: assignmentId,
          caseId: assignment.caseId,
          payload: { stage: 'health', recipient, recipientCode, persons: needs.length },
        });
      }
      const next = { version: version + 1, changedBy: actor.name, changedAt: tx.at };
      const { affected } = await tx.manager.update(Assignment, { id: assignmentId, version }, next);
      if (affected !== 1) throw new StaleVersion({ currentVersion: version + 1 });
      return viewOf(tx, actor, { ...assignment, ...next }, theCase, municipality!.name);
    });
  }
}

const NAMES_FIRST = {
  code: 'notAccepted',
  detail: 'Needs that come of health are told when the municipality has accepted, last of all.',
  source: 'Utlänningsdatalagen (2016:27) 14 §',
};
