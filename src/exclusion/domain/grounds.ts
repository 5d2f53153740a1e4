/**
 * What a ground belongs to. They are never mixed: article 1F and the subsidiary-protection clauses ask for serious reasons, the
 * Union framework for reasonable grounds, and the year's direction of the programme is no exclusion in law (edge case 31).
 */
export const GROUND_KINDS = ['article_1f', 'subsidiary_protection', 'union_framework', 'programme_policy'] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** Refused by another member state within the look-back: a ground to refuse, recorded where the file is read for exclusion. */
export const REFUSED_ELSEWHERE = 'urf_6_1_f';

/** The grounds by the reason codes of the reference data, which hold instrument and standard with their dates. */
export const GROUNDS: Readonly<Record<string, GroundKind>> = {
  article_1f_a: 'article_1f',
  article_1f_b: 'article_1f',
  article_1f_c: 'article_1f',
  subsidiary_international_crime: 'subsidiary_protection',
  subsidiary_serious_crime: 'subsidiary_protection',
  subsidiary_un_purposes: 'subsidiary_protection',
  subsidiary_security_of_realm: 'subsidiary_protection',
  urf_6_1_b_i: 'union_framework',
  urf_6_1_b_ii: 'union_framework',
  urf_6_1_b_iii: 'union_framework',
  [REFUSED_ELSEWHERE]: 'union_framework',
  policy_armed_group: 'programme_policy',
  policy_anti_democratic_values: 'programme_policy',
  policy_extremist_organisation: 'programme_policy',
};

/** The kind of a ground; null for a code that is none. */
export const kindOf = (groundCode: string): GroundKind | null =>
  Object.hasOwn(GROUNDS, groundCode) ? GROUNDS[groundCode]! : null;

/** The grounds that are genocide, crimes against humanity or war crimes among others: whoever meets one is reported (S0, S1). */
export const TO_BE_REPORTED: readonly string[] = ['article_1f_a', 'subsidiary_international_crime', 'urf_6_1_b_i'];
