import { describe, expect, it } from '@jest/globals';
import { IMPORT_COLUMNS, type SheetCell, type SheetName } from './import-columns.js';
import { cellOf, lineOf, MOST_ERRORS, mergedCells, rowOf, wrongHeaders, type WorkbookForm } from './import-workbook.js';

const cells = (sheet: SheetName, changed: Record<string, SheetCell> = {}): SheetCell[] =>
  IMPORT_COLUMNS[sheet].map(({ name, example }) => (name in changed ? changed[name]! : example));
const header = (sheet: SheetName): string[] => IMPORT_COLUMNS[sheet].map(({ name }) => name);
const row = (sheet: SheetName, number: number, changed?: Record<string, SheetCell>) =>
  rowOf(sheet, number, cells(sheet, changed))!;
const formIn = (content: string | null): WorkbookForm => JSON.parse(content!) as WorkbookForm;

describe('the heading of a sheet', () => {
  it('is that of the template, empty cells behind it or not', () => {
    expect(wrongHeaders('Cases', header('Cases'))).toEqual([]);
    expect(wrongHeaders('Persons', [...header('Persons'), '', null])).toEqual([]);
  });

  it('is refused where it is another one, missing, or one too many', () => {
    const [, ...others] = header('Cases');
    expect(wrongHeaders('Cases', ['number', ...others]).map(({ pointer }) => pointer)).toEqual(['Cases!A1']);
    expect(wrongHeaders('Persons', [])).toHaveLength(IMPORT_COLUMNS.Persons.length);
    const [more] = wrongHeaders('Persons', [...header('Persons'), 'shoeSize']);
    expect(more).toEqual({ pointer: 'Persons!AG1', code: 'wrongHeader', message: 'The template has no such column.' });
  });
});

describe('a row', () => {
  it('without anything in it is none', () => {
    expect(rowOf('Cases', 5, [])).toBeNull();
    expect(rowOf('Cases', 5, [null, '', null])).toBeNull();
  });

  it('names each cell that is wrong, and keeps what the others say', () => {
    const { fields, errors } = row('Persons', 7, { sex: 1, birthDate: 32_874, familyName: 'Mugisha' });
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['Persons!F7', 'notText'],
      ['Persons!G7', 'dateAsNumber'],
    ]);
    expect(fields).toMatchObject({ familyName: 'Mugisha' });
  });

  it('of a person without given names has one name alone', () => {
    expect(row('Persons', 2, { givenNames: null }).fields).toMatchObject({ givenNames: '' });
  });
});

describe('a line', () => {
  it('is the form of a case with its persons, and remembers their rows', () => {
    const { line, content, errors } = lineOf(row('Cases', 3), [row('Persons', 9), row('Persons', 12)], false);
    expect([line, errors]).toEqual([3, []]);
    expect(formIn(content)).toMatchObject({
      row: 3,
      persons: [9, 12],
      rrf: { source: 'unhcr', unhcrCaseNumber: 'SYN-900-25C00001', caseSize: 1 },
    });
    expect(Object.keys((formIn(content).rrf as { persons: object[] }).persons[0]!)).not.toContain('unhcrCaseNumber');
  });

  it('has no form when a cell of it or of a person is wrong, its number is missing, or stands above', () => {
    const wrong = row('Persons', 4, { sex: 1 });
    const codes = (...given: Parameters<typeof lineOf>) => {
      const { content, errors } = lineOf(...given);
      expect(content).toBeNull();
      return errors.map(({ pointer, code }) => [pointer, code]);
    };
    expect(codes(row('Cases', 2), [wrong], false)).toEqual([['Persons!F4', 'notText']]);
    expect(codes(row('Cases', 2, { unhcrCaseNumber: null }), [], false)).toEqual([['Cases!A2', 'caseNumberMissing']]);
    expect(codes(row('Cases', 3), [], true)).toEqual([['Cases!A3', 'caseRepeated']]);
    expect(
      codes(
        row('Cases', 2),
        Array.from({ length: 200 }, () => wrong),
        false,
      ),
    ).toHaveLength(MOST_ERRORS);
  });
});

describe('a pointer into the form', () => {
  const form: WorkbookForm = { row: 3, persons: [9, 12], rrf: {} };
  it.each([
    ['/caseSize', 'Cases!I3'],
    ['/persons', 'Cases!A3'],
    ['', 'Cases!A3'],
    ['/persons/1/familyName', 'Persons!C12'],
    ['/persons/0/documents/2/number', 'Persons!U9'],
    ['/persons/7/familyName', 'Cases!A3'],
  ])('%j is the cell %s', (pointer, cell) => {
    expect(cellOf(pointer, form)).toBe(cell);
  });

  it('of merged cells is their area', () => {
    expect(mergedCells('Persons', 'A2:A3')).toMatchObject({ pointer: 'Persons!A2:A3', code: 'mergedCells' });
  });
});
