import { readingOf, type BirthReading, type PartialDate, type PlainDate } from '../../kernel/index.js';
import type {
  BirthDatePrecision,
  CaseLink,
  EducationLevel,
  IdentityDocumentType,
  LanguageLevel,
  MaritalStatus,
  Priority,
  RefugeeStatusBasis,
  Relation,
  RouteWish,
  Sex,
  SpecificNeed,
  SubmissionSource,
} from './rrf-words.js';
import type {
  Claim,
  Declaration,
  DescribedSpecificNeed,
  NeedForResettlement,
  Remark,
  RrfAttachment,
} from './rrf-paragraphs.js';

export * from './rrf-words.js';
export * from './rrf-paragraphs.js';

// One RRF as it arrives: the body of POST /submissions and one line of a batch. The page that explains every field to those
// who write such lines is seeds/demo/README.md. Sections and rules: UNHCR Resettlement Handbook (domain.md (b)).

/** A value that the sender did not know: left out or null, which mean the same. */
type Unknown = null | undefined;

export interface RrfLanguage {
  /** ISO 639 code: `sw`, `ar`, `prs`. */
  readonly language: string;
  readonly level: LanguageLevel;
}

export interface RrfDocument {
  readonly type: IdentityDocumentType;
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly issuingCountry: string;
  /** The authority that issued it. */
  readonly issuer?: string | Unknown;
  readonly issuedOn?: PartialDate | Unknown;
  readonly expiresOn?: PlainDate | Unknown;
}

/** One of several numbers that UNHCR gave the person, as after a registration anew (domain.md (e) 18). */
export interface UnhcrNumber {
  readonly number: string;
  readonly issuedOn?: PartialDate | Unknown;
  readonly validUntil?: PlainDate | Unknown;
  readonly issuedBy?: string | Unknown;
}

export interface RrfPerson {
  /** UNHCR's number for the person, unique within the RRF. */
  readonly individualNumber: string;
  /** All numbers of the person with their dates: earlier ones, those of other offices, and the one above where its dates are known. */
  readonly unhcrNumbers?: readonly UnhcrNumber[];
  readonly familyName: string;
  readonly givenNames: string;
  /** Aliases, earlier names, the name in its own script: kept character by character as they came. */
  readonly otherNames?: readonly string[];
  readonly sex: Sex;
  /** As far as it is known: `1990`, `1990-05`, `1990-05-17`; or in full, with the precision beside it. */
  readonly birthDate: PartialDate;
  readonly birthDatePrecision?: BirthDatePrecision;
  readonly birthDateEstimated?: boolean;
  readonly placeOfBirth?: string | Unknown;
  readonly countryOfBirth?: string | Unknown;
  /** ISO 3166-1 alpha-2; null for a stateless person. */
  readonly nationality?: string | Unknown;
  readonly stateless: boolean;
  /** Sensitive, and in the form alone: never a column, shown to few (Utlänningsdatalagen 14 and 17 §§). */
  readonly ethnicity?: string | Unknown;
  /** Sensitive, as ethnicity. */
  readonly religion?: string | Unknown;
  readonly maritalStatus: MaritalStatus;
  readonly relationToPrincipal: Relation;
  readonly languages?: readonly RrfLanguage[];
  readonly education?: EducationLevel | Unknown;
  readonly occupation?: string | Unknown;
  readonly skills?: readonly string[];
  readonly documents?: readonly RrfDocument[];
  readonly arrivedInAsylumOn?: PartialDate | Unknown;
  /** Registered as a refugee in the country of asylum. */
  readonly registeredOn?: PartialDate | Unknown;
  readonly refugeeStatusBasis?: RefugeeStatusBasis | Unknown;
  readonly refugeeStatusOn?: PartialDate | Unknown;
  /** UNHCR has taken the person's biometrics. */
  readonly biometricsTaken?: boolean | Unknown;
  readonly specificNeeds?: readonly SpecificNeed[];
  /** Date of the medical assessment form (MAF). */
  readonly medicalFormOn?: PlainDate | Unknown;
  /** Date of the best-interests assessment or determination for a child. */
  readonly bestInterestsOn?: PlainDate | Unknown;
  /** The person (for a child: who has custody) agreed to the submission and to the sharing of data. */
  readonly consentOn?: PlainDate | Unknown;
  /** The person's own signature in section 8; adults only. */
  readonly signedOn?: PlainDate | Unknown;
  /** Already under the protection of an EU member state. */
  readonly holdsEuProtection: boolean;
}

export interface RrfLinkedCase {
  readonly unhcrCaseNumber: string;
  readonly relation: CaseLink;
  /** The two cases must travel and settle together. */
  readonly travelTogether?: boolean;
}

/** Section 3: a relative who is not in the case. */
interface Relative {
  readonly name: string;
  /** What the relative is, in words: to the principal applicant unless `relativeOf` names another person. */
  readonly relation: string;
  /** Individual number of the person of the case whose relative this is. */
  readonly relativeOf?: string | Unknown;
  /** Legal standing there: refugee, citizen, asylum seeker ... in words. */
  readonly standing?: string | Unknown;
  readonly contact?: string | Unknown;
}

export interface RelativeInSweden extends Relative {
  /** Official four-digit code, a string: `0180`. */
  readonly municipalityCode?: string | Unknown;
}

export interface RelativeElsewhere extends Relative {
  /** ISO 3166-1 alpha-2; null when nobody knows where the relative is. */
  readonly country?: string | Unknown;
  readonly whereabouts?: string | Unknown;
}

export interface Rrf {
  readonly source: SubmissionSource;
  /** UNHCR's case number; embassy and witness cases have none. */
  readonly unhcrCaseNumber?: string | Unknown;
  /** UNHCR's resettlement reference number, or the number of the mission's or tribunal's own letter: with the source it names the submission. */
  readonly resettlementReferenceNumber: string;
  /** The mission or tribunal that proposes, where it is not UNHCR. */
  readonly sendingAuthority?: string | Unknown;
  /** The day UNHCR sent it. */
  readonly submittedOn: PlainDate;
  /** The day the form was completed; a later version of the same RRF has a later day or the same. */
  readonly rrfDate: PlainDate;
  readonly priority: Priority;
  readonly priorityJustification?: string | Unknown;
  /** Code of a submission category: LPN, SVT, MED, WGR, FAM, CAR or LAS. Embassy and witness cases have none. */
  readonly primaryCategory?: string | Unknown;
  readonly secondaryCategory?: string | Unknown;
  /** The stated number of persons; must equal those listed. */
  readonly caseSize: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfAsylum: string;
  readonly unhcrOffice?: string | Unknown;
  readonly submittingOfficer?: string | Unknown;
  readonly routeWish?: RouteWish | Unknown;
  readonly linkedCases?: readonly RrfLinkedCase[];
  /** Section 5: why these persons need resettlement. */
  readonly needsSummary?: string | Unknown;
  /** Section 5: why neither local integration nor return is a solution. */
  readonly durableSolutions?: string | Unknown;
  readonly persons: readonly RrfPerson[];
  readonly relativesInSweden?: readonly RelativeInSweden[];
  readonly relativesElsewhere?: readonly RelativeElsewhere[];
  /** Section 4. */
  readonly claims?: readonly Claim[];
  /** Section 5, paragraph by paragraph. */
  readonly needsForResettlement?: readonly NeedForResettlement[];
  /** Section 6. */
  readonly describedNeeds?: readonly DescribedSpecificNeed[];
  /** Section 7. */
  readonly remarks?: readonly Remark[];
  /** Section 8; signatures and consent stand with each person. */
  readonly declaration?: Declaration | Unknown;
  readonly attachments?: readonly RrfAttachment[];
}

/** The one person the case is named after, or undefined when the RRF names none. */
export const principalApplicantOf = (rrf: Rrf): RrfPerson | undefined =>
  rrf.persons.find((person) => person.relationToPrincipal === 'principal_applicant');

/** The days between which the person was born, as the form tells it. */
export const birthOf = ({ birthDate, birthDatePrecision, birthDateEstimated }: RrfPerson): BirthReading =>
  readingOf({ date: birthDate, precision: birthDatePrecision, estimated: birthDateEstimated });
