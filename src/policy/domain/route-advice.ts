// Dossier or mission: what the declared rules advise for a case, and why. The rules are dated data (policy kind `route-advice`);
// an official chooses, and may choose otherwise (EUAA, Resettlement and humanitarian admission: Sweden; domain.md 5).

/** How safe and open the country of asylum is for a mission, as an official last recorded it; unknown while nobody has. */
export const SITUATIONS = ['stable', 'unstable', 'no_access'] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What the rules look at. Counts are of persons unless the name says otherwise. Nothing of it comes from behind the wall. */
export interface RouteProfile {
  readonly priority: 'emergency' | 'urgent' | 'normal';
  readonly situation: Situation | 'unknown';
  /** What UNHCR wishes in the form. */
  readonly wish: 'dossier' | 'mission' | 'none';
  readonly persons: number;
  /** Requirements of a complete form that are not met. */
  readonly missing: number;
  /** About whom the form holds considerations of exclusion (its section 4). */
  readonly exclusionConsidered: number;
  readonly unaccompaniedChildren: number;
  /** On how many members the versions of the form disagree, and nobody has settled it. */
  readonly doubts: number;
  /** Other cases with which this one travels or is linked, and further spouses in it. */
  readonly households: number;
}

export const ROUTE_FACTS = [
  'priority',
  'situation',
  'wish',
  'persons',
  'missing',
  'exclusionConsidered',
  'unaccompaniedChildren',
  'doubts',
  'households',
] as const satisfies readonly (keyof RouteProfile)[];
export type RouteFact = (typeof ROUTE_FACTS)[number];

export const ROUTE_ADVICE = ['dossier', 'dossier_with_information', 'mission'] as const;
export type RouteAdvice = (typeof ROUTE_ADVICE)[number];

/** What a rule advises when all its conditions hold, each that a fact is a word, or at least a number. */
export interface RouteRule {
  readonly code: string;
  readonly advises: RouteAdvice;
  /** In words, for the official. */
  readonly about: string;
  readonly when: readonly {
    readonly fact: RouteFact;
    readonly is?: string | undefined;
    readonly atLeast?: number | undefined;
  }[];
}

/** A rule with what it saw in the case: the facts it looks at, and whether they make it speak. */
export interface RuleSeen {
  readonly code: string;
  readonly advises: RouteAdvice;
  readonly about: string;
  readonly speaks: boolean;
  readonly saw: readonly { readonly fact: RouteFact; readonly value: string | number }[];
}

export interface AdvisedRoute {
  readonly advises: RouteAdvice;
  /** The rule that decides: the first that speaks. */
  readonly decidedBy: string;
  readonly rules: readonly RuleSeen[];
}

const holds = (profile: RouteProfile, { fact, is, atLeast }: RouteRule['when'][number]): boolean => {
  const value = profile[fact];
  return atLeast === undefined ? value === is : typeof value === 'number' && value >= atLeast;
};

/**
 * What the rules advise for a case: of the rules in their order, the first that speaks decides; all are told with what they saw.
 * The last rule of a sound list asks for nothing, so that some rule always decides. Throws RangeError when none does. Pure.
 */
export function adviseRoute(profile: RouteProfile, rules: readonly RouteRule[]): AdvisedRoute {
  const seen = rules.map(({ code, advises, about, when }) => ({
    code,
    advises,
    about,
    speaks: when.every((condition) => holds(profile, condition)),
    saw: when.map(({ fact }) => ({ fact, value: profile[fact] })),
  }));
  const deciding = seen.find(({ speaks }) => speaks);
  if (!deciding) throw new RangeError('No rule speaks: the last rule of the list must ask for nothing.');
  return { advises: deciding.advises, decidedBy: deciding.code, rules: seen };
}
