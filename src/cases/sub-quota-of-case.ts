import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import {
  QuotasService,
  SubQuotaChoices,
  type QuotaPeriod,
  type SubQuota,
  type SubQuotaChoice,
} from '../quotas/index.js';
import type { ResettlementCase } from './resettlement-case.js';

/** What the quota knows of a case that is to be placed. */
@Injectable()
export class SubQuotaOfCase {
  constructor(
    private readonly quotas: QuotasService,
    private readonly choices: SubQuotaChoices,
    private readonly clock: Clock,
  ) {}

  /** What the declared rules say of the case today. */
  choiceFor(tx: Tx, { countryOfAsylum, priority, persons }: ResettlementCase): Promise<SubQuotaChoice> {
    const nationalities = [...new Set(persons.flatMap(({ nationality }) => nationality ?? []))].sort();
    return this.choices.of(tx, { countryOfAsylum, priority, nationalities, on: this.clock.today() });
  }

  /** Throws NotFound. */
  async withPeriod(tx: Tx, subQuotaId: string): Promise<{ subQuota: SubQuota; period: QuotaPeriod }> {
    const subQuota = await this.quotas.getSubQuota(tx, subQuotaId);
    const period = (await this.quotas.periods(tx)).find(({ id }) => id === subQuota.periodId)!;
    return { subQuota, period };
  }
}
