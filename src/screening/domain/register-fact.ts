import { addMonths, type PlainDate } from '../../kernel/index.js';

/** Registers of others, whose answers are kept as dated facts (Regulation (EU) 2024/1350, article 6(1)(d)-(f)). */
export const REGISTERS = ['entry_ban', 'member_state_refusal', 'eurodac'] as const;
export type Register = (typeof REGISTERS)[number];

/** Where the answer comes from. */
export const REGISTER_SOURCES = ['sis', 'national_register', 'member_state', 'eurodac'] as const;
export type RegisterSource = (typeof REGISTER_SOURCES)[number];

/** What a register answers: nothing found, or what was found in it. */
export const REGISTER_OUTCOMES = ['no_hit', 'alert', 'refused', 'match', 'protection_elsewhere'] as const;
export type RegisterOutcome = (typeof REGISTER_OUTCOMES)[number];

const SOURCES_OF: { readonly [One in Register]: readonly RegisterSource[] } = {
  entry_ban: ['sis', 'national_register'],
  member_state_refusal: ['member_state'],
  eurodac: ['eurodac'],
};
const OUTCOMES_OF: { readonly [One in Register]: readonly RegisterOutcome[] } = {
  entry_ban: ['no_hit', 'alert'],
  member_state_refusal: ['no_hit', 'refused'],
  eurodac: ['no_hit', 'match', 'protection_elsewhere'],
};

/** What a register answered about a person on a day. A later answer of the same register and source takes its place. */
export interface RegisterFact {
  readonly kind: 'register_fact';
  readonly register: Register;
  readonly source: RegisterSource;
  readonly outcome: RegisterOutcome;
  readonly answeredOn: PlainDate;
  /** The last day of the alert or of the answer; null where it has no end. */
  readonly validUntil: PlainDate | null;
  /** Which member state it is about, of refusals and protection alone. */
  readonly memberState: string | null;
  /** When that state refused admission under article 6(1)(c) or (d). */
  readonly refusedOn: PlainDate | null;
  /** Where the answer itself is kept: never what it says. */
  readonly reference: string;
}

/** A field that contradicts another, or today. */
export interface WrongInFact {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What contradicts itself in a fact; empty when it can be recorded today. */
export function wrongInFact(fact: RegisterFact, today: PlainDate): WrongInFact[] {
  const { register, source, outcome, answeredOn, validUntil, memberState, refusedOn } = fact;
  const wrong: WrongInFact[] = [];
  const unless = (holds: boolean, field: string, code: string, message: string): void => {
    if (!holds) wrong.push({ pointer: `/${field}`, code, message });
  };
  unless(
    SOURCES_OF[register].includes(source),
    'source',
    'sourceOfRegister',
    `The sources of ${register} are ${SOURCES_OF[register].join(', ')}.`,
  );
  unless(
    OUTCOMES_OF[register].includes(outcome),
    'outcome',
    'outcomeOfRegister',
    `${register} answers ${OUTCOMES_OF[register].join(', ')}.`,
  );
  unless(answeredOn <= today, 'answeredOn', 'afterToday', `answeredOn may not lie after today, ${today}.`);
  unless(
    validUntil === null || validUntil >= answeredOn,
    'validUntil',
    'beforeAnswer',
    'validUntil may not lie before answeredOn.',
  );
  const isOfState = outcome === 'refused' || outcome === 'protection_elsewhere';
  unless(
    (memberState !== null) === isOfState,
    'memberState',
    'memberState',
    'A refusal and protection, and nothing else, name the member state.',
  );
  unless(
    (refusedOn !== null) === (outcome === 'refused'),
    'refusedOn',
    'refusedOn',
    'A refusal, and nothing else, has its day.',
  );
  unless(
    refusedOn === null || refusedOn <= answeredOn,
    'refusedOn',
    'afterAnswer',
    'refusedOn may not lie after answeredOn.',
  );
  return wrong;
}

/** The facts that count: of each register, source and member state the last that was recorded. */
export function countingFacts<Fact extends RegisterFact>(facts: readonly Fact[]): Fact[] {
  const last = new Map<string, Fact>();
  for (const fact of facts) {
    // An answer without a finding ends what the same source said before, of whichever state.
    if (fact.outcome === 'no_hit')
      for (const key of [...last.keys()]) if (key.startsWith(`${fact.register} ${fact.source} `)) last.delete(key);
    last.set(`${fact.register} ${fact.source} ${fact.memberState ?? ''}`, fact);
  }
  return [...last.values()];
}

/**
 * True when a fact bars admission on the day: an alert for refusing entry in force (article 6(1)(d)), protection that a member state
 * gave (6(1)(e)), or a refusal within the look-back before admission (6(1)(f)), which a long wait can end (domain.md (e) 15).
 */
export function barsOn(
  { outcome, validUntil, refusedOn }: RegisterFact,
  on: PlainDate,
  lookBackMonths: number,
): boolean {
  if (validUntil !== null && validUntil < on) return false;
  if (outcome === 'refused') return on < addMonths(refusedOn!, lookBackMonths);
  return outcome === 'alert' || outcome === 'protection_elsewhere';
}

/**
 * The last day on which Eurodac keeps a comparison: five years where a permit was granted, three where the procedure was discontinued or
 * admission refused because another member state had refused it (Regulation (EU) 2024/1358, article 29(3) and (4)); else null. Who
 * withdrew consent or refused biometrics is discontinued, not refused (domain.md (e) 16).
 */
export function keptByEurodacUntil(
  { register, answeredOn }: RegisterFact,
  ended: 'granted' | 'discontinued' | 'refused_as_elsewhere' | null,
  { grantedMonths, otherMonths }: { grantedMonths: number; otherMonths: number },
): PlainDate | null {
  if (register !== 'eurodac' || ended === null) return null;
  return addMonths(answeredOn, ended === 'granted' ? grantedMonths : otherMonths);
}
