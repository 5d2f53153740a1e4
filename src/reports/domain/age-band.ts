import { ageOn, type PlainDate } from '../../kernel/index.js';

/** The bands in which the state compensates a municipality (Ordinance (2010:1122), s. 15–16). In words: "6-12" would open as a date in a spreadsheet. */
export const COMPENSATION_BANDS = ['under 20', '20 to 65', '66 and over'] as const;
export type CompensationBand = (typeof COMPENSATION_BANDS)[number];

/** The band of a person on a day; null when the date of birth is not known. */
export function compensationBand(birthDate: PlainDate | null, on: PlainDate): CompensationBand | null {
  if (birthDate === null) return null;
  const age = ageOn(birthDate, on);
  if (age < 20) return 'under 20';
  return age <= 65 ? '20 to 65' : '66 and over';
}
