// What a person is compared by. A plain shape of its own, so that the matcher does not depend on how an RRF or a table keeps it.

import type { NameParts } from '../../../kernel/names/name-tokens.js';

/** A birth date as far as it is known. */
export interface BirthToMatch {
  readonly year: number | null;
  readonly month?: number | null;
  readonly day?: number | null;
  /** Said to be estimated. A first of January is taken for an estimate anyway (domain.md (e) 18). */
  readonly estimated: boolean;
}

/** Somebody of the family, in the case or outside it. */
export interface RelativeToMatch {
  readonly name: NameParts;
  readonly birthYear: number | null;
  /** What the relative is to the person or to the principal applicant, in words; kept for the reader, never compared. */
  readonly relation: string;
}

export interface PersonToMatch {
  readonly personId: string;
  readonly caseId: string;
  /** UNHCR's individual numbers; several after a re-registration. */
  readonly numbers: readonly string[];
  /** UNHCR's case numbers: shared by a family. */
  readonly caseNumbers: readonly string[];
  readonly documentNumbers: readonly string[];
  readonly names: readonly NameParts[];
  readonly sex: string;
  readonly birth: BirthToMatch;
  readonly birthPlace: string | null;
  readonly countryOfBirth: string | null;
  readonly nationality: string | null;
  readonly relatives: readonly RelativeToMatch[];
}
