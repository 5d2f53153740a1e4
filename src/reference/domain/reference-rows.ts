import type { PlainDate } from '../../kernel/index.js';
import type { FormerName } from './country-name.js';
import type { PublishedFigure } from './published-figures.js';
import type { Region } from './regions.js';
import type { StandardOfProof } from './standard-of-proof.js';

/** A country by its ISO 3166-1 alpha-2 code. Statelessness is a fact about a person, not a country. */
export interface Country {
  readonly code: string;
  readonly nameEn: string;
  readonly nameSv: string;
  readonly formerNames: readonly FormerName[];
  /** Null where nobody lives who could ask for asylum (Antarctica and a few islands). */
  readonly region: Region | null;
}

/** A county by its official two-digit code, a string: `01`. */
export interface County {
  readonly code: string;
  readonly name: string;
  readonly officialName: string;
}

/** A municipality by its official four-digit code, a string: `0180`. The first two digits are the county's. */
export interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly officialName: string;
  readonly countyCode: string;
  /** Centre in degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** UNHCR's submission category. */
export interface SubmissionCategory {
  readonly code: string;
  readonly nameEn: string;
  readonly nameSv: string;
  readonly note: string | null;
  readonly source: string;
}

/** Why a verb was done. Instrument and standard stand apart: three instruments may see one act with three standards (domain.md 4). */
export interface ReasonCode {
  readonly verb: string;
  readonly code: string;
  readonly textEn: string;
  readonly textSv: string;
  readonly source: string;
  readonly instrument: string | null;
  readonly standard: StandardOfProof | null;
  /** First and last day on which it can be given; null is without limit. */
  readonly validFrom: PlainDate | null;
  readonly validTo: PlainDate | null;
}

/** How many newcomers the municipalities of a county receive by assignment in a calendar year (länstal). */
export interface CountyNumber {
  readonly countyCode: string;
  readonly year: number;
  readonly places: number;
  readonly source: string;
}

/** All reference rows of a release. */
export interface ReferenceData {
  readonly countries: readonly Country[];
  readonly counties: readonly County[];
  readonly municipalities: readonly Municipality[];
  readonly countyNumbers: readonly CountyNumber[];
  readonly submissionCategories: readonly SubmissionCategory[];
  readonly reasonCodes: readonly ReasonCode[];
  readonly publishedFigures: readonly PublishedFigure[];
}
