import type { StageHazards } from './hazards.js';
import type { Scenario } from './scenarios.js';

/** No week moves more than this share: the last one to leave always may stay. */
const MOST = 0.98;

/** In which week a household arrives, under one scenario. Chances of the weeks 0 to horizon − 1; what they lack of 1 is never, or later. */
export class ArrivalLaws {
  /** By stratum and stage: for each week of entry a law, all in one row; made when first asked for. */
  private readonly entering = new Map<string, Float64Array>();

  constructor(
    private readonly scenario: Scenario,
    private readonly horizon: number,
  ) {}

  /** The law of one that entered the stage in this week, and stands there still if the week has passed. */
  law(stratum: number, stage: number, enteredWeek: number): Float64Array {
    const { horizon } = this;
    if (enteredWeek >= horizon) return new Float64Array(horizon);
    if (enteredWeek >= 0)
      return this.afterEntry(stratum, stage)!.subarray(enteredWeek * horizon, (enteredWeek + 1) * horizon);
    const law = new Float64Array(horizon);
    this.fill(law, stratum, stage, enteredWeek, this.afterEntry(stratum, stage + 1));
    return law;
  }

  /** Null behind the last stage: there is the arrival. */
  private afterEntry(stratum: number, stage: number): Float64Array | null {
    if (stage === this.scenario.hazards[stratum]!.length) return null;
    const key = `${stratum} ${stage}`;
    const known = this.entering.get(key);
    if (known !== undefined) return known;
    const { horizon } = this;
    const next = this.afterEntry(stratum, stage + 1);
    const laws = new Float64Array(horizon * horizon);
    for (let week = 0; week < horizon; week += 1)
      this.fill(laws.subarray(week * horizon, (week + 1) * horizon), stratum, stage, week, next);
    this.entering.set(key, laws);
    return laws;
  }

  /** Week by week: who is still there advances into the next stage, and arrives as those who enter it in that week. */
  private fill(law: Float64Array, stratum: number, stage: number, entered: number, next: Float64Array | null): void {
    const hazards = this.scenario.hazards[stratum]![stage]!;
    const pace = this.scenario.pace[stratum]![stage]!;
    let there = 1;
    for (let week = Math.max(0, entered); week < this.horizon; week += 1) {
      const { advance, lost } = chances(hazards, week - entered, pace[week]!);
      const moved = there * advance;
      there *= 1 - advance - lost;
      if (moved === 0) continue;
      if (next === null) law[week]! += moved;
      else {
        const row = week * this.horizon;
        for (let arrival = week; arrival < this.horizon; arrival += 1) law[arrival]! += moved * next[row + arrival]!;
      }
    }
  }
}

function chances({ advance, lost }: StageHazards, spent: number, pace: number): { advance: number; lost: number } {
  const week = Math.min(spent, advance.length - 1);
  const moves = Math.min(MOST, advance[week]! * pace);
  return { advance: moves, lost: Math.min(1 - moves, lost[week]!) };
}
