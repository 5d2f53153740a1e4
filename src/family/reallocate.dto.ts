import { CaseResponse, FitInResponse, toCaseResponse, toFitInResponse } from '../cases/index.js';
import { IdField, ObjectField, TextField } from '../platform/index.js';
import type { Reallocated } from './reallocate.service.js';

export class ReallocateRequest {
  @IdField({ about: 'The sub-quota to which it goes, of whichever decided or open period.' }) subQuotaId: string;
  @TextField({ about: 'Who decided.', example: 'Head of the resettlement unit' }) authority: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-118' }) documentReference: string;
  @TextField({
    about: 'Why.',
    min: 3,
    max: 2000,
    example: 'The family of 7 fits no more in this year; it comes first in the next.',
  })
  reason: string;
}

export class ReallocationResponse extends CaseResponse {
  @ObjectField(() => FitInResponse, { about: 'Whether the whole case fits where it stands now; its grant needs that.' })
  fit: FitInResponse;
}

export const toReallocationResponse = ({ theCase, fit }: Reallocated): ReallocationResponse => ({
  ...toCaseResponse(theCase),
  fit: toFitInResponse(fit),
});
