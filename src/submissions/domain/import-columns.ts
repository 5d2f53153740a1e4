import type { FieldError } from '../../kernel/index.js';
import { PERSON_FIELDS, RRF_FIELDS, type PersonFieldName, type RrfFieldName } from './rrf-fields.js';
import * as words from './rrf-words.js';

// The columns of a workbook, in their order. What a spreadsheet cannot hold (relatives, sections 4 to 8, earlier numbers) comes as
// lines of JSON.

export type SheetName = 'Cases' | 'Persons';
/** What a cell holds. A day is a number that the spreadsheet shows as a date. */
export type SheetCell = string | number | boolean | null | { readonly day: string } | { readonly formula: true };
type CellKind = 'text' | 'count' | 'date' | 'partialDate' | 'flag' | 'list' | 'languages' | 'documents';

export interface ImportColumn {
  readonly name: string;
  readonly kind: CellKind;
  readonly required: boolean;
  readonly example: string;
  /** The words that it takes. */
  readonly of?: readonly string[];
}

type Options = Partial<Pick<ImportColumn, 'required' | 'of'>>;
const ofCase = (name: RrfFieldName, kind: CellKind, example: string, options: Options = {}): ImportColumn => ({
  name,
  kind,
  example,
  required: false,
  ...options,
});
const ofPerson = (name: PersonFieldName, kind: CellKind, example: string, options: Options = {}): ImportColumn => ({
  name,
  kind,
  example,
  required: false,
  ...options,
});
const required = { required: true };

export const IMPORT_COLUMNS: { readonly [Sheet in SheetName]: readonly ImportColumn[] } = {
  Cases: [
    ofCase('unhcrCaseNumber', 'text', 'SYN-900-25C00001', required),
    ofCase('resettlementReferenceNumber', 'text', 'SYN-900-RST-2025-00001', required),
    ofCase('submittedOn', 'date', '2024-11-18', required),
    ofCase('rrfDate', 'date', '2024-11-11', required),
    ofCase('priority', 'text', 'normal', { required: true, of: words.PRIORITIES }),
    ofCase('priorityJustification', 'text', ''),
    ofCase('primaryCategory', 'text', 'LPN', required),
    ofCase('secondaryCategory', 'text', 'LAS'),
    ofCase('caseSize', 'count', '1', required),
    ofCase('countryOfAsylum', 'text', 'UG', required),
    ofCase('unhcrOffice', 'text', 'UNHCR Kampala'),
    ofCase('submittingOfficer', 'text', 'Synthetic officer 1'),
    ofCase('routeWish', 'text', 'mission', { of: words.ROUTE_WISHES }),
    ofCase('needsSummary', 'text', 'The family cannot live safely in the settlement.'),
    ofCase('durableSolutions', 'text', 'Neither is foreseeable.'),
  ],
  Persons: [
    { name: 'unhcrCaseNumber', kind: 'text', example: 'SYN-900-25C00001', required: true },
    ofPerson('individualNumber', 'text', 'SYN-900-00000001', required),
    ofPerson('familyName', 'text', 'Mugisha', required),
    ofPerson('givenNames', 'text', 'Aline'),
    ofPerson('otherNames', 'list', ''),
    ofPerson('sex', 'text', 'female', { required: true, of: words.SEXES }),
    ofPerson('birthDate', 'partialDate', '1990-05', required),
    ofPerson('birthDateEstimated', 'flag', 'yes'),
    ofPerson('placeOfBirth', 'text', 'Goma'),
    ofPerson('countryOfBirth', 'text', 'CD'),
    ofPerson('nationality', 'text', 'CD'),
    ofPerson('stateless', 'flag', 'no', required),
    ofPerson('ethnicity', 'text', ''),
    ofPerson('religion', 'text', ''),
    ofPerson('maritalStatus', 'text', 'married', { required: true, of: words.MARITAL_STATUSES }),
    ofPerson('relationToPrincipal', 'text', 'principal_applicant', { required: true, of: words.RELATIONS }),
    ofPerson('languages', 'languages', 'sw:mother_tongue; en:basic', { of: words.LANGUAGE_LEVELS }),
    ofPerson('education', 'text', 'primary', { of: words.EDUCATION_LEVELS }),
    ofPerson('occupation', 'text', 'Tailor'),
    ofPerson('skills', 'list', 'sewing; cooking'),
    ofPerson('documents', 'documents', 'refugee_identity_card:RID-004711:UG', { of: words.IDENTITY_DOCUMENT_TYPES }),
    ofPerson('arrivedInAsylumOn', 'partialDate', '2017'),
    ofPerson('registeredOn', 'partialDate', '2017-03-14'),
    ofPerson('refugeeStatusBasis', 'text', 'prima_facie', { of: words.REFUGEE_STATUS_BASES }),
    ofPerson('refugeeStatusOn', 'partialDate', '2017'),
    ofPerson('biometricsTaken', 'flag', 'yes'),
    ofPerson('specificNeeds', 'list', '', { of: words.SPECIFIC_NEEDS }),
    ofPerson('medicalFormOn', 'date', ''),
    ofPerson('bestInterestsOn', 'date', ''),
    ofPerson('consentOn', 'date', '2024-11-04'),
    ofPerson('signedOn', 'date', '2024-11-04'),
    ofPerson('holdsEuProtection', 'flag', 'no', required),
  ],
};

const KINDS: Record<CellKind, string> = {
  text: 'text; format the column as text, so that codes keep their zeros',
  count: 'a whole number',
  date: 'a date, or text as 2024-11-18',
  partialDate: 'a date, or text as 1990, 1990-05 or 1990-05-17',
  flag: 'yes or no',
  list: 'texts, separated by ;',
  languages: 'code:level, separated by ;',
  documents: 'type:number:country, separated by ;',
};

/** One row for each column: sheet, column, what it is, where in the form, what a cell holds, the words it takes. */
export const columnsInWords = (): string[][] =>
  (['Cases', 'Persons'] as const).flatMap((sheet) =>
    IMPORT_COLUMNS[sheet].map(({ name, kind, required: needed, of }) => {
      const { words: told, section } =
        sheet === 'Cases' || name === 'unhcrCaseNumber'
          ? RRF_FIELDS[name as RrfFieldName]
          : PERSON_FIELDS[name as PersonFieldName];
      return [sheet, name, told, `RRF ${section}`, needed ? 'yes' : 'no', KINDS[kind], of?.join(', ') ?? ''];
    }),
  );

const FLAGS = new Map<string, boolean>([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);
type Reading = { readonly value: unknown } | { readonly wrong: Omit<FieldError, 'pointer'> };
const wrong = (code: string, message: string): Reading => ({ wrong: { code, message } });

/** What the cell says for its column; an empty one says nothing. The refusal never repeats what stands in the cell. */
export function readingOfCell({ kind }: ImportColumn, cell: SheetCell): Reading {
  if (cell === null || cell === '') return { value: undefined };
  if (typeof cell === 'object' && 'formula' in cell)
    return wrong('formula', 'The cell holds a formula: put the value itself there.');
  if (kind === 'count') return { value: typeof cell === 'string' && /^\d{1,9}$/.test(cell) ? Number(cell) : cell };
  if (kind === 'flag') {
    const flag = typeof cell === 'string' ? FLAGS.get(cell.trim().toLowerCase()) : cell;
    return typeof flag === 'boolean' ? { value: flag } : wrong('flag', 'The cell must say yes or no.');
  }
  if (kind === 'date' || kind === 'partialDate') return dateOf(kind, cell);
  if (typeof cell !== 'string')
    return wrong(
      'notText',
      'The cell holds a number or a date where text belongs, and zeros may be lost: format the column as text and write it again.',
    );
  return { value: kind === 'text' ? cell : partsOf(kind, cell) };
}

/** A number that is not shown as a date may be anything: 45612 a day, 1990 a year, and only that is certain enough to take. */
function dateOf(kind: 'date' | 'partialDate', cell: string | number | boolean | { readonly day: string }): Reading {
  if (typeof cell === 'object') return { value: cell.day };
  if (typeof cell === 'string') return { value: cell.trim() };
  if (kind === 'partialDate' && typeof cell === 'number' && Number.isInteger(cell) && cell >= 1900 && cell <= 2100)
    return { value: String(cell) };
  return wrong('dateAsNumber', 'The cell holds a bare number: format it as a date, or write it as text, 2024-11-18.');
}

function partsOf(kind: CellKind, cell: string): unknown[] {
  const parts = cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (kind === 'list') return parts;
  return parts.map((part) => {
    const [first, second, third] = part.split(':').map((word) => word.trim());
    return kind === 'languages'
      ? { language: first, level: second }
      : { type: first, number: second, issuingCountry: third };
  });
}
