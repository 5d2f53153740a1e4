import { addDays, addMonths, daysBetween, yearOf, type PlainDate } from '../../kernel/index.js';
import type { Month } from './month.js';

export const BURN_UP_STEPS = ['week', 'month'] as const;
export type BurnUpStep = (typeof BURN_UP_STEPS)[number];

/** Persons planned for the days from one to another, evenly. */
export interface PlannedSpan {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly persons: number;
}

/** One plan of the period's arrivals: the original, or a re-plan beside it. */
export interface NamedPlan {
  readonly name: string;
  readonly spans: readonly PlannedSpan[];
}

export interface ArrivalsAndPlans {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** The last day that is told; whatever happened later is left out. */
  readonly through: PlainDate;
  readonly step: BurnUpStep;
  /** Persons counted against the period by day; a reversal takes them off again on the day of the arrival. */
  readonly arrivals: readonly { readonly on: PlainDate; readonly persons: number }[];
  readonly plans: readonly NamedPlan[];
}

/** A week or month of the period; the first and the last may be cut short by it. */
export interface BurnUpRow {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Counted in the step, and since the beginning; null when the step begins after the last day that is told. */
  readonly arrived: number | null;
  readonly total: number | null;
  /** Planned since the beginning to the end of the step, by plan. */
  readonly planned: readonly number[];
}

export interface BurnUp {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly through: PlainDate;
  readonly step: BurnUpStep;
  readonly planNames: readonly string[];
  /** Counted against the period before its first day; the totals begin there. */
  readonly before: number;
  /** Counted against the period after its last day: in no row, but told. */
  readonly after: number;
  /** Counted in all through the last day that is told, `before` and `after` included. */
  readonly total: number;
  /** Planned through that day, by plan. */
  readonly planned: readonly number[];
  readonly rows: readonly BurnUpRow[];
}

/** Persons planned for a calendar month. */
export const inMonth = (month: Month, persons: number): PlannedSpan => ({
  from: `${month}-01`,
  to: addDays(addMonths(`${month}-01`, 1), -1),
  persons,
});

/**
 * The arrivals of a period against its plans, week by week (ISO 8601) or month by month, as running totals: the figures behind the
 * burn-up plot and the table beside it. A plan without months is one span over the whole period: a straight line; 900 a year are
 * about 75 a month (domain.md (d), pace). Planned persons are rounded at the end of each step, half up. Throws RangeError
 * when the period or a span ends before it begins, or when persons are not whole.
 */
export function burnUp({ startsOn, endsOn, through, step, arrivals, plans }: ArrivalsAndPlans): BurnUp {
  for (const { from, to } of [{ from: startsOn, to: endsOn }, ...plans.flatMap(({ spans }) => spans)])
    if (to < from) throw new RangeError(`from ${from} to ${to}`);
  for (const { persons } of [...arrivals, ...plans.flatMap(({ spans }) => spans)])
    if (!Number.isSafeInteger(persons)) throw new RangeError(`${persons} persons`);
  const counted = (from: PlainDate, to: PlainDate): number =>
    arrivals.reduce((sum, { on, persons }) => (on >= from && on <= to && on <= through ? sum + persons : sum), 0);
  const before = counted('', addDays(startsOn, -1));
  const after = counted(addDays(endsOn, 1), through);
  const rows = stepsOf(startsOn, endsOn, step).map(({ from, to }): BurnUpRow => {
    const told = from <= through;
    return {
      from,
      to,
      arrived: told ? counted(from, to) : null,
      total: told ? before + counted(startsOn, to) : null,
      planned: plans.map((plan) => plannedThrough(plan, to)),
    };
  });
  return {
    startsOn,
    endsOn,
    through,
    step,
    planNames: plans.map(({ name }) => name),
    before,
    after,
    total: before + counted(startsOn, endsOn) + after,
    planned: plans.map((plan) => plannedThrough(plan, through)),
    rows,
  };
}

function plannedThrough({ spans }: NamedPlan, day: PlainDate): number {
  const planned = spans.map(({ from, to, persons }) => {
    const days = daysBetween(from, to) + 1;
    const gone = Math.min(days, Math.max(0, daysBetween(from, day) + 1));
    return (persons * gone) / days;
  });
  return Math.round(planned.reduce((sum, persons) => sum + persons, 0));
}

function stepsOf(startsOn: PlainDate, endsOn: PlainDate, step: BurnUpStep): { from: PlainDate; to: PlainDate }[] {
  const steps: { from: PlainDate; to: PlainDate }[] = [];
  for (let from = startsOn; from <= endsOn; from = addDays(steps.at(-1)!.to, 1)) {
    const last = step === 'week' ? addDays(mondayOf(from), 6) : inMonth(from.slice(0, 7), 0).to;
    steps.push({ from, to: last < endsOn ? last : endsOn });
  }
  return steps;
}

/** 1 January 1900 was a Monday; earlier dates count backwards. */
const mondayOf = (date: PlainDate): PlainDate => {
  const days = daysBetween('1900-01-01', date);
  return addDays(date, -(((days % 7) + 7) % 7));
};

/** The ISO 8601 week in which the day lies, with the year of that week: 1 January 2027 is in week 53 of 2026. */
export function isoWeekOf(date: PlainDate): { year: number; week: number } {
  const thursday = addDays(mondayOf(date), 3);
  const year = yearOf(thursday);
  return { year, week: Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1 };
}

const MONTHS = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
] as const;
const monthName = (date: PlainDate): string => MONTHS[Number(date.slice(5, 7)) - 1]!;

/** The step in Swedish words: `mars 2025`, `vecka 12 2025`. */
export function stepName({ from }: Pick<BurnUpRow, 'from'>, step: BurnUpStep): string {
  if (step === 'month') return `${monthName(from)} ${yearOf(from)}`;
  const { year, week } = isoWeekOf(from);
  return `vecka ${week} ${year}`;
}

const shortName = (month: string): string => (month.length > 4 ? month.slice(0, 3) : month);

/** The step as a mark of an axis: `mars`, `aug`, `v. 12`; with the year where there is more than one. */
export function stepMark({ from }: Pick<BurnUpRow, 'from'>, step: BurnUpStep, severalYears: boolean): string {
  const { year, week } = step === 'week' ? isoWeekOf(from) : { year: yearOf(from), week: 0 };
  const mark = step === 'week' ? `v. ${week}` : shortName(monthName(from));
  return severalYears ? `${mark} ${String(year).slice(2)}` : mark;
}

/** The figures of the plot as a table with a Swedish header: the same numbers, for who does not see the plot, and for files. */
export function burnUpTable(figures: BurnUp): { header: string[]; rows: (string | number | null)[][] } {
  const { step, planNames, before, after, total, through, rows } = figures;
  const none = planNames.map(() => null);
  return {
    header: [
      step === 'week' ? 'Vecka' : 'Månad',
      'Från',
      'Till',
      'Ankomna',
      'Ankomna totalt',
      ...planNames.map((name) => `${name} totalt`),
    ],
    rows: [
      ...(before === 0 ? [] : [['Före perioden', null, addDays(figures.startsOn, -1), before, before, ...none]]),
      ...rows.map((row) => [stepName(row, step), row.from, row.to, row.arrived, row.total, ...row.planned]),
      ...(after === 0 ? [] : [['Efter perioden', addDays(figures.endsOn, 1), through, after, total, ...none]]),
    ],
  };
}
