import { writeXlsx, type CellValue } from 'hucre/xlsx';
import type { Rrf, RrfPerson } from '../../src/submissions/index.js';
import { IMPORT_COLUMNS, type ImportColumn } from '../../src/submissions/domain/import-columns.js';
import type { PersonToMatch } from '../../src/submissions/domain/duplicates/person-to-match.js';
import { makeTruth } from '../support/duplicate-truth/truth.js';

// The forms that are imported: the families of the duplicates' generated register (several scripts, estimated dates, five in a
// hundred registered twice), each with a number and a form of its own. A workbook and lines of JSON say the same.

const SEED = 4;
/** Of larger families only so many are listed: 3.5 persons a case, as UNHCR's submissions have. */
const MOST_MEMBERS = 5;
const PERSONS_A_CASE = 4.35;
const two = (value: number): string => String(value).padStart(2, '0');

/** So many forms; the same on every machine. */
export function forms(count: number): Rrf[] {
  const { cases } = makeTruth(SEED, Math.ceil(count * PERSONS_A_CASE) + 50);
  if (cases.length < count) throw new Error(`The register has ${cases.length} cases only.`);
  return cases.slice(0, count).map((persons, index) => formOf(persons.slice(0, MOST_MEMBERS), index + 1));
}

function formOf(persons: readonly PersonToMatch[], number: number): Rrf {
  const told = persons.map((person, index) => personOf(person, persons[0]!, number, index));
  const code = String(number).padStart(6, '0');
  return {
    source: 'unhcr',
    unhcrCaseNumber: `SYN-B-25C${code}`,
    resettlementReferenceNumber: `SYN-B-RST-${code}`,
    submittedOn: '2025-09-18',
    rrfDate: '2025-09-11',
    priority: number % 20 === 0 ? 'urgent' : 'normal',
    priorityJustification: number % 20 === 0 ? 'Threatened where they live.' : undefined,
    primaryCategory: 'LPN',
    secondaryCategory: 'LAS',
    caseSize: told.length,
    countryOfAsylum: 'UG',
    unhcrOffice: 'UNHCR Kampala',
    submittingOfficer: `Synthetic officer ${1 + (number % 7)}`,
    routeWish: 'mission',
    needsSummary: 'The family cannot live safely in the settlement.',
    durableSolutions: 'Return is not possible and local integration is not open to them.',
    persons: told,
  };
}

function personOf(person: PersonToMatch, head: PersonToMatch, number: number, index: number): RrfPerson {
  const [own, ...others] = person.names;
  const isAdult = (person.birth.year ?? 1990) < 2004;
  return {
    individualNumber: `SYN-B-${String(number).padStart(6, '0')}-${index + 1}`,
    familyName: own!.family || own!.given,
    givenNames: own!.family === '' ? '' : own!.given,
    otherNames: others.map(({ given, family }) => `${given} ${family}`.trim()),
    sex: person.sex as RrfPerson['sex'],
    birthDate: birthDateOf(person),
    birthDateEstimated: person.birth.estimated,
    placeOfBirth: person.birthPlace ?? undefined,
    countryOfBirth: person.countryOfBirth ?? undefined,
    nationality: person.nationality ?? undefined,
    stateless: person.nationality === null,
    maritalStatus: isAdult ? 'married' : 'single',
    relationToPrincipal:
      index === 0
        ? 'principal_applicant'
        : isChildOf(person, head)
          ? person.sex === 'female'
            ? 'daughter'
            : 'son'
          : 'other_relative',
    languages: [{ language: 'sw', level: 'mother_tongue' }],
    education: 'primary',
    occupation: isAdult ? 'Tailor' : undefined,
    skills: [],
    documents: person.documentNumbers.map((paper) => ({
      type: 'refugee_identity_card',
      number: paper,
      issuingCountry: 'UG',
    })),
    registeredOn: '2017-03-14',
    refugeeStatusBasis: 'prima_facie',
    specificNeeds: [],
    consentOn: '2025-09-04',
    signedOn: isAdult ? '2025-09-04' : undefined,
    holdsEuProtection: false,
  };
}

const isChildOf = ({ birth }: PersonToMatch, head: PersonToMatch): boolean =>
  (birth.year ?? 0) - (head.birth.year ?? 9999) > 15;

/** The register's digit errors may lie after today, which no form may. */
function birthDateOf({ birth: { year, month, day } }: PersonToMatch): string {
  return [String(Math.min(year ?? 1990, 2024)), ...(month ? [two(month), ...(day ? [two(day)] : [])] : [])].join('-');
}

export const asLines = (rrfs: readonly Rrf[]): Buffer =>
  Buffer.from(rrfs.map((rrf) => `${JSON.stringify(rrf)}\n`).join(''));

/** The same forms, as they would be typed into the template. */
export async function asWorkbook(rrfs: readonly Rrf[]): Promise<Buffer> {
  const rows = {
    Cases: rrfs.map((rrf) => rowOf(IMPORT_COLUMNS.Cases, rrf)),
    Persons: rrfs.flatMap((rrf) =>
      rrf.persons.map((person) => rowOf(IMPORT_COLUMNS.Persons, { ...person, unhcrCaseNumber: rrf.unhcrCaseNumber })),
    ),
  };
  const sheets = (['Cases', 'Persons'] as const).map((name) => ({
    name,
    rows: [IMPORT_COLUMNS[name].map((column) => column.name), ...rows[name]],
  }));
  return Buffer.from(await writeXlsx({ sheets }));
}

const rowOf = (columns: readonly ImportColumn[], told: object): CellValue[] =>
  columns.map((column) => cellOf(column, (told as Record<string, unknown>)[column.name]));

function cellOf({ kind }: ImportColumn, value: unknown): CellValue {
  if (value === undefined || value === null) return null;
  if (kind === 'flag') return value === true ? 'yes' : 'no';
  if (!Array.isArray(value)) return value as CellValue;
  return value
    .map((part: unknown) => (typeof part === 'string' ? part : Object.values(part as object).join(':')))
    .join('; ');
}
