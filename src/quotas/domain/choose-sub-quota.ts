/** Which cases a sub-quota is for. Empty lists and no priority mean: any. Regions and countries of asylum stand for one another. */
export interface SubQuotaRule {
  readonly name: string;
  readonly scheme: string;
  readonly regions: readonly string[];
  readonly countriesOfAsylum: readonly string[];
  readonly nationalities: readonly string[];
  readonly priority: string | null;
}

export interface CaseToPlace {
  readonly countryOfAsylum: string;
  /** The region in which that country lies, when it lies in one. */
  readonly region: string | null;
  /** Those of the persons that are known. */
  readonly nationalities: readonly string[];
  readonly priority: string;
  /** The form of admission that the submission names; null when it names none. */
  readonly scheme: string | null;
}

/**
 * Forms of admission when the submission names none, by its priority. A preferred one comes before anything that a rule may say of
 * place or nationality; the closed ones are held apart for others (emergency places "are global", domain.md 1).
 */
export const SCHEMES_BY_PRIORITY: Readonly<
  Record<string, { readonly preferred: string | null; readonly closed: readonly string[] }>
> = {
  emergency: { preferred: 'emergency', closed: [] },
  urgent: { preferred: null, closed: [] },
  normal: { preferred: null, closed: ['emergency'] },
};

/**
 * What each part of a matching rule weighs: more than all below it together. So the order is: the preferred form of admission, a
 * named priority, a nationality, a country of asylum, a region.
 */
const WEIGHTS = { scheme: 16, priority: 8, nationality: 4, country: 2, region: 1 } as const;

export const RULE_PARTS = ['scheme', 'priority', 'nationality', 'place'] as const;
export type RulePart = (typeof RULE_PARTS)[number];

/** What one part of a sub-quota's rule says of the case. */
export interface JudgedPart {
  readonly part: RulePart;
  readonly matched: boolean;
  /** What it adds to how specific the rule is for this case; 0 where it takes any. */
  readonly weight: number;
  readonly detail: string;
}

export interface Judged<Rule> {
  readonly rule: Rule;
  readonly matches: boolean;
  readonly weight: number;
  readonly parts: readonly JudgedPart[];
}

/** A period with its sub-quotas; periods stand in the order in which they are asked. */
export interface PeriodOfRules<Rule> {
  readonly name: string;
  readonly subQuotas: readonly Rule[];
}

export interface Choice<Rule> {
  readonly chosen: Rule | null;
  /** Why this one, or why none, in a sentence. */
  readonly why: string;
  readonly judged: readonly Judged<Rule>[];
}

const part = (of: RulePart, matched: boolean, weight: number, detail: string): JudgedPart => ({
  part: of,
  matched,
  weight: matched ? weight : 0,
  detail,
});
const listed = (codes: readonly string[]): string => codes.join(', ');

function ofScheme({ scheme }: SubQuotaRule, theCase: CaseToPlace): JudgedPart {
  if (theCase.scheme !== null)
    return part(
      'scheme',
      scheme === theCase.scheme,
      0,
      `The submission names ${theCase.scheme}; this is for ${scheme}.`,
    );
  const { preferred, closed } = SCHEMES_BY_PRIORITY[theCase.priority] ?? { preferred: null, closed: [] };
  if (scheme === preferred)
    return part('scheme', true, WEIGHTS.scheme, `A case of priority ${theCase.priority} goes to ${scheme} first.`);
  if (closed.includes(scheme))
    return part(
      'scheme',
      false,
      0,
      `Places for ${scheme} are held apart: the case has the priority ${theCase.priority}.`,
    );
  return part('scheme', true, 0, `The submission names no form of admission; ${scheme} is open to it.`);
}

function ofPriority({ priority }: SubQuotaRule, theCase: CaseToPlace): JudgedPart {
  if (priority === null) return part('priority', true, 0, 'Takes any priority.');
  const detail = `For the priority ${priority}; the case has ${theCase.priority}.`;
  return part('priority', priority === theCase.priority, WEIGHTS.priority, detail);
}

function ofNationality({ nationalities }: SubQuotaRule, theCase: CaseToPlace): JudgedPart {
  if (nationalities.length === 0) return part('nationality', true, 0, 'Takes any nationality.');
  const matched = theCase.nationalities.some((code) => nationalities.includes(code));
  const detail = `For the nationalities ${listed(nationalities)}; the case has ${listed(theCase.nationalities) || 'none known'}.`;
  return part('nationality', matched, WEIGHTS.nationality, detail);
}

function ofPlace({ regions, countriesOfAsylum }: SubQuotaRule, theCase: CaseToPlace): JudgedPart {
  if (regions.length + countriesOfAsylum.length === 0) return part('place', true, 0, 'Takes any country of asylum.');
  const { countryOfAsylum, region } = theCase;
  const lies = region === null ? `${countryOfAsylum}, of no region` : `${countryOfAsylum} (${region})`;
  const detail = `For ${listed([...regions, ...countriesOfAsylum])}; the case is in ${lies}.`;
  if (countriesOfAsylum.includes(countryOfAsylum)) return part('place', true, WEIGHTS.country, detail);
  return part('place', region !== null && regions.includes(region), WEIGHTS.region, detail);
}

function judge<Rule extends SubQuotaRule>(rule: Rule, theCase: CaseToPlace): Judged<Rule> {
  const parts = [ofScheme, ofPriority, ofNationality, ofPlace].map((of) => of(rule, theCase));
  const weight = parts.reduce((sum, one) => sum + one.weight, 0);
  return { rule, matches: parts.every(({ matched }) => matched), weight, parts };
}

/** Names are unique within a period. */
const moreSpecific = <Rule extends SubQuotaRule>(a: Judged<Rule>, b: Judged<Rule>): number =>
  b.weight - a.weight || (a.rule.name < b.rule.name ? -1 : 1);

function whyChosen<Rule extends SubQuotaRule>(
  period: string,
  [first, second]: readonly Judged<Rule>[],
  later: readonly string[],
): string {
  const { name } = first!.rule;
  const chosen = later.length > 0 ? `${name}: ${period} comes before ${later.join(' and ')}` : name;
  if (!second) return `${chosen}. It is the only sub-quota of ${period} whose rule fits.`;
  if (first!.weight === second.weight)
    return `${chosen}. Its rule is as specific as that of ${second.rule.name}; the first by name is taken.`;
  const more = first!.parts.find(({ weight }, index) => weight > second.parts[index]!.weight)!;
  return `${chosen}. Its rule is more specific than that of ${second.rule.name} in the ${more.part}: ${more.detail}`;
}

/**
 * The sub-quota whose declared rule fits the case: in the first period that has one, the most specific (see the order of the
 * weights), among equals the first by name. With what every part of every rule says of the case, and why the winner wins. None is
 * chosen when none fits: an official places the case then.
 */
export function chooseSubQuota<Rule extends SubQuotaRule>(
  periods: readonly PeriodOfRules<Rule>[],
  theCase: CaseToPlace,
): Choice<Rule> {
  const all = periods.map(({ name, subQuotas }) => ({ name, judged: subQuotas.map((rule) => judge(rule, theCase)) }));
  const fitting = all
    .map(({ name, judged }) => ({ name, judged: judged.filter(({ matches }) => matches).sort(moreSpecific) }))
    .filter(({ judged }) => judged.length > 0);
  const [first, ...later] = fitting;
  const judged = all.flatMap((period) => period.judged);
  if (!first) return { chosen: null, why: 'No sub-quota has a rule that fits: an official places the case.', judged };
  const why = whyChosen(
    first.name,
    first.judged,
    later.map(({ name }) => name),
  );
  return { chosen: first.judged[0]!.rule, why, judged };
}
