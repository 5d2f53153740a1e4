import type { PlainDate, Unmet } from '../../kernel/index.js';
import { DECIDED, pool, type Account } from './ledger.js';
import type { PeriodStatus } from './period-lifecycle.js';
import type { CarryIn } from './planning.js';

export interface PeriodToCarry {
  readonly id: string;
  readonly name: string;
  readonly status: PeriodStatus;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly carryOverMode: CarryIn['mode'];
}
export interface FramedPeriod extends PeriodToCarry {
  readonly pledge: PeriodToCarry | null;
}

/** What the ledger knows of a person who is to be carried over: null holds no place. */
export interface PlaceToCarry {
  readonly personId: string;
  readonly held: {
    readonly periodId: string;
    readonly state: 'reserved' | 'used';
    /** Since which day the place has been in that state. */
    readonly since: PlainDate;
  } | null;
}

type Condition = Omit<Unmet, 'personId'>;
const GRANTED_LATE = 'domain.md (e) 7: granted in one year, arriving in the next';

/**
 * Whether the periods may give and receive: persons are carried out of a period that is closing or over, into a later one that
 * still takes them. Back, because they were carried in error, they may go at any time.
 */
export function unmetForPeriods(
  giver: PeriodToCarry,
  receiver: PeriodToCarry,
  today: PlainDate,
  back: boolean,
): Condition[] {
  if (back) return [];
  const conditions: [holds: boolean, code: string, detail: string][] = [
    [
      giver.status === 'closing' || giver.endsOn < today,
      'periodStillRuns',
      `${giver.name} runs until ${giver.endsOn}: begin closing it, or wait until it is over.`,
    ],
    [receiver.startsOn > giver.startsOn, 'periodNotLater', `${receiver.name} does not begin after ${giver.name}.`],
    [receiver.status !== 'closing', 'periodClosing', `${receiver.name} is closing and receives nobody any more.`],
  ];
  return conditions.filter(([holds]) => !holds).map(([, code, detail]) => ({ code, detail, source: GRANTED_LATE }));
}

/** What stands against carrying each person: who left the road holds no place, and who is counted stays where that was. */
export function unmetForPersons(persons: readonly PlaceToCarry[], giver: PeriodToCarry, on: PlainDate): Unmet[] {
  return persons.flatMap(({ personId, held }): Unmet[] => {
    const unmet = (code: string, detail: string, source: string): Unmet[] => [{ code, detail, source, personId }];
    if (held === null)
      return unmet('noPlaceHeld', 'This person holds no place: who left the road gave it back.', GRANTED_LATE);
    if (held.periodId !== giver.id)
      return unmet('placeInOtherPeriod', `The place of this person is not one of ${giver.name}.`, GRANTED_LATE);
    if (held.state === 'used')
      return unmet('alreadyCounted', `This person is counted in ${giver.name} already.`, 'domain.md (e) 34');
    if (held.since > on)
      return unmet('placeNotYetHeld', 'The place of this person was reserved on a later day.', 'domain.md (d)');
    return [];
  });
}

/** Places that go back when persons are carried over, from one account to another. */
export interface GivenBack {
  readonly from: Account;
  readonly to: Account;
  /** The period whose pool gives them. */
  readonly period: string;
}

/**
 * Where the places of an absorbing quota go back to: whoever is carried in brings a place along, so that as many return from the
 * pool to the source, or to the pledge, and the quota stays what it was (2023: 900 with about 400 carried in, 500 new). A pledge
 * that absorbs gives them back too when the persons come from outside it. An additive quota keeps them.
 */
export function givenBack(giver: FramedPeriod, receiver: FramedPeriod): GivenBack[] {
  const { pledge } = receiver;
  const own = receiver.carryOverMode === 'absorbing';
  const ofPledge = pledge !== null && pledge.carryOverMode === 'absorbing' && giver.pledge?.id !== pledge.id;
  return [
    ...(own ? [{ from: pool(receiver.id), to: pledge ? pool(pledge.id) : DECIDED, period: receiver.name }] : []),
    ...(ofPledge ? [{ from: pool(pledge.id), to: DECIDED, period: pledge.name }] : []),
  ];
}

/** The same when the persons are carried back: what was given back comes again. */
export const takenAgain = (giver: FramedPeriod, receiver: FramedPeriod): Omit<GivenBack, 'period'>[] =>
  givenBack(receiver, giver)
    .map(({ from, to }) => ({ from: to, to: from }))
    .reverse();

/** Pools that hold too few places to give back, what the steps before bring them included: the quota would be exceeded by them. */
export function unmetForPools(
  steps: readonly GivenBack[],
  places: number,
  held: ReadonlyMap<Account, number>,
): Condition[] {
  return steps.flatMap(({ from, period }) => {
    const has = (held.get(from) ?? 0) + (steps.some(({ to }) => to === from) ? places : 0);
    if (has >= places) return [];
    const lack = `${period} contains whom it receives: ${places} places of its pool must go back, and the pool holds ${has}; ${places - has} lack.`;
    return [
      {
        code: 'carriedBeyondQuota',
        detail: `${lack} Revise sub-quotas down or the period up, or carry over fewer.`,
        source: 'domain.md (d): an absorbing quota contains those granted earlier (Migration Agency 2023-07-03)',
      },
    ];
  });
}

/** Who of the holders would be left behind when only those named are carried over: a case moves whole. */
export function leftBehind<Holder extends { personId: string; caseId: string }>(
  holders: readonly Holder[],
  named: ReadonlySet<string>,
): Holder[] {
  const moving = new Set(holders.filter(({ personId }) => named.has(personId)).map(({ caseId }) => caseId));
  return holders.filter(({ personId, caseId }) => moving.has(caseId) && !named.has(personId));
}
