import { parse } from 'csv-parse/sync';
import { InvalidInput, type FieldError } from '../kernel/index.js';
import { pairsOf, type PlacementCase, type Problem } from './domain/problem.js';

/** The four files in which published placement instances are kept, as text. */
export interface InstanceFiles {
  /** `case,number of children,number of adults,number of seniors`. */
  readonly sizes: string;
  /** A row a case, a column a locality: 1 possible, 0 not, NA not known and then not possible. */
  readonly compatibility: string;
  /** A row a case, a column a locality: what the whole case is worth there, a decimal number. */
  readonly weights: string;
  /** One row of persons by locality, under the localities' names. */
  readonly capacities: string;
}

/** Points a unit of weight: weights have four decimals that count. */
export const POINTS_A_WEIGHT = 10_000;

/**
 * Reads a published instance. Localities are told by name, cases by id, so the columns and rows of the files may differ in order.
 * @throws InvalidInput with every wrong cell: file, row and column
 */
export function readInstance(files: InstanceFiles): Problem {
  const errors: FieldError[] = [];
  const wrong = (pointer: string, message: string): void => {
    errors.push({ pointer, code: 'format', message: `${pointer}: ${message}` });
  };
  const capacities = tableOf(files.capacities);
  const localities = capacities.columns.filter((name) => name !== '' && name.toLowerCase() !== 'case');
  const limits = localities.map((name) => whole(capacities.rows[0]?.[name], `capacities/${name}`));
  const sizes = tableOf(files.sizes);
  const caseColumn = sizes.columns[0] ?? 'case';
  const cases = sizes.rows.map((row, i): PlacementCase => {
    const persons = sizes.columns.slice(1).reduce((sum, name) => sum + whole(row[name], `sizes/${i + 1}/${name}`), 0);
    return { id: row[caseColumn] ?? '', persons, month: 0, medical: 0 };
  });
  const compatible = byCase(files.compatibility, 'compatibility');
  const weights = byCase(files.weights, 'weights');
  const pairs = pairsOf(cases.length, localities.length, (i, j) => {
    const [{ id }, name] = [cases[i]!, localities[j]!];
    const possible = compatible(id, name);
    if (possible === '0' || possible === 'NA') return null;
    if (possible !== '1') wrong(`compatibility/${id}/${name}`, 'must be 0, 1 or NA.');
    const weight = Number(weights(id, name) || Number.NaN);
    if (Number.isFinite(weight) && weight >= 0) return Math.round(weight * POINTS_A_WEIGHT);
    wrong(`weights/${id}/${name}`, 'must be a number of at least 0.');
    return null;
  });
  if (errors.length > 0) throw new InvalidInput(errors);
  return {
    months: 1,
    cases,
    municipalities: localities.map((code, j) => ({
      code,
      perYear: limits[j]!,
      perMonth: [limits[j]!],
      dwellings: null,
      medical: null,
    })),
    pairs,
  };

  function whole(text: string | undefined, pointer: string): number {
    if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text);
    wrong(pointer, 'must be a whole number of at least 0.');
    return 0;
  }
  function byCase(text: string, file: string): (id: string, locality: string) => string | undefined {
    const { columns, rows } = tableOf(text);
    for (const name of localities) if (!columns.includes(name)) wrong(`${file}/${name}`, 'the column is missing.');
    const rowOf = new Map(rows.map((row) => [row[columns[0]!] ?? '', row]));
    for (const { id } of cases) if (!rowOf.has(id)) wrong(`${file}/${id}`, 'the row is missing.');
    return (id, name) => rowOf.get(id)?.[name];
  }
}

function tableOf(text: string): { columns: readonly string[]; rows: readonly Record<string, string>[] } {
  const [columns = [], ...lines] = parse(text, {
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  });
  return { columns, rows: lines.map((line) => Object.fromEntries(columns.map((name, k) => [name, line[k] ?? '']))) };
}
