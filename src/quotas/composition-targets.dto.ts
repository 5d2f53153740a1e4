import {
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { CompositionTarget } from './composition-targets.service.js';
import { COUNTED_NEEDS, COUNTERS, type CountedNeed, type Counter, type Share } from './domain/composition.js';

const MOST_TARGETS = 1000;

export class ShareBody implements Share {
  @CountField({ about: 'So many…', max: 10_000, example: 2 }) part: number;
  @CountField({ about: '…of so many: two thirds is 2 of 3.', min: 1, max: 10_000, example: 3 }) of: number;
}

export class RecordCompositionTargetRequest {
  @TextField({
    about: 'Name; the same name again replaces the target.',
    max: 100,
    example: 'Women, girls and other vulnerable groups',
  })
  name: string;
  @TextsField({
    about: 'A person counts, once, for whom any of these holds.',
    of: COUNTERS,
    minItems: 1,
    maxItems: COUNTERS.length,
    example: ['women_and_girls', 'priority_groups'],
  })
  counters: Counter[];
  @TextsField({ about: 'The nationalities that count.', optional: true, max: 2, maxItems: 50, example: [] })
  nationalities?: string[];
  @TextsField({
    about: 'Submission categories that make a priority group, primary or secondary.',
    optional: true,
    max: 3,
    maxItems: 20,
    example: ['WGR', 'CAR', 'SVT'],
  })
  submissionCategories?: string[];
  @TextsField({
    about: 'Specific needs that make a priority group.',
    optional: true,
    of: COUNTED_NEEDS,
    maxItems: COUNTED_NEEDS.length,
    example: ['woman_at_risk', 'disability'],
  })
  specificNeeds?: CountedNeed[];
  @ObjectField(() => ShareBody, {
    about: 'The share is to be at least this.',
    optional: true,
    example: { part: 2, of: 3 },
  })
  minShare?: ShareBody;
  @ObjectField(() => ShareBody, { about: 'The share is to be at most this.', optional: true }) maxShare?: ShareBody;
  @DateField({ about: 'The day of the decision.', example: '2025-01-02' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Ministry of Justice' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
  @TextField({ about: 'Why; one that replaces another must say.', optional: true, max: 2000, example: 'New mandate.' })
  reason?: string;
}

export class CompositionTargetResponse {
  @IdField({ about: 'Id of the target.' }) id: string;
  @IdField({ about: 'The period.' }) periodId: string;
  @CountField({ about: 'Counts the targets of the period from 1; the ETag for the next.', min: 1, example: 1 })
  version: number;
  @TextField({ about: 'Name.', max: 100, example: 'Women, girls and other vulnerable groups' }) name: string;
  @TextsField({ about: 'Whoever any of these holds for counts.', of: COUNTERS, example: ['women_and_girls'] })
  counters: Counter[];
  @TextsField({ about: 'The nationalities that count.', max: 2, example: [] }) nationalities: string[];
  @TextsField({ about: 'Submission categories of priority groups.', max: 3, example: ['WGR'] })
  submissionCategories: string[];
  @TextsField({ about: 'Specific needs of priority groups.', of: COUNTED_NEEDS, example: ['woman_at_risk'] })
  specificNeeds: CountedNeed[];
  @ObjectField(() => ShareBody, { about: 'At least this share.', nullable: true }) minShare: Share | null;
  @ObjectField(() => ShareBody, { about: 'At most this share.', nullable: true }) maxShare: Share | null;
  @DateField({ about: 'The day of the decision.' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Ministry of Justice' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
  @TextField({ about: 'Why.', nullable: true, max: 2000, example: null }) reason: string | null;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
}

export class CompositionTargetListResponse {
  @CountField({ about: 'The last version, 0 without any target: the ETag for the next.', example: 1 }) version: number;
  @ObjectsField(() => CompositionTargetResponse, { about: 'Those in force today, by name.', maxItems: MOST_TARGETS })
  inForce: CompositionTargetResponse[];
  @ObjectsField(() => CompositionTargetResponse, { about: 'All, the oldest first.', maxItems: MOST_TARGETS })
  items: CompositionTargetResponse[];
}

export const toCompositionTargetResponse = (target: CompositionTarget): CompositionTargetResponse => {
  const { id, periodId, version, name, counters, nationalities, submissionCategories, specificNeeds } = target;
  const { minShare, maxShare, decidedOn, authority, documentReference, reason, recordedAt, recordedBy } = target;
  return {
    ...{ id, periodId, version, name, counters, nationalities, submissionCategories, specificNeeds },
    ...{ minShare, maxShare, decidedOn, authority, documentReference, reason, recordedAt, recordedBy },
  };
};

export const toCompositionTargetListResponse = (
  targets: readonly CompositionTarget[],
  inForce: readonly CompositionTarget[],
): CompositionTargetListResponse => ({
  version: targets.at(-1)?.version ?? 0,
  inForce: inForce.map(toCompositionTargetResponse),
  items: targets.map(toCompositionTargetResponse),
});
