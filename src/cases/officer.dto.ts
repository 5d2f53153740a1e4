import { ChoiceField, CountField, IdField, ObjectsField } from '../platform/index.js';
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
