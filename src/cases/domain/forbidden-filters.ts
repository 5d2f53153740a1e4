import type { FieldError } from '../../kernel/index.js';

/** What no selection of persons may be made by, and no list be put in order by. */
export type Sensitive =
  | 'health'
  | 'ethnic origin'
  | 'religion'
  | 'political opinion'
  | 'sexual life or orientation'
  | 'offences'
  | 'security';

/**
 * Beginnings of words by which somebody may try to search all the same. None of them is a filter or an order of any list; here they
 * have their reason told instead of being unknown fields. Utlänningsdatalagen (2016:27) 17 § with 14 § (sensitive data) and the ban
 * on searches for offences; what the Security Service said is nobody's filter (security.md 3).
 */
export const FORBIDDEN_FILTERS: readonly { readonly about: Sensitive; readonly words: readonly string[] }[] = [
  {
    about: 'health',
    words: ['health', 'medical', 'maf', 'illness', 'disease', 'disab', 'diagnos', 'hiv', 'pregnan', 'specificneed'],
  },
  { about: 'health', words: ['category', 'primarycategory', 'secondarycategory', 'submissioncategory', 'vulnerab'] },
  { about: 'ethnic origin', words: ['ethnic', 'race', 'tribe', 'clan'] },
  { about: 'religion', words: ['religio', 'faith', 'belief'] },
  { about: 'political opinion', words: ['politic', 'opinion', 'party', 'union'] },
  { about: 'sexual life or orientation', words: ['sexual', 'orientation', 'lgbt', 'hbtq'] },
  { about: 'offences', words: ['offence', 'offense', 'crime', 'criminal', 'convict', 'exclu', 'article1f', 'suspic'] },
  { about: 'security', words: ['security', 'objection', 'clearance', 'screening', 'statement', 'indication'] },
];

const bare = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What the field or word is about, when no search may use it; null for all others. Pure. */
export const sensitiveIn = (field: string): Sensitive | null =>
  FORBIDDEN_FILTERS.find(({ words }) => words.some((word) => bare(field).startsWith(word)))?.about ?? null;

/** One error for each field that asks for a forbidden selection. Pure. */
export const forbiddenFields = (fields: readonly { pointer: string; name: string }[]): FieldError[] =>
  fields.flatMap(({ pointer, name }) => {
    const about = sensitiveIn(name);
    return about === null
      ? []
      : [
          {
            pointer,
            code: 'forbiddenByLaw',
            message: `No list of persons may be selected or put in order by ${about} (Utlänningsdatalagen (2016:27) 17 §).`,
          },
        ];
  });
