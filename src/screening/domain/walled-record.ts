import type { Instant, PlainDate } from '../../kernel/index.js';

/** What the Security Service may answer to a referral (S0: only a formal objection makes a security case). */
export const STATEMENT_OUTCOMES = ['no_objection', 'objection', 'more_time'] as const;
export type StatementOutcome = (typeof STATEMENT_OUTCOMES)[number];

/** What an objection proposes, within the measures that can make a security case (Aliens Act 1:7). A code, never the Service's text. */
export const RECOMMENDATIONS = [
  'refuse_permit',
  'withdraw_permit',
  'refuse_protection_status',
  'refuse_travel_document',
  'other_measure',
] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

/** What lies in the sealed file of a security case until it is signed. */
export const DRAFT_KINDS = ['exclusion', 'examination', 'proposal'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** How the security unit decides: the first four end the case openly, the last two follow a late objection to a permit. */
export const SECURITY_OUTCOMES = [
  'granted',
  'refused',
  'excluded',
  'discontinued',
  'upheld',
  'permit_withdrawn',
] as const;
export type SecurityOutcome = (typeof SECURITY_OUTCOMES)[number];

/** What clears a person: until when, and for which version of the identity. */
export interface Clearance {
  readonly validUntil: PlainDate;
  readonly identityVersion: number;
}

export interface Statement {
  readonly kind: 'statement';
  readonly outcome: StatementOutcome;
  readonly statedOn: PlainDate;
  /** The Security Service's own number of the statement: a pointer, no content (Säkerhetsskyddslagen; security.md 1). */
  readonly reference: string;
  readonly recommendation: Recommendation | null;
  /** Given by a statement without objection only. */
  readonly clearance: Clearance | null;
  /** The act moved the person to `cleared`: the one part of it that the open record shows too. */
  readonly cleared: boolean;
}

/** What calls for a new pre-screening (domain.md 3). A code, so that it tells nothing of what was found. */
export const RESCREENING_CAUSES = [
  'other',
  'member_added',
  'identity_changed',
  'tip',
  'age_reached',
  'validity_lapses',
] as const;
export type RescreeningCause = (typeof RESCREENING_CAUSES)[number];

export interface Rescreening {
  readonly kind: 'rescreening';
  /** Left out by those recorded before causes were asked for. */
  readonly cause?: RescreeningCause;
  readonly openedOn: PlainDate;
  /** The identity that is screened anew. */
  readonly identityVersion: number;
  readonly reason: string;
}

export interface DraftOf<Kind extends DraftKind = DraftKind> {
  readonly kind: 'draft';
  readonly of: Kind;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface SecurityDecision {
  readonly kind: 'decision';
  readonly outcome: SecurityOutcome;
  readonly decidedOn: PlainDate;
  readonly clearance: Clearance;
}

/** The Security Service's own appeal against a decision of the agency in a security case. */
export interface ServiceAppeal {
  readonly kind: 'appeal';
  readonly appealedOn: PlainDate;
  readonly reference: string;
}

/** The Service was reminded of what it was asked, or asked to hasten its answer: an emergency hastens the statement, it skips none. */
export interface Reminder {
  readonly kind: 'reminder';
  readonly hasten: boolean;
  readonly askedOn: PlainDate;
  readonly reason: string | null;
}

/** What is kept sealed: its very kind is part of the secret, since only an objection leads to drafts and decisions. */
export type WalledContent = Statement | Rescreening | DraftOf | SecurityDecision | ServiceAppeal | Reminder;

/** One record behind the wall, unsealed: who wrote it is sealed with it. */
export interface WalledRecord<Content extends WalledContent = WalledContent> {
  readonly id: string;
  readonly personId: string;
  readonly referralId: string;
  readonly diaryNumber: string;
  readonly recordedAt: Instant;
  readonly recordedById: string;
  readonly recordedByName: string;
  readonly content: Content;
}

export const isStatement = (record: WalledRecord): record is WalledRecord<Statement> =>
  record.content.kind === 'statement';
export const isRescreening = (record: WalledRecord): record is WalledRecord<Rescreening> =>
  record.content.kind === 'rescreening';
export const isDraft = (record: WalledRecord): record is WalledRecord<DraftOf> => record.content.kind === 'draft';
export const isDecision = (record: WalledRecord): record is WalledRecord<SecurityDecision> =>
  record.content.kind === 'decision';
export const isAppeal = (record: WalledRecord): record is WalledRecord<ServiceAppeal> =>
  record.content.kind === 'appeal';
