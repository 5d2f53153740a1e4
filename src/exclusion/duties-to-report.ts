import { Injectable } from '@nestjs/common';
import { CasesService, type PersonInCase } from '../cases/index.js';
import {
  Clock,
  daysBetween,
  InvalidInput,
  NotFound,
  StaleVersion,
  TransitionRefused,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { DUTY_STATES, type DutyState, type Recipient, type ReportedCrime } from './domain/duty.js';
import { DutyRegister, type KeptDuty } from './duty-register.js';
import { TO_BE_REPORTED } from './domain/grounds.js';

export interface DutyView extends KeptDuty {
  readonly person: PersonInCase | null;
  /** Days since the suspicion was noted, until it was reported or set aside. */
  readonly days: number;
}

/**
 * The duty to report genocide, crimes against humanity and war crimes to police or prosecutor (S0, S1). Independent of permit and
 * security case: nothing here reads or changes either, and nothing of it is seen outside.
 */
@Injectable()
export class DutiesToReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: DutyRegister,
    private readonly cases: CasesService,
    private readonly clock: Clock,
  ) {}

  /** Opens the duty that an assessment brings when a ground of international crime is met; once as long as one is open or reported. */
  async openFor(
    tx: Tx,
    actor: Actor,
    { id: personId, caseId }: Pick<PersonInCase, 'id' | 'caseId'>,
    grounds: readonly { groundCode: string; finding: string; reasons: string }[],
  ): Promise<void> {
    const met = grounds.filter(({ groundCode, finding }) => finding === 'met' && TO_BE_REPORTED.includes(groundCode));
    if (met.length === 0) return;
    const known = await this.register.all(tx, personId);
    if (known.some(({ state }) => state !== 'set_aside')) return;
    const suspicion = met.map(({ groundCode, reasons }) => `${groundCode}: ${reasons}`).join('\n');
    const openedOn = this.clock.today();
    await this.register.open(tx, actor, {
      ...{ kind: 'opened', personId, caseId, crime: 'not_yet_classified', suspicion, openedOn },
    });
  }

  /** Notes a suspicion by hand, whatever was found about exclusion. Throws InvalidInput for an unknown person. */
  async open(wanted: { personId: string; crime: ReportedCrime; suspicion: string }, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const [person] = await this.cases.getPersons(tx, [wanted.personId]);
      if (!person)
        throw new InvalidInput([{ pointer: '/personId', code: 'unknownPerson', message: 'There is no such person.' }]);
      const openedOn = this.clock.today();
      await this.register.open(tx, actor, { ...wanted, kind: 'opened', caseId: person.caseId, openedOn });
    });
  }

  /** Records that it was reported, to whom, when and under which reference. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput. */
  async report(
    dutyId: string,
    version: number,
    wanted: { recipient: Recipient; reportedOn: PlainDate; reference: string },
    actor: Actor,
  ): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const duty = await this.due(tx, dutyId, version, 'report');
      const today = this.clock.today();
      if (wanted.reportedOn > today || wanted.reportedOn < duty.opened.openedOn)
        throw new InvalidInput([
          {
            pointer: '/reportedOn',
            code: 'dayNotPossible',
            message: `reportedOn lies between ${duty.opened.openedOn} and ${today}.`,
          },
        ]);
      await this.register.act(tx, actor, duty, { kind: 'reported', ...wanted });
    });
  }

  /** Records why there is nothing to report. Throws NotFound, StaleVersion or TransitionRefused. */
  async setAside(dutyId: string, version: number, reason: string, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const duty = await this.due(tx, dutyId, version, 'set_aside');
      await this.register.act(tx, actor, duty, { kind: 'set_aside', reason, setAsideOn: this.clock.today() });
    });
  }

  /** The duties in a state, those due unless said, the oldest first. The read is recorded in the compartment. */
  list({ state = 'due' }: { state?: DutyState }, actor: Actor): Promise<DutyView[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.register.read(tx, actor, null);
      return this.viewed(
        tx,
        (await this.register.all(tx)).filter((duty) => duty.state === state),
      );
    });
  }

  /** One duty. The read is recorded in the compartment. Throws NotFound. */
  one(dutyId: string, actor: Actor): Promise<DutyView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const duty = await this.register.one(tx, dutyId);
      if (!duty) throw new NotFound('duty to report');
      await this.register.read(tx, actor, duty);
      return (await this.viewed(tx, [duty]))[0]!;
    });
  }

  private async due(tx: Tx, dutyId: string, version: number, action: string): Promise<KeptDuty> {
    const duty = await this.register.one(tx, dutyId);
    if (!duty) throw new NotFound('duty to report');
    if (duty.version !== version) throw new StaleVersion({ currentVersion: duty.version });
    if (duty.state !== DUTY_STATES[0])
      throw new TransitionRefused([{ from: duty.state, action, allowedActions: [] }], 'the duty to report');
    return duty;
  }

  private async viewed(tx: Tx, duties: readonly KeptDuty[]): Promise<DutyView[]> {
    const personIds = [...new Set(duties.map(({ opened }) => opened.personId))];
    const persons = new Map((await this.cases.getPersons(tx, personIds)).map((person) => [person.id, person]));
    return duties.map((duty) => {
      const until = duty.report?.reportedOn ?? duty.setAside?.setAsideOn ?? this.clock.today();
      const days = daysBetween(duty.opened.openedOn, until);
      return { ...duty, person: persons.get(duty.opened.personId) ?? null, days };
    });
  }
}
