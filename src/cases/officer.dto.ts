import { ROLES } from '../access/index.js';
import { ChoiceField, CountField, IdField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import { ASSIGNED } from './officer.js';

const SOME_OFFICER = { about: 'The official (account) who is responsible from now on; null for nobody.' };

export class AssignOfficerRequest {
  @IdField({ ...SOME_OFFICER, nullable: true }) officerId: string | null;
}

export class ChosenCaseRequest {
  @IdField({ about: 'The case.' }) caseId: string;
  @CountField({ about: 'Its version when it was chosen.', min: 1, example: 1 }) version: number;
}

export class AssignOfficersRequest {
  @IdField({ ...SOME_OFFICER, nullable: true }) officerId: string | null;
  @ObjectsField(() => ChosenCaseRequest, { about: 'The cases, each as it was seen.', minItems: 1, maxItems: 200 })
  cases: ChosenCaseRequest[];
}

export class OfficerAssignedResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @ChoiceField({ about: 'What became of it; a stale one was changed by somebody else meanwhile.', of: ASSIGNED })
  outcome: string;
  @CountField({ about: 'The version that it has now.', nullable: true, example: 2 }) version: number | null;
}

export class OfficersAssignedResponse {
  @ObjectsField(() => OfficerAssignedResponse, { about: 'One result a case, in the order of the request.' })
  items: OfficerAssignedResponse[];
}

export class HolderResponse {
  @IdField({ about: 'The official (account).' }) officerId: string;
  @TextField({ about: 'The name of the official.' }) name: string;
  @TextsField({ about: 'The roles of the official.', of: ROLES, example: ['case_officer'] }) roles: string[];
  @CountField({ about: 'Cases on the road for which the official is responsible.', example: 12 }) cases: number;
}

export class HoldersResponse {
  @ObjectsField(() => HolderResponse, { about: 'Who can be responsible for a case, by name.' }) items: HolderResponse[];
  @CountField({ about: 'Cases on the road for which nobody is.', example: 3 }) unassigned: number;
}
