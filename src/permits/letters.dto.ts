import { ChoiceField, CountField, DateField, IdField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import {
  ANSWER_OUTCOMES,
  LETTER_KINDS,
  LETTER_LANGUAGES,
  type AnswerOutcome,
  type AnswerRow,
  type LetterKind,
  type LetterLanguage,
} from './domain/letters.js';
import type { LetterPreview } from './letters.js';
import type { CaseLetter } from './letters.entities.js';

const LONG = 25_000;

export class LetterPreviewQuery {
  @IdField({ about: 'The person for whom a decision is proposed.' }) personId: string;
  @ChoiceField({ about: 'In which language.', of: LETTER_LANGUAGES }) language: LetterLanguage;
}

export class AnswerRowResponse implements AnswerRow {
  @CountField({ about: 'Place in the case.', min: 1, example: 1 }) number: number;
  @TextField({ about: 'Name.', example: 'ሰላም ተስፋዬ' }) name: string;
  @TextField({ about: "UNHCR's number of the person.", nullable: true }) individualNumber: string | null;
  @ChoiceField({ about: 'What is pending is no denial.', of: ANSWER_OUTCOMES }) outcome: AnswerOutcome;
  @TextField({ about: 'What is behind it, in words.', example: 'A residence permit was granted.' }) remark: string;
  @TextsField({ about: 'Reason codes of a denial.', max: 40 }) reasonCodes: string[];
  @DateField({ about: 'Day of the decision.', nullable: true }) decidedOn: string | null;
  @TextField({ about: 'Diary number of the decision.', nullable: true }) diaryNumber: string | null;
}

export class LetterPreviewResponse {
  @TextField({ about: 'The wording and its version.', example: 'granted_permanent-sv-1' }) templateId: string;
  @ChoiceField({ about: 'In which language.', of: LETTER_LANGUAGES }) language: LetterLanguage;
  @DateField({ about: 'Of which day.' }) writtenOn: string;
  @TextField({ about: 'Heading.', example: 'Beslut: permanent uppehållstillstånd' }) title: string;
  @TextsField({ about: 'The words, paragraph by paragraph.', max: LONG }) paragraphs: string[];
  @ObjectsField(() => AnswerRowResponse, { about: 'Of an answer to UNHCR: how each person stands.' })
  rows: AnswerRowResponse[];
}

export class CaseLetterResponse extends LetterPreviewResponse {
  @IdField({ about: 'Id of the letter.' }) id: string;
  @ChoiceField({ about: 'A decision to its person, or the answer to UNHCR.', of: LETTER_KINDS }) kind: LetterKind;
  @TextField({ about: 'The person, in a letter on a decision.', nullable: true }) personId: string | null;
  @TextField({ about: 'Diary number of its document.', example: 'VID-2025-00017:4' }) diaryNumber: string;
}

export class CaseLettersResponse {
  @ObjectsField(() => CaseLetterResponse, { about: 'Oldest first.' }) items: CaseLetterResponse[];
}

export const toPreviewResponse = ({
  templateId,
  language,
  writtenOn,
  content,
}: Pick<LetterPreview, 'templateId' | 'language' | 'writtenOn' | 'content'>): LetterPreviewResponse => ({
  templateId,
  language,
  writtenOn,
  ...content,
});

export const toLetterResponse = (letter: CaseLetter): CaseLetterResponse => {
  const { id, kind, personId, diaryNumber } = letter;
  return { id, kind, personId, diaryNumber, ...toPreviewResponse(letter) };
};
