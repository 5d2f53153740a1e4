import type { Route } from '../cases/index.js';
import type { PlainDate } from '../kernel/index.js';
import type { BurnUp, FramedFigures, PlanLine, SubQuotaFigures } from '../quotas/index.js';
import type { MonthRow, PersonOverTime } from './domain/progress-months.js';
import { staged, type Count, type StageCount, type StageWords, type Staged, type SumCheck } from './domain/progress.js';
import type { RuleVersion } from './domain/report.js';
import type { Dates } from './history.js';
import type { PeriodPlans } from './planned-arrivals.js';
import { EXIT_PHASES, PHASES } from './progress-words.js';

export interface Places {
  allocated: number;
  /** Of these, beyond what was decided. */
  overrun: number;
  /** Persons who came from other periods with their places, and who left for them. */
  carriedIn: number;
  carriedOut: number;
  reserved: number;
  used: number;
  available: number;
}

export interface ProgressRow extends Staged {
  subQuotaId: string;
  name: string;
  scheme: string;
  periodName: string;
  places: Places;
  /** The same persons by the parts of the road that fit a page. */
  phases: StageCount[];
}

export interface RouteRow extends Staged {
  route: Route | null;
  reserved: number;
  used: number;
}

export interface PeriodRow {
  periodId: string;
  name: string;
  kind: string;
  /** Places decided for it and in none of its parts yet. */
  unallocated: number;
  places: Places;
  /** Null of the pledge around the period: its other years are not of this report. */
  persons: Count | null;
}

export interface ExitReason extends Count {
  exit: string;
  reasonCode: string;
}

/** Somebody who counts in the report, with all that it is counted by. */
export interface CountedPerson extends PersonOverTime {
  route: Route | null;
  place: 'reserved' | 'used' | null;
}

export interface Progress extends Dates {
  periodId: string;
  periodName: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
  rules: RuleVersion[];
  rows: ProgressRow[];
  total: Staged & { places: Places; phases: StageCount[] };
  withoutSubQuota: Staged;
  /** Places decided for the period and in no sub-quota yet. */
  unallocated: number;
  routes: RouteRow[];
  months: MonthRow[];
  periods: PeriodRow[];
  exitReasons: ExitReason[];
  plans: PeriodPlans;
  /** Persons who have arrived, by sub-quota and month. */
  arrivals: PlanLine[];
  burnUp: BurnUp;
  check: SumCheck;
}

/** A sub-quota with its figures and the period that it is a share of. */
export type Share = SubQuotaFigures & { periodId: string; periodName: string };

/** The places of one sub-quota; what was given to it is told by the movements alone. */
export const placesOf = (share: SubQuotaFigures, given: ReadonlyMap<string, number>): Places => {
  const { subQuotaId, overrun, carriedIn, carriedOut, reserved, used, available } = share;
  return { allocated: given.get(subQuotaId) ?? 0, overrun, carriedIn, carriedOut, reserved, used, available };
};

/** A row a sub-quota. One that was made later had neither places nor persons by these dates: it must not change an earlier report. */
export function rowsOf(
  shares: readonly Share[],
  persons: readonly CountedPerson[],
  given: ReadonlyMap<string, number>,
  words: StageWords,
): ProgressRow[] {
  const rows = shares.map((share): ProgressRow => {
    const { subQuotaId, name, scheme, periodName } = share;
    const own = persons.filter((person) => person.subQuotaId === subQuotaId);
    return {
      ...{ subQuotaId, name, scheme, periodName },
      ...{ ...staged(own, words), phases: phasesOf(own), places: placesOf(share, given) },
    };
  });
  return rows.filter((row) => row.persons > 0 || hasAny(row.places));
}

const ALL_PHASES = [...PHASES, ...EXIT_PHASES];
const PHASE_OF = new Map<string, string>(
  ALL_PHASES.flatMap(({ name, stages }) => stages.map((stage) => [stage, name])),
);

/** The persons by the parts of the road and the exits in two. */
export const phasesOf = (persons: readonly CountedPerson[]): StageCount[] => [
  ...staged(
    persons.map((person) => ({ ...person, stage: PHASE_OF.get(person.stage)! })),
    { road: ALL_PHASES.map(({ name }) => name), exits: [] },
  ).stages,
];

export const hasAny = (places: Places): boolean => Object.values(places).some((count) => count !== 0);

/** Who was carried from one year of a pledge to the other was carried neither into it nor out of it. */
export const totalOf = ({ carriedIn, carriedOut }: FramedFigures, rows: readonly ProgressRow[]): Places => ({
  ...sumOf(rows.map(({ places }) => places)),
  carriedIn,
  carriedOut,
});

export const sumOf = (rows: readonly Places[]): Places => {
  const sum = (of: keyof Places) => rows.reduce((total, places) => total + places[of], 0);
  return {
    allocated: sum('allocated'),
    overrun: sum('overrun'),
    carriedIn: sum('carriedIn'),
    carriedOut: sum('carriedOut'),
    reserved: sum('reserved'),
    used: sum('used'),
    available: sum('available'),
  };
};

export const poolsOf = ({ pool, annualPeriods }: FramedFigures): number =>
  annualPeriods.reduce((sum, period) => sum + period.pool, pool);
