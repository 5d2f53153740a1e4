import type { PlainDate } from '../../kernel/index.js';
import type { DecisionOutcome } from './proposal-rules.js';

export const LETTER_LANGUAGES = ['sv', 'en'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

/** What a letter is: a decision told to its person, or the answer to UNHCR on a whole case. */
export const LETTER_KINDS = ['decision', 'answer'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export const LETTER_CODES = [
  'granted_permanent',
  'granted_time_limited',
  'refused',
  'excluded',
  'discontinued',
  'answer',
] as const;
export type LetterCode = (typeof LETTER_CODES)[number];

/** The wording of one kind of letter in one language, from a day on. Its words never change: other words are another version. */
export interface LetterTemplate {
  /** `granted_permanent-sv-1`. */
  id: string;
  code: LetterCode;
  language: LetterLanguage;
  version: number;
  validFrom: PlainDate;
  title: string;
  /** With fields in braces, `{name}`. */
  paragraphs: string[];
  source: string;
}

/** How one person stands in the answer to UNHCR. What is pending is no denial (domain.md (e) 14). */
export const ANSWER_OUTCOMES = ['granted', 'refused', 'pending', 'closed'] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

export interface AnswerRow {
  number: number;
  name: string;
  individualNumber: string | null;
  outcome: AnswerOutcome;
  /** What is behind the outcome, in words. */
  remark: string;
  reasonCodes: string[];
  decidedOn: PlainDate | null;
  diaryNumber: string | null;
}

/** A letter as it reads: stored so with its template's version, printed from it ever after. */
export interface LetterText {
  title: string;
  paragraphs: string[];
  /** Of an answer: a row a person. */
  rows: AnswerRow[];
}

const FIELD = /\{([a-zA-Z]+)\}/g;

/** The fields that the paragraphs of a template name. */
export const fieldsOf = ({ title, paragraphs }: Pick<LetterTemplate, 'title' | 'paragraphs'>): string[] => [
  ...new Set([title, ...paragraphs].flatMap((text) => [...text.matchAll(FIELD)].map(([, name]) => name!))),
];

/**
 * The words of the template with its fields filled; a paragraph whose only field is empty is left out. Throws an Error for a field that
 * nobody fills: a letter with a hole in it must not leave the house.
 */
export function filled(
  { title, paragraphs }: Pick<LetterTemplate, 'title' | 'paragraphs'>,
  fields: Readonly<Record<string, string>>,
): Omit<LetterText, 'rows'> {
  // A value is put in as it is: braces in somebody's reasons are no field.
  const fill = (text: string): string =>
    text.replace(FIELD, (_, name: string) => {
      const value = fields[name];
      if (value === undefined) throw new Error(`The letter has no value for {${name}}.`);
      return value;
    });
  const isSaid = (text: string): boolean => {
    const names = [...text.matchAll(FIELD)].map(([, name]) => name!);
    return names.length !== 1 || fields[names[0]!] !== '';
  };
  return { title: fill(title), paragraphs: paragraphs.filter(isSaid).map(fill) };
}

/** The template of a letter on a day: the newest version in force. Null when there is none. */
export const templateOn = <Template extends LetterTemplate>(
  templates: readonly Template[],
  wanted: { code: LetterCode; language: LetterLanguage; on: PlainDate },
): Template | null =>
  templates
    .filter(
      ({ code, language, validFrom }) => code === wanted.code && language === wanted.language && validFrom <= wanted.on,
    )
    .reduce<Template | null>((latest, one) => (latest && latest.version > one.version ? latest : one), null);

/** Which letter tells a decision. */
export const letterCodeOf = (outcome: DecisionOutcome, permitType: string | null): LetterCode =>
  outcome === 'granted' ? (permitType === 'permanent' ? 'granted_permanent' : 'granted_time_limited') : outcome;

const SWEDISH_LAW: [RegExp, string][] = [
  [/Aliens Act \(2005:716\),?/g, 'utlänningslagen (2005:716)'],
  [/\bch\. (\d+)/g, '$1 kap.'],
  [/\bs\. (\d+(?: [a-z])?)\b/g, '$1 §'],
];

/** The legal basis as Swedish writes it: "ch. 5 s. 2" is "5 kap. 2 §". */
export const legalBasisIn = (language: LetterLanguage, basis: string): string =>
  language === 'en' ? basis : SWEDISH_LAW.reduce((text, [from, to]) => text.replace(from, to), basis);

const REMARKS: Readonly<Record<string, { outcome: AnswerOutcome; remark: string }>> = {
  listed: { outcome: 'pending', remark: 'Under consideration.' },
  in_screening: { outcome: 'pending', remark: 'Under consideration.' },
  cleared: { outcome: 'pending', remark: 'Under consideration.' },
  under_examination: { outcome: 'pending', remark: 'Under consideration.' },
  deferred: { outcome: 'pending', remark: 'Awaiting information asked of UNHCR; this is not a denial.' },
  refused: { outcome: 'refused', remark: 'A residence permit was refused.' },
  // One word for both: the reason code tells them apart (architecture.md 7, rule 15).
  excluded: { outcome: 'refused', remark: 'A residence permit was refused.' },
  discontinued: { outcome: 'closed', remark: 'Discontinued without a decision on a permit.' },
  permit_withdrawn: { outcome: 'closed', remark: 'The permit was withdrawn before entry.' },
  withdrawn: { outcome: 'closed', remark: 'The submission was withdrawn.' },
  deceased: { outcome: 'closed', remark: 'Deceased.' },
  lost_contact: { outcome: 'closed', remark: 'Contact was lost.' },
  resettled_elsewhere: { outcome: 'closed', remark: 'Resettled in another country.' },
};
const GRANTED = { outcome: 'granted', remark: 'A residence permit was granted.' } as const;

/**
 * How a person of the status stands in the answer to UNHCR: a status after the grant is a grant. Whoever waits for the Security Service,
 * or lies behind the wall, reads as everybody who is under consideration (UNHCR Resettlement Handbook 4.10; domain.md (c) 11).
 */
export const answerOn = (status: string): { outcome: AnswerOutcome; remark: string } => REMARKS[status] ?? GRANTED;
