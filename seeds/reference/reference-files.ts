import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readPolicyRules, type PolicyRule } from '../../src/policy/index.js';
import type {
  Country,
  County,
  Municipality,
  ReasonCode,
  ReferenceData,
  SubmissionCategory,
} from '../../src/reference/index.js';

// Beside this file in the sources; three folders up from dist/seeds/reference/, whither the compiler takes no data.
const FOLDERS = ['./', '../../../seeds/reference/'].map((folder) => new URL(folder, import.meta.url));

function read(name: string): string {
  const found = FOLDERS.map((folder) => new URL(name, folder)).find((file) => existsSync(file));
  if (!found) throw new Error(`The reference file ${name} is missing from seeds/reference.`);
  return readFileSync(found, 'utf8');
}

const table = (name: string): Record<string, string>[] => parse(read(name), { columns: true, skip_empty_lines: true });
const json = <Content>(name: string): Content => JSON.parse(read(name)) as Content;

/** A cell that must be there: a column renamed by mistake stops the start instead of storing `undefined`. */
function cell(row: Record<string, string>, column: string): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`A reference row lacks ${column}: ${JSON.stringify(row)}`);
  return value;
}

function countries(): Country[] {
  const former = table('country-former-names.csv').map((row) => ({
    code: cell(row, 'code'),
    name: {
      nameEn: cell(row, 'name_en'),
      nameSv: cell(row, 'name_sv'),
      until: cell(row, 'until'),
      source: cell(row, 'source'),
    },
  }));
  return table('countries.csv').map((row) => ({
    code: cell(row, 'code'),
    nameEn: cell(row, 'name_en'),
    nameSv: cell(row, 'name_sv'),
    formerNames: former.filter(({ code }) => code === row.code).map(({ name }) => name),
  }));
}

function municipalities(): Municipality[] {
  const centres = new Map(table('municipality-centres.csv').map((row) => [cell(row, 'municipality_code'), row]));
  return table('municipalities.csv').map((row) => {
    const code = cell(row, 'municipality_code');
    const centre = centres.get(code) ?? {};
    return {
      code,
      name: cell(row, 'municipality_name_short'),
      officialName: cell(row, 'municipality_name'),
      countyCode: cell(row, 'county_code'),
      latitude: Number(cell(centre, 'latitude')),
      longitude: Number(cell(centre, 'longitude')),
    };
  });
}

/** The counties as the list of municipalities names them: one list to keep right, not two. */
const counties = (): County[] => [
  ...new Map(
    table('municipalities.csv').map((row) => [
      cell(row, 'county_code'),
      { code: cell(row, 'county_code'), name: cell(row, 'county_name_short'), officialName: cell(row, 'county_name') },
    ]),
  ).values(),
];

/** The reference rows of this release, from the files of this folder. Throws when a file is missing or a row lacks a column. */
export const referenceData = (): ReferenceData => ({
  countries: countries(),
  counties: counties(),
  municipalities: municipalities(),
  submissionCategories: json<SubmissionCategory[]>('submission-categories.json'),
  reasonCodes: json<ReasonCode[]>('reason-codes.json'),
});

/** The dated rules of this release. Throws an Error that names the rule that is wrong. */
export const policyRules = (): PolicyRule[] => readPolicyRules(json<unknown>('policy-rules.json'));
