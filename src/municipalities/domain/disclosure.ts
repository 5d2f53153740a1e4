/** How far a recipient knows a household: the profile, then the names, then what must be arranged for reasons of health. */
export const DISCLOSURE_STAGES = ['anonymous', 'identity', 'health'] as const;
export type DisclosureStage = (typeof DISCLOSURE_STAGES)[number];

/** Who is told of needs: the municipality that receives, and the region that gives care. */
export const NEEDS_RECIPIENTS = ['municipality', 'region'] as const;
export type NeedsRecipient = (typeof NEEDS_RECIPIENTS)[number];

/** What is to be arranged; never why, so that no diagnosis can be told (Utlänningsdatalagen (2016:27) 14 §: only what is necessary). */
export const SETTLEMENT_NEEDS = [
  'dwelling_without_stairs',
  'dwelling_for_wheelchair',
  'near_hospital',
  'care_upon_arrival',
  'regular_care',
  'personal_assistance',
  'support_at_school',
] as const;
export type SettlementNeed = (typeof SETTLEMENT_NEEDS)[number];

/** The needs of one person. */
export interface NeedsOfPerson {
  readonly personId: string;
  readonly needs: readonly SettlementNeed[];
}

// A dwelling is the municipality's to find and care is the region's to give: neither is told what the other arranges.
const OF_REGION: readonly SettlementNeed[] = ['near_hospital', 'care_upon_arrival', 'regular_care'];
const OF_MUNICIPALITY: readonly SettlementNeed[] = [
  'dwelling_without_stairs',
  'dwelling_for_wheelchair',
  'near_hospital',
  'personal_assistance',
  'support_at_school',
];

/** The part of the needs that a recipient must know to do its own; nobody is named who has none. */
export function needsFor(recipient: NeedsRecipient, told: readonly NeedsOfPerson[]): NeedsOfPerson[] {
  const of = recipient === 'region' ? OF_REGION : OF_MUNICIPALITY;
  return told
    .map(({ personId, needs }) => ({
      personId,
      needs: SETTLEMENT_NEEDS.filter((one) => needs.includes(one) && of.includes(one)),
    }))
    .filter(({ needs }) => needs.length > 0);
}

/** The stage that an assignment has reached for its municipality: names follow the acceptance, health the agency's own decision. */
export function stageOf(status: string, needsTold: boolean): DisclosureStage {
  if (status !== 'accepted') return 'anonymous';
  return needsTold ? 'health' : 'identity';
}
