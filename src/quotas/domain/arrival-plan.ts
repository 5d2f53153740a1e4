import type { FieldError, Instant, PlainDate } from '../../kernel/index.js';
import { isWithin, type Moment } from './ledger.js';
import { monthOf, type Month } from './month.js';

/** Arrivals planned for a sub-quota in a month, in persons. */
export interface PlanLine {
  readonly subQuotaId: string;
  readonly month: Month;
  readonly persons: number;
}

/** A whole plan: a re-plan is another one, and what was planned before stays beside it. */
export interface PlanVersion {
  /** Counts the plans of the period from 1. */
  readonly version: number;
  readonly decidedOn: PlainDate;
  readonly recordedAt: Instant;
}

interface PlacesOf {
  readonly subQuotaId: string;
  readonly name: string;
  readonly decided: number;
}

/** A sub-quota whose plan and places differ. */
export interface PlanWarning {
  readonly code: 'planDiffersFromPlaces';
  readonly detail: string;
  readonly subQuotaId: string;
  readonly planned: number;
  readonly places: number;
}

const sum = (lines: readonly PlanLine[]): number => lines.reduce((total, { persons }) => total + persons, 0);

/**
 * The sub-quotas whose planned persons are not as many as their places. A warning and no more: who was stranded last year arrives
 * beyond the places of this one, and published plans do not add up either (domain.md (d), (e) 10).
 */
export function planWarnings(lines: readonly PlanLine[], subQuotas: readonly PlacesOf[]): PlanWarning[] {
  return subQuotas.flatMap(({ subQuotaId, name, decided: places }) => {
    const planned = sum(lines.filter((line) => line.subQuotaId === subQuotaId));
    if (planned === places) return [];
    const detail = `${name}: ${planned} persons are planned for ${places} places.`;
    return [{ code: 'planDiffersFromPlaces', detail, subQuotaId, planned, places }];
  });
}

/** What is wrong with the lines of a plan for the period: strange sub-quotas, months outside it, the same twice. */
export function wrongLines(
  lines: readonly PlanLine[],
  { startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate },
  subQuotaIds: readonly string[],
): FieldError[] {
  const key = ({ subQuotaId, month }: PlanLine): string => `${subQuotaId} ${month}`;
  const first = new Map([...lines.entries()].reverse().map(([index, line]) => [key(line), index]));
  return lines.flatMap((line, index): FieldError[] => {
    const pointer = `/lines/${index}`;
    if (!subQuotaIds.includes(line.subQuotaId))
      return [
        {
          pointer: `${pointer}/subQuotaId`,
          code: 'notInPeriod',
          message: 'There is no sub-quota with this id in the period.',
        },
      ];
    if (line.month < monthOf(startsOn) || line.month > monthOf(endsOn))
      return [
        {
          pointer: `${pointer}/month`,
          code: 'outsidePeriod',
          message: `The period runs from ${startsOn} to ${endsOn}.`,
        },
      ];
    const twice = first.get(key(line))!;
    if (twice === index) return [];
    return [
      { pointer, code: 'twice', message: `The sub-quota has persons for ${line.month} already, in line ${twice}.` },
    ];
  });
}

/**
 * The plan in force on the day and the original one, as known at `asOf`: of those decided by then, the one decided last; of
 * several of one day the one recorded last. Null before the first.
 */
export function plansOn<Plan extends PlanVersion>(
  plans: readonly Plan[],
  on: PlainDate,
  asOf?: Moment['asOf'],
): { original: Plan | null; inForce: Plan | null } {
  const known = plans
    .filter(({ decidedOn, recordedAt }) => isWithin({ occurredOn: decidedOn, recordedAt }, { through: on, asOf }))
    .sort((a, b) => (a.decidedOn === b.decidedOn ? a.version - b.version : a.decidedOn < b.decidedOn ? -1 : 1));
  return { original: known[0] ?? null, inForce: known.at(-1) ?? null };
}
