import type { FramedFigures, SubQuotaFigures } from './figures.js';

export const PERIOD_WARNINGS = [
  'subQuotasDoNotSum',
  'annualPeriodsDoNotSum',
  'aboveCap',
  'belowCap',
  'carriedBeyondQuota',
  'overrunUsed',
] as const;

/** What a coordinator should know of a period, with the figures behind it. It blocks nothing (domain.md (e) 10). */
export interface PeriodWarning {
  readonly code: string;
  readonly detail: string;
  readonly source: string;
  readonly figures: Readonly<Record<string, number>>;
}

export interface PeriodToJudge {
  readonly name: string;
  readonly kind: 'annual' | 'biennial';
  readonly carryOverMode: 'additive' | 'absorbing';
  readonly tolerance: number;
  readonly figures: FramedFigures;
  /** The cap of each sub-quota by its id; null where there is none. */
  readonly caps: Readonly<Record<string, number | null>>;
  /** Persons who hold reserved places in earlier periods that are closing or over. */
  readonly waiting: number;
}

const plain = new Intl.NumberFormat('en');
const said = (places: number): string => `${plain.format(places)} ${places === 1 ? 'place' : 'places'}`;

/** Everything in a period that does not come out even, in one order. */
export function periodWarnings(period: PeriodToJudge): PeriodWarning[] {
  return [
    ...undistributed(period),
    ...period.figures.subQuotas.flatMap((subQuota) => againstCap(subQuota, period.caps[subQuota.subQuotaId] ?? null)),
    ...carriedBeyond(period),
    ...overrun(period),
  ];
}

function undistributed({ kind, name, figures }: PeriodToJudge): PeriodWarning[] {
  const { decided, pool } = figures;
  if (pool === 0) return [];
  const given = figures.subQuotas.reduce((sum, one) => sum + one.decided, 0);
  const inYears = figures.annualPeriods.reduce((sum, one) => sum + one.decided, 0);
  const all = given + inYears;
  const parts = kind === 'biennial' ? 'annual periods' : 'sub-quotas';
  return [
    {
      code: kind === 'biennial' ? 'annualPeriodsDoNotSum' : 'subQuotasDoNotSum',
      detail: `The ${parts} of ${name} sum to ${plain.format(all)} of ${said(decided)}; ${said(pool)} ${pool === 1 ? 'is' : 'are'} in none.`,
      source:
        kind === 'biennial'
          ? 'Regulation (EU) 2024/1350 article 8: annual quotas stand inside the pledge'
          : 'domain.md (e) 10: sub-quotas of 6,400 beside a total of 6,401 (2021), of 1,850 beside 1,900 (2013)',
      figures: { parts: all, whole: decided, inPool: pool },
    },
  ];
}

function againstCap({ name, decided, overrun: beyond }: SubQuotaFigures, cap: number | null): PeriodWarning[] {
  if (cap === null || decided + beyond === cap) return [];
  const above = decided + beyond > cap;
  const has = `${name} has ${said(decided)}${beyond > 0 ? ` and ${plain.format(beyond)} beyond them` : ''}`;
  return [
    {
      code: above ? 'aboveCap' : 'belowCap',
      detail: `${has}; its cap is ${plain.format(cap)}, ${plain.format(Math.abs(cap - decided - beyond))} ${above ? 'fewer' : 'more'}.`,
      source: 'domain.md (e) 10: 550 emergency places beside a "limit of 500" (2021)',
      figures: { allocated: decided, overrun: beyond, cap },
    },
  ];
}

function carriedBeyond({ name, carryOverMode, waiting, figures: { pool, decided } }: PeriodToJudge): PeriodWarning[] {
  if (carryOverMode !== 'absorbing' || waiting <= pool) return [];
  const lack = waiting - pool;
  return [
    {
      code: 'carriedBeyondQuota',
      detail: `${plain.format(waiting)} persons of earlier periods wait to be carried over. ${name} contains them, and its pool has ${said(pool)}: ${plain.format(lack)} lack.`,
      source: 'domain.md (d): an absorbing quota contains those granted earlier (Migration Agency 2023-07-03)',
      figures: { waiting, inPool: pool, lacking: lack, decided },
    },
  ];
}

function overrun({ name, tolerance, figures }: PeriodToJudge): PeriodWarning[] {
  if (figures.overrun === 0) return [];
  const left = tolerance - figures.overrun;
  return [
    {
      code: 'overrunUsed',
      detail: `Grants of ${name} went ${said(figures.overrun)} beyond what was decided; the tolerance is ${plain.format(tolerance)}${left < 0 ? `, exceeded by ${plain.format(-left)} with leave` : ''}.`,
      source: 'domain.md (e) 11: 3,401 of 3,400 (2017), 5,002 of 5,000 (2019), 6,411 of 6,401 (2021)',
      figures: { overrun: figures.overrun, tolerance },
    },
  ];
}
