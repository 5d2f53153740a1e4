import type { PlainDate } from '../../kernel/index.js';

/** A name that the country bore up to and including the day `until`. */
export interface FormerName {
  readonly nameEn: string;
  readonly nameSv: string;
  readonly until: PlainDate;
  readonly source: string;
}

export interface CountryNames {
  readonly nameEn: string;
  readonly nameSv: string;
  readonly formerNames: readonly FormerName[];
}

/** The country's names on the date: a decision of 2021 says Turkey, one of 2023 Türkiye (domain.md (e) 35). */
export function countryNameOn(country: CountryNames, date: PlainDate): { nameEn: string; nameSv: string } {
  const borne = country.formerNames
    .filter((former) => date <= former.until)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const { nameEn, nameSv } = borne[0] ?? country;
  return { nameEn, nameSv };
}
