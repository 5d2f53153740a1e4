import { PERSON_FIELD_NAMES, PERSON_FIELDS, RRF_FIELD_NAMES, RRF_FIELDS } from './rrf-fields.js';
import type { Rrf, RrfPerson } from './rrf.js';

/** A field that stays closed to a reader: that it is there and how much of it, but nothing of what it says. */
export interface WithheldField {
  readonly section: number;
  readonly field: string;
  readonly words: string;
  /** Paragraphs, words or persons that are not shown. */
  readonly count: number;
}

/** What may be shown of a form. */
export interface ShownRrf {
  readonly rrf: Rrf;
  readonly withheld: readonly WithheldField[];
}

type Fields = Record<string, unknown>;

/** How much stands in a field: its entries, or one. */
const amountOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : value === null || value === undefined || value === '' ? 0 : 1;

const isConfidential = (item: unknown): boolean => (item as { confidential?: boolean }).confidential === true;

/** Counts up what is not shown, field by field. */
class Withheld {
  private readonly counts = new Map<string, number>();

  add(field: string, count: number): void {
    if (count > 0) this.counts.set(field, (this.counts.get(field) ?? 0) + count);
  }

  list(): WithheldField[] {
    const named = { ...RRF_FIELDS, ...PERSON_FIELDS, persons: { section: 2, words: 'other persons' } };
    return [...this.counts]
      .map(([field, count]) => {
        const { section, words } = named[field as keyof typeof named];
        return { section, field, words, count };
      })
      .sort((a, b) => a.section - b.section);
  }
}

/**
 * The form for readers who may not see its restricted parts: sections 4 to 6, confidential remarks, ethnicity and religion are
 * left out and counted (domain.md (b)).
 */
export function openPartOf(rrf: Rrf): ShownRrf {
  const withheld = new Withheld();
  const shown: Fields = { ...rrf, persons: rrf.persons.map((person) => openPersonOf(person, withheld)) };
  for (const field of RRF_FIELD_NAMES) {
    const { access } = RRF_FIELDS[field];
    if (access === 'restricted') {
      withheld.add(field, amountOf(shown[field]));
      delete shown[field];
    } else if (access === 'by_mark' && Array.isArray(shown[field])) {
      const items = shown[field] as unknown[];
      withheld.add(field, items.filter(isConfidential).length);
      shown[field] = items.filter((item) => !isConfidential(item));
    }
  }
  return { rrf: shown as unknown as Rrf, withheld: withheld.list() };
}

function openPersonOf(person: RrfPerson, withheld: Withheld): RrfPerson {
  const shown: Fields = { ...person };
  for (const field of PERSON_FIELD_NAMES)
    if (PERSON_FIELDS[field].access === 'restricted') {
      withheld.add(field, amountOf(shown[field]));
      delete shown[field];
    }
  return shown as unknown as RrfPerson;
}

/** Lists whose entries name the persons they are about. */
const ABOUT = ['claims', 'needsForResettlement', 'describedNeeds', 'remarks', 'attachments'] as const;
/** Texts that are about everybody in the case. */
const ABOUT_ALL = ['priorityJustification', 'needsSummary', 'durableSolutions'] as const;
const RELATIVES = ['relativesInSweden', 'relativesElsewhere'] as const;

/**
 * The form as it may be given out to the persons named: what is about others stays hidden, even from members of the same family. A
 * paragraph about several persons is given out to all of them together only, since to one alone it would tell of the others; so
 * are the texts about the whole case (UNHCR Resettlement Handbook 4.6).
 */
export function releasedTo(rrf: Rrf, individualNumbers: readonly string[]): ShownRrf {
  const withheld = new Withheld();
  const own = new Set(individualNumbers);
  const persons = rrf.persons.filter(({ individualNumber }) => own.has(individualNumber));
  const isWhole = persons.length === rrf.persons.length;
  const principal = rrf.persons.find(({ relationToPrincipal }) => relationToPrincipal === 'principal_applicant');
  withheld.add('persons', rrf.persons.length - persons.length);
  const shown: Fields = { ...rrf, persons };
  const keep = (field: string, isOwn: (item: unknown) => boolean): void => {
    const items = shown[field];
    if (!Array.isArray(items)) return;
    shown[field] = items.filter(isOwn);
    withheld.add(field, items.filter((item) => !isOwn(item)).length);
  };
  for (const field of ABOUT) keep(field, (item) => (item as { about: string[] }).about.every((one) => own.has(one)));
  for (const field of RELATIVES)
    keep(field, (item) =>
      own.has((item as { relativeOf?: string | null }).relativeOf ?? principal?.individualNumber ?? ''),
    );
  if (!isWhole)
    for (const field of ABOUT_ALL) {
      withheld.add(field, amountOf(shown[field]));
      delete shown[field];
    }
  return { rrf: shown as unknown as Rrf, withheld: withheld.list() };
}
