import { ApiProperty } from '@nestjs/swagger';
import type { AuditView } from '../audit/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ObjectField,
  ObjectsField,
  PageQuery,
  TextField,
  TextsField,
} from '../platform/index.js';
import { SECURITY_APPEALS } from '../policy/index.js';
import {
  isAppeal,
  isDecision,
  isDraft,
  isRescreening,
  isStatement,
  RECOMMENDATIONS,
  RESCREENING_CAUSES,
  STATEMENT_OUTCOMES,
  type Recommendation,
  type RescreeningCause,
  type StatementOutcome,
  type WalledRecord,
} from './domain/walled-record.js';
import { PointerField } from './pointer-field.js';
import type { PersonBehindWall } from './read-screening.js';
import { ExaminationFinding, ExclusionFinding, SecurityProposal } from './sealed-file.dto.js';
import type { ScreeningStatus } from './screening.service.js';

export class RecordStatementRequest {
  @IdsField({ about: 'The persons of whom it was stated.', minItems: 1, maxItems: 40 }) personIds: string[];
  @ChoiceField({ about: 'What the Security Service stated.', of: STATEMENT_OUTCOMES }) outcome: StatementOutcome;
  @DateField({ about: 'Date of the statement.' }) statedOn: string;
  @CodeField({
    about: "The Security Service's own number: a pointer, never its text.",
    pattern: /^[A-Za-z0-9][A-Za-z0-9 .:/-]{0,59}$/,
    example: 'S-2025-1187',
  })
  reference: string;
  @ChoiceField({ about: 'What an objection recommends.', of: RECOMMENDATIONS, optional: true, example: undefined })
  recommendation?: Recommendation;
  @FlagField({
    about: 'The Service stated it of its own accord; then a person who was not referred may be named.',
    optional: true,
    example: undefined,
  })
  unasked?: boolean;
}

export class RescreenRequest {
  @IdsField({ about: 'The persons to screen anew.', minItems: 1, maxItems: 40 }) personIds: string[];
  @TextField({
    about: 'Why: kept behind the wall.',
    min: 3,
    max: 2000,
    example: 'The clearance lapses before the journey.',
  })
  reason: string;
  @ChoiceField({ about: 'What calls for it.', of: RESCREENING_CAUSES, optional: true, example: 'validity_lapses' })
  cause?: RescreeningCause;
}

export class UpholdRequest {
  @IdsField({ about: 'The persons whose permit is upheld.', minItems: 1, maxItems: 40 }) personIds: string[];
}

export class RecordServiceAppealRequest {
  @IdsField({ about: 'The persons whose decision is appealed against.', minItems: 1, maxItems: 40 })
  personIds: string[];
  @DateField({ about: 'When the Security Service appealed.' }) appealedOn: string;
  @PointerField({ about: "The appeal's number.", example: 'S-2025-0913' }) reference: string;
}

export class DraftSecurityCaseRequest {
  @IdField({ about: 'The person.' }) personId: string;
  @ObjectField(() => ExclusionFinding, { about: 'Draft of an exclusion assessment.', optional: true })
  exclusion?: ExclusionFinding;
  @ObjectField(() => ExaminationFinding, { about: 'Draft of an examination.', optional: true })
  examination?: ExaminationFinding;
  @ObjectField(() => SecurityProposal, { about: 'Draft of a decision: the first signature.', optional: true })
  proposal?: SecurityProposal;
}

/** The one answer of every act behind the wall: it does not tell what the act did. */
export class AcceptedResponse {
  @FlagField({ about: 'Always true.', example: true }) accepted: boolean;
}
export const ACCEPTED: AcceptedResponse = { accepted: true };

export class ScreeningStatusResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'One neutral word.', of: ['not_referred', 'under_handling', 'cleared'] })
  status: ScreeningStatus['status'];
  @DateField({ about: 'Last day of the clearance as it was given.', nullable: true }) clearedUntil: string | null;
  @DateField({ about: 'The day of the referral, of those under handling.', nullable: true }) awaitedSince:
    string | null;
}

export class ScreeningStatusListResponse {
  @ObjectsField(() => ScreeningStatusResponse, { about: 'The persons of the case, in their order.' })
  items: ScreeningStatusResponse[];
}

export class ReferralResponse {
  @IdField({ about: 'Id of the referral.' }) id: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00017' }) diaryNumber: string;
  @DateField({ about: 'When the person was referred.' }) referredOn: string;
  @TextField({ about: 'By whom.' }) referredByName: string;
  @DateField({ about: 'Day of a statement that nobody had asked for; null for a referral.', nullable: true })
  unaskedOn: string | null;
}

class WalledResponse {
  @IdField({ about: 'Id of the record.' }) id: string;
  @IdField({ about: 'The referral that it belongs to.' }) referralId: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00018' }) diaryNumber: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @IdField({ about: 'Who recorded it.' }) recordedById: string;
  @TextField({ about: 'Who recorded it.' }) recordedByName: string;
}

export class StatementResponse extends WalledResponse {
  @ChoiceField({ about: 'What the Security Service stated.', of: STATEMENT_OUTCOMES }) outcome: string;
  @DateField({ about: 'Date of the statement.' }) statedOn: string;
  @TextField({ about: "The Security Service's number." }) reference: string;
  @TextField({ about: 'What an objection recommends.', nullable: true }) recommendation: string | null;
  @DateField({ about: 'Last day of the clearance it gives.', nullable: true }) validUntil: string | null;
}

export class RescreeningResponse extends WalledResponse {
  @DateField({ about: 'When it was opened.' }) openedOn: string;
  @ChoiceField({ about: 'What called for it.', of: RESCREENING_CAUSES }) cause: string;
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
}

export class DraftResponse extends WalledResponse {
  @ChoiceField({ about: 'What is drafted.', of: ['exclusion', 'examination', 'proposal'] }) kind: string;
  @ObjectField(() => ExclusionFinding, { about: 'The exclusion assessment.', optional: true })
  exclusion?: ExclusionFinding;
  @ObjectField(() => ExaminationFinding, { about: 'The examination.', optional: true })
  examination?: ExaminationFinding;
  @ObjectField(() => SecurityProposal, { about: 'The proposed decision.', optional: true }) proposal?: SecurityProposal;
}

export class SecurityDecisionResponse extends WalledResponse {
  @TextField({ about: 'The decision.', example: 'upheld' }) outcome: string;
  @DateField({ about: 'When it was made.' }) decidedOn: string;
}

export class ServiceAppealResponse extends WalledResponse {
  @DateField({ about: 'When the Security Service appealed.' }) appealedOn: string;
  @TextField({ about: "The appeal's number." }) reference: string;
}

/** What follows from an objection in force, by the definition of its day (Aliens Act 1:7). */
export class SecurityCaseResponse {
  @DateField({ about: 'Day of the objection.' }) since: string;
  @TextField({ about: 'The rule that defines it.', example: 'security-case-2024' }) rule: string;
  @TextField({ about: 'Its legal source.' }) source: string;
  @FlagField({ about: 'To be handled promptly (Aliens Act 1:13).' }) promptHandling: boolean;
  @ChoiceField({ about: 'How a decision in it is appealed.', of: SECURITY_APPEALS }) appeal: string;
}

export class PersonScreeningResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @FlagField({ about: 'A clearance is in force today.' }) clearanceInForce: boolean;
  @DateField({ about: 'Last day of the latest clearance.', nullable: true }) clearanceValidUntil: string | null;
  @FlagField({ about: 'An objection is in force: a security case.' }) objectionInForce: boolean;
  @FlagField({ about: 'A re-screening waits for its answer.' }) rescreeningOpen: boolean;
  @ObjectsField(() => ReferralResponse, { about: 'Referrals, oldest first.' }) referrals: ReferralResponse[];
  @ObjectsField(() => StatementResponse, { about: 'Statements, oldest first.' }) statements: StatementResponse[];
  @ObjectsField(() => RescreeningResponse, { about: 'Re-screenings, oldest first.' })
  rescreenings: RescreeningResponse[];
  @ObjectsField(() => DraftResponse, { about: 'Drafts of the sealed file, oldest first.' }) drafts: DraftResponse[];
  @ObjectsField(() => SecurityDecisionResponse, { about: 'Decisions of the security unit.' })
  decisions: SecurityDecisionResponse[];
  @ObjectsField(() => ServiceAppealResponse, { about: "The Security Service's own appeals." })
  appeals: ServiceAppealResponse[];
  @ObjectField(() => SecurityCaseResponse, { about: 'The security case under way.', nullable: true })
  securityCase: SecurityCaseResponse | null;
}

export class ScreeningResponse {
  @ObjectsField(() => PersonScreeningResponse, { about: 'The persons of the case, in their order.' })
  items: PersonScreeningResponse[];
}

export class ScreeningAuditQuery extends PageQuery {
  @IdField({ about: 'Only entries about this case.', optional: true }) caseId?: string;
}

export class WalledAuditEntryResponse {
  @CountField({ about: 'Position in the chain behind the wall.' }) position: number;
  @InstantField({ about: 'When it happened.' }) occurredAt: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who acted.' }) actorName: string;
  @TextsField({ about: 'In which roles.' }) roles: string[];
  @TextField({ about: 'What was done.', example: 'person.record_statement' }) action: string;
  @TextField({ about: 'To what.', example: 'person' }) subjectType: string;
  @IdField({ about: 'Its id.', nullable: true }) subjectId: string | null;
  @IdField({ about: 'The case.', nullable: true }) caseId: string | null;
  @ApiProperty({
    description: 'Id, number and digest of the sealed record.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { diaryNumber: 'SAK-2025-00018' },
  })
  payload: Record<string, unknown> | null;
  @TextField({ about: 'Hash of the entry.' }) hash: string;
}

export class WalledAuditResponse {
  @ObjectsField(() => WalledAuditEntryResponse, { about: 'The entries, oldest first.' })
  items: WalledAuditEntryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

const toWalled = ({
  id,
  referralId,
  diaryNumber,
  recordedAt,
  recordedById,
  recordedByName,
}: WalledRecord): WalledResponse => ({ id, referralId, diaryNumber, recordedAt, recordedById, recordedByName });

export function toPersonScreeningResponse({
  referrals,
  records,
  ...standing
}: PersonBehindWall): PersonScreeningResponse {
  return {
    ...standing,
    referrals: referrals.map(({ id, diaryNumber, referredOn, referredByName, unaskedOn }) => ({
      id,
      diaryNumber,
      referredOn,
      referredByName,
      unaskedOn,
    })),
    statements: records.filter(isStatement).map((record) => {
      const { outcome, statedOn, reference, recommendation, clearance } = record.content;
      return {
        ...toWalled(record),
        outcome,
        statedOn,
        reference,
        recommendation,
        validUntil: clearance?.validUntil ?? null,
      };
    }),
    rescreenings: records.filter(isRescreening).map((record) => ({
      ...toWalled(record),
      openedOn: record.content.openedOn,
      cause: record.content.cause ?? 'other',
      reason: record.content.reason,
    })),
    drafts: records
      .filter(isDraft)
      .map((record) => ({ ...toWalled(record), kind: record.content.of, [record.content.of]: record.content.content })),
    decisions: records
      .filter(isDecision)
      .map((record) => ({ ...toWalled(record), outcome: record.content.outcome, decidedOn: record.content.decidedOn })),
    appeals: records.filter(isAppeal).map((record) => ({
      ...toWalled(record),
      appealedOn: record.content.appealedOn,
      reference: record.content.reference,
    })),
  };
}

export function toWalledAuditEntryResponse(entry: AuditView): WalledAuditEntryResponse {
  const { position, occurredAt, recordedAt, actorName, roles, action, subjectType, subjectId, caseId, payload, hash } =
    entry;
  return { position, occurredAt, recordedAt, actorName, roles, action, subjectType, subjectId, caseId, payload, hash };
}
