import { daysBetween, type PlainDate } from '../../kernel/index.js';
import type { Exit, Spell, Unit } from './road.js';

export interface KnownStep {
  readonly personId: string;
  readonly caseId: string;
  readonly toStatus: string;
  readonly occurredOn: PlainDate;
}

/** What a status is on the road: a stage, its end, or a way off it. */
export type Standing = number | 'arrived' | 'lost';

export interface Reading {
  /** The day of the forecast. */
  readonly on: PlainDate;
  readonly standingOf: (status: string) => Standing;
  /** Stratum of a case, and what it is counted in; a group of null stands outside the period. */
  readonly placingOf: (caseId: string) => { readonly stratum: number; readonly group: number | null };
}

export interface KnownRoad {
  readonly spells: Spell[];
  readonly units: Unit[];
  /** Sizes of the households that have been on the road. */
  readonly sizes: number[];
}

type Stay = Pick<Spell, 'stage' | 'enteredWeek' | 'weeks' | 'exit'>;

/** Week 0 begins the day after the forecast. */
const weekOf = (day: PlainDate, on: PlainDate): number => Math.floor((daysBetween(on, day) - 1) / 7);

/** The stays of all households and those who are on the road, from the steps of each person in their order. */
export function knownRoad(steps: readonly KnownStep[], { on, standingOf, placingOf }: Reading): KnownRoad {
  const persons = new Map<string, { caseId: string; steps: KnownStep[] }>();
  for (const step of steps) {
    const known = persons.get(step.personId) ?? { caseId: step.caseId, steps: [] };
    known.steps.push(step);
    persons.set(step.personId, known);
  }
  // Persons of a case who went the same way are one household: they moved together.
  const households = new Map<string, { caseId: string; stays: Stay[]; size: number }>();
  for (const { caseId, steps: own } of persons.values()) {
    const stays = staysOf(own, on, standingOf);
    const key = `${caseId} ${JSON.stringify(stays)}`;
    const household = households.get(key) ?? { caseId, stays, size: 0 };
    household.size += 1;
    households.set(key, household);
  }
  const road: KnownRoad = { spells: [], units: [], sizes: [] };
  [...households.values()].forEach(({ caseId, stays, size }, household) => {
    const { stratum, group } = placingOf(caseId);
    road.spells.push(
      ...stays.map(({ stage, enteredWeek, weeks, exit }) => ({ household, stratum, stage, enteredWeek, weeks, exit })),
    );
    road.sizes.push(size);
    const last = stays.at(-1);
    if (group !== null && last?.exit === null)
      road.units.push({ stratum, stage: last.stage, enteredWeek: last.enteredWeek, size, group });
  });
  return road;
}

function staysOf(steps: readonly KnownStep[], on: PlainDate, standingOf: Reading['standingOf']): Stay[] {
  const stays: Stay[] = [];
  let open = null as Pick<Stay, 'stage' | 'enteredWeek'> | null;
  for (const { toStatus, occurredOn } of steps) {
    const week = weekOf(occurredOn, on);
    const standing = standingOf(toStatus);
    if (open?.stage === standing) continue;
    if (open !== null) {
      stays.push(stay(open, week, exitTo(standing, open.stage)));
      // A stage that was passed over was passed in no time.
      for (let passed = open.stage + 1; typeof standing === 'number' && passed < standing; passed += 1)
        stays.push({ stage: passed, enteredWeek: week, weeks: 0, exit: 'advanced' });
    }
    // Whoever is reopened, or turned back after having arrived, is on the road again.
    open = typeof standing === 'number' ? { stage: standing, enteredWeek: week } : null;
  }
  if (open !== null) stays.push(stay(open, -1, null));
  return stays;
}

const stay = (open: Pick<Stay, 'stage' | 'enteredWeek'>, week: number, exit: Exit | null): Stay => ({
  ...open,
  weeks: Math.max(0, week - open.enteredWeek),
  exit,
});

/** Back to an earlier stage is no exit: the stay is censored. */
const exitTo = (standing: Standing, stage: number): Exit | null => {
  if (standing === 'lost') return 'lost';
  return standing === 'arrived' || standing > stage ? 'advanced' : null;
};
