import { describe, expect, it } from '@jest/globals';
import { columnsInWords, IMPORT_COLUMNS, readingOfCell, type SheetCell } from './import-columns.js';

const columnOf = (name: string) =>
  [...IMPORT_COLUMNS.Cases, ...IMPORT_COLUMNS.Persons].find((column) => column.name === name)!;
const read = (name: string, cell: SheetCell) => {
  const reading = readingOfCell(columnOf(name), cell);
  return 'wrong' in reading ? reading.wrong.code : reading.value;
};

describe('the cell of a column', () => {
  it.each([
    ['rrfDate', '2024-11-11 ', '2024-11-11'],
    ['rrfDate', { day: '2024-11-11' }, '2024-11-11'],
    ['rrfDate', 45_612, 'dateAsNumber'],
    ['birthDate', 1990, '1990'],
    ['birthDate', 1899, 'dateAsNumber'],
    ['birthDate', 1990.5, 'dateAsNumber'],
    ['birthDate', '1990-05', '1990-05'],
    ['caseSize', 3, 3],
    ['caseSize', '3', 3],
    ['caseSize', 'three', 'three'],
    ['stateless', ' Yes', true],
    ['stateless', false, false],
    ['stateless', 'maybe', 'flag'],
    ['stateless', 1, 'flag'],
    ['individualNumber', '00471', '00471'],
    ['individualNumber', 471, 'notText'],
    ['individualNumber', { day: '2024-11-11' }, 'notText'],
    ['individualNumber', true, 'notText'],
  ] as const)('%s holding %j is read as %j', (name, cell, expected) => {
    expect(read(name, cell)).toBe(expected);
  });

  it('says nothing when it is empty, and is refused as a formula, whatever the column', () => {
    for (const { name } of IMPORT_COLUMNS.Persons) {
      expect([read(name, null), read(name, '')]).toEqual([undefined, undefined]);
      expect(read(name, { formula: true })).toBe('formula');
    }
  });

  it('holds lists, languages and papers, parted by semicolons and colons', () => {
    expect(read('otherNames', ' Abebe ;; عبد الله')).toEqual(['Abebe', 'عبد الله']);
    expect(read('languages', 'sw:mother_tongue; en : basic')).toEqual([
      { language: 'sw', level: 'mother_tongue' },
      { language: 'en', level: 'basic' },
    ]);
    expect(read('documents', 'passport:P1:UG; passport')).toEqual([
      { type: 'passport', number: 'P1', issuingCountry: 'UG' },
      { type: 'passport', number: undefined, issuingCountry: undefined },
    ]);
  });

  it('is never repeated in a refusal', () => {
    for (const cell of ['Mugisha', 4711]) {
      const reading = readingOfCell(columnOf('stateless'), cell);
      expect('wrong' in reading && reading.wrong.message).not.toContain(String(cell));
    }
  });
});

describe('the columns in words', () => {
  it('tell of each column its sheet, its section of the form and what it takes, in the order of the template', () => {
    const rows = columnsInWords();
    expect(rows.map(([sheet, column]) => [sheet, column])).toEqual(
      (['Cases', 'Persons'] as const).flatMap((sheet) => IMPORT_COLUMNS[sheet].map(({ name }) => [sheet, name])),
    );
    expect(rows.every((row) => row.length === 7 && row[2] !== '' && /^RRF \d/.test(row[3]!))).toBe(true);
  });

  it('come with an example that they take themselves', () => {
    for (const column of [...IMPORT_COLUMNS.Cases, ...IMPORT_COLUMNS.Persons])
      expect('wrong' in readingOfCell(column, column.example)).toBe(false);
  });
});
