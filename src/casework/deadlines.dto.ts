import {
  ChoiceField,
  CountField,
  CSV_PROFILES,
  DateField,
  FlagField,
  IdField,
  ObjectsField,
  PageQuery,
  TextField,
  type Cell,
  type CsvProfile,
} from '../platform/index.js';
import type { DeadlinesOfCase } from './case-deadlines.js';
import { DEADLINE_KINDS, type DeadlineKind } from './deadline-sources.js';
import type { Deadline } from './deadlines.js';

export class DeadlinesQuery extends PageQuery {
  @ChoiceField({ about: 'Only this kind.', of: DEADLINE_KINDS, optional: true, example: 'eu_conclusion' })
  kind?: DeadlineKind;
  @IdField({ about: 'Only cases in which this official (account) has taken a step.', optional: true })
  officerId?: string;
  @DateField({ about: 'Only what is due before this day.', optional: true, example: '2025-09-01' }) before?: string;
  @ChoiceField({ about: 'Form of the CSV: for Swedish Excel, or RFC 4180.', of: CSV_PROFILES, optional: true })
  profile?: CsvProfile;
}

export class DeadlineResponse {
  @IdField({ about: 'Id of what runs out.' }) id: string;
  @ChoiceField({ about: 'What runs out.', of: DEADLINE_KINDS }) kind: DeadlineKind;
  @DateField({ about: 'The last day.', example: '2025-08-07' }) dueOn: string;
  @IdField({ about: 'The case.' }) caseId: string;
  @TextField({ about: 'Its diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @IdField({ about: 'The person; null for the case as a whole.', nullable: true }) personId: string | null;
  @CountField({ about: 'Number of the person in the case.', nullable: true, example: 1 }) personNumber: number | null;
  @DateField({ about: 'The clock was lengthened on this day.', nullable: true, example: null }) extendedOn:
    string | null;
}

export class DeadlineListResponse {
  @ObjectsField(() => DeadlineResponse, { about: 'The deadlines, the nearest first.' }) items: DeadlineResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
  @CountField({
    about:
      'In how many cases before departure the first medical form lapses before that day (today when none is given): counted, never listed.',
    example: 3,
  })
  medicalFormsLapsing: number;
}

export class MedicalFormResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @DateField({ about: 'Date of the form.', nullable: true }) datedOn: string | null;
  @DateField({ about: 'The last day on which it holds.' }) validUntil: string;
}

export class AgeReachedResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @CountField({ about: 'The age, in completed years.', example: 18 }) years: number;
  @DateField({ about: 'The first day on which the birthday can fall.' }) earliestOn: string;
  @DateField({ about: 'The last day on which it can fall.' }) latestOn: string;
  @FlagField({ about: 'False when the birthday may also lie outside the time looked at.' }) certain: boolean;
}

export class CaseDeadlinesResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @ObjectsField(() => DeadlineResponse, { about: 'Its deadlines, the nearest first.' }) deadlines: DeadlineResponse[];
  @ObjectsField(() => MedicalFormResponse, { about: 'Medical forms, shown on the case alone.' })
  medicalForms: MedicalFormResponse[];
  @ObjectsField(() => AgeReachedResponse, {
    about: 'Who reaches an age from which another rule holds, from the receipt of the case to a year from today.',
  })
  ages: AgeReachedResponse[];
}

const toDeadlineResponse = (deadline: Deadline): DeadlineResponse => {
  const { id, kind, dueOn, caseId, diaryNumber, personId, personNumber, extendedOn } = deadline;
  return { id, kind, dueOn, caseId, diaryNumber, personId, personNumber, extendedOn };
};

export const toDeadlineListResponse = (
  items: readonly Deadline[],
  nextCursor: string | null,
  medicalFormsLapsing: number,
): DeadlineListResponse => ({ items: items.map(toDeadlineResponse), nextCursor, medicalFormsLapsing });

export const toCaseDeadlinesResponse = ({
  caseId,
  deadlines,
  medicalForms,
  ages,
}: DeadlinesOfCase): CaseDeadlinesResponse => ({
  caseId,
  deadlines: deadlines.map(toDeadlineResponse),
  medicalForms: medicalForms.map((form) => ({ ...form })),
  ages: ages.map((age) => ({ ...age })),
});

export const deadlinesTable = (deadlines: readonly Deadline[]): { header: string[]; rows: Cell[][] } => ({
  header: ['due_on', 'kind', 'diary_number', 'person_number', 'extended_on'],
  rows: deadlines.map(({ dueOn, kind, diaryNumber, personNumber, extendedOn }) => [
    dueOn,
    kind,
    diaryNumber,
    personNumber,
    extendedOn,
  ]),
});
