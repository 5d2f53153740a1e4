import { Injectable } from '@nestjs/common';
import { ConditionsUnmet, InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { Caps } from './caps.js';
import { dayOfAct } from './domain/day-of-act.js';
import { available, DECIDED, pool, used, type Account, type Movement } from './domain/ledger.js';
import type { PeriodAction } from './domain/period-lifecycle.js';
import { wrongTransfer } from './domain/planning.js';
import { Periods, type Authorised } from './periods.js';
import { PlaceLedger } from './place-ledger.js';
import { SubQuotaRow, type QuotaPeriodRow, type Scheme } from './quotas.entities.js';
import { ReadPeriods, type PeriodView } from './read-periods.js';
import { SchemeBalances } from './scheme-balances.js';

export type SomePlaces = Authorised & { places: number };

interface Route {
  movement: Movement;
  from: Account;
  to: Account;
  /** Whose places they become, for the audit entry. */
  about?: Record<string, unknown>;
  /** The sub-quota that receives them: its cap must leave room, and so must what was decided for its form of admission. */
  receiver?: SubQuotaRow;
  giver?: SubQuotaRow;
  /** Whose decided places become fewer; '' for those of no named form. */
  decidedLess?: Scheme | '';
}

/** The verbs that move places that no person holds yet, each on somebody's authority. */
@Injectable()
export class PlanPlaces {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly ledger: PlaceLedger,
    private readonly caps: Caps,
    private readonly schemes: SchemeBalances,
    private readonly view: ReadPeriods,
  ) {}

  /** The Government's decision: places enter the pool. Throws ConditionsUnmet (`fedFromPledge`) for an annual period of a pledge. */
  decide(
    actor: Actor,
    periodId: string,
    version: number,
    request: SomePlaces & { scheme?: Scheme },
  ): Promise<PeriodView> {
    return this.act(actor, periodId, version, 'decide_places', request, (_tx, period) => {
      if (period.pledgeId !== null)
        throw new ConditionsUnmet([
          {
            code: 'fedFromPledge',
            detail: 'The places of this period come from its pledge: allocate them there.',
            source: 'architecture.md 1 (2)',
          },
        ]);
      return { movement: 'decide', from: DECIDED, to: pool(periodId) };
    });
  }

  /** From the pool to a sub-quota of the period, or from a pledge's pool to that of one of its annual periods. */
  allocate(
    actor: Actor,
    periodId: string,
    version: number,
    request: SomePlaces & { subQuotaId?: string; annualPeriodId?: string },
  ): Promise<PeriodView> {
    const { subQuotaId, annualPeriodId } = request;
    if ((subQuotaId === undefined) === (annualPeriodId === undefined))
      throw new InvalidInput([
        { pointer: '/subQuotaId', code: 'oneReceiver', message: 'Name either a sub-quota or an annual period.' },
      ]);
    return this.act(actor, periodId, version, 'allocate', request, async (tx, period) => {
      if (subQuotaId !== undefined) {
        const receiver = await this.subQuotaOf(tx, period, subQuotaId, '/subQuotaId');
        const about = { subQuota: receiver.name };
        return { movement: 'allocate', from: pool(periodId), to: available(receiver.id), about, receiver };
      }
      const annual = (await this.periods.annualPeriodsOf(tx, periodId)).find(({ id }) => id === annualPeriodId);
      if (!annual) throw notHere('/annualPeriodId', 'There is no annual period with this id in the pledge.');
      await this.periods.step(
        tx,
        await this.periods.get(tx, annual.id, annual.version),
        actor,
        'receive_places',
        request,
        { places: request.places, pledge: period.name },
      );
      return { movement: 'allocate', from: pool(periodId), to: pool(annual.id), about: { annualPeriod: annual.name } };
    });
  }

  /** From one sub-quota of the period to another. */
  transfer(
    actor: Actor,
    periodId: string,
    version: number,
    request: SomePlaces & { fromSubQuotaId: string; toSubQuotaId: string },
  ): Promise<PeriodView> {
    return this.act(actor, periodId, version, 'transfer', request, async (tx) => {
      const from = await tx.manager.findOneBy(SubQuotaRow, { id: request.fromSubQuotaId });
      const to = await tx.manager.findOneBy(SubQuotaRow, { id: request.toSubQuotaId });
      const wrong = wrongTransfer(periodId, from, to);
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const about = { fromSubQuota: from!.name, toSubQuota: to!.name };
      return {
        movement: 'transfer',
        from: available(from!.id),
        to: available(to!.id),
        about,
        receiver: to!,
        giver: from!,
      };
    });
  }

  /**
   * Up or down: a sub-quota against the pool of its period; a period against the Government's decision, for the form of admission that
   * it names, or against its pledge's pool.
   */
  revise(
    actor: Actor,
    periodId: string,
    version: number,
    request: SomePlaces & { direction: 'up' | 'down'; subQuotaId?: string; scheme?: Scheme },
  ): Promise<PeriodView> {
    return this.act(actor, periodId, version, 'revise', request, async (tx, period) => {
      const subQuota =
        request.subQuotaId === undefined ? null : await this.subQuotaOf(tx, period, request.subQuotaId, '/subQuotaId');
      if (request.scheme !== undefined && (subQuota !== null || period.pledgeId !== null)) throw schemeNotRevised();
      const source = period.pledgeId === null ? DECIDED : pool(period.pledgeId);
      const [giver, receiver] = subQuota ? [pool(periodId), available(subQuota.id)] : [source, pool(periodId)];
      const about = { direction: request.direction, subQuota: subQuota?.name ?? null };
      return request.direction === 'up'
        ? { movement: 'revise', from: giver, to: receiver, about, receiver: subQuota ?? undefined }
        : {
            movement: 'revise',
            from: receiver,
            to: giver,
            about,
            ...(source === DECIDED && !subQuota ? { decidedLess: request.scheme ?? '' } : {}),
          };
    });
  }

  /** What an earlier year has used, as a number without persons. */
  openEarlierYear(
    actor: Actor,
    periodId: string,
    version: number,
    request: SomePlaces & { subQuotaId: string },
  ): Promise<PeriodView> {
    return this.act(actor, periodId, version, 'open_earlier_year', request, async (tx, period) => {
      const { id, name } = await this.subQuotaOf(tx, period, request.subQuotaId, '/subQuotaId');
      return { movement: 'open', from: available(id), to: used(id), about: { subQuota: name } };
    });
  }

  /** Loads, routes, steps and posts. Throws StaleVersion, TransitionRefused, InvalidInput or ConditionsUnmet (`notEnoughPlaces`, `capExceeded`, `schemeExceeded`). */
  private act(
    actor: Actor,
    periodId: string,
    version: number,
    action: PeriodAction,
    request: SomePlaces & { scheme?: Scheme },
    routeOf: (tx: Tx, period: QuotaPeriodRow) => Route | Promise<Route>,
  ): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const { movement, from, to, about = {}, receiver, giver, decidedLess } = await routeOf(tx, period);
      const { places, scheme, authority, documentReference, reason } = request;
      const changed = await this.periods.step(tx, period, actor, action, request, { places, scheme, ...about });
      const occurredOn = dayOfAct(tx.at, request.occurredOn);
      await this.ledger.hold(tx);
      const change = { places, to: receiver?.scheme, from: giver?.scheme, decidedLess };
      const unmet = [
        ...(receiver ? await this.caps.unmet(tx, receiver, places, occurredOn) : []),
        ...(receiver || decidedLess !== undefined ? await this.schemes.unmet(tx, period, change) : []),
      ];
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      await this.ledger.post(tx, actor, [
        {
          movement,
          fromAccount: from,
          toAccount: to,
          places,
          occurredOn,
          scheme,
          authority,
          documentReference,
          reason,
        },
      ]);
      return this.view.of(tx, changed);
    });
  }

  private async subQuotaOf(tx: Tx, period: QuotaPeriodRow, id: string, pointer: string): Promise<SubQuotaRow> {
    const found = await tx.manager.findOneBy(SubQuotaRow, { id, periodId: period.id });
    if (!found) throw notHere(pointer, 'There is no sub-quota with this id in the period.');
    return found;
  }
}

const schemeNotRevised = (): InvalidInput =>
  new InvalidInput([
    {
      pointer: '/scheme',
      code: 'schemeNotRevised',
      message: 'A form of admission is named where the decision stands: in the pledge or in a period of its own.',
    },
  ]);
const notHere = (pointer: string, message: string): InvalidInput =>
  new InvalidInput([{ pointer, code: 'notInPeriod', message }]);
