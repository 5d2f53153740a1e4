import { StreamableFile } from '@nestjs/common';
import { InvalidInput, type PlainDate } from '../kernel/index.js';
import { toCsv, toXlsx, XLSX, type Cell, type ColumnType, type CsvProfile, type XlsxSheet } from '../platform/index.js';
import type { AssignedPerson, AssignmentFilter } from './municipality-assignments.js';

type ColumnKey = keyof AssignedPerson;

const COLUMNS: Readonly<Record<ColumnKey, readonly [header: string, type: ColumnType]>> = {
  countyCode: ['County code', 'text'],
  countyName: ['County', 'text'],
  municipalityCode: ['Municipality code', 'text'],
  municipalityName: ['Municipality', 'text'],
  diaryNumber: ['Diary number', 'text'],
  personNumber: ['Person', 'number'],
  familyName: ['Family name', 'text'],
  givenNames: ['Given names', 'text'],
  familySize: ['Family size', 'number'],
  ageBand: ['Age band', 'text'],
  assignedOn: ['Assigned on', 'date'],
  latestReceptionOn: ['Latest reception on', 'date'],
  status: ['Status', 'text'],
  acceptedOn: ['Accepted on', 'date'],
  arrivedOn: ['Arrived on', 'date'],
  receivedOn: ['Received on', 'date'],
  assignmentId: ['Assignment', 'text'],
};
/** What the columns of an assignment list are called, in their usual order. */
export const ASSIGNMENT_COLUMNS = Object.keys(COLUMNS) as ColumnKey[];

/** The columns that are asked for. Throws InvalidInput for one that does not exist or stands twice. */
export function columnsAsked(asked: readonly string[], pointer: string): ColumnKey[] {
  const wrong = asked.find((key, index) => !Object.hasOwn(COLUMNS, key) || asked.indexOf(key) !== index);
  if (wrong === undefined) return [...asked] as ColumnKey[];
  const message = `${wrong} is no column, or stands twice. Columns: ${ASSIGNMENT_COLUMNS.join(', ')}.`;
  throw new InvalidInput([{ pointer, code: 'unknownColumn', message }]);
}

const headersOf = (columns: readonly ColumnKey[]): string[] => columns.map((key) => COLUMNS[key][0]);
const cellsOf = (persons: readonly AssignedPerson[], columns: readonly ColumnKey[]): Cell[][] =>
  persons.map((person) => columns.map((key) => person[key]));

const nameOf = ({ year, month, countyCode, municipalityCode }: AssignmentFilter): string =>
  ['municipality-assignments', month ?? year, countyCode, municipalityCode].filter(Boolean).join('-');

/** The list as a file to keep, named by RFC 6266. Officials open it by a double click: Swedish Excel unless they say otherwise. */
export function assignmentsCsv(
  filter: AssignmentFilter,
  persons: readonly AssignedPerson[],
  columns: readonly ColumnKey[],
  profile: CsvProfile = 'excel-sv',
): StreamableFile {
  return new StreamableFile(Buffer.from(toCsv(headersOf(columns), cellsOf(persons, columns), profile)), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename=${nameOf(filter)}.csv`,
  });
}

/** The same as a workbook with a sheet for each municipality, by code; one empty sheet when nobody is assigned. */
export async function assignmentsXlsx(
  filter: AssignmentFilter,
  persons: readonly AssignedPerson[],
  columns: readonly ColumnKey[],
  on: PlainDate,
): Promise<StreamableFile> {
  const sheet = (name: string, those: readonly AssignedPerson[]): XlsxSheet => ({
    name,
    header: headersOf(columns),
    columnTypes: columns.map((key) => COLUMNS[key][1]),
    rows: cellsOf(those, columns),
  });
  const places = new Map(persons.map((one) => [one.municipalityCode, one.municipalityName]));
  const sheets = [...places].map(([code, name]) =>
    sheet(
      `${code} ${name}`,
      persons.filter(({ municipalityCode }) => municipalityCode === code),
    ),
  );
  const title = `Anvisningar ${filter.month ?? filter.year}`;
  return new StreamableFile(Buffer.from(await toXlsx(title, on, sheets.length > 0 ? sheets : [sheet(title, [])])), {
    type: XLSX,
    disposition: `attachment; filename=${nameOf(filter)}.xlsx`,
  });
}
