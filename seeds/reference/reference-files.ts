import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readLetterTemplates, type LetterTemplate } from '../../src/permits/index.js';
import { readPolicyRules, type PolicyRule } from '../../src/policy/index.js';
import { FIGURE_PRECISIONS, PUBLISHED_MEASURES, REGIONS } from '../../src/reference/index.js';
import type {
  Country,
  County,
  CountyNumber,
  Municipality,
  PublishedFigure,
  ReasonCode,
  ReferenceData,
  SubmissionCategory,
} from '../../src/reference/index.js';
import { readRequirements, type Requirement } from '../../src/submissions/index.js';

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
    region: row.region ? word(row, 'region', REGIONS) : null,
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

const countyNumbers = (): CountyNumber[] =>
  table('county-numbers.csv').map((row) => ({
    countyCode: cell(row, 'county_code'),
    year: Number(cell(row, 'year')),
    places: Number(cell(row, 'places')),
    source: cell(row, 'source'),
  }));

/** A cell that must be one of the words. */
function word<Word extends string>(row: Record<string, string>, column: string, words: readonly Word[]): Word {
  const value = cell(row, column);
  const found = words.find((one) => one === value);
  if (found === undefined) throw new Error(`${column} cannot be ${value}: ${JSON.stringify(row)}`);
  return found;
}

function publishedFigures(): PublishedFigure[] {
  const sources = new Map(table('published-sources.csv').map((row) => [cell(row, 'source'), row]));
  return table('published-figures.csv').map((row) => {
    const source = cell(row, 'source');
    const published = sources.get(source);
    if (!published) throw new Error(`published-sources.csv does not name the source ${source}.`);
    return {
      year: Number(cell(row, 'year')),
      years: Number(cell(row, 'years')),
      measure: word(row, 'measure', PUBLISHED_MEASURES),
      part: cell(row, 'part'),
      value: Number(cell(row, 'value')),
      precision: word(row, 'precision', FIGURE_PRECISIONS),
      source,
      document: cell(published, 'document'),
      asOf: published.as_of || null,
      definition: cell(row, 'definition'),
      note: row.note || null,
    };
  });
}

/** The reference rows of this release, from the files of this folder. Throws when a file is missing or a row lacks a column. */
export const referenceData = (): ReferenceData => ({
  countries: countries(),
  counties: counties(),
  municipalities: municipalities(),
  countyNumbers: countyNumbers(),
  submissionCategories: json<SubmissionCategory[]>('submission-categories.json'),
  reasonCodes: json<ReasonCode[]>('reason-codes.json'),
  publishedFigures: publishedFigures(),
});

/** The dated rules of this release. Throws an Error that names the rule that is wrong. */
export const policyRules = (): PolicyRule[] => readPolicyRules(json<unknown>('policy-rules.json'));

/** What submissions must hold, by source and category. Throws an Error that names the requirement that is wrong. */
export const rrfRequirements = (): Requirement[] => readRequirements(json<unknown>('rrf-requirements.json'));

/** The wordings of letters, all versions. Throws an Error that names the template that is wrong. */
export const letterTemplates = (): LetterTemplate[] => readLetterTemplates(json<unknown>('letter-templates.json'));
