import { addMonths, type PlainDate } from '../../kernel/index.js';
import { countOf, type PersonAt, type StageCount } from './progress.js';

/** A person with the days of what happened to it. */
export interface PersonOverTime extends PersonAt {
  /** The day of the last step: of the exit, for who left the road. */
  readonly since: PlainDate;
  readonly reached: ReadonlyMap<string, PlainDate>;
}

/** What moved in a kind of account in a month, in places. */
export interface MonthlyChange {
  readonly month: string;
  readonly kind: PlaceKind;
  readonly change: number;
}
export const PLACE_KINDS = ['reserved', 'used', 'available'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** Arrivals planned for a month. */
export interface MonthlyPlan {
  readonly month: string;
  readonly persons: number;
}

export interface MonthRow {
  readonly month: string;
  /** False for a month that begins after the last day that is told: nothing has happened there yet. */
  readonly told: boolean;
  /** Persons who reached the stage in the month and have not gone back since. */
  readonly events: readonly StageCount[];
  /** Persons who left the road in the month and have not come back. */
  readonly exits: readonly StageCount[];
  /** Places at the end of the month, or of the last day that is told. */
  readonly places: Readonly<Record<PlaceKind, number>>;
  /** Arrivals planned, by the first plan and by the one in force. */
  readonly planned: { readonly original: number; readonly inForce: number };
}

export interface MonthsOf {
  readonly period: { readonly startsOn: PlainDate; readonly endsOn: PlainDate };
  readonly through: PlainDate;
  readonly persons: readonly PersonOverTime[];
  readonly moved: readonly MonthlyChange[];
  readonly plans: { readonly original: readonly MonthlyPlan[]; readonly inForce: readonly MonthlyPlan[] };
  readonly words: { readonly events: readonly string[]; readonly exits: readonly string[] };
}

const monthOf = (day: PlainDate): string => day.slice(0, 7);
const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/**
 * The period month by month. Months before and after it stand there too when something of the period happened in them (a programme
 * year is neither its submissions' year nor its decisions', domain.md (d)), so that each column sums to all persons of that event.
 */
export function monthsOf({ period, through, persons, moved, plans, words }: MonthsOf): MonthRow[] {
  const byEvent = new Map(words.events.map((stage) => [stage, groupBy(persons, ({ reached }) => reached.get(stage))]));
  const byExit = groupBy(persons, ({ stage, since }) => (words.exits.includes(stage) ? since : undefined));
  const happened = [...byEvent.values(), byExit].flatMap((groups) => [...groups.keys()]);
  const months = [monthOf(period.startsOn), monthOf(period.endsOn), ...happened, ...moved.map(({ month }) => month)];
  const places: Record<PlaceKind, number> = { reserved: 0, used: 0, available: 0 };
  return between(months).map((month): MonthRow => {
    for (const { kind, change } of moved.filter((one) => one.month === month)) places[kind] += change;
    const left = byExit.get(month) ?? [];
    const planned = (plan: readonly MonthlyPlan[]) =>
      sum(
        plan.filter((line) => line.month === month),
        (line) => line.persons,
      );
    return {
      month,
      told: month <= monthOf(through),
      events: words.events.map((stage) => ({ stage, ...countOf(byEvent.get(stage)!.get(month) ?? []) })),
      exits: words.exits.map((stage) => ({ stage, ...countOf(left.filter((one) => one.stage === stage)) })),
      places: { ...places },
      planned: { original: planned(plans.original), inForce: planned(plans.inForce) },
    };
  });
}

/** The persons by the month of a day of theirs; who has no such day is in no group. */
function groupBy<Person extends PersonAt>(
  persons: readonly Person[],
  dayOf: (person: Person) => PlainDate | undefined,
): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of persons) {
    const day = dayOf(person);
    if (day === undefined) continue;
    const group = groups.get(monthOf(day));
    if (group) group.push(person);
    else groups.set(monthOf(day), [person]);
  }
  return groups;
}

/** All months from the first of these to the last. */
function between(months: readonly string[]): string[] {
  const [first, last] = [months.reduce((a, b) => (a < b ? a : b)), months.reduce((a, b) => (a > b ? a : b))];
  const all: string[] = [];
  for (let month = first; month <= last; month = monthOf(addMonths(`${month}-01`, 1))) all.push(month);
  return all;
}
