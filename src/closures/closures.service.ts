import { Injectable } from '@nestjs/common';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { MissionsService } from '../selection/index.js';
import { Undo } from './undo.js';

/** Whom it concerns, why, and when it happened. */
export interface Closure {
  personIds?: readonly string[];
  reasonCode: string;
  reason?: string;
  occurredOn?: PlainDate;
}

export interface Death {
  personIds: readonly string[];
  diedOn: PlainDate;
  reason?: string;
}

type Ending = 'withdraw' | 'discontinue' | 'record_death' | 'lose_contact' | 'resettle_elsewhere';
/** An ending as all verbs of it are carried out: death has no code of reasons. */
interface EndingOf extends Omit<Closure, 'reasonCode'> {
  action: Ending;
  reasonCode?: string;
  payload?: Record<string, unknown>;
}

/** Withdrawn by UNHCR only for the three allowed reasons; the third must be stated (UNHCR Resettlement Handbook 4.10). */
const STATE_WHICH = 'exceptional_reasons';

/** The verbs by which persons leave the road before arrival. What they hold is undone for exactly these persons; others keep theirs. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly undo: Undo,
    private readonly missions: MissionsService,
    private readonly clock: Clock,
  ) {}

  /** UNHCR withdraws. Throws NotFound, StaleVersion, TransitionRefused, ConditionsUnmet, or InvalidInput (reason, day, persons). */
  withdraw(caseId: string, version: number, wanted: Closure, actor: Actor): Promise<ResettlementCase> {
    if (wanted.reasonCode === STATE_WHICH && !wanted.reason)
      throw new InvalidInput([
        { pointer: '/reason', code: 'reasonMissing', message: 'State which exceptional reasons UNHCR has.' },
      ]);
    return this.end(caseId, version, { ...wanted, action: 'withdraw' }, actor);
  }

  /** Consent or biometrics were refused: not a refusal (Regulation (EU) 2024/1350 article 7; domain.md (e) 16). Throws like withdraw. */
  discontinue(caseId: string, version: number, wanted: Closure, actor: Actor): Promise<ResettlementCase> {
    return this.end(caseId, version, { ...wanted, action: 'discontinue' }, actor);
  }

  /** A death before arrival frees the place; others of the case keep theirs (domain.md (e) 3). Throws like withdraw. */
  recordDeath(
    caseId: string,
    version: number,
    { personIds, diedOn, reason }: Death,
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.end(caseId, version, { action: 'record_death', personIds, occurredOn: diedOn, reason }, actor);
  }

  /** Nobody reaches the persons any more. Throws like withdraw. */
  loseContact(caseId: string, version: number, wanted: Closure, actor: Actor): Promise<ResettlementCase> {
    return this.end(caseId, version, { ...wanted, action: 'lose_contact' }, actor);
  }

  /** Another country, or another permit, has taken them. Throws like withdraw; an unknown country is InvalidInput. */
  resettleElsewhere(
    caseId: string,
    version: number,
    { countryCode, ...wanted }: Closure & { countryCode: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.end(caseId, version, { ...wanted, action: 'resettle_elsewhere', payload: { countryCode } }, actor);
  }

  private end(caseId: string, version: number, ending: EndingOf, actor: Actor): Promise<ResettlementCase> {
    const { action, personIds = [], reasonCode, payload } = ending;
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const why =
        reasonCode === undefined
          ? null
          : await this.reference.requireReason(tx, action, reasonCode, { on: ending.occurredOn ?? this.clock.today() });
      if (typeof payload?.countryCode === 'string') await this.reference.getCountry(tx, payload.countryCode);
      const persons = this.cases.personsOf(theCase, personIds);
      const changes = await this.cases.decide(tx, actor, persons, action, () => ({}));
      const occurredOn = this.cases.dayOf(theCase, changes, ending);
      const reason = [why?.textEn, ending.reason].filter(Boolean).join(' ');
      const leaving = {
        theCase,
        personIds: persons.map(({ id }) => id),
        why: changes[0]!.to,
        occurredOn,
        reason: reason || 'Deceased.',
      };
      await this.undo.everything(tx, actor, leaving, 'lapsed');
      const after = await this.cases.apply(tx, theCase, changes, actor, {
        occurredOn,
        reason: reason || null,
        payload: { ...payload, ...(reasonCode ? { reasonCode } : {}), ...principalAmong(persons) },
      });
      await this.missions.takeOffIfGone(tx, after);
      return after;
    });
  }
}

/** The entry of the principal applicant says so: the story of the case turns there. */
const principalAmong = (persons: readonly PersonInCase[]): { principalApplicantId?: string } => {
  const principal = persons.find(({ relationToPrincipal }) => relationToPrincipal === 'principal_applicant');
  return principal ? { principalApplicantId: principal.id } : {};
};
