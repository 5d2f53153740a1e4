import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { toXlsx, XLSX } from '../../../src/platform/index.js';
import { anRrf } from '../../factories/rrf.js';
import { counted } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { aWorkbookCase, sendWorkbook, workbookOf } from '../../support/workbooks.js';
import { zipOf } from '../../support/zip.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

async function ended(id: string): Promise<Reply['body']> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await app.as('coordinator').get(`/imports/${id}`).expect(200);
    if (body.status === 'done') return body;
    await sleep(100);
  }
  throw new Error(`The import ${id} does not end.`);
}
const imported = async (workbook: Uint8Array, query?: string): Promise<Reply['body']> =>
  ended((await sendWorkbook(app, workbook, query).expect(202)).body.id);
const errorsOf = (report: Reply['body']): unknown => report.lines.map(({ errors }: { errors: unknown }) => errors);
const refused = async (workbook: Uint8Array): Promise<unknown> =>
  (await sendWorkbook(app, workbook).expect(400)).body.errors;
const sendText = (bytes: Uint8Array) =>
  app.as('coordinator').post('/imports', bytes, { contentType: 'application/x-ndjson' });

describe('a workbook', () => {
  it('is offered as a template that can be sent as it stands, and explains its columns', async () => {
    const template = await app.as('coordinator').get('/imports/template').expect(200);
    expect(template.headers.get('content-type')).toBe(XLSX);
    const explained = (await readXlsxFile(template.bytes)).find(({ sheet }) => sheet === 'Columns')!.data;
    const { body } = await app.as('coordinator').get('/imports/template', { accept: 'application/json' }).expect(200);
    expect(explained.slice(1).map((row) => row[1])).toEqual(body.items.map(({ column }: { column: string }) => column));
    expect(body.items[0]).toEqual({
      sheet: 'Cases',
      column: 'unhcrCaseNumber',
      words: 'UNHCR case number',
      section: 'RRF 1',
      required: true,
      cell: 'text; format the column as text, so that codes keep their zeros',
      takes: '',
    });
    const report = await imported(template.bytes);
    expect(report).toMatchObject({ format: 'workbook', created: 1, rejected: 0 });
  });

  it('becomes cases with everything that stands in its cells, is updated, and changes nothing the second time', async () => {
    const one = aWorkbookCase({}, { givenNames: 'አበበ', otherNames: 'عبد الله; Abebe', birthDate: '1990' });
    const report = await imported(await workbookOf([one]));
    expect(report).toMatchObject({ created: 1, lines: [{ line: 2, errors: [] }] });
    const [row] = await app.dataSource.query<{ rrf: string }[]>(
      `SELECT rrf FROM submissions WHERE case_id = '${report.lines[0].caseId}'`,
    );
    expect(JSON.parse(row!.rrf)).toMatchObject({
      source: 'unhcr',
      unhcrCaseNumber: one.Cases.unhcrCaseNumber,
      caseSize: 1,
      persons: [
        {
          givenNames: 'አበበ',
          otherNames: ['عبد الله', 'Abebe'],
          birthDate: '1990',
          birthDateEstimated: true,
          languages: [
            { language: 'sw', level: 'mother_tongue' },
            { language: 'en', level: 'basic' },
          ],
          documents: [{ type: 'refugee_identity_card', number: 'RID-004711', issuingCountry: 'UG' }],
          stateless: false,
        },
      ],
    });
    const before = await counted(app);
    expect(await imported(await workbookOf([one]))).toMatchObject({ created: 0, unchanged: 1 });
    expect(await counted(app)).toEqual(before);
    one.Cases.priority = 'urgent';
    one.Cases.priorityJustification = 'Worse.';
    expect(await imported(await workbookOf([one]), '?dryRun=true')).toMatchObject({ updated: 1, written: false });
    expect(await imported(await workbookOf([one]))).toMatchObject({ updated: 1, written: true });
  });

  it('tells of each wrong field which cell it is', async () => {
    const report = await imported(
      await workbookOf([aWorkbookCase({ caseSize: 4 }, { countryOfBirth: 'XX' }), aWorkbookCase()]),
    );
    expect(report.lines.map(({ line, outcome }: Reply['body']) => [line, outcome])).toEqual([
      [2, 'rejected'],
      [3, 'created'],
    ]);
    expect(
      (errorsOf(report) as { pointer: string; code: string }[][])[0]!.map(({ pointer, code }) => [pointer, code]),
    ).toEqual([
      ['Cases!I2', 'caseSizeMismatch'],
      ['Persons!J2', 'unknownCountry'],
    ]);
  });

  it('is refused when a person has no case, a heading is another one, or a sheet is missing', async () => {
    const [one, other] = [aWorkbookCase(), aWorkbookCase()];
    expect(
      await refused(await workbookOf([one, { ...other, Persons: { ...other.Persons, unhcrCaseNumber: 'X' } }])),
    ).toEqual([
      { pointer: 'Persons!A3', code: 'caseMissing', message: 'No row of the sheet Cases has this UNHCR case number.' },
    ]);
    const cases = { name: 'Cases', header: ['caseNumber'], rows: [] };
    expect(await refused(await toXlsx('Prov', '2025-01-07', [cases]))).toEqual([
      { pointer: 'Persons!A1', code: 'sheetMissing', message: 'The workbook has no sheet Persons.' },
    ]);
    const [heading] = (await refused(
      await toXlsx('Prov', '2025-01-07', [cases, { ...cases, name: 'Persons' }]),
    )) as unknown[];
    expect(heading).toEqual({
      pointer: 'Cases!A1',
      code: 'wrongHeader',
      message: 'This column must be headed unhcrCaseNumber, as in the template.',
    });
    expect(await refused(zipOf([{ name: '[Content_Types].xml', content: Buffer.from('<Types/>') }]))).toMatchObject([
      { code: 'notAWorkbook' },
    ]);
    expect(await refused(Buffer.from('familyName;givenNames'))).toMatchObject([{ code: 'notAWorkbook' }]);
  });
});

describe('the traps of spreadsheets', () => {
  it('codes that lost their zero: a number where text belongs is refused, never guessed', async () => {
    const report = await imported(await workbookOf([aWorkbookCase({}, { individualNumber: 4711 })]));
    expect(errorsOf(report)).toEqual([
      [
        {
          pointer: 'Persons!B2',
          code: 'notText',
          message:
            'The cell holds a number or a date where text belongs, and zeros may be lost: format the column as text and write it again.',
        },
      ],
    ]);
  });

  it('dates as numbers: a date is its day, a bare number is refused, a bare year is a year', async () => {
    const day = new Date('2024-11-11T00:00:00.000Z');
    const good = aWorkbookCase({ rrfDate: day }, { birthDate: 1990, birthDateEstimated: null });
    const report = await imported(
      await workbookOf([good, aWorkbookCase({ submittedOn: 45614 }, { birthDate: 32874 })]),
    );
    const words = 'The cell holds a bare number: format it as a date, or write it as text, 2024-11-18.';
    // hucre writes a date with its format; the column of the second row holds bare numbers.
    expect(report.lines[0]).toMatchObject({ outcome: 'created', errors: [] });
    expect(report.lines[1].errors).toEqual([
      { pointer: 'Cases!C3', code: 'dateAsNumber', message: words },
      { pointer: 'Persons!G3', code: 'dateAsNumber', message: words },
    ]);
    const [row] = await app.dataSource.query<{ rrf: string }[]>(
      `SELECT rrf FROM submissions WHERE case_id = '${report.lines[0].caseId}'`,
    );
    expect(JSON.parse(row!.rrf)).toMatchObject({ rrfDate: '2024-11-11', persons: [{ birthDate: '1990' }] });
  });

  it('merged cells: the workbook is refused, with the cells', async () => {
    const merged = { startRow: 1, endRow: 2, startCol: 0, endCol: 0 };
    expect(
      await refused(await workbookOf([aWorkbookCase(), aWorkbookCase()], { merges: { Persons: [merged] } })),
    ).toEqual([
      {
        pointer: 'Persons!A2:A3',
        code: 'mergedCells',
        message: 'These cells are merged: part them, and give each row its own values.',
      },
    ]);
  });

  it('formula cells: refused, whatever they were last worked out to', async () => {
    const report = await imported(await workbookOf([aWorkbookCase()], { formulas: { Cases: { '1,8': '1+0' } } }));
    expect(errorsOf(report)).toEqual([
      [{ pointer: 'Cases!I2', code: 'formula', message: 'The cell holds a formula: put the value itself there.' }],
    ]);
  });

  it('a byte order mark: taken away', async () => {
    const bytes = Buffer.from(`\ufeff${JSON.stringify(anRrf())}\n`);
    expect(await ended((await sendText(bytes).expect(202)).body.id)).toMatchObject({ created: 1, rejected: 0 });
  });

  it('text in Latin-1 or UTF-16: refused, with the place and what to do', async () => {
    const text = `${JSON.stringify(anRrf())}\n{"name":"Jos\u00e9"}`;
    const latin = (await sendText(Buffer.from(text, 'latin1')).expect(400)).body.errors;
    const [first] = text.split('\n');
    // The factory's child is called Joël: the first letter that is not UTF-8 stands in the first line.
    const byte = first!.indexOf('\u00eb') + 1;
    expect(latin).toEqual([
      {
        pointer: '',
        code: 'notUtf8',
        message: `Line 1, byte ${byte} is not UTF-8: the text looks like ISO 8859-1 (Latin-1) or Windows-1252. Save it as UTF-8 and send it again.`,
      },
    ]);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await sendText(wide).expect(400)).body.errors[0].message).toBe(
      'Line 1, byte 1 is not UTF-8: the text looks like UTF-16. Save it as UTF-8 and send it again.',
    );
  });

  it('a file of 100 MB: 413 by what it says of itself', async () => {
    const large = Buffer.alloc(100 * 1024 * 1024);
    expect((await sendWorkbook(app, large).expect(413)).body.code).toBe('tooLarge');
  });

  it('a zip bomb: refused by what it declares, and by what it really holds', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const zeros = Buffer.alloc(8 * 1024 * 1024);
    const answer = [
      {
        pointer: '',
        code: 'unfoldsTooLarge',
        message:
          'The workbook unfolds to more than it declares, than 128 MB or than 200 times its size: it is not read.',
      },
    ];
    expect(await refused(zipOf([{ name, content: zeros }]))).toEqual(answer);
    expect(await refused(zipOf([{ name, content: zeros, declared: 100 }]))).toEqual(answer);
    expect(await refused(zipOf([{ name, content: Buffer.from('x'), declared: 4_000_000_000 }]))).toEqual(answer);
  });
});
