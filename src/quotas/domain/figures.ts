import { available, pool, reserved, used, type Account } from './ledger.js';

/** Persons who came from other periods with their places, and who left for them; who was carried back counts as never carried. */
export interface CarriedFigures {
  /** They brought places along, which are among those decided (of an absorbing quota, within its number). */
  readonly carriedIn: number;
  /** They took places along, which are decided here no more. */
  readonly carriedOut: number;
}

/**
 * How many places there are and where they stand. Always: decided + overrun = available + reserved + used, and the places still
 * in the pools.
 */
export interface PlaceFigures extends CarriedFigures {
  /** Places given by decisions; overrun is not among them. */
  readonly decided: number;
  /** Places that grants went beyond what was decided: never hidden. */
  readonly overrun: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
}

export interface SubQuotaFigures extends PlaceFigures {
  readonly subQuotaId: string;
  readonly name: string;
  readonly scheme: string;
}

export interface PeriodFigures extends PlaceFigures {
  readonly periodId: string;
  readonly name: string;
  /** Places of the period's own pool, in no sub-quota yet (of a pledge: in no annual period yet). */
  readonly pool: number;
  readonly subQuotas: readonly SubQuotaFigures[];
}

/** A pledge counts the places of its annual periods as its own: one row of the ledger counts in both. */
export interface FramedFigures extends PeriodFigures {
  readonly annualPeriods: readonly PeriodFigures[];
}

interface SideOfCarryOver {
  readonly periodId: string;
  readonly subQuotaId: string;
}
/** Persons carried over from one sub-quota to one of another period. */
export interface CarriedPlaces {
  readonly from: SideOfCarryOver;
  readonly to: SideOfCarryOver;
  readonly places: number;
}

/** What the ledger says at some moment. Accounts that nothing touched may be absent. */
export interface Standing {
  readonly balances: ReadonlyMap<Account, number>;
  readonly overruns: ReadonlyMap<Account, number>;
  readonly carried?: readonly CarriedPlaces[];
}

interface SubQuotaOf {
  readonly id: string;
  readonly periodId: string;
  readonly name: string;
  readonly scheme: string;
}
interface PeriodOf {
  readonly id: string;
  readonly name: string;
}

export const accountsOf = (periods: readonly PeriodOf[], subQuotas: readonly SubQuotaOf[]): Account[] => [
  ...periods.map(({ id }) => pool(id)),
  ...subQuotas.flatMap(({ id }) => [available(id), reserved(id), used(id)]),
];

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** What came in and went out, as the balance with each other period. */
function carriedOf(carried: readonly CarriedPlaces[], isOurs: (side: SideOfCarryOver) => boolean): CarriedFigures {
  const balances = new Map<string, number>();
  for (const { from, to, places } of carried.filter((one) => isOurs(one.from) !== isOurs(one.to))) {
    const [other, change] = isOurs(to) ? [from.periodId, places] : [to.periodId, -places];
    balances.set(other, (balances.get(other) ?? 0) + change);
  }
  const withEach = [...balances.values()];
  return {
    carriedIn: sum(withEach, (balance) => Math.max(0, balance)),
    carriedOut: sum(withEach, (balance) => Math.max(0, -balance)),
  };
}

function figuresOfSubQuota(
  { id, name, scheme }: SubQuotaOf,
  { balances, overruns, carried = [] }: Standing,
): SubQuotaFigures {
  const [free, held, gone] = [available(id), reserved(id), used(id)].map((account) => balances.get(account) ?? 0) as [
    number,
    number,
    number,
  ];
  const overrun = overruns.get(available(id)) ?? 0;
  return {
    subQuotaId: id,
    name,
    scheme,
    decided: free + held + gone - overrun,
    overrun,
    available: free,
    reserved: held,
    used: gone,
    ...carriedOf(carried, ({ subQuotaId }) => subQuotaId === id),
  };
}

function figuresOfPeriod({ id, name }: PeriodOf, subQuotas: readonly SubQuotaOf[], standing: Standing): PeriodFigures {
  const own = subQuotas
    .filter(({ periodId }) => periodId === id)
    .map((subQuota) => figuresOfSubQuota(subQuota, standing));
  const inPool = standing.balances.get(pool(id)) ?? 0;
  return {
    periodId: id,
    name,
    decided: inPool + sum(own, (one) => one.decided),
    overrun: sum(own, (one) => one.overrun),
    pool: inPool,
    available: sum(own, (one) => one.available),
    reserved: sum(own, (one) => one.reserved),
    used: sum(own, (one) => one.used),
    ...carriedOf(standing.carried ?? [], ({ periodId }) => periodId === id),
    subQuotas: own,
  };
}

/** The figures of a period and, for a pledge, of the annual periods within it. */
export function figuresOf(
  period: PeriodOf,
  annualPeriods: readonly PeriodOf[],
  subQuotas: readonly SubQuotaOf[],
  standing: Standing,
): FramedFigures {
  const own = figuresOfPeriod(period, subQuotas, standing);
  const annual = annualPeriods.map((one) => figuresOfPeriod(one, subQuotas, standing));
  const all = [own, ...annual];
  const frame = all.map(({ periodId }) => periodId);
  return {
    ...own,
    decided: sum(all, (one) => one.decided),
    overrun: sum(all, (one) => one.overrun),
    available: sum(all, (one) => one.available),
    reserved: sum(all, (one) => one.reserved),
    used: sum(all, (one) => one.used),
    ...carriedOf(standing.carried ?? [], ({ periodId }) => frame.includes(periodId)),
    annualPeriods: annual,
  };
}
