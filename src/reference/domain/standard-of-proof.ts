/**
 * How sure the agency must be. `serious_reasons`: Aliens Act ch. 4 s. 2 b-c; `reasonable_grounds`: Regulation (EU) 2024/1350,
 * article 6 (lower); `established`: a fact that is there or not; `policy_criterion`: the year's direction of the programme;
 * `own_assessment`: the agency decides itself after the Security Service's objection.
 */
export const STANDARDS_OF_PROOF = [
  'serious_reasons',
  'reasonable_grounds',
  'established',
  'policy_criterion',
  'own_assessment',
] as const;
export type StandardOfProof = (typeof STANDARDS_OF_PROOF)[number];
