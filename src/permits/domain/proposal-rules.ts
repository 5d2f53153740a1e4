import type { Instant, PlainDate } from '../../kernel/index.js';

/** What may be proposed for a person; discontinue only by the security unit, elsewhere it needs no second signature. */
export const PROPOSAL_OUTCOMES = ['grant', 'refuse', 'exclude', 'discontinue'] as const;
export type ProposalOutcome = (typeof PROPOSAL_OUTCOMES)[number];

/** How a person's case was decided. */
export const DECISION_OUTCOMES = ['granted', 'refused', 'excluded', 'discontinued'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export const DECISION_OF = {
  grant: 'granted',
  refuse: 'refused',
  exclude: 'excluded',
  discontinue: 'discontinued',
} as const satisfies Record<ProposalOutcome, DecisionOutcome>;

export const PROPOSAL_OF = {
  granted: 'grant',
  refused: 'refuse',
  excluded: 'exclude',
  discontinued: 'discontinue',
} as const satisfies Record<DecisionOutcome, ProposalOutcome>;

/** Why a proposal is no longer open: another took its place, it was signed, or its person left the road. */
export const PROPOSAL_CLOSINGS = ['replaced', 'decided', 'lapsed'] as const;
export type ProposalClosing = (typeof PROPOSAL_CLOSINGS)[number];

/** Why a permit is no longer in force: withdrawn by a decision, or lapsed because its holder left the road before entry. */
export const PERMIT_ENDS = ['withdrawn', 'lapsed'] as const;
export type PermitEnd = (typeof PERMIT_ENDS)[number];

/** True when the reasons suffice for a decision: a text, and for a refusal or an exclusion at least one code (Aliens Act 13:10; domain.md (a)). */
export const reasonsGiven = (proposal: {
  outcome: ProposalOutcome;
  reasons: string;
  reasonCodes: readonly string[];
}): boolean => proposal.reasons.trim() !== '' && (proposal.outcome === 'grant' || proposal.reasonCodes.length > 0);

/**
 * True when a proposal can still be signed: made on the present road, not on one before a reopening, and not before the person
 * came (back) under examination; after a deferral the information that came must be weighed in a new one.
 */
export const stillStands = (
  proposal: { proposedAt: Instant; proposedOn: PlainDate },
  person: { referredAt: Instant | undefined; underExaminationSince: PlainDate },
): boolean =>
  person.referredAt !== undefined &&
  proposal.proposedAt >= person.referredAt &&
  proposal.proposedOn >= person.underExaminationSince;

/** True on every day of a permit that nobody ended, its last one included. */
export const isInForce = (
  permit: { endedOn: PlainDate | null; validUntil: PlainDate | null },
  on: PlainDate,
): boolean => permit.endedOn === null && (permit.validUntil === null || on <= permit.validUntil);

/** The day from which a permit may be opened again under a rule that is only proposed: information, never applied (domain.md (e) 24). */
export const reopeningOf = <Rule extends { validFrom: PlainDate; value: { reopens: string } }>(
  permit: { permitType: string; validFrom: PlainDate },
  rules: readonly Rule[],
): Rule | null =>
  rules.find(({ validFrom, value }) => value.reopens === permit.permitType && permit.validFrom < validFrom) ?? null;
