import { ApiProperty } from '@nestjs/swagger';
import type { AuditView, Verification } from '../audit/index.js';
import {
  ChoiceField,
  CountField,
  IdField,
  InstantField,
  ObjectsField,
  PageQuery,
  TextField,
  TextsField,
} from '../platform/index.js';

export class AuditEntriesQuery extends PageQuery {
  @IdField({ about: 'Only entries about this subject: a person, a case, an account.', optional: true })
  subjectId?: string;
  @IdField({ about: 'Only entries about this case and its persons.', optional: true }) caseId?: string;
  @IdField({ about: 'Only entries of what this account did or was refused.', optional: true }) accountId?: string;
  @ChoiceField({
    about:
      'Only refusals: what somebody asked for who may not; of many in an hour the last entry counts those without one.',
    of: ['refusals'],
    optional: true,
  })
  only?: 'refusals';
}

export class AuditEntryResponse {
  @IdField({ about: 'Id of the entry.' }) id: string;
  @CountField({ about: 'Position in the open chain, from 1 without gaps.', max: 2_147_483_647, example: 42 })
  position: number;
  @InstantField({ about: 'When it happened.' }) occurredAt: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @IdField({ about: 'Account of who did it; null for the system.', nullable: true }) actorId: string | null;
  @TextField({ about: 'Name of who did it.', example: 'Case officer' }) actorName: string;
  @TextsField({ about: 'Roles in force.', example: ['case_officer'] }) roles: string[];
  @TextField({ about: 'The request.', example: '0190a1b2-0000-7000-8000-000000000000' }) requestId: string;
  @TextField({ about: 'The act, in the word of its permission.', example: 'person.refer' }) action: string;
  @TextField({ about: 'What it is about.', example: 'person' }) subjectType: string;
  @IdField({ about: 'Id of what it is about.', nullable: true }) subjectId: string | null;
  @IdField({ about: 'The case it belongs to.', nullable: true }) caseId: string | null;
  @TextField({ about: 'Why.', nullable: true, max: 20000 }) reason: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What was written beside it; null after lawful deletion.',
  })
  payload: Record<string, unknown> | null;
  @TextField({ about: 'Hash of the content and its salt.', example: 'a1b2' }) payloadHash: string;
  @TextField({ about: 'Hash of the entry before.', example: 'c3d4' }) previousHash: string;
  @TextField({ about: 'Hash of this entry.', example: 'e5f6' }) hash: string;
}

export class AuditEntriesResponse {
  @ObjectsField(() => AuditEntryResponse, { about: 'The entries, in the order of the chain.' })
  items: AuditEntryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export const toAuditEntryResponse = (entry: AuditView): AuditEntryResponse => {
  const { id, position, occurredAt, recordedAt, actorId, actorName, roles, requestId, action } = entry;
  const { subjectType, subjectId, caseId, reason, payload, payloadHash, previousHash, hash } = entry;
  return {
    id,
    position,
    occurredAt,
    recordedAt,
    actorId,
    actorName,
    roles,
    requestId,
    action,
    subjectType,
    subjectId,
    caseId,
    reason,
    payload,
    payloadHash,
    previousHash,
    hash,
  };
};

export class AuditVerificationResponse {
  @CountField({ about: 'Entries found in order before the first bad one.', max: 2_147_483_647, example: 4711 })
  verified: number;
  @CountField({
    about: 'The first position that is missing or was changed; null when the chain is whole.',
    nullable: true,
    max: 2_147_483_647,
    example: 42,
  })
  firstBadPosition: number | null;
  @TextField({ about: 'What is wrong there.', nullable: true, example: 'The entry was changed.' }) why: string | null;
  @CountField({ about: 'Signed checkpoints it was held against.', max: 2_147_483_647, example: 30 })
  checkpoints: number;
  @InstantField({ about: 'When the last of them was signed.', nullable: true }) lastCheckpointAt: string | null;
  @TextField({ about: 'What is wrong with the checkpoints, if anything.', nullable: true })
  checkpointsWrong: string | null;
}

export const toAuditVerificationResponse = (found: Verification): AuditVerificationResponse => ({
  verified: found.verified,
  firstBadPosition: found.firstBad?.position ?? null,
  why: found.firstBad?.why ?? null,
  checkpoints: found.checkpoints,
  lastCheckpointAt: found.lastCheckpointAt,
  checkpointsWrong: found.checkpointsWrong,
});
