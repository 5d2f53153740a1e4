import type { Hazards } from './hazards.js';
import { quarterOf, type Calendar, type Road, type Spell } from './road.js';

/** Advances of a week or quarter: as many as there were, and as many as the hazards let expect. */
interface Pace {
  observed: number;
  expected: number;
}

/** What the past says about weeks and quarters that were faster or slower than others, for all households alike. */
export interface ObservedPace {
  /** Weeks in which a stage that moves by trips moved, by stratum and stage; null for a stage that moves each week. */
  readonly trips: readonly (readonly (readonly number[] | null)[])[];
  /** By stratum: the advances of each quarter in the stages that move each week; 0 is the present quarter. */
  readonly quarters: readonly ReadonlyMap<number, Readonly<Pace>>[];
  /** Variance of a quarter's common shock, of all strata together and of a stratum alone; the mean is 1. */
  readonly shared: number;
  readonly own: number;
  /** Quarters that the variance was learned from. */
  readonly seen: number;
}

/** Weeks must vary so much more than chance lets them before they are called trips: one in two weeks, none in the other. */
const TRIP_VARIANCE = 1;
const ENOUGH_WEEKS = 20;
/** A quarter with fewer expected advances says nothing about shocks. */
const ENOUGH_EXPECTED = 5;

/**
 * Over-dispersion by moments: how much the counts of advances vary beyond what households that move on their own would show
 * (placement-forecast.md 5: without it the 80 % interval covers half of the outcomes).
 */
export function observePace(spells: readonly Spell[], road: Road, hazards: Hazards, calendar: Calendar): ObservedPace {
  const weekly = road.strata.map(() => road.stages.map(() => new Map<number, Pace>()));
  for (const { stratum, stage, enteredWeek, weeks, exit } of spells) {
    const { advance } = hazards[stratum]![stage]!;
    const paces = weekly[stratum]![stage]!;
    for (let spent = 0; spent <= weeks; spent += 1) {
      const pace = paceOf(paces, enteredWeek + spent);
      pace.expected += advance[Math.min(spent, advance.length - 1)]!;
      if (spent === weeks && exit === 'advanced') pace.observed += 1;
    }
  }
  const trips = weekly.map((ofStratum) => ofStratum.map(tripsOf));
  const quarters = weekly.map((ofStratum, stratum) => {
    const sums = new Map<number, Pace>();
    ofStratum.forEach((paces, stage) => {
      if (trips[stratum]![stage] !== null) return;
      for (const [week, { observed, expected }] of paces) {
        const sum = paceOf(sums, quarterOf(week, calendar));
        sum.observed += observed;
        sum.expected += expected;
      }
    });
    return sums;
  });
  return { trips, quarters, ...variances(quarters) };
}

function paceOf(paces: Map<number, Pace>, when: number): Pace {
  const found = paces.get(when) ?? { observed: 0, expected: 0 };
  paces.set(when, found);
  return found;
}

/** Variance of the multiplier behind the counts, by moments: Σ((O − E)² − E) / ΣE². */
function dispersion(paces: Iterable<Pace>): { variance: number; weight: number } {
  let [excess, weight] = [0, 0];
  for (const { observed, expected } of paces) {
    excess += (observed - expected) ** 2 - expected;
    weight += expected ** 2;
  }
  return { variance: weight > 0 ? excess / weight : 0, weight };
}

function tripsOf(paces: ReadonlyMap<number, Pace>): number[] | null {
  const { variance, weight } = dispersion(paces.values());
  if (weight < ENOUGH_WEEKS || variance < TRIP_VARIANCE) return null;
  const moved = [...paces].filter(([, { observed, expected }]) => observed > expected).map(([week]) => week);
  return moved.length > 2 ? moved.sort((a, b) => a - b) : null;
}

function variances(quarters: readonly ReadonlyMap<number, Pace>[]): { shared: number; own: number; seen: number } {
  const counted = quarters.map(
    (ofStratum) =>
      new Map([...ofStratum].filter(([quarter, { expected }]) => quarter < 0 && expected >= ENOUGH_EXPECTED)),
  );
  const seen = counted.reduce((sum, { size }) => sum + size, 0);
  if (seen < 3) return { shared: 0, own: 0, seen };
  const { variance } = dispersion(counted.flatMap((ofStratum) => [...ofStratum.values()]));
  let [together, weight] = [0, 0];
  counted.forEach((one, index) =>
    counted.slice(index + 1).forEach((other) => {
      for (const [quarter, a] of one) {
        const b = other.get(quarter);
        if (b === undefined) continue;
        together += (a.observed - a.expected) * (b.observed - b.expected);
        weight += a.expected * b.expected;
      }
    }),
  );
  // The hazards were learned from the same quarters and lie between them: one degree of freedom is gone.
  const all = Math.max(0, (variance * seen) / (seen - 1));
  const shared = weight > 0 ? Math.min(all, Math.max(0, together / weight)) : 0;
  return { shared, own: all - shared, seen };
}
