import {
  ChoiceField,
  CodeField,
  CountField,
  CSV_PROFILES,
  DateField,
  ObjectsField,
  TextField,
  type Cell,
  type CsvProfile,
} from '../platform/index.js';
import { COMPENSATION_BANDS } from './domain/age-band.js';
import {
  PERSON_ASSIGNMENT_STATUSES,
  type AssignedPerson,
  type PersonAssignmentStatus,
} from './municipality-assignments.js';

export class MunicipalityAssignmentsQuery {
  @CountField({
    about: 'Year of the municipal number under which they count.',
    min: 2016,
    max: 2100,
    fromQuery: true,
    example: 2025,
  })
  year: number;
  @CodeField({ about: 'Only this county (two digits).', pattern: /^\d{2}$/, optional: true, example: '01' })
  countyCode?: string;
  @CodeField({ about: 'Only this municipality (four digits).', pattern: /^\d{4}$/, optional: true, example: '0180' })
  municipalityCode?: string;
  @ChoiceField({ about: 'Form of the CSV: for Swedish Excel, or RFC 4180.', of: CSV_PROFILES, optional: true })
  profile?: CsvProfile;
}

export class AssignedPersonResponse {
  @TextField({ about: 'Two-digit code of the county.', example: '01' }) countyCode: string;
  @TextField({ about: 'Its name.', example: 'Stockholm' }) countyName: string;
  @TextField({ about: 'Four-digit code of the municipality.', example: '0180' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Stockholm' }) municipalityName: string;
  @TextField({ about: 'Diary number of the case.', example: 'VID-2025-00017' }) diaryNumber: string;
  @CountField({ about: 'Number of the person in the case.', example: 1 }) personNumber: number;
  @TextField({ about: 'Family name.', min: 0, example: 'Mugisha' }) familyName: string;
  @TextField({ about: 'Given names.', min: 0, example: 'Aline' }) givenNames: string;
  @CountField({ about: 'Persons assigned together.', example: 4 }) familySize: number;
  @ChoiceField({
    about: 'Age band of the state compensation, on the day of the assignment.',
    of: COMPENSATION_BANDS,
    nullable: true,
  })
  ageBand: string | null;
  @DateField({ about: 'Day of the assignment.' }) assignedOn: string;
  @DateField({ about: 'Latest reception.' }) latestReceptionOn: string;
  @ChoiceField({ about: 'Where it stands for this person.', of: PERSON_ASSIGNMENT_STATUSES })
  status: PersonAssignmentStatus;
  @DateField({ about: 'Accepted on.', nullable: true }) acceptedOn: string | null;
  @DateField({ about: 'Arrived in Sweden on.', nullable: true }) arrivedOn: string | null;
  @DateField({ about: 'Received on.', nullable: true }) receivedOn: string | null;
}

export class MunicipalityAssignmentsResponse {
  @CountField({ about: 'The year.', example: 2025 }) year: number;
  @ObjectsField(() => AssignedPersonResponse, {
    about: 'One a person and assignment, by municipality and case.',
    maxItems: 100_000,
  })
  items: AssignedPersonResponse[];
}

const COLUMNS: readonly (readonly [header: string, of: keyof AssignedPerson])[] = [
  ['County code', 'countyCode'],
  ['County', 'countyName'],
  ['Municipality code', 'municipalityCode'],
  ['Municipality', 'municipalityName'],
  ['Diary number', 'diaryNumber'],
  ['Person', 'personNumber'],
  ['Family name', 'familyName'],
  ['Given names', 'givenNames'],
  ['Family size', 'familySize'],
  ['Age band', 'ageBand'],
  ['Assigned on', 'assignedOn'],
  ['Latest reception on', 'latestReceptionOn'],
  ['Status', 'status'],
  ['Accepted on', 'acceptedOn'],
  ['Arrived on', 'arrivedOn'],
  ['Received on', 'receivedOn'],
];

export const assignmentsTable = (persons: readonly AssignedPerson[]): { header: string[]; rows: Cell[][] } => ({
  header: COLUMNS.map(([header]) => header),
  rows: persons.map((person) => COLUMNS.map(([, of]) => person[of])),
});
