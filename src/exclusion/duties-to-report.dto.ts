import { ChoiceField, CountField, DateField, FlagField, IdField, ObjectsField, TextField } from '../platform/index.js';
import {
  DUTY_STATES,
  RECIPIENTS,
  REPORTED_CRIMES,
  type DutyState,
  type Recipient,
  type ReportedCrime,
} from './domain/duty.js';
import type { DutyView } from './duties-to-report.js';

export class OpenDutyRequest {
  @IdField({ about: 'Whom the suspicion concerns.' }) personId: string;
  @ChoiceField({ about: 'What is suspected.', of: REPORTED_CRIMES, example: 'war_crime' }) crime: ReportedCrime;
  @TextField({
    about: 'On what the suspicion rests.',
    min: 3,
    max: 20000,
    example: 'Told of a village that was shelled.',
  })
  suspicion: string;
}

export class ReportDutyRequest {
  @ChoiceField({ about: 'To whom it was reported.', of: RECIPIENTS }) recipient: Recipient;
  @DateField({ about: 'When.' }) reportedOn: string;
  @TextField({ about: "The recipient's reference.", max: 100, example: '5000-K100-25' }) reference: string;
}

export class SetDutyAsideRequest {
  @TextField({ about: 'Why there is nothing to report.', min: 3, max: 4000, example: 'Another person of the name.' })
  reason: string;
}

export class DutiesQuery {
  @ChoiceField({ about: 'Those in this state; those due unless said.', of: DUTY_STATES, optional: true })
  state?: DutyState;
}

/** The same whatever is recorded. */
export class RecordedResponse {
  @FlagField({ about: 'The act was recorded in the compartment.' }) recorded: boolean;
}
export const RECORDED: RecordedResponse = { recorded: true };

export class DutyResponse {
  @IdField({ about: 'Id of the duty.' }) id: string;
  @TextField({ about: 'Number in the series of the compartment.', example: 'ANM-2025-00001' }) number: string;
  @CountField({ about: 'Version: what If-Match names.' }) version: number;
  @ChoiceField({ about: 'Due, reported or set aside.', of: DUTY_STATES }) state: string;
  @IdField({ about: 'The person.' }) personId: string;
  @TextField({ about: 'Name of the person.' }) personName: string;
  @IdField({ about: 'The case in which the person stands now.' }) caseId: string;
  @ChoiceField({ about: 'What is suspected.', of: REPORTED_CRIMES }) crime: string;
  @TextField({ about: 'On what the suspicion rests.', max: 20000 }) suspicion: string;
  @DateField({ about: 'When the suspicion was noted.' }) openedOn: string;
  @TextField({ about: 'By whom.' }) openedByName: string;
  @CountField({ about: 'Days from then until it was reported or set aside, or until today.' }) days: number;
  @ChoiceField({ about: 'To whom it was reported.', of: RECIPIENTS, nullable: true }) recipient: string | null;
  @DateField({ about: 'When it was reported.', nullable: true }) reportedOn: string | null;
  @TextField({ about: "The recipient's reference.", nullable: true }) reference: string | null;
  @TextField({ about: 'Why it was set aside.', nullable: true }) setAsideReason: string | null;
}

export class DutyListResponse {
  @ObjectsField(() => DutyResponse, { about: 'The duties, the oldest first.' }) items: DutyResponse[];
}

export function toDutyResponse({ opened, report, setAside, person, ...duty }: DutyView): DutyResponse {
  const { id, number, version, state, openedByName, days } = duty;
  const { personId, crime, suspicion, openedOn } = opened;
  return {
    ...{ id, number, version, state, personId, crime, suspicion, openedOn, openedByName, days },
    personName: person ? `${person.givenNames} ${person.familyName}`.trim() : '',
    caseId: person?.caseId ?? opened.caseId,
    recipient: report?.recipient ?? null,
    reportedOn: report?.reportedOn ?? null,
    reference: report?.reference ?? null,
    setAsideReason: setAside?.reason ?? null,
  };
}
