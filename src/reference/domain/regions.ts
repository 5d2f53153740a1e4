/**
 * The regions by which places for resettlement are divided: those of UNHCR's bureaux, but for Türkiye, which the Swedish quota puts
 * with the Middle East and North Africa (UNHCR Resettlement Handbook, country chapter Sweden 2018).
 */
export const REGIONS = [
  'mena_and_turkiye',
  'east_horn_great_lakes',
  'southern_africa',
  'west_central_africa',
  'asia_pacific',
  'americas',
  'europe',
] as const;
export type Region = (typeof REGIONS)[number];
