import fc from 'fast-check';
import type { Movement } from '../../src/quotas/domain/ledger.js';

/** Places moved by planning: from and to are numbers of accounts of the kinds that the movement's route names. */
export interface PlanningAct {
  readonly verb: 'plan';
  readonly movement: Extract<Movement, 'decide' | 'open' | 'allocate' | 'transfer' | 'revise'>;
  readonly route: number;
  readonly from: number;
  readonly to: number;
  readonly places: number;
}

export type Act =
  | PlanningAct
  /** A family that holds nothing yet, or, when `again` names one, that family once more. */
  | {
      readonly verb: 'reserve';
      readonly subQuota: number;
      readonly persons: number;
      readonly reason: boolean;
      readonly again: number | null;
    }
  | { readonly verb: 'record' | 'reverse' | 'release'; readonly family: number }
  | { readonly verb: 'carry'; readonly family: number; readonly to: number };

/** What one of the officials does, so many hours after the last act by the server's clock, for a day that may lie back. */
export interface Command {
  readonly official: number;
  readonly hours: number;
  readonly daysBack: number;
  readonly act: Act;
}

const any = fc.nat({ max: 1000 });
const planning: fc.Arbitrary<Act> = fc.record({
  verb: fc.constant('plan' as const),
  movement: fc.constantFrom(
    'decide' as const,
    'allocate' as const,
    'allocate' as const,
    'transfer' as const,
    'revise' as const,
    'open' as const,
  ),
  route: any,
  from: any,
  to: any,
  places: fc.integer({ min: 1, max: 12 }),
});
const granting: fc.Arbitrary<Act> = fc.record({
  verb: fc.constant('reserve' as const),
  subQuota: any,
  persons: fc.integer({ min: 1, max: 4 }),
  reason: fc.boolean(),
  again: fc.option(any, { freq: 9, nil: null }),
});
const following: fc.Arbitrary<Act> = fc.record({
  verb: fc.constantFrom('record' as const, 'record' as const, 'reverse' as const, 'release' as const),
  family: any,
});
const carrying: fc.Arbitrary<Act> = fc.record({ verb: fc.constant('carry' as const), family: any, to: any });

/** The clock mostly goes forward; now and then it is set back, by a day at most. */
const command: fc.Arbitrary<Command> = fc.record({
  official: fc.nat({ max: 2 }),
  hours: fc.oneof(
    { weight: 7, arbitrary: fc.nat({ max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: -26, max: -1 }) },
  ),
  daysBack: fc.oneof(fc.constant(0), fc.nat({ max: 25 })),
  act: fc.oneof(
    { weight: 4, arbitrary: planning },
    { weight: 4, arbitrary: granting },
    { weight: 4, arbitrary: following },
    { weight: 1, arbitrary: carrying },
  ),
});

/** A sequence begins with places to give: without them hardly a command would be granted. */
export const aSequence: fc.Arbitrary<Command[]> = fc
  .record({ decided: fc.integer({ min: 6, max: 40 }), given: fc.integer({ min: 2, max: 12 }) })
  .chain(({ decided, given }) =>
    fc
      .array(command, { minLength: 8, maxLength: 30, size: 'max' })
      .map((commands) => [planned('decide', 0, decided), planned('allocate', 1, given), ...commands]),
  );

const planned = (movement: PlanningAct['movement'], route: number, places: number): Command => ({
  official: 0,
  hours: 1,
  daysBack: 0,
  act: { verb: 'plan', movement, route, from: 0, to: 0, places },
});
