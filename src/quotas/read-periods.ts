import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '../kernel/index.js';
import { UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { Caps } from './caps.js';
import { accountsOf, type FramedFigures } from './domain/figures.js';
import type { Moment } from './domain/ledger.js';
import { Periods } from './periods.js';
import { PlaceLedger } from './place-ledger.js';
import type { LedgerEntryRow, QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';
import { QuotasService } from './quotas.service.js';

/** A period with its shares and figures: plain data. */
export interface PeriodView {
  period: QuotaPeriodRow;
  subQuotas: SubQuotaRow[];
  figures: FramedFigures;
  /** The cap of each sub-quota on the day of the figures, by its id; null where there is none. */
  caps: Record<string, number | null>;
  moment: Moment;
}

/** Reading periods, their figures at a moment and the entries behind these. */
@Injectable()
export class ReadPeriods {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly periods: Periods,
    private readonly ledger: PlaceLedger,
    private readonly quotas: QuotasService,
    private readonly caps: Caps,
  ) {}

  list(): Promise<QuotaPeriodRow[]> {
    return this.unitOfWork.read((tx) => this.periods.all(tx));
  }

  /** One period with its figures. Throws NotFound, or InvalidInput for an `asOf` that has not come: nobody knows it yet. */
  one(periodId: string, moment: Moment): Promise<PeriodView> {
    this.requireKnown(moment);
    return this.unitOfWork.read(async (tx) => this.of(tx, await this.periods.get(tx, periodId), moment));
  }

  /** The entries that touch the period (of a pledge, its annual periods too), oldest first. Throws NotFound or InvalidInput. */
  entries(periodId: string, moment: Moment, limit: number, cursor?: string): Promise<Page<LedgerEntryRow>> {
    this.requireKnown(moment);
    return this.unitOfWork.read(async (tx) => {
      const periods = [await this.periods.get(tx, periodId), ...(await this.periods.annualPeriodsOf(tx, periodId))];
      const subQuotas = await this.periods.subQuotasOf(
        tx,
        periods.map(({ id }) => id),
      );
      return this.ledger.entries(tx, accountsOf(periods, subQuotas), moment, limit, cursor);
    });
  }

  /** The period as given, with what stands beside it in this transaction. */
  async of(tx: Tx, period: QuotaPeriodRow, moment: Moment = {}): Promise<PeriodView> {
    const subQuotas = await this.periods.subQuotasOf(tx, [period.id]);
    const caps = await this.caps.inForce(tx, subQuotas, moment.through ?? this.clock.today(), moment.asOf);
    return { period, subQuotas, figures: await this.quotas.balances(tx, period.id, moment), caps, moment };
  }

  private requireKnown({ asOf }: Moment): void {
    const today = this.clock.today();
    if (asOf !== undefined && asOf > today)
      throw new InvalidInput([
        { pointer: '?asOf', code: 'afterToday', message: `asOf may not lie after today, ${today}.` },
      ]);
  }
}
