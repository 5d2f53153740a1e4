import type { FieldError, Instant } from '../../kernel/index.js';

/** One flight: where from, where to, and when, as instants in UTC. Airports are IATA codes. */
export interface Leg {
  readonly flightNumber: string;
  readonly from: string;
  readonly to: string;
  readonly departsAt: Instant;
  readonly arrivesAt: Instant;
}

const wrong = (index: number, field: keyof Leg, code: string, message: string): FieldError => ({
  pointer: `/legs/${index}/${field}`,
  code,
  message,
});

/**
 * What is wrong with a journey: it lies in the past, a flight lands before it leaves, or a connection does not meet the
 * flight before it.
 */
export function legErrors(legs: readonly Leg[], now: Instant): FieldError[] {
  return legs.flatMap((leg, index) => {
    const before = legs[index - 1];
    return [
      leg.departsAt < now ? [wrong(index, 'departsAt', 'inThePast', 'The flight has left already.')] : [],
      leg.arrivesAt <= leg.departsAt
        ? [wrong(index, 'arrivesAt', 'landsBeforeItLeaves', 'The flight lands before it leaves.')]
        : [],
      before && before.to !== leg.from
        ? [wrong(index, 'from', 'notConnected', `The flight before ends in ${before.to}.`)]
        : [],
      before && leg.departsAt <= before.arrivesAt
        ? [wrong(index, 'departsAt', 'connectionMissed', 'It leaves before the flight before it lands.')]
        : [],
    ].flat();
  });
}
