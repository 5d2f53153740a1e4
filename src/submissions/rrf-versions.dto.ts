import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { REQUIRED_OF, type Requirement } from './domain/completeness.js';
import { DIFFERENCE_KINDS } from './domain/member-differences.js';
import type { ShownRrf, WithheldField } from './domain/restricted.js';
import type { RrfDiff } from './domain/rrf-diff.js';
import { PRIORITIES, SUBMISSION_SOURCES, type Priority, type SubmissionSource } from './domain/rrf.js';
import type { Versions } from './read-versions.js';
import { RrfBody } from './rrf.dto.js';
import type { Submission } from './submissions.entities.js';

export class WithheldFieldResponse {
  @CountField({ about: 'Section of the form.', max: 9, example: 5 }) section: number;
  @TextField({ about: 'Field.', example: 'needsSummary' }) field: string;
  @TextField({ about: 'What it is, in words.', example: 'need for resettlement' }) words: string;
  @CountField({ about: 'How many paragraphs, words or persons are not shown.', example: 1 }) count: number;
}

export const toWithheldResponse = (withheld: readonly WithheldField[]): WithheldFieldResponse[] =>
  withheld.map(({ section, field, words, count }) => ({ section, field, words, count }));

export class RrfVersionSummaryResponse {
  @IdField({ about: 'Id of the version.' }) submissionId: string;
  @CountField({ about: 'Its number, from 1.', min: 1, example: 2 }) rrfVersion: number;
  @TextField({ about: 'Diary number of the form as a document.', example: 'VID-2025-00017:3' }) documentNumber: string;
  @DateField({ about: 'The day the form was completed.' }) rrfDate: string;
  @InstantField({ about: 'When it was received.' }) receivedAt: string;
  @CountField({ about: 'Persons it lists.', example: 4 }) persons: number;
  @CountField({ about: 'Things that it lacks.', example: 0 }) missing: number;
  @FlagField({ about: 'It was returned to its sender.' }) returned: boolean;
}

export class MemberDifferenceResponse {
  @IdField({ about: 'Id of the difference.' }) id: string;
  @ChoiceField({ about: 'Listed by the form and not by the case, or the other way round.', of: DIFFERENCE_KINDS })
  kind: string;
  @TextField({ about: "UNHCR's individual number.", example: 'SYN-900-00000003' }) individualNumber: string;
  @IdField({ about: 'The person of the case, when there is one.', nullable: true }) personId: string | null;
  @CountField({ about: 'The version that told it first.', min: 1, example: 2 }) rrfVersion: number;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
}

export class RrfVersionsResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @ObjectsField(() => RrfVersionSummaryResponse, { about: 'The versions, oldest first.' })
  items: RrfVersionSummaryResponse[];
  @ObjectsField(() => MemberDifferenceResponse, {
    about:
      'Persons whom the newest form lists and the case does not, or the other way round: nobody has acted on them yet.',
  })
  openDifferences: MemberDifferenceResponse[];
}

export const toVersionsResponse = ({ theCase, versions, differences }: Versions): RrfVersionsResponse => ({
  caseId: theCase.id,
  items: versions.map((version: Submission) => ({
    submissionId: version.id,
    rrfVersion: version.rrfVersion,
    documentNumber: version.documentNumber,
    rrfDate: version.rrf.rrfDate,
    receivedAt: version.receivedAt,
    persons: version.rrf.persons.length,
    missing: version.missing.length,
    returned: version.returnedOn !== null,
  })),
  openDifferences: differences.map(({ id, kind, individualNumber, personId, rrfVersion, recordedAt }) => ({
    id,
    kind,
    individualNumber,
    personId,
    rrfVersion,
    recordedAt,
  })),
});

export class DiffQuery {
  @CountField({ about: 'The version to compare with.', min: 1, max: 10_000, fromQuery: true, example: 1 }) from: number;
}

export class NamedPersonResponse {
  @TextField({ about: "UNHCR's individual number.", example: 'SYN-900-00000003' }) individualNumber: string;
  @TextField({ about: 'Family name.', example: 'Mugisha' }) familyName: string;
  @TextField({ about: 'Given names.', min: 0, example: 'Aline' }) givenNames: string;
}

export class FieldChangeResponse {
  @CountField({ about: 'Section of the form; 9 for what is attached.', max: 9, example: 2 }) section: number;
  @TextField({ about: 'Field.', example: 'occupation' }) field: string;
  @TextField({ about: 'What it is, in words.', example: 'occupation' }) words: string;
  @TextField({ about: 'Whose it is; null for the case.', nullable: true, example: 'SYN-900-00000001' })
  individualNumber: string | null;
  @TextField({ about: 'Before; of a list what went.', nullable: true, max: 1_000_000, example: 'Tailor' })
  before: string | null;
  @TextField({ about: 'After; of a list what came.', nullable: true, max: 1_000_000, example: 'Teacher' })
  after: string | null;
  @FlagField({ about: 'Changed, but not for you to see.' }) withheld: boolean;
}

export class RrfDiffResponse {
  @CountField({ about: 'The version compared with.', min: 1, example: 1 }) from: number;
  @CountField({ about: 'The version.', min: 1, example: 2 }) to: number;
  @ObjectsField(() => NamedPersonResponse, { about: 'Persons listed anew.' }) added: NamedPersonResponse[];
  @ObjectsField(() => NamedPersonResponse, { about: 'Persons listed no longer.' }) removed: NamedPersonResponse[];
  @ObjectsField(() => FieldChangeResponse, { about: 'What changed, by section.', maxItems: 5000 })
  changes: FieldChangeResponse[];
}

export const toDiffResponse = (from: number, to: number, { added, removed, changes }: RrfDiff): RrfDiffResponse => ({
  from,
  to,
  added: added.map((person) => ({ ...person })),
  removed: removed.map((person) => ({ ...person })),
  changes: changes.map((change) => ({ ...change })),
});

export class ReleaseQuery {
  @IdField({ about: 'The person to whom it is given out.' }) personId: string;
}

export class ReleasedRrfResponse {
  @CountField({ about: 'Number of the version.', min: 1, example: 1 }) rrfVersion: number;
  @ObjectField(() => RrfBody, { about: 'What of the form is about this person alone.' }) rrf: RrfBody;
  @ObjectsField(() => WithheldFieldResponse, { about: 'What is about others, counted.' })
  withheld: WithheldFieldResponse[];
}

export const toReleasedResponse = ({
  rrf,
  withheld,
  rrfVersion,
}: ShownRrf & { rrfVersion: number }): ReleasedRrfResponse => ({
  rrfVersion,
  rrf: rrf as RrfBody,
  withheld: toWithheldResponse(withheld),
});

export class RequirementsQuery {
  @ChoiceField({ about: 'Only those asked of this source.', of: SUBMISSION_SOURCES, optional: true, example: 'unhcr' })
  source?: SubmissionSource;
  @DateField({ about: 'Those in force on this day; today when left out.', optional: true }) on?: string;
}

export class RequirementResponse {
  @TextField({ about: 'Stable code.', example: 'adultSignatureMissing' }) code: string;
  @TextField({ about: 'What is asked for, in words.', example: 'The signature of each adult.' }) text: string;
  @TextField({ about: 'The rule behind it.', example: 'UNHCR Resettlement Handbook 4.6, section 8' }) source: string;
  @FlagField({ about: 'False for what rests on a default of this system.' }) verified: boolean;
  @DateField({ about: 'First day.' }) validFrom: string;
  @DateField({ about: 'Last day; null until further notice.', nullable: true }) validTo: string | null;
  @TextsField({ about: 'Asked of these sources.', of: SUBMISSION_SOURCES }) sources: SubmissionSource[];
  @TextsField({ about: 'Asked in these categories; null in all.', nullable: true, example: ['MED'] })
  categories: string[] | null;
  @TextsField({ about: 'Asked at these priorities; null at all.', of: PRIORITIES, nullable: true }) priorities:
    Priority[] | null;
  @ChoiceField({ about: 'Asked of the case, or of each such person.', of: REQUIRED_OF }) requiredOf: string;
  @TextField({ about: 'Note.', nullable: true, max: 2000 }) note: string | null;
}

export class RequirementListResponse {
  @ObjectsField(() => RequirementResponse, { about: 'The requirements, in the order of the letter.' })
  items: RequirementResponse[];
}

export const toRequirementResponse = (requirement: Requirement): RequirementResponse => {
  const { code, text, source, verified, validFrom, validTo, sources, categories, priorities, requiredOf, note } =
    requirement;
  return {
    code,
    text,
    source,
    verified,
    validFrom,
    validTo,
    sources: [...sources],
    categories: categories && [...categories],
    priorities: priorities && [...priorities],
    requiredOf,
    note,
  };
};

export class LetterResponse {
  @IdField({ about: 'Id of the document.' }) documentId: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017:2' }) diaryNumber: string;
  @DateField({ about: 'Entered in the diary.' }) registeredOn: string;
  @TextField({ about: 'What it says.', max: 100_000, example: 'Swedish Migration Agency' }) text: string;
}

export class ExtendClockRequest {
  @CountField({ about: 'By how many months; the dated rule says how many at most.', min: 1, max: 12, example: 3 })
  months: number;
  @TextField({
    about: 'Why the case needs longer.',
    min: 3,
    max: 2000,
    example: 'Complex: two members are examined on exclusion.',
  })
  reason: string;
}
