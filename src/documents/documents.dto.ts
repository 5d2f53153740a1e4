import type { Actor, PlainDate } from '../kernel/index.js';
import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  PageQuery,
  TextField,
} from '../platform/index.js';
import type { FiledDocumentVersion } from './documents.entities.js';
import { hasExpired } from './domain/document-rules.js';
import {
  CLASSIFICATIONS,
  DOCUMENT_KINDS,
  KINDS,
  ORIGINS,
  type Classification,
  type DocumentKind,
  type Origin,
} from './domain/kinds.js';
import { MISSING_REASONS, type MissingReason } from './domain/missing.js';
import { latestOf, maySee, type FiledView } from './filed-documents.js';

class DaysRequest {
  @DateField({ about: 'Date on the paper.', optional: true, example: '2025-01-03' }) documentOn?: string;
  @DateField({ about: 'Last day on which it holds.', optional: true, example: '2025-07-03' }) validUntil?: string;
}

export class FileDocumentRequest extends DaysRequest {
  @ChoiceField({ about: 'What it is (GET /document-kinds).', of: DOCUMENT_KINDS, example: 'birth_certificate' })
  kind: DocumentKind;
  @TextField({ about: 'Says what the paper is; names no person.', min: 3, example: 'Birth certificate of the child' })
  title: string;
  @ChoiceField({
    about: 'From whom it came. What the Security Service sent is never stored.',
    of: ORIGINS,
    example: 'unhcr',
  })
  origin: Origin;
  @IdField({ about: 'Whose it is; needed for the kinds made for one person.', optional: true }) personId?: string;
  @ChoiceField({
    about: 'Who may read it; restricted kinds stay restricted.',
    of: CLASSIFICATIONS,
    optional: true,
  })
  classification?: Classification;
}

export class ReplaceDocumentRequest extends DaysRequest {
  @TextField({ about: 'Why it takes the place of the one before.', min: 3, max: 2000, example: 'A newer examination.' })
  reason: string;
  @TextField({ about: 'A new title, if the old one no longer fits.', min: 3, optional: true }) title?: string;
}

export class WithdrawDocumentRequest {
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'Belongs to another case.' }) reason: string;
}

export class FiledDocumentsQuery {
  @ChoiceField({ about: 'Only this kind.', of: DOCUMENT_KINDS, optional: true, example: 'photo' }) kind?: DocumentKind;
  @IdField({ about: 'Only those of this person.', optional: true }) personId?: string;
}

export class DocumentVersionResponse {
  @CountField({ about: 'Number of the version, from 1.', min: 1 }) number: number;
  @TextField({ about: 'Title.', example: 'Birth certificate of the child' }) title: string;
  @DateField({ about: 'Date on the paper.', nullable: true }) documentOn: string | null;
  @DateField({ about: 'Last day on which it holds.', nullable: true }) validUntil: string | null;
  @TextField({ about: 'Name of the file, made safe.', example: 'birth-certificate.pdf' }) fileName: string;
  @TextField({ about: 'Type, told by the content.', example: 'application/pdf' }) mediaType: string;
  @CountField({ about: 'Bytes.', max: 2_000_000_000, example: 48211 }) sizeBytes: number;
  @TextField({
    about: 'SHA-256 of the content in hexadecimal digits.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  sha256: string;
  @FlagField({ about: 'Scanned for malware before it was stored.' }) scanned: boolean;
  @TextField({ about: 'Why it replaced the one before.', nullable: true, max: 2000, example: 'A newer examination.' })
  reason: string | null;
  @TextField({ about: 'Who filed it.', example: 'Case officer' }) filedBy: string;
  @InstantField({ about: 'When.' }) filedAt: string;
}

export class WithdrawalResponse {
  @TextField({ about: 'Why.', max: 2000, example: 'Belongs to another case.' }) reason: string;
  @TextField({ about: 'Who withdrew it.', example: 'Case officer' }) withdrawnBy: string;
  @InstantField({ about: 'When.' }) withdrawnAt: string;
}

export class FiledDocumentResponse {
  @IdField({ about: 'Id of the document.' }) id: string;
  @CountField({ about: 'Version of the record, for If-Match.', min: 1 }) version: number;
  @IdField({ about: 'The case in which it was filed: a person who moved has taken the document along.' })
  caseId: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017:3' }) diaryNumber: string;
  @ChoiceField({ about: 'Who may read it.', of: CLASSIFICATIONS }) classification: Classification;
  @FlagField({ about: 'True when you may not read it: then the rest is empty.' }) withheld: boolean;
  @ChoiceField({ about: 'What it is.', of: DOCUMENT_KINDS, nullable: true }) kind: DocumentKind | null;
  @ChoiceField({ about: 'From whom it came.', of: ORIGINS, nullable: true }) origin: Origin | null;
  @IdField({ about: 'Whose it is, if one person’s.', nullable: true }) personId: string | null;
  @TextField({ about: 'Title of the latest version.', nullable: true, example: 'Birth certificate of the child' })
  title: string | null;
  @DateField({ about: 'Last day on which the latest version holds.', nullable: true }) validUntil: string | null;
  @FlagField({ about: 'True when that day has passed.' }) expired: boolean;
  @ObjectField(() => WithdrawalResponse, { about: 'Set when it was withdrawn: its content is hidden.', nullable: true })
  withdrawal: WithdrawalResponse | null;
  @ObjectsField(() => DocumentVersionResponse, { about: 'All versions, oldest first.', maxItems: 10_000 })
  versions: DocumentVersionResponse[];
}

export class FiledDocumentListResponse {
  @ObjectsField(() => FiledDocumentResponse, { about: 'In the order of filing.', maxItems: 10_000 })
  items: FiledDocumentResponse[];
}

export class MissingDocumentsQuery extends PageQuery {
  @IdField({ about: 'Only those of this case.', optional: true }) caseId?: string;
  @ChoiceField({
    about: 'Only those missing for this reason.',
    of: MISSING_REASONS,
    optional: true,
    example: 'not_filed',
  })
  reason?: MissingReason;
}

export class MissingDocumentResponse {
  @ChoiceField({
    about: 'Named by the form as attached and never filed; or filed, and its content is gone or of another length.',
    of: MISSING_REASONS,
  })
  reason: MissingReason;
  @IdField({ about: 'The case.' }) caseId: string;
  @TextField({ about: 'Diary number of the case.', example: 'VID-2025-00017' }) caseNumber: string;
  @IdField({ about: 'The document; null when it was never filed.', nullable: true }) documentId: string | null;
  @TextField({ about: 'Its diary number.', nullable: true, example: 'VID-2025-00017:3' }) diaryNumber: string | null;
  @CountField({ about: 'The version whose content is missing.', nullable: true, min: 1, example: 1 })
  versionNumber: number | null;
  @ChoiceField({ about: 'Who may read it.', of: CLASSIFICATIONS }) classification: Classification;
  @ChoiceField({ about: 'What it is; null when you may not read it.', of: DOCUMENT_KINDS, nullable: true })
  kind: DocumentKind | null;
  @IdField({ about: 'Whose it is, if one person’s and you may read it.', nullable: true }) personId: string | null;
}

export class MissingDocumentListResponse {
  @ObjectsField(() => MissingDocumentResponse, { about: 'Case by case.', maxItems: 10_000 })
  items: MissingDocumentResponse[];
  @TextField({ about: 'Cursor of the next page; a page may be short and have one.', nullable: true })
  nextCursor: string | null;
}

export class DocumentKindResponse {
  @ChoiceField({ about: 'Kind.', of: DOCUMENT_KINDS }) kind: DocumentKind;
  @TextField({ about: 'In words.', example: 'Medical assessment form (MAF)' }) title: string;
  @ChoiceField({ about: 'The least classification of its documents.', of: CLASSIFICATIONS })
  classification: Classification;
  @FlagField({ about: 'Made for one person, who must be named.' }) ofPerson: boolean;
  @TextField({ about: 'Source.', example: 'domain.md (b), attachments' }) source: string;
}

export class DocumentKindListResponse {
  @ObjectsField(() => DocumentKindResponse, { about: 'All kinds.' }) items: DocumentKindResponse[];
}

export const documentKinds = (): DocumentKindListResponse => ({
  items: DOCUMENT_KINDS.map((kind) => ({ kind, ...KINDS[kind] })),
});

const toVersionResponse = (version: FiledDocumentVersion): DocumentVersionResponse => {
  const { number, title, documentOn, validUntil, fileName, mediaType, sizeBytes, sha256, scanned } = version;
  const { reason, filedBy, filedAt } = version;
  return {
    ...{ number, title, documentOn, validUntil, fileName, mediaType, sizeBytes, sha256, scanned },
    ...{ reason, filedBy, filedAt },
  };
};

/** The document as this actor may see it: of a restricted one, without the permission, only that it is there. */
export function toFiledDocumentResponse(view: FiledView, actor: Actor, today: PlainDate): FiledDocumentResponse {
  const { document, withdrawal, versions, version } = view;
  const { id, caseId, diaryNumber, classification, kind, origin, personId } = document;
  const shared = { id, version, caseId, diaryNumber, classification };
  if (!maySee(actor, document))
    return {
      ...{ ...shared, withheld: true, kind: null, origin: null, personId: null, title: null, validUntil: null },
      ...{ expired: false, withdrawal: null, versions: [] },
    };
  const { title, validUntil } = latestOf(view);
  return {
    ...{ ...shared, withheld: false, kind, origin, personId, title, validUntil },
    expired: withdrawal === null && hasExpired(validUntil, today),
    withdrawal: withdrawal && {
      ...{ reason: withdrawal.reason, withdrawnBy: withdrawal.withdrawnBy, withdrawnAt: withdrawal.withdrawnAt },
    },
    versions: versions.map(toVersionResponse),
  };
}
