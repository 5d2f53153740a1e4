import type { FieldError } from '../../kernel/index.js';

/** What becomes of those granted in an earlier period who travel in this one: `additive` adds them to the quota, `absorbing` counts them in it. */
export interface CarryIn {
  /** Persons that the Government has ordered for the year. */
  readonly quota: number;
  /** Persons granted earlier who are to arrive in this period. */
  readonly carryIn: number;
  readonly mode: 'additive' | 'absorbing';
}

export interface PlacesOfYear {
  /** Places for persons not granted before. */
  readonly newPlaces: number;
  /** Persons to receive in the period, those carried in among them. */
  readonly arrivalsTarget: number;
  /** Carried in beyond an absorbing quota: an overrun that can be seen coming. */
  readonly carriedBeyondQuota: number;
}

/**
 * How many new places a period has and how many persons it is to receive. Both modes are real: in 2021 those stranded came on top
 * (5,000 + 1,401 = 6,401 persons to receive), in 2023 about 400 earlier permits stood within the 900, so 500 places were new
 * (domain.md (d)). Throws RangeError unless both numbers are whole and not negative.
 */
export function placesOfYear({ quota, carryIn, mode }: CarryIn): PlacesOfYear {
  requireCounts({ quota, carryIn });
  if (mode === 'additive') return { newPlaces: quota, arrivalsTarget: quota + carryIn, carriedBeyondQuota: 0 };
  return {
    newPlaces: Math.max(0, quota - carryIn),
    arrivalsTarget: quota,
    carriedBeyondQuota: Math.max(0, carryIn - quota),
  };
}

interface SubQuotaInPeriod {
  readonly id: string;
  readonly periodId: string;
}

/**
 * A transfer moves places between two sub-quotas of one period: they are decided for its years, and only persons are carried over
 * into others, one by one (domain.md (a), Programme). Each wrong end is named; none when the transfer may be made.
 */
export function wrongTransfer(
  periodId: string,
  from: SubQuotaInPeriod | null,
  to: SubQuotaInPeriod | null,
): FieldError[] {
  const ends = [
    ['/fromSubQuotaId', from],
    ['/toSubQuotaId', to],
  ] as const;
  const outside = ends
    .filter(([, end]) => end?.periodId !== periodId)
    .map(([pointer]) => ({
      pointer,
      code: 'notInPeriod',
      message: 'There is no sub-quota with this id in the period.',
    }));
  if (outside.length > 0 || from?.id !== to?.id) return outside;
  return [
    {
      pointer: '/toSubQuotaId',
      code: 'sameSubQuota',
      message: 'Places are transferred from one sub-quota to another.',
    },
  ];
}

export interface PeriodAtEnd {
  /** Persons that were to be counted. */
  readonly planned: number;
  /** Persons counted by the period's counting event. */
  readonly filled: number;
  /** Persons granted and not counted when the period ended. */
  readonly granted: number;
}

export interface StrandedPlaces {
  /** Places that the period did not fill. */
  readonly stranded: number;
  /** Persons who hold a permit and travel later: they are carried over one by one. */
  readonly carriedOver: number;
  /** Stranded places that nobody holds: they end with the period unless the Government decides otherwise. */
  readonly lapsing: number;
}

/**
 * What a period leaves behind: 5,000 planned and 3,599 filled stranded 1,401 places in 2020, all held by persons with a permit
 * (domain.md (d); "about 1,400 already granted"). More persons than stranded places can be granted, since grants may overbook on
 * purpose (domain.md (e) 11). Throws RangeError unless all numbers are whole and not negative.
 */
export function strandedPlaces({ planned, filled, granted }: PeriodAtEnd): StrandedPlaces {
  requireCounts({ planned, filled, granted });
  const stranded = Math.max(0, planned - filled);
  return { stranded, carriedOver: granted, lapsing: Math.max(0, stranded - granted) };
}

export interface WantedBeyond {
  /** Persons that want places, a whole case at a time. */
  readonly wanted: number;
  readonly available: number;
  /** How many places the period lets grants go beyond what was decided. */
  readonly tolerance: number;
  /** Places that went beyond already. */
  readonly overrun: number;
}

/**
 * Places that lack for a whole case, and whether the tolerance covers them: no family is cut to fit (domain.md (e) 1), and going
 * beyond is allowed with a limit (11; 2017 +1, 2019 +2, 2021 +10). Beyond the limit it takes somebody's leave and a reason.
 * Throws RangeError unless all numbers are whole and not negative.
 */
export function placesBeyond({ wanted, available, tolerance, overrun }: WantedBeyond): {
  readonly places: number;
  readonly tolerated: boolean;
} {
  requireCounts({ wanted, available, tolerance, overrun });
  const places = Math.max(0, wanted - available);
  return { places, tolerated: places === 0 || overrun + places <= tolerance };
}

/**
 * Each group's share of all in tenths of a per cent, which together make exactly 1,000: the largest remainders are rounded up,
 * among equals the first group (method of largest remainder). All zero when nobody is counted. How a share stands against its target
 * is told by `compositionOf`.
 */
export function sharesOf(persons: readonly number[]): number[] {
  persons.forEach((count) => requireCounts({ count }));
  const total = persons.reduce((sum, count) => sum + count, 0);
  if (total === 0) return persons.map(() => 0);
  const floors = persons.map((count) => Math.floor((count * 1000) / total));
  const remainder = (index: number): number => (persons[index]! * 1000) % total;
  const missing = 1000 - floors.reduce((sum, share) => sum + share, 0);
  const up = new Set(
    persons
      .map((_, index) => index)
      .sort((a, b) => remainder(b) - remainder(a) || a - b)
      .slice(0, missing),
  );
  return floors.map((share, index) => share + (up.has(index) ? 1 : 0));
}

/** How cases or persons were concluded in a time. */
export interface Outcomes {
  readonly granted: number;
  /** Refusals on any ground; exclusions are among them and never shown apart (architecture.md 7 (15)). */
  readonly refused: number;
  /** Withdrawn, discontinued, dead, lost, resettled elsewhere: concluded without a grant or a refusal. */
  readonly concludedOtherwise: number;
}

export interface Rate {
  readonly granted: number;
  readonly of: number;
  /** Tenths of a per cent, half rounded up; null of nothing. */
  readonly share: number | null;
}

/**
 * The approval rate in its two definitions, which are never mixed: of those decided, grants / (grants + refusals), as the agency
 * counts its *bifallsandel* and S4 its "about 95 % of those investigated"; and of all concluded, which is lower by those who
 * withdrew or were lost (domain.md (c) 4, (e) 29). Throws RangeError unless all numbers are whole and not negative.
 */
export function approvalRates(outcomes: Outcomes): { readonly ofDecided: Rate; readonly ofConcluded: Rate } {
  const { granted, refused, concludedOtherwise } = outcomes;
  requireCounts({ granted, refused, concludedOtherwise });
  const rate = (of: number): Rate => ({
    granted,
    of,
    share: of === 0 ? null : Math.floor((2000 * granted + of) / (2 * of)),
  });
  return { ofDecided: rate(granted + refused), ofConcluded: rate(granted + refused + concludedOtherwise) };
}

/**
 * Euro a person by form of admission, a dated rule: 10,000, 6,000 and 8,000 by Regulation (EU) 2024/1350, article 14, amending
 * article 19 of the AMIF regulation (domain.md 1).
 */
export interface AmifAmounts {
  /** Resettlement within the Union Plan. */
  readonly unionFramework: number;
  /** Humanitarian admission, or resettlement under a national scheme outside the plan. */
  readonly otherwise: number;
  /** The same of a woman or child at risk, an unaccompanied minor, with medical needs or legal or physical protection needs. */
  readonly otherwiseVulnerable: number;
}

/** Persons as they count towards the Union's money: by form of admission, those vulnerable apart. Counts, never a list. */
export interface AmifPersons {
  readonly scheme: 'resettlement' | 'humanitarian_admission' | 'emergency';
  readonly withinUnionPlan: boolean;
  readonly persons: number;
  /** Of those, with a vulnerability that raises the amount and evidence for it. */
  readonly vulnerable: number;
}

/**
 * Euro to claim for the persons. Only resettlement within the Union Plan earns the full amount; who is admitted outside the plan,
 * or by humanitarian admission, earns less, and vulnerability raises only the lower amount (domain.md 1, (e) 33). An emergency
 * place is a form of resettlement here. Throws RangeError for numbers that cannot be.
 */
export function amifClaim(admitted: AmifPersons, amounts: AmifAmounts): number {
  const { scheme, withinUnionPlan, persons, vulnerable } = admitted;
  requireCounts({ persons, vulnerable });
  if (vulnerable > persons) throw new RangeError(`${vulnerable} vulnerable of ${persons} persons`);
  if (withinUnionPlan && scheme !== 'humanitarian_admission') return persons * amounts.unionFramework;
  return (persons - vulnerable) * amounts.otherwise + vulnerable * amounts.otherwiseVulnerable;
}

function requireCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts))
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} is ${count}`);
}
