import { z } from 'zod';
import { isPlainDate } from '../kernel/index.js';
import { fieldsOf, LETTER_CODES, LETTER_LANGUAGES, type LetterTemplate } from './domain/letters.js';

/** What a template may name; every letter fills them all. */
export const LETTER_FIELDS = {
  decision: [
    'name',
    'individualNumber',
    'birthDate',
    'caseNumber',
    'diaryNumber',
    'decidedOn',
    'reasons',
    'reasonWords',
    'category',
    'validUntil',
    'legalBasis',
    'proposedBy',
    'decidedBy',
  ],
  answer: [
    'caseNumber',
    'unhcrCaseNumber',
    'reference',
    'diaryNumber',
    'writtenOn',
    'granted',
    'refused',
    'pending',
    'closed',
  ],
} as const;

const template = z.strictObject({
  code: z.enum(LETTER_CODES),
  language: z.enum(LETTER_LANGUAGES),
  version: z.int().min(1),
  validFrom: z.string().refine(isPlainDate, 'must be an existing date written YYYY-MM-DD'),
  title: z.string().min(1).max(300),
  paragraphs: z.array(z.string().min(1)).min(1),
  source: z.string().min(1).max(300),
});

/** The templates of a release. Throws an Error that names the template that stands twice or names a field that no letter fills. */
export function readLetterTemplates(content: unknown): LetterTemplate[] {
  const read = z
    .array(template)
    .parse(content)
    .map((one): LetterTemplate => ({ ...one, id: `${one.code}-${one.language}-${one.version}` }));
  for (const [index, one] of read.entries()) {
    if (read.findIndex(({ id }) => id === one.id) !== index) throw new Error(`The letter ${one.id} stands twice.`);
    const known: readonly string[] = LETTER_FIELDS[one.code === 'answer' ? 'answer' : 'decision'];
    const unknown = fieldsOf(one).find((name) => !known.includes(name));
    if (unknown) throw new Error(`The letter ${one.id} names {${unknown}}, which no letter fills.`);
  }
  return read;
}
