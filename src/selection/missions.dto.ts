import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { MISSION_ENDINGS, type MissionEnding } from './domain/mission-rules.js';
import type { MissionWithCases } from './missions.service.js';

const LARGEST_CASELOAD = 250;

export class PlanMissionRequest {
  @TextField({ about: 'Where the team works.', example: 'Kampala' }) place: string;
  @CodeField({ about: 'Country (ISO 3166-1 alpha-2).', pattern: /^[A-Z]{2}$/, example: 'UG' }) countryCode: string;
  @DateField({ about: 'First day.', example: '2025-03-10' }) startsOn: string;
  @DateField({ about: 'Last day.', example: '2025-03-28' }) endsOn: string;
  @TextField({ about: 'Who leads the mission.', example: 'Mission leader' }) leaderName: string;
  @TextsField({ about: 'The rest of the team.', maxItems: 60, example: ['Case officer', 'Interpreter, Swahili'] })
  team: string[];
}

export class AddCasesRequest {
  @IdsField({ about: 'The cases.', minItems: 1, maxItems: LARGEST_CASELOAD }) caseIds: string[];
}

export class RemoveCasesRequest extends AddCasesRequest {
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'They moved to another region of the country.' })
  reason: string;
}

export class ShiftMissionRequest {
  @DateField({ about: 'The new first day; the last one moves with it.', example: '2025-04-07' }) startsOn: string;
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'The road to the camp is closed by the rains.' })
  reason: string;
}

export class CancelMissionRequest {
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'The security situation does not allow it.' }) reason: string;
}

export class CloseMissionRequest {
  @TextField({
    about: 'What was done, what was learned, what is left to do (post-mission report).',
    min: 3,
    max: 20_000,
    example: 'All families of the first week were met. Two interviews wait for an interpreter.',
  })
  account: string;
}

export class HeldInterviewRequest {
  @IdField({ about: 'The case.' }) caseId: string;
  @IdField({ about: 'The person.' }) personId: string;
  @DateField({ about: 'When it was held.', example: '2025-03-12' }) heldOn: string;
  @TextField({ about: 'Who held it.', example: 'Case officer' }) interviewer: string;
  @CodeField({
    about: 'Language of the interpreter (ISO 639).',
    pattern: /^[a-z]{2,3}$/,
    optional: true,
    example: 'sw',
  })
  interpreterLanguage?: string;
  @FlagField({ about: 'Whether a child was heard.', optional: true }) childHeard?: boolean;
  @TextField({ about: 'Notes, read by those who examine and decide.', max: 20_000, example: 'Told of the flight.' })
  notes: string;
}

export class RecordInterviewsRequest {
  @ObjectsField(() => HeldInterviewRequest, { about: 'The interviews, a line each.', minItems: 1, maxItems: 500 })
  lines: HeldInterviewRequest[];
}

export class RecordedLineResponse {
  @CountField({ about: 'Number of the line, from 1.', example: 1 }) line: number;
  @IdField({ about: 'Id of the interview; null when the line was refused.', nullable: true }) interviewId:
    string | null;
  @TextField({ about: 'Code of the refusal.', nullable: true, example: 'notOnMission' }) code: string | null;
  @TextField({ about: 'The refusal in words.', nullable: true }) detail: string | null;
}

export class RecordedLinesResponse {
  @ObjectsField(() => RecordedLineResponse, { about: 'What became of each line.' }) items: RecordedLineResponse[];
}

export class MissionResponse extends PlanMissionRequest {
  @IdField({ about: 'Id of the mission.' }) id: string;
  @IdsField({ about: 'The cases that stand on it, in the order in which they were added.', maxItems: 10_000 })
  caseIds: string[];
  @ChoiceField({ about: 'How it ended; null while it has not.', of: MISSION_ENDINGS, nullable: true })
  ending: MissionEnding | null;
  @DateField({ about: 'When it was closed or cancelled.', nullable: true }) endedOn: string | null;
  @TextField({ about: 'The account of a closed mission, the reason of a cancelled one.', nullable: true })
  account: string | null;
  @CountField({ about: 'Cases of which somebody was interviewed, when it was closed.', nullable: true })
  casesMet: number | null;
  @CountField({ about: 'Cases that went back to the pool when it was closed.', nullable: true })
  casesNotMet: number | null;
  @CountField({ about: 'Persons interviewed, when it was closed.', nullable: true }) personsInterviewed: number | null;
  @CountField({ about: 'Version, also the ETag.', example: 1 }) version: number;
  @TextField({ about: 'Who changed it last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
}

export class MissionListResponse {
  @ObjectsField(() => MissionResponse, { about: 'The missions, the latest first.' }) items: MissionResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export const toMissionResponse = ({
  id,
  caseIds,
  version,
  changedBy,
  changedAt,
  ...of
}: MissionWithCases): MissionResponse => {
  const { place, countryCode, startsOn, endsOn, leaderName, team } = of;
  const { ending, endedOn, account, casesMet, casesNotMet, personsInterviewed } = of;
  return {
    ...{ id, place, countryCode, startsOn, endsOn, leaderName, team, caseIds },
    ...{ ending, endedOn, account, casesMet, casesNotMet, personsInterviewed },
    ...{ version, changedBy, changedAt },
  };
};
