import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Unmet } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { DECIDED, isWithin, pool, type Moment } from './domain/ledger.js';
import {
  schemeBalances,
  unmetForSchemes,
  type AllocatedPlaces,
  type SchemeBalances as Balances,
  type SchemeChange,
} from './domain/scheme-balances.js';
import { Periods } from './periods.js';
import type { QuotaPeriodRow, Scheme } from './quotas.entities.js';
import { QuotasService } from './quotas.service.js';

export interface SchemeBalancesView extends Balances {
  /** For which the decisions are: the period, or the pledge around it. */
  frame: QuotaPeriodRow;
  moment: Moment;
}

interface Decided {
  scheme: Scheme | null;
  toAccount: string;
  places: number;
  occurredOn: string;
  recordedAt: string;
}

/** What was decided for each form of admission, and what became of it: accounted where the decisions are, in the pledge. */
@Injectable()
export class SchemeBalances {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /** Of the period, or of the pledge that it is part of, at a moment. Throws NotFound, or InvalidInput for an `asOf` that has not come. */
  read(periodId: string, moment: Moment): Promise<SchemeBalancesView> {
    const today = this.clock.today();
    if (moment.asOf !== undefined && moment.asOf > today)
      throw new InvalidInput([
        { pointer: '?asOf', code: 'afterToday', message: `asOf may not lie after today, ${today}.` },
      ]);
    return this.unitOfWork.read(async (tx) => {
      const frame = await this.frameOf(tx, await this.periods.get(tx, periodId));
      const balances = schemeBalances(
        await this.decided(tx, frame.id, moment),
        await this.allocated(tx, frame.id, moment),
      );
      return { ...balances, frame, moment };
    });
  }

  /** What stands against moving places into or out of a form of admission (`schemeExceeded`). */
  async unmet(tx: Tx, period: QuotaPeriodRow, change: SchemeChange): Promise<Unmet[]> {
    const { id } = await this.frameOf(tx, period);
    return unmetForSchemes(await this.decided(tx, id), await this.allocated(tx, id), change);
  }

  private async frameOf(tx: Tx, period: QuotaPeriodRow): Promise<QuotaPeriodRow> {
    return period.pledgeId === null ? period : this.periods.get(tx, period.pledgeId);
  }

  private async decided(tx: Tx, frameId: string, moment: Moment = {}): Promise<Map<string, number>> {
    // Between the source and the pool of the frame there are decisions and their revisions only, a few.
    const found = await rows<Decided>(
      tx.manager,
      `SELECT scheme, to_account AS "toAccount", places, occurred_on AS "occurredOn", recorded_at AS "recordedAt"
       FROM ledger_entries WHERE to_account = :pool AND from_account = :decided
       UNION ALL SELECT scheme, to_account, places, occurred_on, recorded_at
       FROM ledger_entries WHERE from_account = :pool AND to_account = :decided`,
      { pool: pool(frameId), decided: DECIDED },
    );
    const decided = new Map<string, number>();
    for (const entry of found.filter((one) => isWithin(one, moment))) {
      const change = entry.toAccount === DECIDED ? -entry.places : entry.places;
      decided.set(entry.scheme ?? '', (decided.get(entry.scheme ?? '') ?? 0) + change);
    }
    return decided;
  }

  private async allocated(tx: Tx, frameId: string, moment: Moment = {}): Promise<AllocatedPlaces[]> {
    const figures = await this.quotas.balances(tx, frameId, moment);
    return [figures, ...figures.annualPeriods].flatMap(({ subQuotas }) =>
      subQuotas.map(({ scheme, decided, carriedIn, carriedOut, available, reserved, used }) => ({
        ...{ scheme, allocated: decided - carriedIn + carriedOut, available, reserved, used },
      })),
    );
  }
}
