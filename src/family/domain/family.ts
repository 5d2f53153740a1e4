import type { BirthReading, PlainDate, Unmet } from '../../kernel/index.js';

/** What a person holds in other modules, as far as a change of the family touches it. */
export interface Holdings {
  /** The neutral word of the pre-screening and the last day of the clearance as it was given: nothing behind the wall shows in it. */
  readonly screening: 'not_referred' | 'under_handling' | 'cleared';
  readonly clearedUntil: PlainDate | null;
  readonly exclusionAssessed: boolean;
  readonly examined: boolean;
  readonly place: 'reserved' | 'used' | null;
  readonly permit: boolean;
  readonly assignment: { readonly id: string; readonly municipality: string } | null;
  readonly journey: { readonly id: string; readonly departsOn: PlainDate } | null;
}

/** A member of a case, as the rules of family life see them. */
export interface Member {
  readonly id: string;
  /** Place in the case. */
  readonly number: number;
  /** What the member is to the principal applicant. */
  readonly relation: string;
  readonly sex: string;
  readonly maritalStatus: string | null;
  /** The days between which the member was born; null when nothing is known of it. */
  readonly birth: BirthReading | null;
  readonly status: string;
  /** On the road: neither ended nor refused. */
  readonly onRoad: boolean;
  /** Has departed for Sweden, or arrived. */
  readonly underWay: boolean;
  /** The day of entry into Sweden; null before. */
  readonly enteredOn: PlainDate | null;
  readonly holds: Holdings;
}

/** A case as the rules of family life see it. */
export interface Family {
  readonly caseId: string;
  readonly diaryNumber: string;
  readonly registered: boolean;
  /** Its persons went on in another case. */
  readonly merged: boolean;
  readonly subQuotaId: string | null;
  readonly priority: string;
  readonly source: string;
  readonly route: string | null;
  readonly registeredOn: PlainDate | null;
  readonly members: readonly Member[];
}

/** The ages at which something begins, in completed years, by the policy of the day. */
export interface Ages {
  readonly biometrics: number;
  readonly exclusionOnTrigger: number;
  readonly exclusion: number;
  readonly adult: number;
}

/** A relation that the official states because it cannot be derived. */
export interface ToldRelation {
  readonly personId: string;
  readonly relation: string;
}

export const ARRIVALS = ['newborn', 'found_relative'] as const;

/** A change in the life of a family. */
export type FamilyCommand =
  | {
      readonly verb: 'add_member';
      readonly arrival: (typeof ARRIVALS)[number];
      readonly birth: BirthReading | null;
      readonly relation: string;
      /** The parent in the case, of a newborn. */
      readonly parentId?: string;
      /** Known by UNHCR's number in another case. */
      readonly inAnotherCase: boolean;
    }
  | { readonly verb: 'choose_principal'; readonly principalId?: string; readonly relations: readonly ToldRelation[] }
  | { readonly verb: 'record_marriage'; readonly personIds: readonly string[]; readonly renamedIds: readonly string[] }
  | { readonly verb: 'record_separation'; readonly personIds: readonly string[] }
  | {
      readonly verb: 'split';
      readonly personIds: readonly string[];
      readonly principalId?: string;
      readonly relations: readonly ToldRelation[];
    }
  | { readonly verb: 'merge'; readonly relations: readonly ToldRelation[] }
  | { readonly verb: 'link' }
  | { readonly verb: 'unlink' }
  | {
      readonly verb: 'dismiss_difference';
      /** What the newest RRF tells otherwise than the case; null when no such difference waits. */
      readonly difference: {
        readonly kind: 'added' | 'removed';
        readonly personId: string | null;
        readonly rrfVersion: number;
      } | null;
    };
export type FamilyVerb = FamilyCommand['verb'];

/** What the rules need to know beside the command. */
export interface FamilyFacts {
  readonly today: PlainDate;
  readonly ages: Ages;
  readonly family: Family;
  /** The other case, of merge, link and unlink. */
  readonly other: Family | null;
  /** Places left in the sub-quota of the case; null when it has none that is open. */
  readonly placesLeft: number | null;
  /** The two cases are linked by an act of their own. */
  readonly linked: boolean;
}

export const EFFECT_AREAS = [
  'case',
  'family',
  'screening',
  'exclusion',
  'examination',
  'places',
  'permits',
  'municipality',
  'travel',
] as const;

/** One effect of a change, told before it is confirmed: what changes, what stays, and what an official must check. */
export interface Effect {
  readonly code: string;
  readonly area: (typeof EFFECT_AREAS)[number];
  readonly kind: 'changes' | 'stays' | 'check';
  readonly detail: string;
  readonly personId: string | null;
  readonly source: string;
}

/** What is written of a member: the relation to the principal applicant of their case, or the marital status. */
export interface Retold {
  readonly personId: string;
  readonly relation?: string;
  readonly maritalStatus?: string;
}

/** What a command would do: nothing while anything is unmet. */
export interface Decided {
  readonly unmet: readonly Unmet[];
  readonly effects: readonly Effect[];
  readonly retold: readonly Retold[];
}

export const PRINCIPAL = 'principal_applicant';

export const principalOf = (members: readonly Member[]): Member | undefined =>
  members.find(({ relation }) => relation === PRINCIPAL);

export const onRoad = (members: readonly Member[]): Member[] => members.filter((member) => member.onRoad);

/** How officials name a member: by the place in the case. */
export const called = ({ number }: Pick<Member, 'number'>): string => `Person ${number}`;

export const howMany = (count: number): string => (count === 1 ? '1 person' : `${count} persons`);
