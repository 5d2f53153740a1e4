import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import {
  addDays,
  addMonths,
  ConditionsUnmet,
  InvalidInput,
  TransitionRefused,
  type Actor,
  type FieldError,
  type PlainDate,
  type Unmet,
} from '../kernel/index.js';
import { isUniqueViolation, newId, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { ReferenceService, type Region } from '../reference/index.js';
import { available, pool, reserved, used } from './domain/ledger.js';
import { Periods, type Authorised } from './periods.js';
import { PlaceLedger } from './place-ledger.js';
import {
  QuotaPeriodRow,
  SubQuotaRow,
  type CarryOverMode,
  type CountingEvent,
  type PeriodKind,
} from './quotas.entities.js';
import { QuotasService } from './quotas.service.js';
import { ReadPeriods, type PeriodView } from './read-periods.js';

export interface NewPeriod {
  name: string;
  kind: PeriodKind;
  startsOn: PlainDate;
  endsOn: PlainDate;
  pledgeId?: string;
  countingEvent?: CountingEvent;
  carryOverMode?: CarryOverMode;
  tolerance?: number;
}
export type NewSubQuota = Pick<SubQuotaRow, 'name' | 'scheme'> & {
  regions?: Region[];
  countriesOfAsylum?: string[];
  nationalities?: string[];
  priority?: string;
  cap?: number;
};

/** Steps that move no places. */
export type PeriodStep = 'consult' | 'open' | 'begin_closing' | 'close' | 'suspend' | 'resume';

const MONTHS = { annual: 12, biennial: 24 } as const;

/** Making periods and sub-quotas, and leading a period through its states. */
@Injectable()
export class PlanPeriod {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly ledger: PlaceLedger,
    private readonly quotas: QuotasService,
    private readonly view: ReadPeriods,
    private readonly policy: PolicyService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /** A new period in draft. Counting event and carry-over mode are those of the policy on its first day unless said. Throws InvalidInput. */
  create(actor: Actor, wanted: NewPeriod): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const wrong = [...wrongDates(wanted), ...(await this.wrongPledge(tx, wanted))];
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const period: QuotaPeriodRow = {
        id: newId(),
        name: wanted.name,
        kind: wanted.kind,
        startsOn: wanted.startsOn,
        endsOn: wanted.endsOn,
        pledgeId: wanted.pledgeId ?? null,
        countingEvent:
          wanted.countingEvent ?? (await this.policy.ruleOn(tx, 'counting-event', wanted.startsOn)).value.event,
        carryOverMode:
          wanted.carryOverMode ?? (await this.policy.ruleOn(tx, 'carry-over-mode', wanted.startsOn)).value.mode,
        tolerance: wanted.tolerance ?? 0,
        status: 'draft',
        suspended: false,
        version: 1,
        changedBy: actor.name,
        changedAt: tx.at,
      };
      await tx.manager.insert(QuotaPeriodRow, period);
      await this.ledger.openAccounts(tx, [pool(period.id)]);
      const { id, ...told } = period;
      this.audit.record(tx, actor, {
        action: 'quota.create',
        subjectType: 'quotaPeriod',
        subjectId: id,
        payload: told,
      });
      return this.view.of(tx, period);
    });
  }

  /** A new share of the period. Throws StaleVersion, TransitionRefused or InvalidInput (unknown country, name taken). */
  addSubQuota(actor: Actor, periodId: string, version: number, wanted: NewSubQuota): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const {
        name,
        scheme,
        regions = [],
        countriesOfAsylum = [],
        nationalities = [],
        priority = null,
        cap = null,
      } = wanted;
      await this.requireCountries(tx, { countriesOfAsylum, nationalities });
      const rule = { regions, countriesOfAsylum, nationalities, priority };
      const subQuota: SubQuotaRow = { id: newId(), periodId, name, scheme, ...rule, cap };
      const changed = await this.periods.step(tx, period, actor, 'add_sub_quota', {}, { ...subQuota });
      await tx.manager.insert(SubQuotaRow, subQuota).catch((error: unknown) => {
        if (!isUniqueViolation(error, 'sub_quotas')) throw error;
        throw new InvalidInput([
          { pointer: '/name', code: 'taken', message: 'The period has a sub-quota of this name already.' },
        ]);
      });
      await this.ledger.openAccounts(
        tx,
        [available, reserved, used].map((account) => account(subQuota.id)),
      );
      return this.view.of(tx, changed);
    });
  }

  /**
   * Leads the period on. Throws StaleVersion, TransitionRefused, InvalidInput for a day after today, and ConditionsUnmet when it
   * is to be closed while places are reserved (`placesReserved`) or an annual period of the pledge is not (`annualPeriodNotClosed`).
   */
  step(actor: Actor, periodId: string, version: number, step: PeriodStep, authorised: Authorised): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const set = step === 'suspend' || step === 'resume' ? { suspended: step === 'suspend' } : {};
      if (set.suspended === period.suspended) {
        const state = period.suspended ? 'suspended' : 'running';
        throw new TransitionRefused(
          [{ from: state, action: step, allowedActions: [period.suspended ? 'resume' : 'suspend'] }],
          'a quota period',
        );
      }
      const changed = await this.periods.step(tx, period, actor, step, authorised, {}, set);
      const open = step === 'close' ? await this.stillOpen(tx, period) : [];
      if (open.length > 0) throw new ConditionsUnmet(open);
      return this.view.of(tx, changed);
    });
  }

  private async stillOpen(tx: Tx, period: QuotaPeriodRow): Promise<Unmet[]> {
    const source = 'domain.md (e) 7: who is granted and not arrived is carried over or released, never lost';
    const { subQuotas } = await this.quotas.balances(tx, period.id);
    const annual = await this.periods.annualPeriodsOf(tx, period.id);
    return [
      ...subQuotas
        .filter((one) => one.reserved > 0)
        .map((one) => ({
          code: 'placesReserved',
          detail: `${one.name} still has ${one.reserved} reserved places.`,
          source,
        })),
      ...annual
        .filter((one) => one.status !== 'closed')
        .map((one) => ({
          code: 'annualPeriodNotClosed',
          detail: `${one.name} is not closed yet.`,
          source: 'Regulation (EU) 2024/1350 article 8',
        })),
    ];
  }

  private async wrongPledge(tx: Tx, { kind, pledgeId, startsOn, endsOn }: NewPeriod): Promise<FieldError[]> {
    if (pledgeId === undefined) return [];
    const wrong = (code: string, message: string): FieldError[] => [{ pointer: '/pledgeId', code, message }];
    if (kind !== 'annual') return wrong('pledgeInPledge', 'Only an annual period can be part of a pledge.');
    const pledge = await tx.manager.findOneBy(QuotaPeriodRow, { id: pledgeId });
    if (pledge?.kind !== 'biennial') return wrong('unknownPledge', 'There is no biennial period with this id.');
    if (startsOn < pledge.startsOn || endsOn > pledge.endsOn)
      return wrong('outsidePledge', `The pledge runs from ${pledge.startsOn} to ${pledge.endsOn}.`);
    return [];
  }

  private async requireCountries(
    tx: Tx,
    lists: Record<'countriesOfAsylum' | 'nationalities', string[]>,
  ): Promise<void> {
    for (const [field, codes] of Object.entries(lists))
      for (const [index, code] of codes.entries()) await this.reference.getCountry(tx, code, `/${field}/${index}`);
  }
}

function wrongDates({ kind, startsOn, endsOn }: NewPeriod): FieldError[] {
  const last = addDays(addMonths(startsOn, MONTHS[kind]), -1);
  if (endsOn === last) return [];
  return [
    {
      pointer: '/endsOn',
      code: 'periodLength',
      message: `An ${kind} period that starts on ${startsOn} ends on ${last}.`.replace('An biennial', 'A biennial'),
    },
  ];
}
