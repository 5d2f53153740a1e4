import { ChoiceField, IdField, InstantField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import { FINDINGS, type BreakGlassOpening, type Delegation, type Finding } from './delegations.entities.js';
import { PERMISSIONS, type Permission } from './domain/permissions.js';

const ALL = Object.keys(PERMISSIONS);

export class GiveDelegationRequest {
  @IdField({ about: 'The colleague’s account.' }) toAccountId: string;
  @TextsField({
    about: 'What the colleague may do in your place.',
    of: ALL,
    minItems: 1,
    maxItems: 50,
    example: ['person.examine'],
  })
  permissions: Permission[];
  @InstantField({ about: 'From when on.' }) validFrom: string;
  @InstantField({ about: 'Until when.', example: '2025-03-21T17:00:00.000Z' }) validUntil: string;
  @TextField({ about: 'Why.', example: 'On leave for a week', max: 1000 }) reason: string;
}

export class DelegationResponse {
  @IdField({ about: 'Id of the delegation.' }) id: string;
  @IdField({ about: 'Who lets somebody act for them.' }) fromAccountId: string;
  @IdField({ about: 'Who may act for them.' }) toAccountId: string;
  @TextsField({ about: 'What they may do.' }) permissions: string[];
  @TextField({ about: 'Why.' }) reason: string;
  @InstantField({ about: 'From when on.' }) validFrom: string;
  @InstantField({ about: 'Until when.' }) validUntil: string;
  @InstantField({ about: 'When it was given.' }) createdAt: string;
  @InstantField({ about: 'When it was taken back.', nullable: true }) revokedAt: string | null;
  @TextField({ about: 'By whom.', nullable: true }) revokedByName: string | null;
}

export class DelegationListResponse {
  @ObjectsField(() => DelegationResponse, { about: 'The delegations, the latest first.', maxItems: 500 })
  items: DelegationResponse[];
}

export class OpenGlassRequest {
  @TextField({
    about: 'Why you must read a case that is not yours.',
    example: 'The officer is away, a child is ill',
    min: 10,
    max: 2000,
  })
  reason: string;
}

export class ReviewGlassRequest {
  @ChoiceField({ about: 'What you found.', of: FINDINGS }) finding: Finding;
  @TextField({ about: 'On what you rest it.', example: 'Asked the officer, who confirmed it', max: 2000 }) note: string;
}

export class GlassOpeningResponse {
  @IdField({ about: 'Id of the opening.' }) id: string;
  @IdField({ about: 'Who opened it.' }) accountId: string;
  @TextField({ about: 'By name.' }) openedByName: string;
  @IdField({ about: 'Which case.' }) caseId: string;
  @TextField({ about: 'Why.' }) reason: string;
  @InstantField({ about: 'When.' }) openedAt: string;
  @InstantField({ about: 'Until when the case is open.' }) expiresAt: string;
  @InstantField({ about: 'When somebody else reviewed it.', nullable: true }) reviewedAt: string | null;
  @TextField({ about: 'Who that was.', nullable: true }) reviewedByName: string | null;
  @ChoiceField({ about: 'What was found.', of: FINDINGS, nullable: true }) finding: Finding | null;
  @TextField({ about: 'On what it rests.', nullable: true }) reviewNote: string | null;
}

export class GlassOpeningListResponse {
  @ObjectsField(() => GlassOpeningResponse, { about: 'Those that wait for their review first.', maxItems: 500 })
  items: GlassOpeningResponse[];
}

export const toDelegationResponse = (delegation: Delegation): DelegationResponse => ({ ...delegation });
export const toGlassOpeningResponse = ({ reviewedById: _by, ...opening }: BreakGlassOpening): GlassOpeningResponse =>
  opening;
