import type { Unmet } from '../../kernel/index.js';

/**
 * From whose decided places each form of admission may be allocated, its own first. Emergency is counted on its own here, but it is
 * a form of resettlement (so it is for AMIF, Regulation (EU) 2024/1350 article 14): the 50 emergency places of 2024 and 2025 lay
 * within a pledge that named 1,700 for resettlement and none for emergency (domain.md 1).
 */
export const DRAWS_ON: Readonly<Record<string, readonly string[]>> = {
  resettlement: ['resettlement'],
  humanitarian_admission: ['humanitarian_admission'],
  emergency: ['emergency', 'resettlement'],
};
const ORDER = Object.keys(DRAWS_ON);

/** What a sub-quota holds; `allocated` is without overrun and without places that persons brought along or took away. */
export interface AllocatedPlaces {
  readonly scheme: string;
  readonly allocated: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
}

export interface SchemeBalance extends AllocatedPlaces {
  /** Places that decisions give to this form of admission by name. */
  readonly decided: number;
  /** Of those allocated, how many were drawn from what was decided for another form, by `DRAWS_ON`. */
  readonly drawn: number;
  /** Allocated beyond all that was decided by name: only places decided without a name can cover them. */
  readonly beyond: number;
}

export interface SchemeBalances {
  readonly schemes: readonly SchemeBalance[];
  /** Places decided without naming a form of admission: for any. */
  readonly unnamed: number;
  /** Places allocated beyond what the decisions leave to their form of admission; 0 when all is as decided. */
  readonly exceeding: number;
}

/** Places decided, by the form of admission that the decision names; '' where it names none. */
export type DecidedPlaces = ReadonlyMap<string, number>;

const sum = (items: readonly AllocatedPlaces[], of: keyof Omit<AllocatedPlaces, 'scheme'>): number =>
  items.reduce((total, item) => total + item[of], 0);

/** What was decided, allocated, reserved and used for each form of admission. */
export function schemeBalances(decided: DecidedPlaces, subQuotas: readonly AllocatedPlaces[]): SchemeBalances {
  const left = new Map(ORDER.map((scheme) => [scheme, decided.get(scheme) ?? 0]));
  const covered = new Map(ORDER.map((scheme) => [scheme, { drawn: 0, beyond: 0 }]));
  const of = (scheme: string): AllocatedPlaces[] => subQuotas.filter((one) => one.scheme === scheme);
  const take = (scheme: string, from: string, wanted: number): number => {
    const taken = Math.max(0, Math.min(wanted, left.get(from)!));
    left.set(from, left.get(from)! - taken);
    return taken;
  };
  const open = new Map(
    ORDER.map((scheme) => [scheme, sum(of(scheme), 'allocated') - take(scheme, scheme, sum(of(scheme), 'allocated'))]),
  );
  for (const scheme of ORDER) {
    const others = DRAWS_ON[scheme]!.filter((other) => other !== scheme);
    const drawn = others.reduce((total, other) => total + take(scheme, other, open.get(scheme)! - total), 0);
    covered.set(scheme, { drawn, beyond: Math.max(0, open.get(scheme)! - drawn) });
  }
  const unnamed = decided.get('') ?? 0;
  const schemes = ORDER.map((scheme) => ({
    scheme,
    decided: decided.get(scheme) ?? 0,
    allocated: sum(of(scheme), 'allocated'),
    ...covered.get(scheme)!,
    available: sum(of(scheme), 'available'),
    reserved: sum(of(scheme), 'reserved'),
    used: sum(of(scheme), 'used'),
  }));
  const beyond = schemes.reduce((total, one) => total + one.beyond, 0);
  return { schemes, unnamed, exceeding: Math.max(0, beyond - Math.max(0, unnamed)) };
}

/** Places that are to move: into a form of admission, out of one, or out of what was decided for one. */
export interface SchemeChange {
  readonly places: number;
  readonly to?: string;
  readonly from?: string;
  readonly decidedLess?: string;
}

/**
 * What stands against the change: more would be allocated to a form of admission than the decisions leave to it (`schemeExceeded`).
 * A change that makes nothing worse is let through, whatever was entered before.
 */
export function unmetForSchemes(
  decided: DecidedPlaces,
  subQuotas: readonly AllocatedPlaces[],
  { places, to, from, decidedLess }: SchemeChange,
): Unmet[] {
  // Decisions that name no form of admission bound none: their pool does.
  if (![...decided].some(([scheme, given]) => scheme !== '' && given > 0)) return [];
  const before = schemeBalances(decided, subQuotas);
  const moved = (scheme: string, allocated: number): AllocatedPlaces => ({
    ...{ scheme, allocated, available: 0, reserved: 0, used: 0 },
  });
  const after = schemeBalances(
    decidedLess === undefined
      ? decided
      : new Map([...decided, [decidedLess, (decided.get(decidedLess) ?? 0) - places]]),
    [...subQuotas, ...(to ? [moved(to, places)] : []), ...(from ? [moved(from, -places)] : [])],
  );
  if (after.exceeding <= before.exceeding) return [];
  const scheme = to ?? decidedLess ?? '';
  const balance = before.schemes.find((one) => one.scheme === scheme);
  const said = `${balance?.decided ?? 0} places are decided for ${scheme || 'any form of admission'} and ${before.unnamed} without a name; ${balance?.allocated ?? 0} are allocated to it`;
  const want = to ? `${places} more are wanted` : `${places} fewer are not enough for them`;
  return [
    {
      code: 'schemeExceeded',
      detail: `${said}: ${want}, ${after.exceeding - before.exceeding} beyond the decision. Revise the decision first.`,
      source: 'Regulation (EU) 2024/1350 article 8: shares by form of admission',
    },
  ];
}
