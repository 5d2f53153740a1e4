import type { FieldError } from '../../kernel/index.js';
import {
  CONTENT_TYPES,
  documentIn,
  endsAsArchive,
  endsAsPdf,
  entriesOf,
  hasMacros,
  isTooManyPixels,
  looksLikeMarkup,
  pixelsOf,
  typeByStart,
  unfoldsTooLarge,
  type ContentTypeName,
  type Glimpse,
} from './content-types.js';
import { endingOf } from './file-names.js';

export type Judged = { readonly type: ContentTypeName } | { readonly refused: FieldError };

const TAKEN = Object.values(CONTENT_TYPES)
  .flatMap(({ endings }) => endings)
  .map((ending) => `.${ending}`)
  .join(', ');

const refuse = (code: string, message: string): Judged => ({
  refused: { pointer: '/content', code, message },
});

/**
 * What a file is by its content, and whether its name says the same. `isText` tells whether all of it is text in UTF-8; it is asked
 * only where the first bytes name nothing. The refusal says in words what is wrong with the part `content`.
 */
export function judgeContent(glimpse: Glimpse, name: string, isText: boolean): Judged {
  if (glimpse.size === 0) return refuse('empty', 'The file is empty.');
  const judged = byContent(glimpse, isText);
  if ('refused' in judged) return judged;
  const { words, endings } = CONTENT_TYPES[judged.type];
  const ending = endingOf(name);
  if ((endings as readonly string[]).includes(ending)) return judged;
  return refuse(
    'nameDisagrees',
    `The content is ${words}, but the name ends in ${ending ? `.${ending}` : 'nothing'}: it must end in .${endings.join(' or .')}.`,
  );
}

function byContent(glimpse: Glimpse, isText: boolean): Judged {
  const { head } = glimpse;
  const start = typeByStart(head);
  if (looksLikeMarkup(head))
    return refuse('markup', 'The content is, or hides, a web page or a script. It is not taken.');
  if (start === null)
    return isText
      ? { type: 'txt' }
      : refuse('typeNotTaken', `The content is of no type that is taken. Taken are ${TAKEN}.`);
  if (start === 'zip') return inArchive(glimpse);
  if (endsAsArchive(glimpse)) return refuse('twoThings', 'The file is an archive, too: it is two things at once.');
  if (start === 'pdf' && !endsAsPdf(glimpse))
    return refuse('notWhole', 'The PDF breaks off before its end. Save it anew and send it again.');
  if (isTooManyPixels(pixelsOf(start, head)))
    return refuse('tooManyPixels', 'The picture has more than 250 million pixels. Scan it anew with fewer.');
  return { type: start };
}

function inArchive(glimpse: Glimpse): Judged {
  const entries = entriesOf(glimpse);
  if (!entries)
    return refuse('notWhole', 'The archive cannot be read to its end. Save the document anew and send it again.');
  if (unfoldsTooLarge(entries))
    return refuse('unfoldsTooLarge', 'The content unfolds to far more than its size: it is not taken.');
  if (hasMacros(entries)) return refuse('macros', 'The document brings a program (macros). Send it as a PDF.');
  const type = documentIn(entries, glimpse.head);
  return type ? { type } : refuse('typeNotTaken', `Archives are not taken. Taken are ${TAKEN}.`);
}
