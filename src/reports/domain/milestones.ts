import type { PlainDate } from '../../kernel/index.js';

/** One step of a person on the road or off it. */
export interface RoadStep {
  readonly personId: string;
  readonly caseId: string;
  readonly toStatus: string;
  readonly occurredOn: PlainDate;
}

/** Where a person stands after all steps, and since when each stage of the road has been reached. */
export interface Traveller {
  readonly personId: string;
  /** The case of the first step. */
  readonly caseId: string;
  readonly status: string;
  /** The day of the last step. */
  readonly since: PlainDate;
  /**
   * The stages of the road that were reached, with the day. Who goes back (a reversed arrival, a journey turned back) has not
   * reached what lies ahead; who left the road keeps what was reached before, and somebody reopened the day of the first listing.
   */
  readonly reached: ReadonlyMap<string, PlainDate>;
}

/** The persons after their steps, which must come in order; `road` names the stages from first to last. */
export function travellersOf(steps: readonly RoadStep[], road: readonly string[]): Traveller[] {
  const place = new Map(road.map((stage, index) => [stage, index]));
  const found = new Map<string, Traveller & { reached: Map<string, PlainDate> }>();
  for (const { personId, caseId, toStatus, occurredOn } of steps) {
    const before = found.get(personId);
    const reached = before?.reached ?? new Map<string, PlainDate>();
    const here = place.get(toStatus);
    if (here !== undefined) {
      for (const stage of reached.keys()) if (place.get(stage)! > here) reached.delete(stage);
      if (!reached.has(toStatus)) reached.set(toStatus, occurredOn);
    }
    found.set(personId, { personId, caseId: before?.caseId ?? caseId, status: toStatus, since: occurredOn, reached });
  }
  return [...found.values()];
}
