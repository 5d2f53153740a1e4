import { ChoiceField, CountField, DateField, IdField, ObjectsField, TextField } from '../platform/index.js';
import { RESCREENING_CAUSES, type RescreeningDue } from '../screening/index.js';

export class DueCauseResponse {
  @ChoiceField({ about: 'What calls for it.', of: RESCREENING_CAUSES }) cause: string;
  @DateField({ about: 'The day that calls for it, where it is known.', nullable: true }) since: string | null;
}

export class RescreeningDueResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @TextField({ about: 'Its diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @IdField({ about: 'The person.' }) personId: string;
  @CountField({ about: 'Number of the person in the case.' }) personNumber: number;
  @DateField({ about: 'The last day of the clearance.' }) clearedUntil: string;
  @DateField({ about: 'Day of the journey that is booked.', nullable: true }) departsOn: string | null;
  @ObjectsField(() => DueCauseResponse, { about: 'Why.' }) causes: DueCauseResponse[];
}

export class RescreeningDueListResponse {
  @ObjectsField(() => RescreeningDueResponse, { about: 'Those who travel first come first.' })
  items: RescreeningDueResponse[];
}

export const toRescreeningDueResponse = ({ person, ...due }: RescreeningDue): RescreeningDueResponse => ({
  caseId: person.caseId,
  diaryNumber: due.diaryNumber,
  personId: person.id,
  personNumber: person.number,
  clearedUntil: due.clearedUntil,
  departsOn: due.departsOn,
  causes: due.causes.map(({ cause, since }) => ({ cause, since })),
});
