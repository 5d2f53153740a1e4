import { mayBeYounger, mayHaveReached, type PlainDate } from '../../kernel/index.js';
import {
  birthOf,
  type AttachmentType,
  type NeedTopic,
  type Priority,
  type Rrf,
  type RrfPerson,
  type SubmissionSource,
} from './rrf.js';

// What a submission must hold before the case is registered: rows of data (seeds/reference/rrf-requirements.json), dated and
// sourced, judged here. A form that lacks something is returned to its sender, which is not a denial (domain.md 2; UNHCR
// Resettlement Handbook 4.6, 4.10). Forms that contradict themselves: validity.ts.

/** Age from which a person signs alone, and under which a child is protected. */
const ADULT_FROM = 18;

/** Of whom a requirement is asked: of the case, or of each person who ... */
export const REQUIRED_OF = [
  'case',
  'everybody',
  'adult',
  'not_stateless',
  'patient',
  'unaccompanied_child',
  'further_spouse',
  'under_age_spouse',
] as const;
export type RequiredOf = (typeof REQUIRED_OF)[number];

export interface Requirement {
  /** Code and first day: the same requirement may be worded anew later. */
  readonly id: string;
  /** Place in the letter, from 1. */
  readonly position: number;
  readonly code: string;
  /** What is asked for, in words for the letter to the sender. */
  readonly text: string;
  /** The rule behind it. */
  readonly source: string;
  readonly validFrom: PlainDate;
  /** The last day; null until further notice. */
  readonly validTo: PlainDate | null;
  /** False while it rests on this system's default or its source must still be checked. */
  readonly verified: boolean;
  readonly sources: readonly SubmissionSource[];
  /** Asked when one of the two categories is among these; null for all cases. */
  readonly categories: readonly string[] | null;
  readonly priorities: readonly Priority[] | null;
  readonly requiredOf: RequiredOf;
  /** Any of these fields, a paragraph of section 5 on any of these topics, or a paper of any of these types meets it. */
  readonly fields: readonly string[];
  readonly topics: readonly NeedTopic[];
  readonly attachments: readonly AttachmentType[];
  readonly note: string | null;
}

export interface MissingItem {
  readonly code: string;
  readonly text: string;
  readonly source: string;
  /** RFC 6901 pointers to the fields that are missing. */
  readonly pointers: readonly string[];
}

const isThere = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
const hasAny = (record: object, fields: readonly string[]): boolean =>
  fields.some((field) => isThere((record as Record<string, unknown>)[field]));

// Who may be of age signs; who may be a child is protected like one (kernel/partial-date.ts says which reading counts where).
const mayBeAdult = (person: RrfPerson, today: PlainDate): boolean => mayHaveReached(birthOf(person), ADULT_FROM, today);
const mayBeChild = (person: RrfPerson, today: PlainDate): boolean => mayBeYounger(birthOf(person), ADULT_FROM, today);

const isSpouse = ({ relationToPrincipal }: RrfPerson): boolean =>
  relationToPrincipal === 'spouse' || relationToPrincipal === 'partner';
const isPatient = (person: RrfPerson): boolean => person.specificNeeds?.includes('medical') ?? false;
const isMet = (person: RrfPerson, rrf: Rrf, { fields, attachments }: Requirement): boolean =>
  hasAny(person, fields) ||
  (rrf.attachments ?? []).some(
    ({ type, about }) => attachments.includes(type) && about.includes(person.individualNumber),
  );

/** In a medical case each person with a medical need has a form; where nobody is marked, the principal applicant's is asked for. */
function isAskedAsPatient(person: RrfPerson, rrf: Rrf, requirement: Requirement): boolean {
  if (rrf.persons.some(isPatient)) return isPatient(person);
  return (
    person.relationToPrincipal === 'principal_applicant' && !rrf.persons.some((other) => isMet(other, rrf, requirement))
  );
}

type Asked = (person: RrfPerson, rrf: Rrf, today: PlainDate, requirement: Requirement) => boolean;

const ASKED: { readonly [Of in Exclude<RequiredOf, 'case'>]: Asked } = {
  everybody: () => true,
  adult: (person, _rrf, today) => mayBeAdult(person, today),
  not_stateless: ({ stateless }) => !stateless,
  patient: (person, rrf, _today, requirement) => isAskedAsPatient(person, rrf, requirement),
  // Marked so, or in a case where nobody is surely of age (domain.md (e) 20).
  unaccompanied_child: (person, rrf, today) =>
    mayBeChild(person, today) &&
    ((person.specificNeeds?.includes('unaccompanied_child') ?? false) ||
      rrf.persons.every((other) => mayBeChild(other, today))),
  // Nothing in the form meets these two: such a spouse has a case of her or his own, linked to this one (domain.md (e) 21).
  further_spouse: (person, rrf) => isSpouse(person) && rrf.persons.filter(isSpouse).indexOf(person) > 0,
  under_age_spouse: (person, _rrf, today) => isSpouse(person) && !mayBeAdult(person, today),
};

/** True on every day from the requirement's first to its last. */
export const isInForce = ({ validFrom, validTo }: Requirement, today: PlainDate): boolean =>
  validFrom <= today && (validTo === null || today <= validTo);

/** True when the requirement is asked of submissions like this one on the day. */
const concerns = (requirement: Requirement, rrf: Rrf, today: PlainDate): boolean => {
  const { sources, categories, priorities } = requirement;
  const own = [rrf.primaryCategory, rrf.secondaryCategory];
  return (
    isInForce(requirement, today) &&
    sources.includes(rrf.source) &&
    (categories === null || categories.some((category) => own.includes(category))) &&
    (priorities === null || priorities.includes(rrf.priority))
  );
};

function pointersTo(requirement: Requirement, rrf: Rrf, today: PlainDate): string[] {
  const { requiredOf, fields, topics } = requirement;
  if (requiredOf === 'case') {
    const isTold = (rrf.needsForResettlement ?? []).some(({ topic }) => topics.includes(topic));
    return isTold || hasAny(rrf, fields) ? [] : [`/${fields[0] ?? ''}`];
  }
  const asked = ASKED[requiredOf];
  return rrf.persons.flatMap((person, index) =>
    asked(person, rrf, today, requirement) && !isMet(person, rrf, requirement)
      ? [[`/persons/${index}`, ...fields.slice(0, 1)].join('/')]
      : [],
  );
}

/**
 * What must be asked of the sender before the case can be registered, in the order of the requirements; empty for a complete form.
 * Requirements and ages are those of `today`.
 */
export const missingFrom = (rrf: Rrf, today: PlainDate, requirements: readonly Requirement[]): MissingItem[] =>
  requirements
    .filter((requirement) => concerns(requirement, rrf, today))
    .flatMap((requirement) => {
      const { code, text, source } = requirement;
      const pointers = pointersTo(requirement, rrf, today);
      return pointers.length > 0 ? [{ code, text, source, pointers }] : [];
    });
