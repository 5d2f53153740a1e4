import type { PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import {
  burnUp,
  inMonth,
  type BurnUp,
  type PlanLine,
  type PlansService,
  type QuotaPeriod,
  type QuotaPlan,
} from '../quotas/index.js';
import type { PersonOverTime } from './domain/progress-months.js';
import type { RuleVersion } from './domain/report.js';
import type { Dates } from './history.js';

/** The arrivals planned for a period (of a pledge, its annual periods too): the first plans, and those in force. */
export interface PeriodPlans {
  readonly original: readonly PlanLine[];
  readonly inForce: readonly PlanLine[];
  readonly versions: readonly QuotaPlan[];
  /** Whether a plan in force is another than the first. */
  readonly replanned: boolean;
}

/** The plans of the periods as they were in force on the day, as known then. */
export async function plansOf(
  tx: Tx,
  service: PlansService,
  periods: readonly QuotaPeriod[],
  { through, asOf }: Dates,
): Promise<PeriodPlans> {
  const found: { original: QuotaPlan | null; inForce: QuotaPlan | null }[] = [];
  for (const { id } of periods) found.push(await service.planOn(tx, id, through, asOf));
  const versions = found.flatMap(({ original, inForce }) => [
    original,
    ...(inForce?.id === original?.id ? [] : [inForce]),
  ]);
  return {
    original: found.flatMap(({ original }) => original?.lines ?? []),
    inForce: found.flatMap(({ inForce }) => inForce?.lines ?? []),
    versions: versions.filter((plan) => plan !== null),
    replanned: found.some(({ original, inForce }) => original?.id !== inForce?.id),
  };
}

export const planVersions = ({ versions }: PeriodPlans): RuleVersion[] =>
  versions.map(({ version, decidedOn, authority, documentReference }) => ({
    kind: 'arrival-plan',
    version: String(version),
    validFrom: decidedOn,
    source: `${authority}, ${documentReference}`,
  }));

/** How many arrived, by sub-quota and month: in the shape of a plan, to stand beside one. */
export function arrivalsOf(persons: readonly PersonOverTime[]): PlanLine[] {
  const lines = new Map<string, PlanLine>();
  for (const { subQuotaId, reached } of persons) {
    const month = reached.get('arrived')?.slice(0, 7);
    if (subQuotaId === null || month === undefined) continue;
    const key = `${subQuotaId} ${month}`;
    lines.set(key, { subQuotaId, month, persons: (lines.get(key)?.persons ?? 0) + 1 });
  }
  return [...lines.values()];
}

/**
 * The arrivals month by month against the first plan and the one in force; a period without a plan is held against an even pace of
 * all its places (900 a year are about 75 a month, domain.md (d)).
 */
export function arrivalsAgainst(
  plans: PeriodPlans,
  of: { period: QuotaPeriod; through: PlainDate; persons: readonly PersonOverTime[]; places: number },
): BurnUp {
  const { startsOn, endsOn } = of.period;
  const byDay = new Map<PlainDate, number>();
  for (const { reached } of of.persons) {
    const on = reached.get('arrived');
    if (on !== undefined) byDay.set(on, (byDay.get(on) ?? 0) + 1);
  }
  const spans = (lines: readonly PlanLine[]) => lines.map(({ month, persons }) => inMonth(month, persons));
  const even = { name: 'Jämn takt', spans: [{ from: startsOn, to: endsOn, persons: Math.max(0, of.places) }] };
  const planned = [
    { name: 'Plan', spans: spans(plans.original) },
    ...(plans.replanned ? [{ name: 'Omplanering', spans: spans(plans.inForce) }] : []),
  ];
  return burnUp({
    ...{ startsOn, endsOn, through: of.through, step: 'month' },
    arrivals: [...byDay].map(([on, persons]) => ({ on, persons })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    plans: plans.versions.length === 0 ? [even] : planned,
  });
}
