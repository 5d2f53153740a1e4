import { PERSON_STATUSES, type PersonStatus } from '../cases/index.js';
import {
  ChoiceField,
  CountField,
  DateField,
  IdField,
  IdsField,
  InstantField,
  ObjectField,
  ObjectsField,
  saidIn,
  TextField,
  TextsField,
  type Language,
} from '../platform/index.js';
import { CONDITIONS_IN_SWEDISH } from '../reference/index.js';
import type { NextActions, Verbs } from './next-actions.js';
import type { TimelineEntry } from './timeline.js';

export class ConditionResponse {
  @TextField({ about: 'Stable code.', example: 'clearanceNotInForce' }) code: string;
  @TextField({ about: 'What is missing, in words.', max: 1000 }) detail: string;
  @TextField({ about: 'The law, ordinance or practice behind it.' }) source: string;
}

export class BlockedVerbResponse {
  @TextField({ about: 'The verb.', example: 'examine' }) verb: string;
  @ObjectsField(() => ConditionResponse, { about: 'Everything that does not hold.' }) unmet: ConditionResponse[];
}

export class VerbsResponse {
  @TextsField({ about: 'Verbs that will not be refused now.', example: ['refer', 'withdraw'] }) available: string[];
  @ObjectsField(() => BlockedVerbResponse, { about: 'Verbs of this state that something stands against.' })
  blocked: BlockedVerbResponse[];
}

export class VerbsOfPersonResponse extends VerbsResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @CountField({ about: 'Place in the case, from 1.', example: 1 }) number: number;
  @ChoiceField({ about: 'Where the person stands.', of: PERSON_STATUSES }) status: PersonStatus;
}

export class PrimaryActionResponse {
  @TextField({ about: 'The verb.', example: 'refer' }) verb: string;
  @IdsField({ about: 'For whom; empty for a verb of the case.' }) personIds: string[];
}

export class NoteResponse {
  @TextField({ about: 'Stable code.', example: 'principalApplicantMissing' }) code: string;
  @TextField({ about: 'What to know before going on; it bars nothing.', max: 1000 }) detail: string;
}

export class NextActionsResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @CountField({ about: 'Version of the case that this was read from: its ETag.', example: 3 }) caseVersion: number;
  @ObjectField(() => PrimaryActionResponse, { about: 'The next step that you would most likely take.', nullable: true })
  primary: PrimaryActionResponse | null;
  @ObjectField(() => VerbsResponse, { about: 'What you may do with the case as a whole.' }) theCase: VerbsResponse;
  @ObjectsField(() => NoteResponse, { about: 'What the officials of the case should know.' }) notes: NoteResponse[];
  @ObjectsField(() => VerbsOfPersonResponse, { about: 'What you may do with each person.' })
  persons: VerbsOfPersonResponse[];
}

const toVerbsResponse = ({ available, blocked }: Verbs, language: Language): VerbsResponse => ({
  available,
  blocked: blocked.map(({ verb, unmet }) => ({
    verb,
    unmet: unmet.map((one) => ({ ...one, detail: saidIn(language, one, CONDITIONS_IN_SWEDISH) })),
  })),
});

export const toNextActionsResponse = (
  { caseId, caseVersion, primary, theCase, notes, persons }: NextActions,
  language: Language,
): NextActionsResponse => ({
  caseId,
  caseVersion,
  primary: primary && { verb: primary.verb, personIds: [...primary.personIds] },
  theCase: toVerbsResponse(theCase, language),
  notes: notes.map((note) => ({ ...note, detail: saidIn(language, note, CONDITIONS_IN_SWEDISH) })),
  persons: persons.map(({ personId, number, status, ...verbs }) => ({
    personId,
    number,
    status,
    ...toVerbsResponse(verbs, language),
  })),
});

export class TimelineEntryResponse {
  @DateField({ about: 'When it happened.' }) happenedOn: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who did it.', example: 'Case officer' }) by: string;
  @TextField({ about: 'The act.', example: 'person.refer' }) action: string;
  @TextField({
    about: 'What happened, in words.',
    max: 2000,
    example: 'Person 1 (Aline Mugisha): referred to the Security Service.',
  })
  text: string;
  @IdsField({ about: 'The persons it concerns; empty for the case as a whole.' }) personIds: string[];
  @TextField({ about: 'Why, as it was given.', nullable: true, max: 20000, example: null }) reason: string | null;
}

export class TimelineResponse {
  @ObjectsField(() => TimelineEntryResponse, { about: 'The story, oldest first.' }) items: TimelineEntryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export const toTimelineEntryResponse = ({
  happenedOn,
  recordedAt,
  by,
  action,
  text,
  personIds,
  reason,
}: TimelineEntry): TimelineEntryResponse => ({
  ...{ happenedOn, recordedAt, by, action, text, reason },
  personIds: [...personIds],
});
