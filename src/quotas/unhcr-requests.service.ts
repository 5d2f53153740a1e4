import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { InvalidInput, NotFound, stockholmDateOf, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { refuseClosed } from './domain/closed-period.js';
import { dayOfAct } from './domain/day-of-act.js';
import type { Moment } from './domain/ledger.js';
import { requireKnown } from './domain/moment.js';
import { monthOf, type Month } from './domain/month.js';
import {
  requestAt,
  requireStanding,
  type PersonsInMonth,
  type RequestActWord,
  type RequestState,
  type RequestVerb,
  type WithdrawnBy,
} from './domain/unhcr-request.js';
import { lockVersionsOf, nextVersion } from './next-version.js';
import { Periods, type Authorised } from './periods.js';
import { SubQuotaRow, type QuotaPeriodRow } from './quotas.entities.js';
import { UnhcrRequestActRow, UnhcrRequestRow } from './unhcr-requests.entities.js';

/** Persons of one country of asylum that UNHCR is asked to submit in a month, and how that stood at some moment. */
export type UnhcrRequest = UnhcrRequestRow & RequestState<UnhcrRequestActRow>;

export type Wanted = Authorised &
  PersonsInMonth & { countryOfAsylum: string; nationality?: string; subQuotaId?: string };
export type UnhcrPromise = Authorised & PersonsInMonth;
export type Withdrawal = Authorised & { withdrawnBy: WithdrawnBy; reason: string };

/** What the coordinator asks UNHCR for month by month, and what UNHCR answers (domain.md (d): asked ahead of the year). */
@Injectable()
export class UnhcrRequestsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Asks for persons for a period, which may not have begun: 1,500 of 2018 were asked for in 2017 (domain.md (d)). Throws
   * NotFound, InvalidInput, or TransitionRefused for a closed period.
   */
  ask(actor: Actor, periodId: string, wanted: Wanted): Promise<UnhcrRequest> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId);
      refuseClosed(period.status, 'request');
      const { countryOfAsylum, nationality = null, subQuotaId = null, persons, month } = wanted;
      const occurredOn = dayOfAct(tx.at, wanted.occurredOn);
      requireMonth(month, occurredOn);
      if (month > monthOf(period.endsOn)) throw wrongMonth('monthAfterPeriod', `The period ends on ${period.endsOn}.`);
      await this.reference.getCountry(tx, countryOfAsylum, '/countryOfAsylum');
      if (nationality !== null) await this.reference.getCountry(tx, nationality, '/nationality');
      if (subQuotaId !== null) await this.requireInPeriod(tx, subQuotaId, period);
      const request: UnhcrRequestRow = { id: newId(), periodId, subQuotaId, countryOfAsylum, nationality };
      await tx.manager.insert(UnhcrRequestRow, request);
      const about = { countryOfAsylum, nationality, subQuotaId };
      return this.add(tx, actor, request, [], 'ask', { ...wanted, persons, month, occurredOn }, 'request', about);
    });
  }

  /**
   * What UNHCR promises to submit, and when; said again, with a reason, it replaces the promise before, which stays on record.
   * Throws NotFound, StaleVersion, InvalidInput, or TransitionRefused for a request that was withdrawn.
   */
  recordPromise(actor: Actor, requestId: string, version: number, promise: UnhcrPromise): Promise<UnhcrRequest> {
    return this.act(actor, requestId, version, 'record_promise', promise, ({ promised }, occurredOn) => {
      requireMonth(promise.month, occurredOn);
      if (promised === null) return 'promise';
      if (!promise.reason)
        throw new InvalidInput([
          { pointer: '/reason', code: 'reasonMissing', message: 'UNHCR has promised before: say why it changes.' },
        ]);
      return 'revise';
    });
  }

  /** UNHCR will not submit, or the agency asks no longer. Throws NotFound, StaleVersion, InvalidInput or TransitionRefused. */
  withdraw(actor: Actor, requestId: string, version: number, withdrawal: Withdrawal): Promise<UnhcrRequest> {
    return this.act(actor, requestId, version, 'withdraw_request', withdrawal, () => 'withdraw');
  }

  /** `requests`, for an official. Throws NotFound, or InvalidInput for an `asOf` that has not come. */
  list(periodId: string, moment: Moment): Promise<UnhcrRequest[]> {
    return this.unitOfWork.read(async (tx) => {
      requireKnown(moment, stockholmDateOf(tx.at));
      await this.periods.get(tx, periodId);
      return this.requests(tx, periodId, moment);
    });
  }

  /**
   * The requests that name this period (those of a pledge's annual periods name these), by month and country asked for, each as
   * it stood at the moment: `through` limits when it was said, `asOf` when it was known.
   */
  async requests(tx: Tx, periodId: string, moment: Moment = {}): Promise<UnhcrRequest[]> {
    const found = await tx.manager.findBy(UnhcrRequestRow, { periodId });
    const acts = await this.actsOf(
      tx,
      found.map(({ id }) => id),
    );
    const today = stockholmDateOf(tx.at);
    return found
      .flatMap((request) => {
        const own = acts.filter(({ requestId }) => requestId === request.id);
        const state = requestAt(own, moment, today);
        return state ? [{ ...request, ...state }] : [];
      })
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  }

  private act(
    actor: Actor,
    requestId: string,
    version: number,
    verb: RequestVerb,
    said: Authorised & Partial<PersonsInMonth> & { withdrawnBy?: WithdrawnBy },
    wordFor: (state: RequestState, occurredOn: PlainDate) => RequestActWord,
  ): Promise<UnhcrRequest> {
    return this.unitOfWork.run(actor, async (tx) => {
      await lockVersionsOf(tx, 'unhcr_requests', requestId);
      const request = await tx.manager.findOneBy(UnhcrRequestRow, { id: requestId });
      if (!request) throw new NotFound('request to UNHCR');
      const acts = await this.actsOf(tx, [requestId]);
      nextVersion(acts.at(-1), version);
      const state = requestAt(acts, {}, stockholmDateOf(tx.at))!;
      requireStanding(state, verb);
      const occurredOn = dayOfAct(tx.at, said.occurredOn);
      if (occurredOn < state.requestedOn)
        throw new InvalidInput([
          { pointer: '/occurredOn', code: 'beforeRequest', message: `The request was made on ${state.requestedOn}.` },
        ]);
      return this.add(tx, actor, request, acts, wordFor(state, occurredOn), { ...said, occurredOn }, verb);
    });
  }

  /** Adds an act to those there are, with one audit entry, and gives the request as it stands then. */
  private async add(
    tx: Tx,
    actor: Actor,
    request: UnhcrRequestRow,
    before: readonly UnhcrRequestActRow[],
    act: RequestActWord,
    said: Authorised & Partial<PersonsInMonth> & { withdrawnBy?: WithdrawnBy; occurredOn: PlainDate },
    verb: RequestVerb | 'request',
    about: Record<string, unknown> = {},
  ): Promise<UnhcrRequest> {
    const { persons = null, month = null, withdrawnBy = null, reason = null } = said;
    const { authority, documentReference, occurredOn } = said;
    const version = (before.at(-1)?.version ?? 0) + 1;
    const words = { act, persons, month, withdrawnBy, occurredOn, authority, documentReference };
    const row: UnhcrRequestActRow = {
      ...words,
      id: newId(),
      requestId: request.id,
      version,
      recordedAt: tx.at,
      actorId: actor.accountId || null,
      recordedBy: actor.name,
      reason,
    };
    await tx.manager.insert(UnhcrRequestActRow, row);
    this.audit.record(tx, actor, {
      action: `quota.${verb}`,
      subjectType: 'unhcrRequest',
      subjectId: request.id,
      reason,
      payload: { ...about, ...words, periodId: request.periodId, version },
    });
    return { ...request, ...requestAt([...before, row], {}, stockholmDateOf(tx.at))! };
  }

  private actsOf(tx: Tx, requestIds: readonly string[]): Promise<UnhcrRequestActRow[]> {
    if (requestIds.length === 0) return Promise.resolve([]);
    return tx.manager
      .createQueryBuilder(UnhcrRequestActRow, 'act')
      .where('act.requestId IN (:...requestIds)', { requestIds })
      .orderBy('act.requestId')
      .addOrderBy('act.version')
      .getMany();
  }

  private async requireInPeriod(tx: Tx, subQuotaId: string, { id: periodId }: QuotaPeriodRow): Promise<void> {
    if (await tx.manager.findOneBy(SubQuotaRow, { id: subQuotaId, periodId })) return;
    throw new InvalidInput([
      { pointer: '/subQuotaId', code: 'notInPeriod', message: 'There is no sub-quota with this id in the period.' },
    ]);
  }
}

/** Nobody submits in a month that was over when it was said. */
function requireMonth(month: Month, saidOn: PlainDate): void {
  if (month < monthOf(saidOn)) throw wrongMonth('monthPassed', `On ${saidOn} the month ${month} had passed.`);
}

const wrongMonth = (code: string, message: string): InvalidInput =>
  new InvalidInput([{ pointer: '/month', code, message }]);

const orderOf = ({ asked, countryOfAsylum, requestedOn, id }: UnhcrRequest): string =>
  [asked.month, countryOfAsylum, requestedOn, id].join(' ');
