import { inItsScripts, type Content, type PrintedDocument } from '../platform/index.js';
import type { LetterLanguage, LetterText } from './domain/letters.js';

const WORDS = {
  sv: { agency: 'Migrationsverket', preview: 'FÖRHANDSGRANSKNING. Inte undertecknat.' },
  en: { agency: 'Swedish Migration Agency', preview: 'PREVIEW. Not signed.' },
} as const;
const HEADER = ['No.', 'Name', 'UNHCR number', 'Outcome', 'Reason', 'Decided', 'Decision'];

/** A letter as its pages. One that is not signed yet says so on every page. */
export function printedLetter(letter: {
  content: LetterText;
  language: LetterLanguage;
  writtenOn: string;
  diaryNumber: string | null;
}): PrintedDocument {
  const { content, language, writtenOn, diaryNumber } = letter;
  const words = WORDS[language];
  const body: Content[] = content.paragraphs.map((text) => ({
    text: inItsScripts(text),
    margin: [0, 0, 0, 8] as [number, number, number, number],
  }));
  return {
    title: content.title,
    on: writtenOn,
    language: language === 'sv' ? 'sv-SE' : 'en-GB',
    foot: diaryNumber === null ? words.preview : `${words.agency} ${diaryNumber}`,
    content: [
      {
        columns: [
          { text: words.agency, bold: true, fontSize: 11 },
          { text: writtenOn, alignment: 'right' },
        ],
      },
      { text: diaryNumber ?? words.preview, bold: diaryNumber === null, margin: [0, 2, 0, 24] },
      { text: inItsScripts(content.title), fontSize: 15, bold: true, margin: [0, 0, 0, 12] },
      ...body.map((part) => ({ stack: [part], fontSize: 10 })),
      ...(content.rows.length > 0 ? [table(content)] : []),
    ],
  };
}

const table = ({ rows }: LetterText): Content => ({
  fontSize: 8,
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths: [18, '*', 70, 70, '*', 50, 80],
    body: [
      HEADER.map((text) => ({ text, bold: true })),
      ...rows.map(({ number, name, individualNumber, outcome, remark, reasonCodes, decidedOn, diaryNumber }) => [
        String(number),
        { text: inItsScripts(name) },
        individualNumber ?? '',
        { text: outcome, bold: true },
        [remark, ...reasonCodes].join(' '),
        decidedOn ?? '',
        diaryNumber ?? '',
      ]),
    ],
  },
});
