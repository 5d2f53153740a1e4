import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { CARRY_OVER_MODES, type CarryOverMode } from '../quotas/index.js';
import type { CarriedCase, CarryOverPreview } from './carry-over.js';

const MOST_PERSONS = 20_000;

export class CarryOverQuery {
  @IdField({ about: 'The period that receives.' }) toPeriodId: string;
  @IdField({ about: 'The sub-quota that is to hold the places; by the declared rules when not said.', optional: true })
  subQuotaId?: string;
  @DateField({ about: 'The day of it; today when not said.', optional: true }) occurredOn?: string;
}

export class CarryOverRequest extends CarryOverQuery {
  @IdsField({
    about: 'Who is carried over: whole cases; all who hold a reserved place and are not counted when left out.',
    optional: true,
    minItems: 1,
    maxItems: MOST_PERSONS,
  })
  personIds?: string[];
  @TextField({ about: 'Who decided.', example: 'Director-General' }) authority: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-12' }) documentReference: string;
  @TextField({ about: 'Why, in words.', max: 2000, example: 'Granted in time; the journeys were stopped in March.' })
  reason: string;
}

class CarriedCaseResponse implements CarriedCase {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @TextField({ about: 'Diary number.', nullable: true, example: 'VID-2025-00017' }) diaryNumber: string | null;
  @IdField({ about: 'The sub-quota that would hold the places; null when no rule fits.', nullable: true })
  subQuotaId: string | null;
  @TextField({ about: 'Its name.', nullable: true, example: 'Carried over' }) subQuota: string | null;
  @IdsField({ about: 'The persons.', maxItems: MOST_PERSONS }) personIds: string[];
}
class StrandedResponse {
  @CountField({ about: 'Places that the giving period did not fill.', example: 1401 }) stranded: number;
  @CountField({ about: 'Persons granted and not counted.', example: 1401 }) carriedOver: number;
  @CountField({ about: 'Places that nobody holds: they end with the period.', example: 0 }) lapsing: number;
}
class YearResponse {
  @CountField({ about: 'Places for persons not granted before.', example: 5000 }) newPlaces: number;
  @CountField({ about: 'Persons to receive, those carried in among them.', example: 6401 }) arrivalsTarget: number;
  @CountField({ about: 'Carried in beyond an absorbing quota.', example: 0 }) carriedBeyondQuota: number;
}
class UnmetResponse {
  @TextField({ about: 'Code.', example: 'carriedBeyondQuota' }) code: string;
  @TextField({ about: 'In words.', max: 2000 }) detail: string;
  @TextField({ about: 'Law, decision or practice behind it.' }) source: string;
  @IdField({ about: 'The person it concerns.', optional: true }) personId?: string;
}
export class CarryOverPreviewResponse {
  @ChoiceField({ about: 'Mode of the receiving period.', of: CARRY_OVER_MODES }) mode: CarryOverMode;
  @FlagField({ about: 'They would return to where they were carried from.' }) back: boolean;
  @CountField({ about: 'Persons who would move.', example: 1401 }) persons: number;
  @ObjectsField(() => CarriedCaseResponse, { about: 'Their cases, whole.', maxItems: MOST_PERSONS })
  cases: CarriedCaseResponse[];
  @ObjectField(() => StrandedResponse, { about: 'What the giving period leaves behind.' }) stranded: StrandedResponse;
  @ObjectField(() => YearResponse, { about: 'The receiving period with them.' }) year: YearResponse;
  @CountField({ about: 'Places that would go back from the pool of an absorbing quota.', example: 0 })
  givesBack: number;
  @ObjectsField(() => UnmetResponse, { about: 'Everything that stands against it.', maxItems: MOST_PERSONS })
  unmet: UnmetResponse[];
}

export const toCarryOverPreviewResponse = (preview: CarryOverPreview): CarryOverPreviewResponse => {
  const { mode, back, persons, cases, stranded, year, givesBack, unmet } = preview;
  return { mode, back, persons, cases, stranded, year, givesBack, unmet };
};
