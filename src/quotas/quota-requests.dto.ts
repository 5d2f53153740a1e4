import { ChoiceField, CountField, DateField, IdField, PageQuery, TextField, TextsField } from '../platform/index.js';
import { REGIONS, type Region } from '../reference/index.js';
import {
  CARRY_OVER_MODES,
  COUNTING_EVENTS,
  PERIOD_KINDS,
  SCHEMES,
  SUBMISSION_PRIORITIES,
  type CarryOverMode,
  type CountingEvent,
  type PeriodKind,
  type Scheme,
} from './quotas.entities.js';

const BIG_ENOUGH = 100_000;

export class CreateQuotaPeriodRequest {
  @TextField({ about: 'Name.', max: 100, example: 'National quota 2025' }) name: string;
  @ChoiceField({ about: 'A year, or a pledge of two years.', of: PERIOD_KINDS }) kind: PeriodKind;
  @DateField({ about: 'First day.', example: '2025-01-01' }) startsOn: string;
  @DateField({ about: 'Last day.', example: '2025-12-31' }) endsOn: string;
  @IdField({
    about: 'The pledge of which an annual period is a part; its places then come from there.',
    optional: true,
  })
  pledgeId?: string;
  @ChoiceField({
    about: 'The event that counts; the policy of the first day when not said.',
    of: COUNTING_EVENTS,
    optional: true,
    example: 'arrival',
  })
  countingEvent?: CountingEvent;
  @ChoiceField({
    about: 'How granted persons who arrive a year late meet its places; the policy of the first day when not said.',
    of: CARRY_OVER_MODES,
    optional: true,
    example: 'absorbing',
  })
  carryOverMode?: CarryOverMode;
  @CountField({
    about: 'How many places grants may go beyond the sub-quotas without special leave.',
    optional: true,
    max: BIG_ENOUGH,
    example: 0,
  })
  tolerance?: number;
}

export class CreateSubQuotaRequest {
  @TextField({ about: 'Name, one of its kind in the period.', max: 100, example: 'Uganda and Tanzania' }) name: string;
  @ChoiceField({ about: 'Form of admission.', of: SCHEMES }) scheme: Scheme;
  @TextsField({
    about: 'Regions of asylum it is for, beside the countries; any country when both are empty.',
    optional: true,
    of: REGIONS,
    maxItems: REGIONS.length,
    example: [],
  })
  regions?: Region[];
  @TextsField({
    about: 'Countries of asylum (ISO 3166-1 alpha-2) it is for, beside the regions.',
    optional: true,
    max: 2,
    maxItems: 100,
    example: ['UG', 'TZ'],
  })
  countriesOfAsylum?: string[];
  @TextsField({ about: 'Nationalities it is for; any when empty.', optional: true, max: 2, maxItems: 100, example: [] })
  nationalities?: string[];
  @ChoiceField({ about: 'The only priority it is for.', of: SUBMISSION_PRIORITIES, optional: true, example: 'normal' })
  priority?: string;
  @CountField({ about: 'At most so many places, until a decision lifts the cap.', optional: true, max: BIG_ENOUGH })
  cap?: number;
}

/** On whose authority a step is taken: nothing in the quota changes without. */
export class StepRequest {
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2024/02345' }) documentReference: string;
  @DateField({ about: 'The day of it; today when not said.', optional: true, example: '2025-01-02' })
  occurredOn?: string;
  @TextField({ about: 'Why, in words.', optional: true, max: 2000, example: 'Yearly planning.' }) reason?: string;
}

class PlacesRequest extends StepRequest {
  @CountField({ about: 'Number of places; a place is room for one person.', min: 1, max: BIG_ENOUGH, example: 100 })
  places: number;
}
export class DecidePlacesRequest extends PlacesRequest {
  @ChoiceField({ about: 'The form of admission the decision names.', of: SCHEMES, optional: true }) scheme?: Scheme;
}
export class AllocatePlacesRequest extends PlacesRequest {
  @IdField({ about: 'The sub-quota that receives them.', optional: true }) subQuotaId?: string;
  @IdField({ about: 'Or, from a pledge, the annual period.', optional: true }) annualPeriodId?: string;
}
export class TransferPlacesRequest extends PlacesRequest {
  @IdField({ about: 'The sub-quota that gives.' }) fromSubQuotaId: string;
  @IdField({ about: 'The sub-quota that receives.' }) toSubQuotaId: string;
}
export class RevisePlacesRequest extends PlacesRequest {
  @ChoiceField({ about: 'More or fewer.', of: ['up', 'down'] }) direction: 'up' | 'down';
  @IdField({ about: 'The sub-quota, against the pool of its period; the period itself when not said.', optional: true })
  subQuotaId?: string;
  @ChoiceField({
    about: 'The form of admission whose decided places become more or fewer; of the period itself only.',
    of: SCHEMES,
    optional: true,
  })
  scheme?: Scheme;
}
export class OpenEarlierYearRequest extends PlacesRequest {
  @IdField({ about: 'The sub-quota in which they were used.' }) subQuotaId: string;
}

export class MomentQuery {
  @DateField({ about: 'Places moved until this day.', optional: true, example: '2025-06-30' }) through?: string;
  @DateField({ about: 'As known at the end of this day in Sweden.', optional: true, example: '2025-07-04' })
  asOf?: string;
}
export class LedgerQuery extends PageQuery {
  @DateField({ about: 'Places moved until this day.', optional: true, example: '2025-06-30' }) through?: string;
  @DateField({ about: 'As known at the end of this day in Sweden.', optional: true, example: '2025-07-04' })
  asOf?: string;
}
