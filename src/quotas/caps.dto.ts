import { CountField, DateField, IdField, InstantField, ObjectsField, TextField } from '../platform/index.js';
import type { SubQuotaCapRow } from './caps.entities.js';
import type { CapHistory } from './revise-cap.js';

export class ReviseCapRequest {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @CountField({ about: 'At most so many places from now on; null lifts the cap.', nullable: true, example: null })
  cap: number | null;
  @DateField({ about: 'From which day it holds.', example: '2025-08-20' }) effectiveOn: string;
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/01234' }) documentReference: string;
  @TextField({ about: 'Why, in words.', max: 2000, example: 'People are to be evacuated.' }) reason: string;
}

class CapRevisionResponse {
  @CountField({ about: 'Counts the decisions from 1.', min: 1, example: 1 }) version: number;
  @CountField({ about: 'At most so many places; null when it was lifted.', nullable: true, example: null }) cap:
    number | null;
  @DateField({ about: 'From which day it holds.' }) effectiveOn: string;
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/01234' }) documentReference: string;
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
}
export class CapHistoryResponse {
  @IdField({ about: 'Id of the sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Emergency' }) subQuota: string;
  @CountField({ about: 'The cap with which it began.', nullable: true, example: 500 }) initial: number | null;
  @CountField({ about: 'The cap today; null when there is none.', nullable: true, example: null }) inForce:
    number | null;
  @ObjectsField(() => CapRevisionResponse, { about: 'The decisions, by the day from which they hold.', maxItems: 1000 })
  revisions: CapRevisionResponse[];
}
export class CapListResponse {
  @ObjectsField(() => CapHistoryResponse, { about: 'Sub-quotas that have or had a cap, by name.', maxItems: 1000 })
  items: CapHistoryResponse[];
}

const toCapRevisionResponse = (row: SubQuotaCapRow): CapRevisionResponse => {
  const { version, cap, effectiveOn, authority, documentReference, reason, recordedAt, recordedBy } = row;
  return { version, cap, effectiveOn, authority, documentReference, reason, recordedAt, recordedBy };
};
export const toCapHistoryResponse = ({ subQuota, inForce, revisions }: CapHistory): CapHistoryResponse => ({
  subQuotaId: subQuota.id,
  subQuota: subQuota.name,
  initial: subQuota.cap,
  inForce,
  revisions: revisions.map(toCapRevisionResponse),
});
