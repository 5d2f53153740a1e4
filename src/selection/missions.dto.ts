import {
  CodeField,
  CountField,
  DateField,
  IdField,
  IdsField,
  InstantField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
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

export class MissionResponse extends PlanMissionRequest {
  @IdField({ about: 'Id of the mission.' }) id: string;
  @IdsField({ about: 'The cases that stand on it, in the order in which they were added.', maxItems: 10_000 })
  caseIds: string[];
  @CountField({ about: 'Version, also the ETag.', example: 1 }) version: number;
  @TextField({ about: 'Who changed it last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
}

export class MissionListResponse {
  @ObjectsField(() => MissionResponse, { about: 'The missions, the latest first.' }) items: MissionResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export const toMissionResponse = (mission: MissionWithCases): MissionResponse => {
  const { id, place, countryCode, startsOn, endsOn, leaderName, team, caseIds, version, changedBy, changedAt } =
    mission;
  return { id, place, countryCode, startsOn, endsOn, leaderName, team, caseIds, version, changedBy, changedAt };
};
