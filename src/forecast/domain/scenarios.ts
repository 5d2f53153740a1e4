import type { Assumption } from './assumptions.js';
import { fitHazards, type Hazards } from './hazards.js';
import { observePace, type ObservedPace } from './observed-pace.js';
import type { Random } from '../../kernel/index.js';
import { quarterOf, type Calendar, type Road, type Spell } from './road.js';

/** One way in which the world may be and go on: its hazards, and how fast each stage moves in each week to come. */
export interface Scenario {
  readonly hazards: Hazards;
  /** By stratum and stage, a factor of the hazard of advancing in each week of the horizon. */
  readonly pace: readonly (readonly Float64Array[])[];
}

export interface History {
  readonly road: Road;
  readonly spells: readonly Spell[];
  /** By stage. */
  readonly assumptions: readonly Assumption[];
}

const CANDIDATES = 128;

/** The world as the history shows it on the whole: no shock, no doubt about the hazards. */
export function plainScenario({ road, spells, assumptions }: History, calendar: Calendar): Scenario {
  const hazards = fitHazards(spells, road, assumptions);
  return {
    hazards,
    pace: road.strata.map((_, stratum) => road.stages.map((__, stage) => calm(calendar, stratum, stage))),
  };
}

/**
 * Scenarios by bootstrap and shocks: the households of the history are drawn anew `resamples` times, and each time `each` courses of
 * quarterly shocks and of trips are drawn. Forty resamples are enough (placement-forecast.md 5).
 */
export function* drawScenarios(
  history: History,
  calendar: Calendar,
  random: Random,
  { resamples, each }: { resamples: number; each: number },
): Generator<Scenario> {
  const { road, spells, assumptions } = history;
  const pace = observePace(spells, road, fitHazards(spells, road, assumptions), calendar);
  const households = spells.reduce((most, { household }) => Math.max(most, household + 1), 0);
  for (let resample = 0; resample < resamples; resample += 1) {
    const weights = new Int32Array(households);
    for (let drawn = 0; drawn < households; drawn += 1) weights[random.below(households)]! += 1;
    const hazards = fitHazards(spells, road, assumptions, weights);
    for (let course = 0; course < each; course += 1) yield { hazards, pace: drawPace(road, calendar, pace, random) };
  }
}

/** 1 in each week, less in the last one when the period ends within it, 0 where the stage stands still. */
function calm({ horizon, lastWeekShare, standstills }: Calendar, stratum: number, stage: number): Float64Array {
  const pace = new Float64Array(horizon).fill(1);
  if (horizon > 0) pace[horizon - 1] = lastWeekShare;
  for (const still of standstills)
    if ((still.stratum ?? stratum) === stratum && (still.stage ?? stage) === stage)
      pace.fill(0, Math.max(0, still.fromWeek), Math.max(0, Math.min(horizon, still.toWeek + 1)));
  return pace;
}

function drawPace(road: Road, calendar: Calendar, observed: ObservedPace, random: Random): Float64Array[][] {
  const factors = drawShocks(calendar, observed, random);
  return road.strata.map((_, stratum) =>
    road.stages.map((__, stage) => {
      const pace = calm(calendar, stratum, stage);
      const trips = observed.trips[stratum]![stage]!;
      if (trips === null)
        for (let week = 0; week < pace.length; week += 1) pace[week]! *= factors[stratum]![quarterOf(week, calendar)]!;
      else {
        const share = (trips.at(-1)! - trips[0]!) / (trips.length - 1);
        const weeks = calendar.plannedTrips.get(stratum) ?? drawTrips(trips, calendar.horizon, random);
        for (let week = 0; week < pace.length; week += 1) pace[week]! *= weeks.includes(week) ? share : 0;
      }
      return pace;
    }),
  );
}

/** Trips go on as they came: the weeks between two of them are drawn from those between the past ones. */
function drawTrips(trips: readonly number[], horizon: number, random: Random): number[] {
  const gaps = trips.slice(1).map((week, index) => week - trips[index]!);
  const last = trips.at(-1)!;
  // The next one has not come yet: only gaps that reach beyond today can be the present one.
  const possible = gaps.filter((gap) => last + gap >= 0);
  let next = possible.length > 0 ? last + possible[random.below(possible.length)]! : random.below(Math.max(...gaps));
  const drawn: number[] = [];
  while (next < horizon) {
    drawn.push(next);
    next += gaps[random.below(gaps.length)]!;
  }
  return drawn;
}

/** The factor of each quarter from the present one on, by stratum. */
function drawShocks(calendar: Calendar, { quarters, shared, own, seen }: ObservedPace, random: Random): number[][] {
  const last = quarterOf(Math.max(0, calendar.horizon - 1), calendar);
  // A variance learned from few quarters is itself uncertain: so is the one that is drawn.
  const doubt = seen > 3 ? seen / chiSquare(seen, random) : 1;
  const spread = (variance: number): number => Math.sqrt(Math.log(1 + variance * doubt));
  const [together, alone] = [spread(shared), spread(own)];
  const shock = (sd: number): number => (sd === 0 ? 1 : Math.exp(sd * random.normal() - (sd * sd) / 2));
  const levels = quarters.map((ofStratum) => levelOf(ofStratum, () => shock(Math.hypot(together, alone))));
  const draw = (): number[] => {
    const common = shock(together);
    return levels.map((level) => level * common * shock(alone));
  };
  const present = given(
    Array.from({ length: together + alone === 0 ? 1 : CANDIDATES }, draw),
    quarters.map((ofStratum) => ofStratum.get(0)),
    random,
  );
  const later = Array.from({ length: last }, draw);
  return levels.map((_, stratum) => [present[stratum]!, ...later.map((factors) => factors[stratum]!)]);
}

/** The past was a mean of finitely many shocks, so its hazards are too high or too low as a whole: by how much is drawn as well. */
function levelOf(quarters: ReadonlyMap<number, { expected: number }>, shock: () => number): number {
  let [shocked, calmly] = [0, 0];
  for (const { expected } of quarters.values()) {
    shocked += expected * shock();
    calmly += expected;
  }
  return calmly > 0 && shocked > 0 ? calmly / shocked : 1;
}

/** The present quarter has begun: of the candidates, one by how well it explains what the quarter has shown (Poisson counts). */
function given(
  candidates: readonly number[][],
  present: readonly ({ observed: number; expected: number } | undefined)[],
  random: Random,
): number[] {
  const logs = candidates.map((factors) =>
    factors.reduce((sum, factor, stratum) => {
      const seen = present[stratum];
      return seen === undefined ? sum : sum + seen.observed * Math.log(factor) - seen.expected * factor;
    }, 0),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return candidates[weights.findIndex((weight) => (left -= weight) < 0)] ?? candidates.at(-1)!;
}

function chiSquare(degrees: number, random: Random): number {
  let sum = 0;
  for (let degree = 0; degree < degrees; degree += 1) sum += random.normal() ** 2;
  return sum;
}
