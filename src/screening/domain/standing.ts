import type { PlainDate } from '../../kernel/index.js';
import type {
  Clearance,
  DraftKind,
  DraftOf,
  Rescreening,
  SecurityDecision,
  Statement,
  WalledRecord,
} from './walled-record.js';

/** Where one referral stands, folded from what was recorded behind the wall. */
export interface Standing {
  /** The last clearance and the day it was given on. */
  readonly clearance: (Clearance & { readonly givenOn: PlainDate }) | null;
  /** Day of the objection in force. */
  readonly objectionOn: PlainDate | null;
  /** Day on which a re-screening was opened that has no answer yet. */
  readonly rescreeningOn: PlainDate | null;
  /** The last re-screening, answered or not. */
  readonly rescreening: Rescreening | null;
  /** The last days of the clearances since the open act that cleared or decided, each later than the one before. */
  readonly shown: readonly PlainDate[];
  /** The drafts of the security case under way, the latest of each kind. */
  readonly drafts: { readonly [Kind in DraftKind]?: WalledRecord<DraftOf> };
}

export const NOTHING_RECORDED: Standing = {
  clearance: null,
  objectionOn: null,
  rescreeningOn: null,
  rescreening: null,
  shown: [],
  drafts: {},
};

/**
 * The standing of a referral after its records, in the order in which they were recorded. An answer must not have been stated
 * before what it answers: a statement without objection lifts an objection, or answers a re-screening, of its own day or earlier,
 * but an objection that arrives late still counts (architecture.md 4: a late objection stops a journey at once).
 */
export const standingOf = (records: readonly WalledRecord[]): Standing => records.reduce(after, NOTHING_RECORDED);

function after(standing: Standing, record: WalledRecord): Standing {
  const { content } = record;
  switch (content.kind) {
    case 'statement':
      return afterStatement(standing, content);
    case 'rescreening':
      // Without a clearance the first statement is still awaited, or an objection stands: there is nothing to suspend.
      return {
        ...standing,
        rescreening: content,
        rescreeningOn: standing.clearance ? later(standing.rescreeningOn, content.openedOn) : null,
      };
    case 'draft':
      return { ...standing, drafts: { ...standing.drafts, [content.of]: record } };
    case 'decision':
      return afterDecision(standing, content);
    case 'appeal':
      // The agency's decision stands until a court says otherwise.
      return standing;
    case 'reminder':
      return standing;
  }
}

function afterStatement(standing: Standing, { outcome, statedOn, clearance, cleared }: Statement): Standing {
  // More time is no answer: a re-screening stays open, and a clearance that nobody reopened stays in force.
  if (outcome === 'more_time') return standing;
  if (outcome === 'objection')
    // A security case begins with its objection: what was drafted in an earlier one is not signed in this one.
    return {
      ...standing,
      objectionOn: later(standing.objectionOn, statedOn),
      drafts: standing.objectionOn ? standing.drafts : {},
    };
  const lifted = answered(standing.objectionOn, statedOn);
  const newer =
    clearance && (standing.clearance?.givenOn ?? '') <= statedOn
      ? { ...clearance, givenOn: statedOn }
      : standing.clearance;
  return {
    ...standing,
    clearance: newer,
    objectionOn: lifted,
    rescreeningOn: answered(standing.rescreeningOn, statedOn),
    shown: clearance && (cleared || standing.shown.length > 0) ? followedBy(standing.shown, clearance) : standing.shown,
    drafts: lifted ? standing.drafts : {},
  };
}

function afterDecision(standing: Standing, { outcome, decidedOn, clearance }: SecurityDecision): Standing {
  // The agency decides on its own: its grant, or its upholding of a permit, clears from that day (architecture.md 4).
  const clears = outcome === 'granted' || outcome === 'upheld';
  const settled = {
    ...standing,
    objectionOn: null,
    rescreeningOn: null,
    drafts: {},
    shown: clears || standing.shown.length === 0 ? followedBy(standing.shown, clearance) : standing.shown,
  };
  return { ...settled, clearance: clears ? { ...clearance, givenOn: decidedOn } : null };
}

/**
 * True when the clearance holds on the day: given for the identity as it stands, not lapsed, no objection in force, no re-screening
 * open. Callers learn yes or no, never why not (security.md 3).
 */
export const clearanceInForce = (
  { clearance, objectionOn, rescreeningOn }: Standing,
  identityVersion: number,
  on: PlainDate,
): boolean =>
  clearance !== null &&
  clearance.validUntil >= on &&
  clearance.identityVersion === identityVersion &&
  objectionOn === null &&
  rescreeningOn === null;

/** Which identity a statement of the day is about: the one screened anew by then, else the one referred. */
export const identityStated = ({ rescreening }: Standing, referredIdentity: number, statedOn: PlainDate): number =>
  rescreening && rescreening.openedOn <= statedOn ? rescreening.identityVersion : referredIdentity;

/**
 * The last day of the clearance as everybody may see it: the one that the open act gave, whatever comes behind the wall; once that day
 * has passed, the next one that was given. By then the guards tell whether a clearance is in force, and this tells nothing more.
 */
export const shownUntil = ({ shown }: Standing, on: PlainDate): PlainDate | null =>
  shown.find((day) => day >= on) ?? shown.at(-1) ?? null;

const followedBy = (shown: readonly PlainDate[], { validUntil }: Clearance): readonly PlainDate[] =>
  validUntil > (shown.at(-1) ?? '') ? [...shown, validUntil] : shown;
const later = (a: PlainDate | null, b: PlainDate): PlainDate => (a !== null && a > b ? a : b);
/** What remains open of something raised on a day after an answer of another day. */
const answered = (raisedOn: PlainDate | null, statedOn: PlainDate): PlainDate | null =>
  raisedOn !== null && raisedOn > statedOn ? raisedOn : null;

/** What was asked under a referral, the referral itself first, and when each was answered. What the Service began itself nobody asked. */
export function requestsUnder(
  referral: { readonly id: string; readonly diaryNumber: string; readonly referredOn: PlainDate },
  records: readonly WalledRecord[],
): {
  id: string;
  kind: 'referral' | 'rescreening';
  requestedOn: PlainDate;
  diaryNumber: string;
  answeredOn: PlainDate | null;
  remindedOn: PlainDate | null;
  hastenedOn: PlainDate | null;
}[] {
  const { id, diaryNumber, referredOn } = referral;
  const asked = records.flatMap((record, index) => {
    const { content } = record;
    // Before a clearance the first statement is still awaited: asking again asks nothing new.
    if (content.kind !== 'rescreening' || standingOf(records.slice(0, index)).clearance === null) return [];
    const { openedOn } = content;
    const answeredOn = answerTo(openedOn, records.slice(index + 1));
    return [
      {
        id: record.id,
        kind: 'rescreening' as const,
        requestedOn: openedOn,
        diaryNumber: record.diaryNumber,
        answeredOn,
        ...remindersOf(openedOn, answeredOn, records),
      },
    ];
  });
  const answeredOn = answerTo(referredOn, records);
  const reminders = remindersOf(referredOn, answeredOn, records);
  return [{ id, kind: 'referral', requestedOn: referredOn, diaryNumber, answeredOn, ...reminders }, ...asked];
}

function answerTo(askedOn: PlainDate, records: readonly WalledRecord[]): PlainDate | null {
  for (const { content } of records)
    if (content.kind === 'statement' && content.outcome !== 'more_time' && content.statedOn >= askedOn)
      return content.statedOn;
  return null;
}

/** When the Service was last reminded of what it was asked on a day, and when it was last asked to hasten, before it answered. */
function remindersOf(
  askedOn: PlainDate,
  answeredOn: PlainDate | null,
  records: readonly WalledRecord[],
): { remindedOn: PlainDate | null; hastenedOn: PlainDate | null } {
  const days = (hasten: boolean): PlainDate[] =>
    records.flatMap(({ content }) =>
      content.kind === 'reminder' &&
      content.hasten === hasten &&
      content.askedOn >= askedOn &&
      content.askedOn <= (answeredOn ?? content.askedOn)
        ? [content.askedOn]
        : [],
    );
  return { remindedOn: days(false).at(-1) ?? null, hastenedOn: days(true).at(-1) ?? null };
}
