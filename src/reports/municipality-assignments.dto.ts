import {
  ChoiceField,
  CodeField,
  CountField,
  CSV_PROFILES,
  DateField,
  IdField,
  ObjectsField,
  TextField,
  type CsvProfile,
} from '../platform/index.js';
import { COMPENSATION_BANDS } from './domain/age-band.js';
import {
  PERSON_ASSIGNMENT_STATUSES,
  RECIPIENTS,
  type PersonAssignmentStatus,
  type Recipient,
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
  @CodeField({
    about: 'Only what was decided in this month.',
    pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
    optional: true,
    example: '2025-03',
  })
  month?: string;
  @ChoiceField({
    about:
      'For whom: a municipality learns the names of whom it has accepted, a county board none, and neither the case.',
    of: RECIPIENTS,
    optional: true,
  })
  recipient?: Recipient;
  @CodeField({
    about: 'The columns of a file, in this order; all when left out.',
    pattern: /^[a-zA-Z]+(,[a-zA-Z]+)*$/,
    optional: true,
    example: 'municipalityCode,municipalityName,familySize,assignedOn',
  })
  columns?: string;
  @ChoiceField({ about: 'Form of the CSV: for Swedish Excel, or RFC 4180.', of: CSV_PROFILES, optional: true })
  profile?: CsvProfile;
}

export class AssignedPersonResponse {
  @IdField({ about: 'Id of the assignment.' }) assignmentId: string;
  @TextField({ about: 'Two-digit code of the county.', example: '01' }) countyCode: string;
  @TextField({ about: 'Its name.', example: 'Stockholm' }) countyName: string;
  @TextField({ about: 'Four-digit code of the municipality.', example: '0180' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Stockholm' }) municipalityName: string;
  @TextField({ about: 'Diary number of the case (for the agency).', nullable: true, example: 'VID-2025-00017' })
  diaryNumber: string | null;
  @CountField({ about: 'Number of the person in the case (for the agency).', nullable: true, example: 1 })
  personNumber: number | null;
  @TextField({ about: 'Family name; null where no name is told.', min: 0, nullable: true, example: 'Mugisha' })
  familyName: string | null;
  @TextField({ about: 'Given names; null where no name is told.', min: 0, nullable: true, example: 'Aline' })
  givenNames: string | null;
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
