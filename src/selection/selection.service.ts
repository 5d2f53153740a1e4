import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import type { FactsByVerb, PersonInCase, ResettlementCase } from '../cases/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { newId, type Tx } from '../platform/index.js';
import { ScreeningService, type Draft, type ExaminationFinding } from '../screening/index.js';
import { outcomeOf, type ExaminationOutcome } from './domain/selection-rules.js';
import { MissionsService } from './missions.service.js';
import { Examination } from './selection.entities.js';

/** What selection tells other modules, and what its own verbs rest on. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly missions: MissionsService,
    private readonly screening: ScreeningService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What the guards of examine, defer and resume need to know. */
  async facts(
    tx: Tx,
    _actor: Actor,
    theCase: ResettlementCase,
  ): Promise<Required<Pick<FactsByVerb, 'examine' | 'defer' | 'resume'>>> {
    const personIds = theCase.persons.map(({ id }) => id);
    const cleared = await this.screening.clearance(tx, personIds, this.clock.today());
    const onMission = (await this.missions.missionOf(tx, [theCase.id])).has(theCase.id);
    const routeChosen = theCase.route !== null;
    const missionUnderWay = theCase.route === 'mission' ? onMission : null;
    return {
      examine: ({ id }) => ({ clearanceInForce: cleared.get(id) ?? false, routeChosen, missionUnderWay }),
      defer: () => ({}),
      resume: () => ({}),
    };
  }

  /** The outcome of the examination that stands for each person: that of the present road, not of one before a reopening. */
  async outcomes(tx: Tx, personIds: readonly string[]): Promise<Map<string, ExaminationOutcome>> {
    const referredAt = await this.screening.referredAt(tx, personIds);
    const latest = await tx.manager.findBy(Examination, { personId: In([...personIds]), current: true });
    const standing = latest.filter(({ personId, recordedAt }) => recordedAt >= (referredAt.get(personId) ?? tx.at));
    return new Map(personIds.map((id) => [id, outcomeOf(standing.find(({ personId }) => personId === id))]));
  }

  /**
   * Copies an examination out of the sealed file when the security case is decided: it stands in the open record like any
   * other, under the name of who drafted it.
   */
  async recordFromDraft(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    { content, draftedById, draftedByName }: Draft<'examination'>,
  ): Promise<void> {
    const { id, inclusion, recommendation } = await this.keep(tx, person, content, {
      accountId: draftedById,
      name: draftedByName,
    });
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
    findings: ExaminationFinding,
    by: Pick<Actor, 'accountId' | 'name'>,
  ): Promise<Examination> {
    await tx.manager.update(Examination, { personId: person.id, current: true }, { current: false });
    const { inclusion, identityBasis, credibility, recommendation, notes } = findings;
    const examination: Examination = {
      id: newId(),
      caseId: person.caseId,
      personId: person.id,
      inclusion,
      identityBasis,
      credibility,
      bestInterests: findings.bestInterests ?? null,
      childHeard: findings.childHeard ?? false,
      childNotHeardReason: findings.childNotHeardReason ?? null,
      recommendation,
      notes,
      recordedAt: tx.at,
      recordedById: by.accountId,
      recordedBy: by.name,
      current: true,
    };
    await tx.manager.insert(Examination, examination);
    return examination;
  }
}
