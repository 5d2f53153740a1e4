import { InvalidInput, type FieldError } from '../kernel/index.js';
import { UnnamedFile, type Bytes } from '../platform/http/received-batch.js';
import { openSheets, type ReadRow, type SheetRows } from '../platform/http/xlsx-reading.js';
import type { SheetName } from './domain/import-columns.js';
import {
  caseMissing,
  lineOf,
  mergedCells,
  MOST_ERRORS,
  rowOf,
  wrongHeaders,
  type WorkbookLine,
  type WorkbookRow,
} from './domain/import-workbook.js';

/** Where persons stand in the file of their rows, one after another. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * The forms of a workbook, one for each row of Cases, its persons found by the UNHCR case number. The rows of persons wait in a file of
 * their own, so that however long the sheets are, only the numbers of the cases are held.
 */
export class WorkbookForms {
  /** How many cases there are. */
  count = 0;
  private readonly places = new Map<string, Place[]>();

  private constructor(
    private readonly sheets: Record<SheetName, SheetRows>,
    private readonly persons: UnnamedFile,
  ) {}

  /** Throws InvalidInput for a workbook that is not built as the template: columns, merged cells, persons without a case. */
  static async in(workbook: Bytes): Promise<WorkbookForms> {
    const sheets = await openSheets(workbook, ['Cases', 'Persons']);
    const forms = new WorkbookForms(sheets, await UnnamedFile.make());
    try {
      await forms.read();
      return forms;
    } catch (error) {
      await forms.close();
      throw error;
    }
  }

  /** The lines, in the order of the rows. */
  async *lines(): AsyncGenerator<WorkbookLine> {
    const seen = new Set<string>();
    for await (const one of rowsOf('Cases', this.sheets.Cases.rows())) {
      const repeated = seen.has(one.key);
      seen.add(one.key);
      yield lineOf(one, repeated ? [] : await this.personsOf(one.key), repeated);
    }
  }

  close(): Promise<void> {
    return this.persons.close();
  }

  private async read(): Promise<void> {
    const wrong: FieldError[] = [];
    const cases = new Set<string>();
    for await (const { key } of checked('Cases', this.sheets.Cases, wrong)) {
      this.count += 1;
      if (key !== '') cases.add(key);
    }
    const alone: FieldError[] = [];
    for await (const person of checked('Persons', this.sheets.Persons, wrong))
      if (cases.has(person.key)) await this.keep(person);
      else if (alone.length < MOST_ERRORS) alone.push(caseMissing(person.row));
    await this.persons.flush();
    const errors = wrong.length > 0 ? wrong : alone;
    if (errors.length > 0) throw new InvalidInput(errors.slice(0, MOST_ERRORS));
  }

  private async keep(person: WorkbookRow): Promise<void> {
    const from = this.persons.size;
    await this.persons.append(Buffer.from(`${JSON.stringify(person)}\n`));
    const place = { from, to: this.persons.size };
    const places = this.places.get(person.key) ?? [];
    const last = places.at(-1);
    // A family mostly stands together, and is read at once.
    if (last?.to === from) places[places.length - 1] = { from: last.from, to: place.to };
    else places.push(place);
    this.places.set(person.key, places);
  }

  private async personsOf(key: string): Promise<WorkbookRow[]> {
    const found: WorkbookRow[] = [];
    for (const { from, to } of this.places.get(key) ?? []) {
      const rows = (await this.persons.read(from, to - from)).toString('utf8').trimEnd().split('\n');
      found.push(...rows.map((row) => JSON.parse(row) as WorkbookRow));
    }
    return found;
  }
}

async function* checked(sheet: SheetName, { rows }: SheetRows, wrong: FieldError[]): AsyncGenerator<WorkbookRow> {
  const merged: FieldError[] = [];
  const all = rows((area) => {
    if (merged.length < MOST_ERRORS) merged.push(mergedCells(sheet, area));
  });
  const first = await all.next();
  const header = first.done === true || first.value.row !== 1 ? [] : first.value.cells;
  wrong.push(...wrongHeaders(sheet, header));
  // With other headings nothing below them means what it seems to.
  if (wrong.length === 0) {
    if (first.done !== true && first.value.row !== 1) yield* rowsOf(sheet, [first.value]);
    yield* rowsOf(sheet, all);
  } else for await (const _row of all);
  wrong.push(...merged);
}

async function* rowsOf(
  sheet: SheetName,
  rows: AsyncIterable<ReadRow> | readonly ReadRow[],
): AsyncGenerator<WorkbookRow> {
  for await (const { row, cells } of rows) {
    const read = row === 1 ? null : rowOf(sheet, row, cells);
    if (read) yield read;
  }
}
