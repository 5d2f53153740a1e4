import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import type { FactsByVerb, PersonInCase, ResettlementCase } from '../cases/index.js';
import { InvalidInput, type Actor } from '../kernel/index.js';
import { newId, type Tx } from '../platform/index.js';
import { validated } from '../platform/http/validation.js';
import { outcomeOf, type ExaminationOutcome } from './domain/selection-rules.js';
import { MissionsService } from './missions.service.js';
import { ExaminationBody } from './selection.dto.js';
import { Examination } from './selection.entities.js';

/** A draft of the sealed file, as far as it concerns an examination: its content is what record-examination takes. */
export interface ExaminationDraft {
  content: Record<string, unknown>;
  draftedById: string;
  draftedByName: string;
}

/** What selection tells other modules, and what its own verbs rest on. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly missions: MissionsService,
    private readonly audit: AuditService,
  ) {}

  /** What the guards of examine, defer and resume need to know. */
  async facts(
    tx: Tx,
    _actor: Actor,
    theCase: ResettlementCase,
  ): Promise<Required<Pick<FactsByVerb, 'examine' | 'defer' | 'resume'>>> {
    const onMission = (await this.missions.missionOf(tx, [theCase.id])).has(theCase.id);
    const common = {
      routeChosen: theCase.route !== null,
      missionUnderWay: theCase.route === 'mission' ? onMission : null,
    };
    return {
      examine: () => ({ ...common, clearanceInForce: false }),
      defer: () => ({}),
      resume: () => ({}),
    };
  }

  /** The outcome of the examination that stands for each person. */
  async outcomes(tx: Tx, personIds: readonly string[]): Promise<Map<string, ExaminationOutcome>> {
    const standing = await tx.manager.findBy(Examination, { personId: In([...personIds]), current: true });
    return new Map(personIds.map((id) => [id, outcomeOf(standing.find(({ personId }) => personId === id))]));
  }

  /** The outcome that a draft of the sealed file would have, or null when it is not complete. Writes nothing. */
  async outcomeFromDraft(content: Record<string, unknown>): Promise<ExaminationOutcome | null> {
    try {
      return outcomeOf(toExamination(await validated(ExaminationBody, content)));
    } catch (error) {
      if (error instanceof InvalidInput) return null;
      throw error;
    }
  }

  /**
   * Copies an examination out of the sealed file when the security case is decided: it stands in the open record like any
   * other, under the name of who drafted it. Throws InvalidInput for a draft that is not complete.
   */
  async recordFromDraft(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    draft: ExaminationDraft,
  ): Promise<void> {
    const findings = await validated(ExaminationBody, draft.content);
    const by = { id: draft.draftedById, name: draft.draftedByName };
    const { id, inclusion, recommendation } = await this.keep(tx, person, findings, by);
    this.audit.record(tx, actor, {
      action: 'person.record_examination',
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      payload: { examinationId: id, personId: person.id, inclusion, recommendation },
    });
  }

  /** Keeps an examination in the place of the one that stood. */
  async keep(
    tx: Tx,
    person: PersonInCase,
    findings: ExaminationBody,
    by: { id: string; name: string },
  ): Promise<Examination> {
    await tx.manager.update(Examination, { personId: person.id, current: true }, { current: false });
    const examination: Examination = {
      ...toExamination(findings),
      id: newId(),
      caseId: person.caseId,
      personId: person.id,
      recordedAt: tx.at,
      recordedById: by.id,
      recordedBy: by.name,
      current: true,
    };
    await tx.manager.insert(Examination, examination);
    return examination;
  }
}

/** The columns of what was found. Throws InvalidInput when the recommendation contradicts the inclusion. */
function toExamination(findings: ExaminationBody) {
  const { inclusion, identityBasis, credibility, recommendation, notes } = findings;
  if (inclusion === 'none' && recommendation === 'grant')
    throw new InvalidInput([
      {
        pointer: '/recommendation',
        code: 'contradictsInclusion',
        message: 'A permit cannot be recommended for somebody who is neither a refugee nor eligible for subsidiary protection.',
      },
    ]);
  return {
    inclusion,
    identityBasis,
    credibility,
    bestInterests: findings.bestInterests ?? null,
    childHeard: findings.childHeard ?? false,
    childNotHeardReason: findings.childNotHeardReason ?? null,
    recommendation,
    notes,
  };
}
