import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import {
  CASE_LINKS,
  PRIORITIES,
  ROUTE_WISHES,
  SUBMISSION_SOURCES,
  type RelativeElsewhere,
  type RelativeInSweden,
  type Rrf,
} from './domain/rrf.js';
import { COUNTRY, LONG, MAX_PERSONS, unknown } from './rrf-fields.dto.js';
import {
  ClaimBody,
  DeclarationBody,
  DescribedNeedBody,
  NeedForResettlementBody,
  RemarkBody,
  RrfAttachmentBody,
} from './rrf-paragraphs.dto.js';
import { RrfPersonBody } from './rrf-person.dto.js';

// The RRF as a request and in answers; what each field means to a sender stands in seeds/demo/README.md.

const CATEGORY = /^[A-Z]{3}$/;
const MUNICIPALITY = /^\d{4}$/;
const MAX_PARAGRAPHS = 100;

export class RrfLinkedCaseBody {
  @TextField({ about: 'UNHCR case number of the other case.', max: 60, example: 'SYN-900-25C00002' })
  unhcrCaseNumber: string;
  @ChoiceField({ about: 'Why they are linked.', of: CASE_LINKS }) relation: (typeof CASE_LINKS)[number];
  @FlagField({ about: 'The two cases must travel and settle together.', optional: true, example: true })
  travelTogether?: boolean;
}

class RelativeBody {
  @TextField({ about: 'Name.', max: 200, example: 'Neema Mugisha' }) name: string;
  @TextField({ about: 'What the relative is to the principal applicant, in words.', max: 100, example: 'sister' })
  relation: string;
  @TextField({
    about: 'Individual number of the person whose relative this is, when not the principal applicant.',
    max: 60,
    ...unknown,
    example: null,
  })
  relativeOf?: string | null;
  @TextField({ about: 'Legal standing there, in words.', ...unknown, example: 'permanent resident' })
  standing?: string | null;
  @TextField({ about: 'How to reach the relative.', ...unknown, example: null }) contact?: string | null;
}

export class RelativeInSwedenBody extends RelativeBody implements RelativeInSweden {
  @CodeField({
    about: 'Four-digit code of the municipality, a string.',
    pattern: MUNICIPALITY,
    ...unknown,
    example: '0180',
  })
  municipalityCode?: string | null;
}

export class RelativeElsewhereBody extends RelativeBody implements RelativeElsewhere {
  @CodeField({ about: 'Country where the relative is.', pattern: COUNTRY, ...unknown, example: 'KE' }) country?:
    string | null;
  @TextField({ about: 'Where there, in words.', ...unknown, example: 'Kakuma' }) whereabouts?: string | null;
}

export class RrfBody implements Rrf {
  @ChoiceField({ about: 'Who proposes.', of: SUBMISSION_SOURCES }) source: (typeof SUBMISSION_SOURCES)[number];
  @TextField({ about: "UNHCR's case number.", max: 60, ...unknown, example: 'SYN-900-25C00001' }) unhcrCaseNumber?:
    string | null;
  @TextField({
    about: "UNHCR's resettlement reference number, or the number of the sender's own letter.",
    max: 60,
    example: 'SYN-900-RST-2025-00001',
  })
  resettlementReferenceNumber: string;
  @TextField({
    about: 'The mission abroad or the tribunal that proposes, when it is not UNHCR.',
    ...unknown,
    example: null,
  })
  sendingAuthority?: string | null;
  @DateField({ about: 'The day it was sent.', example: '2024-11-18' }) submittedOn: string;
  @DateField({ about: 'The day the form was completed.', example: '2024-11-11' }) rrfDate: string;
  @ChoiceField({ about: 'Priority.', of: PRIORITIES, example: 'normal' }) priority: (typeof PRIORITIES)[number];
  @TextField({ about: 'Why emergency or urgent.', min: 0, max: 4000, ...unknown, example: null })
  priorityJustification?: string | null;
  @CodeField({
    about: 'Primary submission category; of embassy and witness cases unknown.',
    pattern: CATEGORY,
    ...unknown,
    example: 'LPN',
  })
  primaryCategory?: string | null;
  @CodeField({ about: 'Secondary submission category, another one.', pattern: CATEGORY, ...unknown, example: 'LAS' })
  secondaryCategory?: string | null;
  @CountField({ about: 'Stated number of persons; equals those listed.', min: 1, max: MAX_PERSONS, example: 1 })
  caseSize: number;
  @CodeField({ about: 'Country of asylum, ISO 3166-1 alpha-2.', pattern: COUNTRY, example: 'UG' })
  countryOfAsylum: string;
  @TextField({ about: 'UNHCR office.', min: 0, ...unknown, example: 'UNHCR Kampala' }) unhcrOffice?: string | null;
  @TextField({ about: 'Submitting officer.', min: 0, ...unknown, example: 'Synthetic officer 1' }) submittingOfficer?:
    string | null;
  @ChoiceField({ about: 'Route that UNHCR suggests.', of: ROUTE_WISHES, ...unknown, example: 'mission' }) routeWish?:
    (typeof ROUTE_WISHES)[number] | null;
  @ObjectsField(() => RrfLinkedCaseBody, { about: 'Linked cases.', maxItems: 20, optional: true, example: [] })
  linkedCases?: RrfLinkedCaseBody[];
  @TextField({
    about: 'Why these persons need resettlement.',
    min: 0,
    max: LONG,
    ...unknown,
    example: 'The family cannot live safely in the settlement.',
  })
  needsSummary?: string | null;
  @TextField({
    about: 'Why neither return nor local integration is a solution.',
    min: 0,
    max: LONG,
    ...unknown,
    example: 'Neither is foreseeable.',
  })
  durableSolutions?: string | null;
  @ObjectsField(() => RrfPersonBody, { about: 'The persons.', minItems: 1, maxItems: MAX_PERSONS })
  persons: RrfPersonBody[];
  @ObjectsField(() => RelativeInSwedenBody, {
    about: 'Relatives in Sweden.',
    maxItems: 50,
    optional: true,
    example: [],
  })
  relativesInSweden?: RelativeInSwedenBody[];
  @ObjectsField(() => RelativeElsewhereBody, {
    about: 'Relatives elsewhere who are not in the case.',
    maxItems: 50,
    optional: true,
    example: [],
  })
  relativesElsewhere?: RelativeElsewhereBody[];
  @ObjectsField(() => ClaimBody, {
    about: 'Section 4, restricted: recognition and claim.',
    maxItems: MAX_PERSONS,
    optional: true,
    example: [],
  })
  claims?: ClaimBody[];
  @ObjectsField(() => NeedForResettlementBody, {
    about: 'Section 5, restricted: the need for resettlement, paragraph by paragraph.',
    maxItems: MAX_PARAGRAPHS,
    optional: true,
    example: [],
  })
  needsForResettlement?: NeedForResettlementBody[];
  @ObjectsField(() => DescribedNeedBody, {
    about: 'Section 6, restricted: specific needs in words.',
    maxItems: MAX_PARAGRAPHS,
    optional: true,
    example: [],
  })
  describedNeeds?: DescribedNeedBody[];
  @ObjectsField(() => RemarkBody, {
    about: 'Section 7: additional remarks; the confidential ones are restricted.',
    maxItems: MAX_PARAGRAPHS,
    optional: true,
    example: [],
  })
  remarks?: RemarkBody[];
  @ObjectField(() => DeclarationBody, {
    about: 'Section 8; signatures and consents stand with each person.',
    ...unknown,
    example: { declaredOn: '2024-11-04', staff: 'Synthetic officer 1', interpretedInto: 'sw' },
  })
  declaration?: DeclarationBody | null;
  @ObjectsField(() => RrfAttachmentBody, {
    about: 'Papers that came with the form: MAF, best-interests papers, custody and civil papers, RSD, police.',
    maxItems: 100,
    optional: true,
    example: [],
  })
  attachments?: RrfAttachmentBody[];
}
