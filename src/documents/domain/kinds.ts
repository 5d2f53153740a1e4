/** Who may see a document: every reader of the case's documents, or those alone who may read restricted ones. */
export const CLASSIFICATIONS = ['open', 'restricted'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

interface Kind {
  /** What the diary calls a document of the kind. */
  readonly title: string;
  /** The least classification of the kind: `restricted` cannot be lowered by whoever files it. */
  readonly classification: Classification;
  /** Made for one person, who must be named. */
  readonly ofPerson: boolean;
  readonly source: string;
}

const ATTACHMENTS = 'domain.md (b), attachments';

/**
 * The kinds of documents. Restricted are those on health (Utlänningsdatalagen 14 §: data on health only as far as is absolutely
 * necessary), on a child's best interests, on the claim (sections 4 to 6 of the RRF are restricted) and on suspected crime.
 */
export const KINDS = {
  medical_form: {
    title: 'Medical assessment form (MAF)',
    classification: 'restricted',
    ofPerson: true,
    source: `${ATTACHMENTS}; health: Utlänningsdatalagen 14 §`,
  },
  best_interests: {
    title: 'Best-interests assessment or determination (BIA, BID)',
    classification: 'restricted',
    ofPerson: false,
    source: `${ATTACHMENTS}; UNHCR Best Interests Procedure Guidelines`,
  },
  custody: { title: 'Custody or guardianship papers', classification: 'open', ofPerson: false, source: ATTACHMENTS },
  marriage_certificate: { title: 'Marriage papers', classification: 'open', ofPerson: false, source: ATTACHMENTS },
  birth_certificate: { title: 'Birth papers', classification: 'open', ofPerson: false, source: ATTACHMENTS },
  death_certificate: { title: 'Death papers', classification: 'open', ofPerson: false, source: ATTACHMENTS },
  identity_copy: {
    title: 'Copy of a passport or identity document',
    classification: 'open',
    ofPerson: true,
    source: 'domain.md (b) 2, documents; Utlänningslagen 2:1',
  },
  rsd_decision: {
    title: 'Decision on refugee status (RSD)',
    classification: 'restricted',
    ofPerson: false,
    source: `${ATTACHMENTS}; RRF section 4`,
  },
  police_record: {
    title: 'Police or military papers',
    classification: 'restricted',
    ofPerson: false,
    source: `${ATTACHMENTS}; suspected crime: Utlänningsdatalagen 14 §`,
  },
  photo: { title: 'Photo', classification: 'open', ofPerson: false, source: 'domain.md (b) 2, photo' },
  consent: { title: 'Consent or declaration', classification: 'open', ofPerson: false, source: 'RRF section 8' },
  interview_notes: {
    title: 'Notes of an interview',
    classification: 'restricted',
    ofPerson: false,
    source: 'domain.md 7, selection; RRF sections 4 and 5',
  },
  letter: { title: 'Letter', classification: 'open', ofPerson: false, source: 'OSL 5:1, registration' },
  other: { title: 'Other document', classification: 'open', ofPerson: false, source: ATTACHMENTS },
} as const satisfies Record<string, Kind>;

export type DocumentKind = keyof typeof KINDS;
export const DOCUMENT_KINDS = Object.keys(KINDS) as DocumentKind[];

/** The higher of what the kind demands and what was asked for. */
export const classificationOf = (kind: DocumentKind, asked: Classification = 'open'): Classification =>
  KINDS[kind].classification === 'restricted' ? 'restricted' : asked;

/** What the diary, which every reader of the case sees, calls the document: of a restricted one not even its kind. */
export const diaryTitleOf = (kind: DocumentKind, classification: Classification): string =>
  classification === 'restricted' ? 'Restricted document' : KINDS[kind].title;

/** From whom a document came. What the Security Service sent is named so that it can be refused. */
export const ORIGINS = [
  'unhcr',
  'applicant',
  'embassy',
  'iom',
  'municipality',
  'other_authority',
  'agency',
  'security_service',
] as const;
export type Origin = (typeof ORIGINS)[number];
