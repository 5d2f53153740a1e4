import { PERSON_FIELD_NAMES, PERSON_FIELDS, RRF_FIELD_NAMES, RRF_FIELDS, type RrfField } from './rrf-fields.js';
import type { Rrf, RrfPerson } from './rrf.js';

/** A person as a diff names one. */
export interface NamedPerson {
  readonly individualNumber: string;
  readonly familyName: string;
  readonly givenNames: string;
}

/** One field that two versions tell differently, in words. */
export interface FieldChange {
  readonly section: number;
  readonly field: string;
  readonly words: string;
  /** Whose field it is; null for the case. */
  readonly individualNumber: string | null;
  /** What stood there, null when nothing did; of a list the entries that went. Null too when it is withheld. */
  readonly before: string | null;
  /** What stands there now; of a list the entries that came. */
  readonly after: string | null;
  /** Changed, but not for this reader to see. */
  readonly withheld: boolean;
}

/** What changed from one version of a form to another. */
export interface RrfDiff {
  readonly added: readonly NamedPerson[];
  readonly removed: readonly NamedPerson[];
  readonly changes: readonly FieldChange[];
}

/**
 * What changed between two versions, section by section, person by person (each found again by the individual number) and field by
 * field. Of restricted fields a reader without the permission learns that they changed and no more.
 */
export function diffOf(before: Rrf, after: Rrf, mayReadRestricted: boolean): RrfDiff {
  const numbers = ({ persons }: Rrf): Set<string> => new Set(persons.map(({ individualNumber }) => individualNumber));
  const [had, has] = [numbers(before), numbers(after)];
  const changes = [
    ...RRF_FIELD_NAMES.flatMap((field) =>
      changeOf(field, RRF_FIELDS[field], null, before[field], after[field], mayReadRestricted),
    ),
    ...after.persons.flatMap((person) => {
      const earlier = before.persons.find(({ individualNumber }) => individualNumber === person.individualNumber);
      return earlier ? changesOfPerson(earlier, person, mayReadRestricted) : [];
    }),
  ];
  return {
    added: after.persons.filter(({ individualNumber }) => !had.has(individualNumber)).map(named),
    removed: before.persons.filter(({ individualNumber }) => !has.has(individualNumber)).map(named),
    changes: changes.sort((a, b) => a.section - b.section),
  };
}

const named = ({ individualNumber, familyName, givenNames }: RrfPerson): NamedPerson => ({
  individualNumber,
  familyName,
  givenNames,
});

const changesOfPerson = (before: RrfPerson, after: RrfPerson, mayReadRestricted: boolean): FieldChange[] =>
  PERSON_FIELD_NAMES.flatMap((field) =>
    changeOf(field, PERSON_FIELDS[field], after.individualNumber, before[field], after[field], mayReadRestricted),
  );

function changeOf(
  field: string,
  { section, words, access }: RrfField,
  individualNumber: string | null,
  before: unknown,
  after: unknown,
  mayReadRestricted: boolean,
): FieldChange[] {
  if (canonical(before) === canonical(after)) return [];
  const change = { section, field, words, individualNumber };
  if (!mayReadRestricted && access === 'restricted') return [{ ...change, before: null, after: null, withheld: true }];
  if (!Array.isArray(before) && !Array.isArray(after))
    return [{ ...change, before: inWords(before), after: inWords(after), withheld: false }];
  const isOpen = (item: unknown): boolean =>
    mayReadRestricted || access !== 'by_mark' || (item as { confidential?: boolean }).confidential !== true;
  const [went, came] = differing(listOf(before), listOf(after));
  const shown = [...went, ...came].filter(isOpen).length;
  return [
    ...(shown > 0
      ? [{ ...change, before: entries(went.filter(isOpen)), after: entries(came.filter(isOpen)), withheld: false }]
      : []),
    ...(shown < went.length + came.length ? [{ ...change, before: null, after: null, withheld: true }] : []),
  ];
}

/** The entries that went and those that came; of the same entries in another order, all of them. */
function differing(before: readonly unknown[], after: readonly unknown[]): [unknown[], unknown[]] {
  const went = without(before, after);
  const came = without(after, before);
  return went.length + came.length > 0 ? [went, came] : [[...before], [...after]];
}

function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = others.map(canonical);
  return items.filter((item) => {
    const found = left.indexOf(canonical(item));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const entries = (items: readonly unknown[]): string | null =>
  items.length === 0 ? null : items.map((item) => inWords(item) ?? '').join('; ');

/** One text for what means the same: an unknown value left out or null, an empty list or none, fields in whatever order. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => {
      if (Array.isArray(part)) return part.length === 0 ? undefined : part;
      if (part === null || typeof part !== 'object') return part ?? undefined;
      const known = Object.entries(part).filter(([, field]) => field !== null && field !== undefined);
      return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

/** A value as a person reads it; null for nothing. A code word loses its underscores, an object is told field by field. */
function inWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
  if (Array.isArray(value)) return entries(value);
  if (typeof value !== 'object') return String(value as number);
  return Object.entries(value)
    .flatMap(([name, part]) => {
      const words = inWords(part);
      return words === null ? [] : [`${spaced(name)}: ${words}`];
    })
    .join(', ');
}

const spaced = (name: string): string => name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
