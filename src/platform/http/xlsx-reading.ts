import { serialToDate, isDateFormat } from 'hucre';
import { InvalidInput } from '../../kernel/index.js';
import type { Bytes } from './received-batch.js';
import { Texts } from './texts.js';
import { readXml, type XmlReader } from './xml-reading.js';
import { boundedEntries, noWorkbook, unfolded, type ZipEntry } from './zip-bounds.js';

// Read row by row. The reader of hucre holds a sheet and its texts as objects, several times the size of the file, and its streaming
// one tells neither formulas nor merged cells; what a date is, hucre says.

/** A number that is shown as a date is its day; of a formula it is only known that it is one. */
export type ReadCell = string | number | boolean | null | { readonly day: string } | { readonly formula: true };

/** A row that holds something, counted from 1. */
export interface ReadRow {
  readonly row: number;
  readonly cells: readonly ReadCell[];
}

export interface SheetRows {
  /** The rows in their order; `merged` is told of areas such as `A2:B3`. Throws InvalidInput for what is no sheet. */
  rows(merged?: (area: string) => void): AsyncGenerator<ReadRow>;
}

const [MOST_COLUMNS, LONGEST_CELL] = [16_384, 32_767];
const DATES_BUILT_IN = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

interface Book {
  readonly isDate: (style: number) => boolean;
  readonly texts: Texts;
  is1904: boolean;
}

/** The sheets of these names, whatever else the workbook holds. Throws InvalidInput for what is no workbook, a bomb, or lacks one. */
export async function openSheets<Name extends string>(
  workbook: Bytes,
  names: readonly Name[],
): Promise<Record<Name, SheetRows>> {
  const entries = await boundedEntries(workbook);
  const part = (name: string): AsyncIterable<Buffer> => unfolded(workbook, entryOf(entries, name));
  const [main] = (await relationsOf(part('_rels/.rels'), '')).filter(({ type }) => type.endsWith('/officeDocument'));
  if (!main) throw noWorkbook();
  const folder = main.target.slice(0, main.target.lastIndexOf('/') + 1);
  const relations = await relationsOf(part(`${folder}_rels/${main.target.slice(folder.length)}.rels`), folder);
  const { sheets, is1904 } = await sheetsOf(part(main.target));
  const targetOf = (type: string): string | undefined => relations.find((one) => one.type.endsWith(type))?.target;
  const [styles, texts] = [targetOf('/styles'), targetOf('/sharedStrings')];
  const book: Book = {
    is1904,
    isDate: styles === undefined ? () => false : await dateStylesOf(part(styles)),
    texts: texts === undefined ? new Texts() : await textsOf(part(texts)),
  };
  const found = names.map((wanted) => {
    const relation = sheets.get(wanted);
    const target = relations.find(({ id }) => id === relation)?.target;
    if (target === undefined)
      throw new InvalidInput([
        { pointer: `${wanted}!A1`, code: 'sheetMissing', message: `The workbook has no sheet ${wanted}.` },
      ]);
    entryOf(entries, target);
    const rows: SheetRows['rows'] = (merged) => readXml(part(target), rowReader(book, merged), noWorkbook);
    return [wanted, { rows }] as const;
  });
  return Object.fromEntries(found) as unknown as Record<Name, SheetRows>;
}

function entryOf(entries: ReadonlyMap<string, ZipEntry>, name: string): ZipEntry {
  const entry = entries.get(name);
  if (!entry) throw noWorkbook();
  return entry;
}

async function collected<Item>(content: AsyncIterable<Buffer>, reader: XmlReader<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of readXml(content, reader, noWorkbook)) all.push(item);
  return all;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(content: AsyncIterable<Buffer>, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  await collected(content, {
    opened(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      found.push({ id: Id, type: Type, target: Target.startsWith('/') ? Target.slice(1) : folder + Target });
    },
  });
  return found;
}

/** The relation of each sheet by its name. */
async function sheetsOf(content: AsyncIterable<Buffer>): Promise<{ sheets: Map<string, string>; is1904: boolean }> {
  const sheets = new Map<string, string>();
  let is1904 = false;
  await collected(content, {
    opened(name, attributes) {
      if (name === 'workbookPr') is1904 = isOn(attributes.date1904);
      const [, relation] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      if (name === 'sheet' && attributes.name !== undefined && relation !== undefined)
        sheets.set(attributes.name, relation);
    },
  });
  return { sheets, is1904 };
}

const isOn = (value: string | undefined): boolean => value === '1' || value?.toLowerCase() === 'true';

async function dateStylesOf(content: AsyncIterable<Buffer>): Promise<(style: number) => boolean> {
  const own = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await collected(content, {
    opened(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt') own.set(Number(numFmtId), formatCode ?? '');
      if (name === 'xf' && inCells) formats.push(Number(numFmtId ?? 0));
    },
    closed(name) {
      if (name === 'cellXfs') inCells = false;
      return undefined;
    },
  });
  const dates = formats.map((id) => {
    const format = own.get(id);
    return format === undefined ? DATES_BUILT_IN.some(([from, to]) => id >= from && id <= to) : isDateFormat(format);
  });
  return (style) => dates[style] ?? false;
}

async function textsOf(content: AsyncIterable<Buffer>): Promise<Texts> {
  const texts = new Texts();
  let [text, inText, isSpoken] = ['', false, false];
  await collected(content, {
    opened(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') isSpoken = true;
    },
    text(piece) {
      if (inText && !isSpoken) text = longer(text, piece);
    },
    closed(name) {
      if (name === 'si') texts.add(unescaped(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') isSpoken = false;
      return undefined;
    },
  });
  return texts;
}

function rowReader(book: Book, merged: ((area: string) => void) | undefined): XmlReader<ReadRow> {
  let [row, column] = [0, 0];
  let cells: ReadCell[] = [];
  let [type, style, value, within, isFormula, isSpoken] = ['', -1, '', '', false, false];
  return {
    opened(name, attributes) {
      if (name === 'row') {
        const next = attributes.r === undefined ? row + 1 : Number(attributes.r);
        if (!(Number.isInteger(next) && next > row)) throw noWorkbook();
        [row, column, cells] = [next, 0, []];
      } else if (name === 'c') {
        if (attributes.r !== undefined) column = columnOf(attributes.r);
        if (!(column < MOST_COLUMNS)) throw noWorkbook();
        [type, style, value, isFormula] = [attributes.t ?? 'n', Number(attributes.s ?? -1), '', false];
      } else if (name === 'f') isFormula = true;
      else if (name === 'v' || name === 't') within = name;
      else if (name === 'rPh') isSpoken = true;
      else if (name === 'mergeCell') merged?.(attributes.ref ?? '');
    },
    text(piece) {
      if (within !== '' && !isSpoken) value = longer(value, piece);
    },
    closed(name) {
      if (name === 'v' || name === 't') within = '';
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'c') {
        while (cells.length < column) cells.push(null);
        cells[column] = isFormula ? { formula: true } : cellOf(book, type, style, value);
        column += 1;
      } else if (name === 'row') return { row, cells };
      return undefined;
    },
  };
}

function cellOf({ texts, isDate, is1904 }: Book, type: string, style: number, value: string): ReadCell {
  if (type === 's') return texts.at(Number(value));
  if (type === 'str' || type === 'inlineStr') return unescaped(value);
  if (type === 'b') return isOn(value);
  if (type === 'e') return value;
  if (value === '') return null;
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  if (!isDate(style)) return number;
  const date = serialToDate(number, is1904);
  return Number.isNaN(date.getTime()) ? Number.NaN : { day: date.toISOString().slice(0, 10) };
}

/** No cell can hold more than a spreadsheet lets one type into it. */
function longer(text: string, piece: string): string {
  if (text.length + piece.length > LONGEST_CELL) throw noWorkbook();
  return text + piece;
}

/** `_x000D_` is how the format writes what XML cannot hold. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A is 0, Z 25, AA 26. */
function columnOf(cell: string): number {
  const letters = /^[A-Z]{1,3}/.exec(cell)?.[0];
  if (letters === undefined) throw noWorkbook();
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
