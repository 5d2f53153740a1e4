import type { FieldError, PlainDate } from '../../kernel/index.js';

/** Up to how many persons the dwellings of a class house: one class a step (placement-forecast.md 2). */
export const DWELLING_SIZES = ['1-2', '3-4', '5-6', '7+'] as const;
export type DwellingSize = (typeof DWELLING_SIZES)[number];

/** Dwellings of one size that are free from a day on. */
export interface Dwellings {
  readonly size: DwellingSize;
  readonly count: number;
  /** How many of them somebody can live in who cannot climb stairs. */
  readonly accessible: number;
  readonly fromOn: PlainDate;
  /** The last day on which they can be moved into; without end when null. */
  readonly untilOn: PlainDate | null;
}

/** Days, both inside, on which the municipality can receive nobody. */
export interface Stop {
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly reason: string;
}

/** What somebody states; the classes of the request and the rows of the database both have this shape. */
export interface StatedOffer {
  readonly months: readonly number[] | null;
  readonly dwellings: readonly Dwellings[] | null;
  readonly stops: readonly Stop[];
}

/** What contradicts itself in a statement: an end before its beginning, more accessible dwellings than there are. */
export function contradictionsIn({ months, dwellings, stops }: StatedOffer): FieldError[] {
  const errors: FieldError[] = [];
  if (months !== null && months.length !== 12)
    errors.push({ pointer: '/months', code: 'length', message: 'State twelve months, or none.' });
  dwellings?.forEach(({ count, accessible, fromOn, untilOn }, k) => {
    if (accessible > count)
      errors.push({
        pointer: `/dwellings/${k}/accessible`,
        code: 'tooMany',
        message: `${accessible} of ${count} dwellings cannot be accessible.`,
      });
    if (untilOn !== null && untilOn < fromOn)
      errors.push({
        pointer: `/dwellings/${k}/untilOn`,
        code: 'order',
        message: 'The last day lies before the first.',
      });
  });
  stops.forEach(({ fromOn, untilOn }, k) => {
    if (untilOn < fromOn)
      errors.push({ pointer: `/stops/${k}/untilOn`, code: 'order', message: 'The last day lies before the first.' });
  });
  return errors;
}

/** The stop that holds on a day, or null. */
export const stopOn = (stops: readonly Stop[], day: PlainDate): Stop | null =>
  stops.find(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn) ?? null;

/** Dwellings by size that can be moved into in the days from `fromOn` to `untilOn`, both inside. */
export function dwellingsBetween(
  dwellings: readonly Dwellings[],
  fromOn: PlainDate,
  untilOn: PlainDate,
): { counts: number[]; accessible: number[] } {
  const open = dwellings.filter((one) => one.fromOn <= untilOn && (one.untilOn === null || one.untilOn >= fromOn));
  const sumOf = (size: DwellingSize, amount: (one: Dwellings) => number): number =>
    open.reduce((sum, one) => sum + (one.size === size ? amount(one) : 0), 0);
  return {
    counts: DWELLING_SIZES.map((size) => sumOf(size, ({ count }) => count)),
    accessible: DWELLING_SIZES.map((size) => sumOf(size, ({ accessible }) => accessible)),
  };
}
