import type { Instant, PlainDate } from '../../kernel/index.js';

/** What is to be reported (S0, S1): suspicion of any of these, whatever becomes of the permit or the security case. */
export const REPORTED_CRIMES = ['genocide', 'crime_against_humanity', 'war_crime', 'not_yet_classified'] as const;
export type ReportedCrime = (typeof REPORTED_CRIMES)[number];
export const RECIPIENTS = ['police', 'prosecutor'] as const;
export type Recipient = (typeof RECIPIENTS)[number];
export const DUTY_STATES = ['due', 'reported', 'set_aside'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export type DutyContent =
  | { kind: 'opened'; personId: string; caseId: string; crime: ReportedCrime; suspicion: string; openedOn: PlainDate }
  | { kind: 'reported'; recipient: Recipient; reportedOn: PlainDate; reference: string }
  | { kind: 'set_aside'; reason: string; setAsideOn: PlainDate }
  | { kind: 'read' };

export interface DutyAct {
  readonly recordedAt: Instant;
  readonly recordedById: string;
  readonly recordedByName: string;
  readonly content: DutyContent;
}

/** A duty as its records leave it. */
export interface Duty {
  readonly state: DutyState;
  readonly opened: Extract<DutyContent, { kind: 'opened' }>;
  readonly openedByName: string;
  readonly report: Extract<DutyContent, { kind: 'reported' }> | null;
  readonly setAside: Extract<DutyContent, { kind: 'set_aside' }> | null;
  /** Grows with each act; a read is none. */
  readonly version: number;
}

/** Folds the records of one duty, oldest first; null when they are reads alone. */
export function dutyOf(acts: readonly DutyAct[]): Duty | null {
  const of = <Kind extends DutyContent['kind']>(kind: Kind): Extract<DutyContent, { kind: Kind }> | null =>
    (acts.map(({ content }) => content).findLast((content) => content.kind === kind) as
      Extract<DutyContent, { kind: Kind }> | undefined) ?? null;
  const [first] = acts;
  const opened = of('opened');
  if (!first || !opened) return null;
  const [report, setAside] = [of('reported'), of('set_aside')];
  return {
    state: report ? 'reported' : setAside ? 'set_aside' : 'due',
    ...{ opened, report, setAside },
    openedByName: first.recordedByName,
    version: acts.filter(({ content }) => content.kind !== 'read').length,
  };
}
