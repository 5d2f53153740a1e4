import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import type { PlanLine, PlanWarning } from './domain/arrival-plan.js';
import { MONTH, type Month } from './domain/month.js';
import type { QuotaPlan } from './plans.service.js';

const MOST_LINES = 1000;

export class PlanLineBody implements PlanLine {
  @IdField({ about: 'A sub-quota of the period.' }) subQuotaId: string;
  @CodeField({ about: 'Month of arrival, within the period.', pattern: MONTH, example: '2025-03' }) month: Month;
  @CountField({ about: 'Persons planned to arrive.', max: 100_000, example: 75 }) persons: number;
}

export class RecordPlanRequest {
  @DateField({ about: 'The day of the decision.', example: '2025-01-02' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Head of the resettlement unit' }) authority: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-7' }) documentReference: string;
  @TextField({ about: 'Why; a re-plan must say.', optional: true, max: 2000, example: 'Flights from Kigali stopped.' })
  reason?: string;
  @ObjectsField(() => PlanLineBody, {
    about: 'The whole plan: a month of a sub-quota that is not named has none.',
    minItems: 1,
    maxItems: MOST_LINES,
  })
  lines: PlanLineBody[];
}

export class PlanResponse {
  @IdField({ about: 'Id of the plan.' }) id: string;
  @IdField({ about: 'The period.' }) periodId: string;
  @CountField({ about: 'Counts the plans of the period from 1; the ETag for the next.', min: 1, example: 1 })
  version: number;
  @DateField({ about: 'The day of the decision.' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Head of the resettlement unit' }) authority: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-7' }) documentReference: string;
  @TextField({ about: 'Why.', nullable: true, max: 2000, example: null }) reason: string | null;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
  @CountField({ about: 'Persons planned in all.', max: 100_000_000, example: 900 }) persons: number;
  @ObjectsField(() => PlanLineBody, { about: 'Its lines, by month.', maxItems: MOST_LINES }) lines: PlanLineBody[];
}

export class PlanWarningResponse implements PlanWarning {
  @ChoiceField({ about: 'What differs.', of: ['planDiffersFromPlaces'] }) code: 'planDiffersFromPlaces';
  @TextField({ about: 'In words.', example: 'Uganda: 340 persons are planned for 350 places.' }) detail: string;
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @CountField({ about: 'Persons planned.', max: 100_000_000, example: 340 }) planned: number;
  @CountField({ about: 'Places decided.', example: 350 }) places: number;
}
export class RecordedPlanResponse extends PlanResponse {
  @ObjectsField(() => PlanWarningResponse, { about: 'Sub-quotas whose places are not as many as planned.' })
  warnings: PlanWarningResponse[];
}

export class PlanListResponse {
  @CountField({ about: 'The last version, 0 when nothing is planned: the ETag for the next plan.', example: 1 })
  version: number;
  @CountField({ about: 'The version in force today.', nullable: true, example: 1 }) inForceVersion: number | null;
  @ObjectsField(() => PlanResponse, { about: 'All versions, the original first.', maxItems: MOST_LINES })
  items: PlanResponse[];
}

export const toPlanResponse = (plan: QuotaPlan): PlanResponse => {
  const { id, periodId, version, decidedOn, authority, documentReference, reason, recordedAt, recordedBy } = plan;
  const persons = plan.lines.reduce((sum, line) => sum + line.persons, 0);
  const said = { id, periodId, version, decidedOn, authority, documentReference, reason, recordedAt, recordedBy };
  return { ...said, persons, lines: plan.lines };
};

export const toPlanListResponse = (plans: readonly QuotaPlan[], inForce: QuotaPlan | null): PlanListResponse => ({
  version: plans.at(-1)?.version ?? 0,
  inForceVersion: inForce?.version ?? null,
  items: plans.map(toPlanResponse),
});
