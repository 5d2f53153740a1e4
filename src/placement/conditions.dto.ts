import {
  ChoiceField,
  CodeField,
  CountField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { MUNICIPALITY } from './placement.dto.js';
import { CONDITION_KINDS, type ConditionKind, type PlacementCondition } from './placement.entities.js';

export class RecordConditionRequest {
  @ChoiceField({
    about:
      'pin and pin_county: nowhere else. tie: relatives there. forbid: not there. apart: not where the other case is. medical: places it takes. accessible: no stairs.',
    of: CONDITION_KINDS,
    example: 'tie',
  })
  kind: ConditionKind;
  @CodeField({ about: 'For pin, tie and forbid.', optional: true, ...MUNICIPALITY }) municipalityCode?: string;
  @CodeField({ about: 'For pin_county.', optional: true, pattern: /^\d{2}$/ }) countyCode?: string;
  @IdField({ about: 'For apart: id of the other case.', optional: true }) otherCaseId?: string;
  @CountField({ about: 'For medical: persons who take a place.', optional: true, min: 1, max: 12 }) places?: number;
  @TextField({ about: 'Why; no diagnosis.', min: 3, max: 2000, example: 'A sister lives there.' }) reason: string;
}

export class PlacementConditionResponse {
  @IdField({ about: 'Id of the condition.' }) id: string;
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @ChoiceField({ about: 'What it is.', of: CONDITION_KINDS }) kind: ConditionKind;
  @TextField({ about: 'Code of the municipality.', nullable: true }) municipalityCode: string | null;
  @TextField({ about: 'Code of the county.', nullable: true }) countyCode: string | null;
  @IdField({ about: 'Id of the other case.', nullable: true }) otherCaseId: string | null;
  @CountField({ about: 'Persons who take a place of medical capacity.', nullable: true }) places: number | null;
  @TextField({ about: 'Why.' }) reason: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
  @InstantField({ about: 'When it ended; null while it is in force.', nullable: true }) endedAt: string | null;
}

export class PlacementConditionListResponse {
  @ObjectsField(() => PlacementConditionResponse, { about: 'Those in force, the oldest first.' })
  items: PlacementConditionResponse[];
}

export const toPlacementConditionResponse = ({
  endedBy: _,
  ...condition
}: PlacementCondition): PlacementConditionResponse => ({
  ...condition,
});
