import { PersonsRequest } from '../cases/index.js';
import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { PERMIT_TYPES, PROTECTION_CATEGORIES, type PermitType, type ProtectionCategory } from '../policy/index.js';
import {
  DECISION_OUTCOMES,
  PERMIT_ENDS,
  PROPOSAL_CLOSINGS,
  PROPOSAL_OUTCOMES,
  type DecisionOutcome,
  type PermitEnd,
  type ProposalOutcome,
} from './domain/proposal-rules.js';
import type { CaseDecisions, PermitView, ProposalStanding } from './read-decisions.js';

const LONG = 20_000;
const OPEN_OUTCOMES = ['grant', 'refuse', 'exclude'] as const;

export class ProposedDecisionRequest {
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'The decision proposed.', of: OPEN_OUTCOMES }) outcome: (typeof OPEN_OUTCOMES)[number];
  @TextField({
    about: 'The reasons, as the decision will give them.',
    max: LONG,
    example: 'Is a refugee; identity established.',
  })
  reasons: string;
  @TextsField({
    about: 'Reason codes of the verb; a refusal or an exclusion needs one at least.',
    optional: true,
    max: 40,
    maxItems: 20,
    example: [],
  })
  reasonCodes?: string[];
}

export class ProposeRequest {
  @ObjectsField(() => ProposedDecisionRequest, { about: 'One proposal a person.', minItems: 1, maxItems: 50 })
  persons: ProposedDecisionRequest[];
}

export class ReturnProposalRequest extends PersonsRequest {
  @TextField({
    about: 'What must be looked at again before anything is signed.',
    min: 3,
    max: 2000,
    example: 'The identity of the child must be shown.',
  })
  reason: string;
}

export class GrantRequest extends PersonsRequest {
  @TextField({
    about: 'Why more places are taken than there are, beyond the tolerance of the period; needs quota.overrun.',
    optional: true,
    min: 3,
    max: 2000,
  })
  overrunReason?: string;
}

export class ProposalReturnResponse {
  @TextField({ about: 'What must be looked at again.', max: 2000 }) reason: string;
  @TextField({ about: 'Who sent it back.', example: 'Decision maker' }) returnedByName: string;
  @DateField({ about: 'On which day.' }) returnedOn: string;
}

export class ProposalResponse {
  @IdField({ about: 'Id of the proposal.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'What was proposed.', of: PROPOSAL_OUTCOMES }) outcome: ProposalOutcome;
  @TextField({ about: 'The reasons.', max: LONG }) reasons: string;
  @TextsField({ about: 'Reason codes.', max: 40 }) reasonCodes: string[];
  @TextField({ about: 'Who proposed.', example: 'Case officer' }) proposedByName: string;
  @DateField({ about: 'On which day.' }) proposedOn: string;
  @InstantField({ about: 'When: what changed in the case since then the proposal did not weigh.' }) proposedAt: string;
  @ChoiceField({
    about: 'Open until it is signed, sent back, replaced, or void.',
    of: ['open', 'returned', ...PROPOSAL_CLOSINGS],
  })
  standing: ProposalStanding;
  @ObjectField(() => ProposalReturnResponse, { about: 'How it was sent back.', nullable: true })
  returned: ProposalReturnResponse | null;
}

export class DecisionResponse {
  @IdField({ about: 'Id of the decision.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The proposal that was signed.' }) proposalId: string;
  @TextField({ about: 'Diary number of the decision as a document.', example: 'VID-2025-00017:4' }) diaryNumber: string;
  @CountField({ about: 'The version of the RRF on which it was decided.', nullable: true, example: 1 })
  rrfVersion: number | null;
  @ChoiceField({ about: 'The decision.', of: DECISION_OUTCOMES }) outcome: DecisionOutcome;
  @TextField({ about: 'The reasons.', max: LONG }) reasons: string;
  @TextsField({ about: 'Reason codes.', max: 40 }) reasonCodes: string[];
  @TextField({ about: 'First signature.', example: 'Case officer' }) proposedByName: string;
  @TextField({ about: 'Second signature.', example: 'Decision maker' }) decidedByName: string;
  @DateField({ about: 'On which day.' }) decidedOn: string;
  @InstantField({ about: 'When.' }) decidedAt: string;
}

export class PermitResponse {
  @IdField({ about: 'Id of the permit.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The decision.' }) decisionId: string;
  @ChoiceField({ about: 'Why protection is given.', of: PROTECTION_CATEGORIES }) protectionCategory: ProtectionCategory;
  @ChoiceField({ about: 'Type, by the rule of the day of the decision.', of: PERMIT_TYPES }) permitType: PermitType;
  @CountField({ about: 'Calendar months; null when permanent.', nullable: true, example: null }) months: number | null;
  @DateField({ about: 'First day: that of the decision.' }) validFrom: string;
  @DateField({ about: 'Last day; null when permanent.', nullable: true, example: null }) validUntil: string | null;
  @TextField({ about: 'Legal basis.', example: 'Aliens Act (2005:716), ch. 5 s. 2 (2021:765)' }) legalBasis: string;
  @TextField({ about: 'The dated rule.', example: 'permit-2021' }) ruleCode: string;
  @FlagField({ about: 'In force today.' }) inForce: boolean;
  @DateField({ about: 'The day on which it ended.', nullable: true, example: null }) endedOn: string | null;
  @ChoiceField({ about: 'Withdrawn, or lapsed with its holder.', of: PERMIT_ENDS, nullable: true, example: null })
  endedWhy: PermitEnd | null;
  @TextField({ about: 'Why it ended.', nullable: true, max: LONG, example: null }) endReason: string | null;
  @DateField({
    about: 'From when a proposed rule would open permits like this one again; information only.',
    nullable: true,
    example: '2027-01-01',
  })
  mayBeReopenedFrom: string | null;
  @TextField({ about: 'That proposed rule.', nullable: true, example: 'permit-reopening-2027' })
  reopeningRule: string | null;
}

export class DecisionsResponse {
  @ObjectsField(() => ProposalResponse, { about: 'First signatures, oldest first.' }) proposals: ProposalResponse[];
  @ObjectsField(() => DecisionResponse, { about: 'Decisions, oldest first.' }) decisions: DecisionResponse[];
  @ObjectsField(() => PermitResponse, { about: 'Permits, oldest first.' }) permits: PermitResponse[];
}

const toProposalResponse = (proposal: CaseDecisions['proposals'][number]): ProposalResponse => {
  const { id, personId, outcome, reasons, reasonCodes, proposedByName, proposedOn, proposedAt, standing } = proposal;
  const { returned } = proposal;
  return {
    id,
    personId,
    outcome,
    reasons,
    reasonCodes,
    proposedByName,
    proposedOn,
    proposedAt,
    standing,
    returned: returned && {
      reason: returned.reason,
      returnedByName: returned.returnedByName,
      returnedOn: returned.returnedOn,
    },
  };
};

const toDecisionResponse = ({ proposal, ...decision }: CaseDecisions['decisions'][number]): DecisionResponse => {
  const { id, personId, proposalId, diaryNumber, rrfVersion, outcome, decidedByName, decidedOn, decidedAt } = decision;
  const { reasons, reasonCodes, proposedByName } = proposal;
  return {
    id,
    personId,
    proposalId,
    diaryNumber,
    rrfVersion,
    outcome,
    reasons,
    reasonCodes,
    proposedByName,
    decidedByName,
    decidedOn,
    decidedAt,
  };
};

const toPermitResponse = ({ caseId: _caseId, ...permit }: PermitView): PermitResponse => permit;

export const toDecisionsResponse = ({ proposals, decisions, permits }: CaseDecisions): DecisionsResponse => ({
  proposals: proposals.map(toProposalResponse),
  decisions: decisions.map(toDecisionResponse),
  permits: permits.map(toPermitResponse),
});
