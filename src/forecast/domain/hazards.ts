import { constantHazards, type Assumption } from './assumptions.js';
import type { Road, Spell } from './road.js';

/** Chances of a week in a stage, by weeks spent there; the last one holds for ever, so that no tail is silently nothing. */
export interface StageHazards {
  readonly advance: Float64Array;
  readonly lost: Float64Array;
}
/** By stratum and stage. */
export type Hazards = readonly (readonly StageHazards[])[];

/** Each week's chance is taken from the weeks around it until so many were at risk (placement-forecast.md 5). */
const AT_RISK = 150;
/** A stratum counts as so many households of all strata together. */
const POOLED_AS = 20;
/** With fewer exits than this from a stage in all strata, the assumption speaks too, as so many weeks at risk. */
export const ENOUGH_EXITS = 30;
const LONGEST = 260;

interface Exposure {
  readonly atRisk: Float64Array;
  readonly advanced: Float64Array;
  readonly lost: Float64Array;
}

/**
 * Cause-specific hazards in discrete time: of those at risk in a week of a stage, the shares that advanced and that were lost
 * (Aalen and Johansen; with one cause, Kaplan and Meier). Stays that go on are at risk until today, and count: without them the
 * quick ones alone would speak. `weights` says how often each household was drawn; without it each counts once.
 */
export function fitHazards(
  spells: readonly Spell[],
  { strata, stages }: Road,
  assumptions: readonly Assumption[],
  weights?: ArrayLike<number>,
): Hazards {
  let longest = 0;
  for (const { weeks } of spells) longest = Math.max(longest, weeks);
  const length = Math.min(LONGEST, longest + 1);
  const empty = (): Exposure => ({
    atRisk: new Float64Array(length),
    advanced: new Float64Array(length),
    lost: new Float64Array(length),
  });
  const own = strata.map(() => stages.map(empty));
  for (const { household, stratum, stage, weeks, exit } of spells) {
    const weight = weights === undefined ? 1 : weights[household]!;
    if (weight === 0) continue;
    const exposure = own[stratum]![stage]!;
    const last = Math.min(weeks, length - 1);
    exposure.atRisk[last]! += weight;
    if (exit !== null) exposure[exit][last]! += weight;
  }
  for (const { atRisk } of own.flat())
    for (let week = length - 2; week >= 0; week -= 1) atRisk[week]! += atRisk[week + 1]!;

  const pooled = stages.map((_, stage) => {
    const sum = empty();
    for (const one of own)
      for (const what of ['atRisk', 'advanced', 'lost'] as const)
        for (let week = 0; week < length; week += 1) sum[what][week]! += one[stage]![what][week]!;
    const exits = total(sum.advanced) + total(sum.lost);
    const taken = constantHazards(assumptions[stage]!);
    const prior = { advance: constant(taken.advance, length), lost: constant(taken.lost, length) };
    return smoothed(sum, prior, exits < ENOUGH_EXITS ? ENOUGH_EXITS : 0);
  });
  return own.map((ofStratum) => ofStratum.map((exposure, stage) => smoothed(exposure, pooled[stage]!, POOLED_AS)));
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const constant = (value: number, length: number): Float64Array => new Float64Array(length).fill(value);

/** Hazards from a window around each week, wide enough, and drawn towards `towards` as if so many more had been at risk there. */
function smoothed({ atRisk, advanced, lost }: Exposure, towards: StageHazards, strength: number): StageHazards {
  const length = atRisk.length;
  const [risk, moved, gone] = [runningTotal(atRisk), runningTotal(advanced), runningTotal(lost)];
  const advance = new Float64Array(length);
  const loss = new Float64Array(length);
  for (let week = 0; week < length; week += 1) {
    let [from, to] = [week, week + 1];
    while (risk[to]! - risk[from]! < AT_RISK && (from > 0 || to < length)) {
      // Behind the last one at risk there is nothing to learn: the window grows towards the earlier weeks there.
      from = Math.max(0, from - 1);
      if (to < length) to += 1;
    }
    const seen = risk[to]! - risk[from]! + strength;
    advance[week] = seen > 0 ? (moved[to]! - moved[from]! + strength * towards.advance[week]!) / seen : 0;
    loss[week] = seen > 0 ? (gone[to]! - gone[from]! + strength * towards.lost[week]!) / seen : 0;
  }
  return { advance, lost: loss };
}

function runningTotal(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1) totals[index + 1] = totals[index]! + values[index]!;
  return totals;
}

/** The stages of which the road has seen too few exits: every figure that passes them rests on an assumption. */
export function assumedStages(spells: readonly Spell[], { stages }: Road): number[] {
  const exits = stages.map(() => 0);
  for (const { stage, exit } of spells) if (exit !== null) exits[stage]! += 1;
  return stages.flatMap((_, stage) => (exits[stage]! < ENOUGH_EXITS ? [stage] : []));
}
