import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { chooseSubQuota, type CaseToPlace, type JudgedPart } from './domain/choose-sub-quota.js';
import { Periods } from './periods.js';
import type { Scheme, SubQuotaRow } from './quotas.entities.js';

/** What is known of a case when its sub-quota is chosen; the region follows from the country. */
export type CaseWanting = Omit<CaseToPlace, 'region' | 'scheme'> & { scheme?: Scheme; on: PlainDate };

/** One sub-quota, with what each part of its rule says of the case. */
export interface ConsideredSubQuota {
  subQuotaId: string;
  subQuota: string;
  scheme: Scheme;
  periodId: string;
  period: string;
  matches: boolean;
  parts: JudgedPart[];
}

/** The choice with its reasons: plain data, kept with the case. */
export interface SubQuotaChoice {
  /** Null when no rule fits. */
  subQuotaId: string | null;
  why: string;
  considered: ConsideredSubQuota[];
}

/** Which sub-quota a case belongs in, by the declared rules, and why. */
@Injectable()
export class SubQuotaChoices {
  constructor(
    private readonly periods: Periods,
    private readonly reference: ReferenceService,
  ) {}

  /**
   * Chooses among the sub-quotas of decided and open periods: of the period that covers the day `on`, else of the next to come
   * (cases for a year arrive before it begins, domain.md (d)). Throws InvalidInput for a country that does not exist.
   */
  async of(tx: Tx, { on, scheme, ...wanting }: CaseWanting): Promise<SubQuotaChoice> {
    const { region } = await this.reference.getCountry(tx, wanting.countryOfAsylum, '/countryOfAsylum');
    const asked: { id: string; name: string; subQuotas: SubQuotaRow[] }[] = [];
    for (const { id, name, status, endsOn } of await this.periods.all(tx)) {
      if (!['decided', 'open'].includes(status) || on > endsOn) continue;
      asked.push({ id, name, subQuotas: await this.periods.subQuotasOf(tx, [id]) });
    }
    const { chosen, why, judged } = chooseSubQuota(asked, { ...wanting, region, scheme: scheme ?? null });
    return {
      subQuotaId: chosen?.id ?? null,
      why,
      considered: judged.map(({ rule, matches, parts }) => ({
        subQuotaId: rule.id,
        subQuota: rule.name,
        scheme: rule.scheme,
        periodId: rule.periodId,
        period: asked.find(({ id }) => id === rule.periodId)!.name,
        matches,
        parts: [...parts],
      })),
    };
  }
}
