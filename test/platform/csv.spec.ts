import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CSV_PROFILES, toCsv, type CsvProfile } from '../../src/platform/index.js';

const SEED = 20251122;
const HOSTILE = 1000;

/** The cells as a program reads them that splits records and cells as the profile says. */
const cellsOf = (csv: string, profile: CsvProfile): string[][] =>
  parse(csv, { delimiter: profile === 'excel-sv' ? ';' : ',', bom: true, relax_column_count: true });

/** What a spreadsheet would run: anything that begins like a formula and is not simply a number. */
const isFormula = (cell: string): boolean =>
  /^[\s\u0000]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell);

const hostile = fc.sample(
  fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        ' =',
        '"=',
        "'",
        ';',
        ',',
        '\r\n=',
        '""',
        '\u00a0=',
        '\ufeff=',
      ),
      fc.constantFrom(
        "cmd|'/C calc'!A0",
        'HYPERLINK("https://x","y")',
        '1+1',
        '2;=3',
        '2,=3',
        'SUM(1;2)',
        '\n=1',
        '\r=1',
        '";=1',
        '",=1',
        'A1\t=2',
        '',
        '-5',
        '5e3',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    .chain((parts) =>
      fc
        .shuffledSubarray([...parts], { minLength: 1, maxLength: 3 })
        .map((some) => (some.length === 3 ? parts.join('') : some.join(''))),
    ),
  { seed: SEED, numRuns: HOSTILE },
);

describe.each(CSV_PROFILES)('CSV as %s', (profile) => {
  it(`runs nothing: ${HOSTILE} hostile texts give no formula, and no cell or row more (seed ${SEED})`, () => {
    const csv = toCsv(
      ['before', 'text', 'after'],
      hostile.map((text) => ['x', text, 'y']),
      profile,
    );
    const rows = cellsOf(csv, profile).slice(1);
    expect(rows.flat().filter(isFormula)).toEqual([]);
    expect(rows.map((row) => [row.length, row[0], row[2]])).toEqual(hostile.map(() => [3, 'x', 'y']));
    expect(rows.map((row) => row[1]!.replace(/^'/, ''))).toEqual(hostile.map((text) => text.replace(/^'/, '')));
  });

  it('has no header that runs', () => {
    expect(cellsOf(toCsv(['=1+1', 'a'], [], profile), profile)).toEqual([["'=1+1", 'a']]);
  });

  it('leaves numbers alone, negative ones too', () => {
    const decimal = profile === 'excel-sv' ? '-1,5' : '-1.5';
    const csv = toCsv(['n'], [[-5], [0], [900], [-1.5], ['-7'], ['-2,5'], [null]], profile);
    expect(cellsOf(csv, profile).flat()).toEqual(['n', '-5', '0', '900', decimal, '-7', '-2,5', '']);
  });

  it('keeps the leading zero of a code, and every letter', () => {
    const row = ['0180', 'Västra Götaland', 'Ж, "ب" 中', 'two\nlines', ''];
    expect(cellsOf(toCsv(['a', 'b', 'c', 'd', 'e'], [row], profile), profile)[1]).toEqual(row);
  });
});

it('is what Swedish Excel opens: BOM, semicolons, decimal commas, CRLF', () => {
  expect(toCsv(['Kommun', 'Andel'], [['Åre; by', 0.5]], 'excel-sv')).toBe('\ufeffKommun;Andel\r\n"Åre; by";0,5\r\n');
});

it('is plain RFC 4180: commas, points, CRLF, no BOM', () => {
  expect(
    toCsv(
      ['municipality', 'share'],
      [
        ['say "hello"', 0.5],
        ['a,b', null],
      ],
      'rfc4180',
    ),
  ).toBe('municipality,share\r\n"say ""hello""",0.5\r\n"a,b",\r\n');
});
