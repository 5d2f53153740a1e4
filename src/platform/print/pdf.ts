import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PlainDate } from '../../kernel/index.js';

export type { Content } from 'pdfmake/interfaces.js';

export interface PrintedDocument {
  readonly title: string;
  /** The only date in the file's properties: nothing is read from the present, so the same document gives the same bytes. */
  readonly on: PlainDate;
  readonly landscape?: boolean;
  /** For who has it read aloud; Swedish unless said. */
  readonly language?: 'sv-SE' | 'en-GB';
  readonly content: Content[];
  /** At the foot of each page, beside its number. */
  readonly foot: string;
}

const packaged = createRequire(import.meta.url);
const font = (style: string): string => packaged.resolve(`dejavu-fonts-ttf/ttf/DejaVuSansCondensed${style}.ttf`);
/** Embedded, since the fonts that every reader has know Latin letters alone; names of persons and places come in many scripts. */
export const PRINT_FONT = 'DejaVu';
const FONTS = {
  normal: font(''),
  bold: font('-Bold'),
  italics: font('-Oblique'),
  bolditalics: font('-BoldOblique'),
};

const ETHIOPIC_FONT = 'Abyssinica';
const ethiopic = packaged.resolve('@expo-google-fonts/abyssinica-sil/400Regular/AbyssinicaSIL_400Regular.ttf');

pdfmake.setFonts({
  [PRINT_FONT]: FONTS,
  [ETHIOPIC_FONT]: { normal: ethiopic, bold: ethiopic, italics: ethiopic, bolditalics: ethiopic },
});
// A document is made of what it is given: no address is fetched, and no file read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === ethiopic || Object.values(FONTS).includes(path));

const ETHIOPIC = /[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]/;
// Words of a script that runs from the right, with the blanks between them.
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufefc]+(?:\s+[\u0590-\u08ff\ufb1d-\ufefc]+)*/g;
const RUNS = /(?:[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]+\s*)+|[^\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]+/g;

/**
 * A text for the page whatever its scripts: Ethiopic letters, which DejaVu has not, in a font that has them; words that run from the right
 * kept together by blanks that do not break, since pdfmake lays words out one by one from the left.
 */
export const inItsScripts = (text: string): Content[] =>
  (text.match(RUNS) ?? []).map((run) =>
    ETHIOPIC.test(run)
      ? { text: run, font: ETHIOPIC_FONT }
      : { text: run.replace(FROM_THE_RIGHT, (words) => words.replace(/\s+/g, '\u00a0')) },
  );

/** The document as PDF on A4, with page numbers. */
export async function toPdf({
  title,
  on,
  landscape = false,
  language = 'sv-SE',
  content,
  foot,
}: PrintedDocument): Promise<Uint8Array> {
  const definition: TDocumentDefinitions = {
    info: { title, creator: 'Vidar', producer: 'Vidar', creationDate: new Date(`${on}T12:00:00.000Z`) },
    language,
    displayTitle: true,
    version: '1.7',
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [40, 36, 40, 44],
    defaultStyle: { font: PRINT_FONT, fontSize: 8, lineHeight: 1.15, color: '#1b1b1b' },
    content,
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      columns: [
        { text: foot, fontSize: 6.5, color: '#4d4d4d', width: '*' },
        { text: `${page} (${pages})`, fontSize: 6.5, color: '#4d4d4d', alignment: 'right', width: 40 },
      ],
    }),
  };
  return pdfmake.createPdf(definition).getBuffer();
}
