import { CountField, DateField, FlagField, IdField, InstantField, ObjectsField, TextField } from '../platform/index.js';
import type { UnionPlanMark } from './union-plan.service.js';

export class MarkUnionPlanRequest {
  @FlagField({ about: 'Whether the period is a contribution to the Union Plan.', example: true })
  withinUnionPlan: boolean;
  @DateField({ about: 'The day of the decision.', example: '2025-01-02' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Council of the European Union' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
  @TextField({ about: 'Why; one that replaces another must say.', optional: true, max: 2000, example: 'Adopted late.' })
  reason?: string;
}

export class UnionPlanMarkResponse {
  @IdField({ about: 'Id of the mark.' }) id: string;
  @IdField({ about: 'The period.' }) periodId: string;
  @CountField({ about: 'Counts the marks of the period from 1; the ETag for the next.', min: 1, example: 1 })
  version: number;
  @FlagField({ about: 'Whether the period is a contribution to the Union Plan.' }) withinUnionPlan: boolean;
  @DateField({ about: 'The day of the decision.' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Council of the European Union' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
  @TextField({ about: 'Why.', nullable: true, max: 2000, example: null }) reason: string | null;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
}

export class UnionPlanMarkListResponse {
  @CountField({ about: 'The last version, 0 without any mark: the ETag for the next.', example: 1 }) version: number;
  @ObjectsField(() => UnionPlanMarkResponse, { about: 'All marks, the oldest first.' }) items: UnionPlanMarkResponse[];
}

export const toUnionPlanMarkResponse = (mark: UnionPlanMark): UnionPlanMarkResponse => {
  const { id, periodId, version, withinUnionPlan, decidedOn, authority, documentReference } = mark;
  const { reason, recordedAt, recordedBy } = mark;
  return {
    ...{ id, periodId, version, withinUnionPlan, decidedOn, authority, documentReference },
    ...{ reason, recordedAt, recordedBy },
  };
};
