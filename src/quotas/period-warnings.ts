import { Injectable } from '@nestjs/common';
import { Clock, yearOf } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import type { Moment } from './domain/ledger.js';
import { periodWarnings, type PeriodWarning } from './domain/period-warnings.js';
import { Periods } from './periods.js';
import { QuotasService } from './quotas.service.js';
import { ReadPeriods } from './read-periods.js';

const PUBLISHED = 'Published figures of these years: told, never reconciled (domain.md (e) 30)';

/** What does not come out even in a period, and in what was published about its years. Warnings block nothing. */
@Injectable()
export class PeriodWarnings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly periods: Periods,
    private readonly quotas: QuotasService,
    private readonly view: ReadPeriods,
    private readonly reference: ReferenceService,
  ) {}

  /** The warnings at the moment, the period's own first. Throws NotFound, or InvalidInput for an `asOf` that has not come. */
  async of(periodId: string, moment: Moment): Promise<PeriodWarning[]> {
    const { period, figures, caps } = await this.view.one(periodId, moment);
    const waiting = await this.unitOfWork.read(async (tx) => {
      const today = moment.through ?? this.clock.today();
      let persons = 0;
      for (const earlier of await this.periods.all(tx)) {
        const over = earlier.status === 'closing' || earlier.endsOn < today;
        if (earlier.kind === 'annual' && over && earlier.endsOn < period.startsOn)
          persons += (await this.quotas.balances(tx, earlier.id, moment)).reserved;
      }
      return period.kind === 'annual' && period.status !== 'closed' ? persons : 0;
    });
    const published: PeriodWarning[] = [];
    for (let year = yearOf(period.startsOn); year <= yearOf(period.endsOn); year += 1)
      for (const { code, detail } of (await this.reference.publishedFigures({ year })).warnings)
        published.push({ code, detail, source: PUBLISHED, figures: { year } });
    return [...periodWarnings({ ...period, figures, caps, waiting }), ...published];
  }
}
