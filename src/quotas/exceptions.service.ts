import { Injectable } from '@nestjs/common';
import {
  ConditionsUnmet,
  InvalidInput,
  NotFound,
  stockholmDateOf,
  type Actor,
  type FieldError,
  type PlainDate,
} from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { excepts, exceptionsOn, wrongDays, type ExceptionKind } from './domain/exceptions.js';
import type { PeriodAction } from './domain/period-lifecycle.js';
import { QuotaExceptionRow } from './exceptions.entities.js';
import { Periods } from './periods.js';

interface Decided {
  decidedOn: PlainDate;
  authority: string;
  documentReference: string;
  reason: string;
}
export interface NewException extends Decided {
  kind: ExceptionKind;
  validFrom: PlainDate;
  validTo?: PlainDate;
  nationalities?: string[];
  countriesOfAsylum?: string[];
}
export interface EndOfException extends Decided {
  lastDay: PlainDate;
}

/** An exception as recorded, with the last day that a later decision gave it. */
export type GovernmentException = Omit<QuotaExceptionRow, 'endsId' | 'actorId'> & { endedBy: QuotaExceptionRow | null };

export interface ExceptionList {
  /** Of the period: what the next act is decided on. */
  version: number;
  exceptions: GovernmentException[];
  inForce: GovernmentException[];
}

/** Government exceptions of a period: in 2021 people were evacuated out of their home country, which the rules else forbid. */
@Injectable()
export class ExceptionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly reference: ReferenceService,
  ) {}

  /** Records an exception. Throws NotFound, StaleVersion, TransitionRefused, or InvalidInput (days, a country that does not exist). */
  record(actor: Actor, periodId: string, version: number, wanted: NewException): Promise<ExceptionList> {
    const { kind, validFrom, validTo = null, nationalities = [], countriesOfAsylum = [], ...decided } = wanted;
    return this.act(actor, periodId, version, 'record_exception', decided, async (tx) => {
      const wrong = wrongDays({ validFrom, validTo, ...decided }, stockholmDateOf(tx.at));
      if (wrong.length > 0) throw new InvalidInput(wrong);
      for (const [field, codes] of Object.entries({ nationalities, countriesOfAsylum }))
        for (const [index, code] of codes.entries()) await this.reference.getCountry(tx, code, `/${field}/${index}`);
      return { kind, validFrom, validTo, nationalities, countriesOfAsylum, endsId: null };
    });
  }

  /** Ends an exception before its time, once. Throws as `record`, and ConditionsUnmet (`exceptionEnded`). */
  end(
    actor: Actor,
    periodId: string,
    exceptionId: string,
    version: number,
    { lastDay, ...decided }: EndOfException,
  ): Promise<ExceptionList> {
    return this.act(actor, periodId, version, 'end_exception', decided, async (tx) => {
      const all = await this.rowsOf(tx, [periodId]);
      const found = all.find(({ id, endsId }) => id === exceptionId && endsId === null);
      if (!found) throw new NotFound('exception');
      if (all.some(({ endsId }) => endsId === exceptionId))
        throw new ConditionsUnmet([
          { code: 'exceptionEnded', detail: 'This exception was ended before.', source: 'domain.md (e) 22' },
        ]);
      const { kind, validFrom, nationalities, countriesOfAsylum } = found;
      const wrong = [
        ...wrongDays({ validFrom, validTo: lastDay, ...decided }, stockholmDateOf(tx.at)),
        ...(found.validTo !== null && lastDay > found.validTo ? laterThan(found.validTo) : []),
      ].map((error) => (error.pointer === '/validTo' ? { ...error, pointer: '/lastDay' } : error));
      if (wrong.length > 0) throw new InvalidInput(wrong);
      return { kind, validFrom, validTo: lastDay, nationalities, countriesOfAsylum, endsId: exceptionId };
    });
  }

  /** All exceptions of the period, the oldest first, and those in force today. Throws NotFound. */
  list(periodId: string): Promise<ExceptionList> {
    return this.unitOfWork.read((tx) => this.listed(tx, periodId));
  }

  /**
   * Who may be granted without being outside the home country: by nationality, for a case in that country whose sub-quota is of a
   * period, or in a pledge, with an exception in force on the day (Reg23; domain.md (e) 22).
   */
  async fromThirdCountryRule(
    tx: Tx,
    { subQuotaId, countryOfAsylum, on }: { subQuotaId: string | null; countryOfAsylum: string; on: PlainDate },
  ): Promise<(nationality: string) => boolean> {
    if (subQuotaId === null) return () => false;
    const { periodId } = await this.periods.getSubQuota(tx, subQuotaId);
    const { pledgeId } = await this.periods.get(tx, periodId);
    const recorded = await this.rowsOf(tx, pledgeId === null ? [periodId] : [periodId, pledgeId]);
    const inForce = exceptionsOn(recorded, on);
    return (nationality) => excepts(inForce, 'third_country_rule', { nationality, countryOfAsylum });
  }

  private act(
    actor: Actor,
    periodId: string,
    version: number,
    action: PeriodAction,
    { decidedOn, authority, documentReference, reason }: Decided,
    rowOf: (
      tx: Tx,
    ) => Promise<
      Pick<QuotaExceptionRow, 'kind' | 'validFrom' | 'validTo' | 'nationalities' | 'countriesOfAsylum' | 'endsId'>
    >,
  ): Promise<ExceptionList> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const told = await rowOf(tx);
      const decided = { authority, documentReference, reason };
      await this.periods.step(tx, period, actor, action, decided, { ...told, decidedOn });
      await tx.manager.insert(QuotaExceptionRow, {
        id: newId(),
        periodId,
        ...told,
        ...decided,
        decidedOn,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      });
      return this.listed(tx, periodId);
    });
  }

  private async listed(tx: Tx, periodId: string): Promise<ExceptionList> {
    const { version } = await this.periods.get(tx, periodId);
    const recorded = await this.rowsOf(tx, [periodId]);
    const exceptions = recorded
      .filter(({ endsId }) => endsId === null)
      .map(({ endsId: _ends, actorId: _actor, ...told }) => ({
        ...told,
        endedBy: recorded.find(({ endsId }) => endsId === told.id) ?? null,
      }));
    const today = exceptionsOn(recorded, stockholmDateOf(tx.at)).map(({ id }) => id);
    return { version, exceptions, inForce: exceptions.filter(({ id }) => today.includes(id)) };
  }

  private rowsOf(tx: Tx, periodIds: readonly string[]): Promise<QuotaExceptionRow[]> {
    return tx.manager
      .createQueryBuilder(QuotaExceptionRow, 'exception')
      .where('exception.periodId IN (:...periodIds)', { periodIds })
      .orderBy('exception.recordedAt')
      .addOrderBy('exception.id')
      .getMany();
  }
}

const laterThan = (validTo: PlainDate): FieldError[] => [
  { pointer: '/lastDay', code: 'afterLastDay', message: `It is over on ${validTo} anyway; record a new one to go on.` },
];
