/** Which cases a sub-quota is for. Empty lists and no priority mean: any. */
export interface SubQuotaRule {
  readonly name: string;
  readonly countriesOfAsylum: readonly string[];
  readonly nationalities: readonly string[];
  readonly priority: string | null;
}

export interface CaseToPlace {
  readonly countryOfAsylum: string;
  /** Those of the persons that are known. */
  readonly nationalities: readonly string[];
  readonly priority: string;
}

const matches = (rule: SubQuotaRule, theCase: CaseToPlace): boolean =>
  (rule.priority === null || rule.priority === theCase.priority) &&
  (rule.countriesOfAsylum.length === 0 || rule.countriesOfAsylum.includes(theCase.countryOfAsylum)) &&
  (rule.nationalities.length === 0 || theCase.nationalities.some((code) => rule.nationalities.includes(code)));

// Emergency places are held apart for emergencies wherever they are (domain.md 1), so a named priority weighs most.
const specificity = (rule: SubQuotaRule): number =>
  (rule.priority === null ? 0 : 4) +
  (rule.nationalities.length === 0 ? 0 : 2) +
  (rule.countriesOfAsylum.length === 0 ? 0 : 1);

/**
 * The sub-quota whose declared rule fits the case, the most specific one first: priority, then nationality, then country of
 * asylum; among equals the first by name. Null when none fits: an official places the case then.
 */
export function chooseSubQuota<Rule extends SubQuotaRule>(rules: readonly Rule[], theCase: CaseToPlace): Rule | null {
  const fitting = rules.filter((rule) => matches(rule, theCase));
  const [first] = [...fitting].sort((a, b) => specificity(b) - specificity(a) || (a.name < b.name ? -1 : 1));
  return first ?? null;
}
