import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { PURPOSES, RECORD_CLASSES, SECTIONS, type Purpose, type Section } from './domain/secrecy.js';
import { RELEASE_STATES, type RecordRelease } from './records.entities.js';
import type { JudgedParagraph } from './release-record.js';

export class RequestRecordRequest {
  @ChoiceField({ about: "A public-records request, or the person's own copy.", of: PURPOSES }) purpose: Purpose;
  @IdField({ about: 'Whose own copy.', optional: true, example: undefined }) personId?: string;
  @TextField({ about: 'Who asked.', example: 'Sveriges Radio' }) recipient: string;
  @DateField({ about: 'When it was asked for.', example: '2025-01-07' }) requestedOn: string;
}

export class DeviationRequest {
  @TextField({ about: 'Which piece.', example: 'case.status' }) path: string;
  @FlagField({ about: 'Masked or shown.', example: true }) masked: boolean;
  @ChoiceField({
    about: 'The section by which it is masked.',
    of: SECTIONS,
    optional: true,
    example: 'OSL 37:1',
  })
  section?: Section;
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'Tells how the case ended.' }) reason: string;
}

export class PrepareRecordRequest {
  @ObjectsField(() => DeviationRequest, {
    about: 'Where it is decided otherwise than the classification proposes.',
    maxItems: 1000,
    optional: true,
    example: [],
  })
  deviations?: DeviationRequest[];
}

export class ReviewRecordRequest {
  @FlagField({ about: 'Approved, or sent back to be prepared anew.', example: true }) approved: boolean;
  @TextField({ about: 'What the reviewer says of it.', min: 3, max: 4000, optional: true, example: undefined })
  note?: string;
}

export class ProposalResponse {
  @FlagField({ about: 'Whether the classification masks it.' }) masked: boolean;
  @ChoiceField({ about: 'The section by which.', of: SECTIONS, nullable: true }) section: string | null;
  @TextField({ about: 'Why.', nullable: true }) reason: string | null;
  @FlagField({ about: 'Whether no official may lift it.' }) fixed: boolean;
}

export class RecordParagraphResponse {
  @TextField({ about: 'Where it stands.' }) path: string;
  @TextField({ about: 'What it is.' }) heading: string;
  @TextField({ about: 'What it says.', max: 100000 }) text: string;
  @ChoiceField({ about: 'What it is about, as far as secrecy goes.', of: RECORD_CLASSES }) class: string;
  @IdsField({ about: 'The persons whom it is about.' }) about: string[];
  @ObjectField(() => ProposalResponse, { about: 'What the classification proposes.' }) proposal: ProposalResponse;
}

export class RecordParagraphListResponse {
  @ObjectsField(() => RecordParagraphResponse, { about: 'The case, piece by piece.' }) items: RecordParagraphResponse[];
}

export class PreparedParagraphResponse {
  @TextField({ about: 'Where it stands.' }) path: string;
  @TextField({ about: 'What it is.' }) heading: string;
  @TextField({ about: 'What it says; null when it is masked.', nullable: true, max: 100000 }) text: string | null;
  @ChoiceField({ about: 'The section by which it is masked.', of: SECTIONS, nullable: true }) section: string | null;
  @TextField({ about: 'Why; kept inside.', nullable: true }) reason: string | null;
  @FlagField({ about: 'Decided otherwise than was proposed.' }) deviates: boolean;
}

export class RecordReleaseSummaryResponse {
  @IdField({ about: 'Id of the request.' }) id: string;
  @IdField({ about: 'The case.' }) caseId: string;
  @IdField({ about: 'Whose own copy.', nullable: true }) personId: string | null;
  @ChoiceField({ about: 'For whom.', of: PURPOSES }) purpose: string;
  @TextField({ about: 'Who asked.' }) recipient: string;
  @DateField({ about: 'When it was asked for.' }) requestedOn: string;
  @ChoiceField({ about: 'How far it has come.', of: RELEASE_STATES }) state: string;
  @CountField({ about: 'Version: what If-Match names.' }) version: number;
  @TextField({ about: 'Who prepared it.', nullable: true }) preparedByName: string | null;
  @TextField({ about: 'Who reviewed it.', nullable: true }) reviewedByName: string | null;
  @TextField({ about: 'What the reviewer said.', nullable: true }) reviewNote: string | null;
  @TextField({ about: 'Who released it.', nullable: true }) releasedByName: string | null;
  @DateField({ about: 'When it was released.', nullable: true }) releasedOn: string | null;
  @TextField({ about: 'SHA-256 of the JSON file.', nullable: true }) jsonSha256: string | null;
  @TextField({ about: 'SHA-256 of the PDF file.', nullable: true }) pdfSha256: string | null;
}

export class RecordReleaseResponse extends RecordReleaseSummaryResponse {
  @ObjectsField(() => PreparedParagraphResponse, { about: 'The copy as it was prepared.', nullable: true })
  content: PreparedParagraphResponse[] | null;
}

export class RecordReleaseListResponse {
  @ObjectsField(() => RecordReleaseSummaryResponse, { about: 'The requests, oldest first.' })
  items: RecordReleaseSummaryResponse[];
}

export class RecordFileResponse {
  @TextField({ about: 'Diary number of the case.' }) diaryNumber: string;
  @ChoiceField({ about: 'For whom.', of: PURPOSES }) purpose: string;
  @DateField({ about: 'When it was released.' }) releasedOn: string;
  @ObjectsField(() => PreparedParagraphResponse, { about: 'Heading, text, and the section that masks it.' })
  paragraphs: unknown[];
}

export const toRecordParagraphResponse = ({ about, ...one }: JudgedParagraph): RecordParagraphResponse => ({
  ...one,
  about: [...about],
});

export function toRecordReleaseSummary(release: RecordRelease): RecordReleaseSummaryResponse {
  const { id, caseId, personId, purpose, recipient, requestedOn, state, version } = release;
  const { preparedByName, reviewedByName, reviewNote, releasedByName, releasedOn, jsonSha256, pdfSha256 } = release;
  return {
    ...{ id, caseId, personId, purpose, recipient, requestedOn, state, version },
    ...{ preparedByName, reviewedByName, reviewNote, releasedByName, releasedOn, jsonSha256, pdfSha256 },
  };
}

export const toRecordReleaseResponse = (release: RecordRelease): RecordReleaseResponse => ({
  ...toRecordReleaseSummary(release),
  content: release.content,
});
