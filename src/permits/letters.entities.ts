import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
} from '../platform/index.js';
import type { LetterCode, LetterKind, LetterLanguage, LetterTemplate, LetterText } from './domain/letters.js';
import { Decision } from './permits.entities.js';

/** The wordings of letters, all versions: from `seeds/reference/letter-templates.json`. */
@Entity('letter_templates')
@Check('ck_letter_templates_language', `language IN ('sv', 'en')`)
@Check('ck_letter_templates_version', 'version > 0')
export class LetterTemplateRow implements LetterTemplate {
  @PrimaryColumn({ type: 'varchar', length: 60 }) id: string;
  @CodeColumn() code: LetterCode;
  @CodeColumn() language: LetterLanguage;
  @CountColumn() version: number;
  @DateColumn() validFrom: string;
  @LineColumn() title: string;
  @JsonColumn() paragraphs: string[];
  @LineColumn() source: string;
}

/** A letter that was signed or sent, word for word, under the diary number of its document. Never changed or deleted. */
@Entity('case_letters')
@Index('ix_case_letters_case', ['caseId'])
@Index('ix_case_letters_person', ['personId'])
@Index('ux_case_letters_document', ['documentId', 'language'], { unique: true })
@Check('ck_case_letters_kind', `kind IN ('decision', 'answer')`)
@Check('ck_case_letters_language', `language IN ('sv', 'en')`)
@Check('ck_case_letters_of_person', `(kind = 'decision') = (person_id IS NOT NULL AND decision_id IS NOT NULL)`)
export class CaseLetter {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_case_letters_case' }) caseId: string;
  @IdColumn({ nullable: true }) @ForeignKey('persons', { name: 'fk_case_letters_person' }) personId: string | null;
  @IdColumn({ nullable: true })
  @ForeignKey(() => Decision, { name: 'fk_case_letters_decision' })
  decisionId: string | null;
  @CodeColumn() kind: LetterKind;
  @CodeColumn() language: LetterLanguage;
  @CodeColumn({ length: 60 })
  @ForeignKey(() => LetterTemplateRow, { name: 'fk_case_letters_template' })
  templateId: string;
  @IdColumn() @ForeignKey('documents', { name: 'fk_case_letters_document' }) documentId: string;
  @CodeColumn() diaryNumber: string;
  @JsonColumn() content: LetterText;
  @DateColumn() writtenOn: string;
  @InstantColumn() writtenAt: string;
}
