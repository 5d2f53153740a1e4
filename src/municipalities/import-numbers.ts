import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReceivedBatch, type Bytes } from '../platform/http/received-batch.js';
import { openSheets, type ReadCell } from '../platform/http/xlsx-reading.js';
import { ReferenceService } from '../reference/index.js';
import { readNumberTable } from './domain/number-table.js';
import { MunicipalNumbersService } from './municipal-numbers.service.js';

export interface NumberImport {
  year: number;
  source: string;
  decidedOn?: string;
  dryRun: boolean;
}

/** What a decision changed, and how its counties add up. */
export interface ImportedNumbers {
  rows: number;
  changed: number;
  unchanged: number;
  counties: { countyCode: string; countyNumber: number | null; sum: number }[];
}

/** The sheet of a workbook that holds the decision. */
export const NUMBER_SHEET = 'Kommuntal';
/** There are 290 municipalities; a table of more bytes is no decision on them. */
const MOST_BYTES = 1024 * 1024;

/** Takes in a county board's decision on municipal numbers as it is sent: a table of CSV or a workbook, whole or not at all. */
@Injectable()
export class ImportNumbers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly numbers: MunicipalNumbersService,
    private readonly reference: ReferenceService,
  ) {}

  /**
   * Sets the numbers of the table, each a revision of its own unless it is the same as before. Throws InvalidInput with every wrong
   * cell, municipalities that do not exist among them.
   */
  async take(
    body: unknown,
    isWorkbook: boolean,
    { year, source, decidedOn, dryRun }: NumberImport,
    actor: Actor,
  ): Promise<ImportedNumbers> {
    if (!(body instanceof ReceivedBatch) || body.bytes.size > MOST_BYTES)
      throw new InvalidInput([{ pointer: '', code: 'noTable', message: 'Send a table of at most 1 MB.' }]);
    const table = isWorkbook ? await sheetOf(body.bytes) : await linesOf(body.bytes);
    const { numbers, errors } = readNumberTable(table);
    const known = new Map((await this.reference.municipalities()).map((one) => [one.code, one]));
    const unknown = numbers
      .filter(({ municipalityCode }) => /^\d{4}$/.test(municipalityCode) && !known.has(municipalityCode))
      .map(({ row, municipalityCode }) => ({
        pointer: `row ${row}, kommunkod`,
        code: 'unknownMunicipality',
        message: `There is no municipality with the code ${municipalityCode}.`,
      }));
    if (errors.length + unknown.length > 0) throw new InvalidInput([...errors, ...unknown]);
    const countyNumbers = await this.reference.countyNumbers(year);
    return this.unitOfWork.run(actor, async (tx) => {
      let changed = 0;
      for (const { municipalityCode, places, others } of numbers) {
        const before = await this.numbers.find(tx, municipalityCode, year);
        const same =
          before !== null &&
          before.revision > 0 &&
          before.places === places &&
          (others ?? before.others) === before.others;
        if (same) continue;
        changed += 1;
        if (!dryRun)
          await this.numbers.setIn(tx, actor, {
            ...{ municipalityCode, year, places, source, decidedOn },
            ...(others === null ? {} : { others }),
          });
      }
      const countyOf = (code: string): string => known.get(code)!.countyCode;
      const counties = [...new Set(numbers.map(({ municipalityCode }) => countyOf(municipalityCode)))].toSorted();
      return {
        rows: numbers.length,
        changed,
        unchanged: numbers.length - changed,
        counties: counties.map((countyCode) => ({
          countyCode,
          countyNumber: countyNumbers.find((one) => one.countyCode === countyCode)?.places ?? null,
          sum: numbers.reduce((sum, one) => sum + (countyOf(one.municipalityCode) === countyCode ? one.places : 0), 0),
        })),
      };
    });
  }
}

type Table = { row: number; cells: (string | number | null)[] }[];

async function linesOf(bytes: Bytes): Promise<Table> {
  const text = (await bytes.read(0, bytes.size)).toString('utf8');
  try {
    const lines: string[][] = parse(text, { bom: true, delimiter: [';', ',', '\t'], relax_column_count: true });
    return lines.map((cells, k) => ({ row: k + 1, cells }));
  } catch {
    throw new InvalidInput([{ pointer: '', code: 'noTable', message: 'The text is no table of CSV.' }]);
  }
}

async function sheetOf(bytes: Bytes): Promise<Table> {
  const sheets = await openSheets(bytes, [NUMBER_SHEET]);
  const table: Table = [];
  for await (const { row, cells } of sheets[NUMBER_SHEET].rows()) table.push({ row, cells: cells.map(plain) });
  return table;
}

/** A formula has no value that could be relied on: it is shown as what it is, and refused where a number is wanted. */
function plain(cell: ReadCell): string | number | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return String(cell);
  return 'day' in cell ? cell.day : '=';
}
