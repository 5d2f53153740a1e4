import type { PlainDate } from '../../kernel/index.js';

export const ITEM_KINDS = [
  'travel_document',
  'child_consent',
  'entry_visa',
  'exit_permit',
  'permit_card',
  'biometrics',
  'fit_to_travel',
  'orientation',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_STATES = ['needed', 'not_needed', 'held'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/**
 * A passport of one's own, or the provisional alien's passport that an embassy or the agency issues for the journey.
 */
export const TRAVEL_DOCUMENT_FORMS = ['passport', 'ut_card'] as const;
export type TravelDocumentForm = (typeof TRAVEL_DOCUMENT_FORMS)[number];

/** What was noted of an item of one person. Nothing noted means: needed when the rule says so. */
export interface NotedItem {
  readonly kind: ItemKind;
  readonly state: ItemState;
  readonly form: TravelDocumentForm | null;
  readonly validFrom: PlainDate | null;
  readonly validUntil: PlainDate | null;
}

/** A person on the day of the act: children turn six, and eighteen, between decision and journey (domain.md (e) 17). */
export interface Traveller {
  readonly age: number;
  readonly isAdult: boolean;
  /** Completed years from which biometrics are taken, by the rule of the day. */
  readonly biometricsFromAge: number;
  readonly items: readonly NotedItem[];
}

export interface OpenItem {
  code: string;
  detail: string;
  source: string;
}

interface ItemRule {
  /** Stem of the codes: `exitPermitMissing`, `exitPermitExpired`. */
  readonly code: string;
  readonly name: string;
  readonly source: string;
  readonly neededBy: (traveller: Traveller) => boolean;
  /** Whether a reason may stand in its place. What no role may bypass may not (architecture.md 4). */
  readonly waivable: boolean;
  /** What must be said of the last day when it is held: `by_rule`, the dated rule gives it when the paper does not. */
  readonly lastDay: 'required' | 'optional' | 'by_rule' | 'none';
}

const always = (): boolean => true;

/** The items before departure, as data: what each is, whom it concerns, and why. */
export const CHECKLIST: { readonly [Kind in ItemKind]: ItemRule } = {
  travel_document: {
    code: 'travelDocument',
    name: 'travel document (passport or UT card)',
    source: 'Aliens Act 2:1, 2:1 a; Aliens Ordinance 2:14',
    neededBy: always,
    waivable: false,
    lastDay: 'required',
  },
  child_consent: {
    code: 'childConsent',
    name: "guardians' consent to the child's UT card",
    source: 'Aliens Ordinance 2:14 a',
    neededBy: ({ isAdult, items }) =>
      !isAdult && items.some((item) => item.kind === 'travel_document' && item.form === 'ut_card'),
    waivable: true,
    lastDay: 'none',
  },
  entry_visa: {
    code: 'entryVisa',
    name: 'entry visa',
    source: 'Aliens Act 2:3; EUAA: UT card, sometimes with an entry visa',
    neededBy: () => false,
    waivable: true,
    lastDay: 'required',
  },
  exit_permit: {
    code: 'exitPermit',
    name: 'exit permit of the country of asylum',
    source: 'Practice of the countries of asylum (County Administrative Boards, 2017)',
    neededBy: always,
    waivable: true,
    lastDay: 'optional',
  },
  permit_card: {
    code: 'permitCard',
    name: 'residence permit card',
    source: 'Aliens Act 2:4, 9:8 a',
    neededBy: always,
    waivable: true,
    lastDay: 'optional',
  },
  biometrics: {
    code: 'biometrics',
    name: 'photograph and fingerprints for the permit card',
    source: 'Aliens Act 9:8 a',
    neededBy: ({ age, biometricsFromAge }) => age >= biometricsFromAge,
    waivable: true,
    lastDay: 'none',
  },
  fit_to_travel: {
    code: 'fitToTravel',
    name: 'fit-to-travel certificate',
    source: 'IOM pre-embarkation checks; EUAA: Sweden',
    neededBy: always,
    waivable: false,
    lastDay: 'by_rule',
  },
  orientation: {
    code: 'orientation',
    name: 'offer of orientation',
    source: 'EUAA: Sweden; preparatory programme since 2021',
    neededBy: ({ isAdult }) => isAdult,
    waivable: true,
    lastDay: 'none',
  },
};

/** True when the item is needed by this person, whether held or not. */
export function isNeeded(kind: ItemKind, traveller: Traveller): boolean {
  const noted = traveller.items.find((item) => item.kind === kind);
  return noted ? noted.state !== 'not_needed' : CHECKLIST[kind].neededBy(traveller);
}

/**
 * What stands between the person and a departure on the day: each item that is missing, not yet valid or no longer valid, with
 * the words that the travel officer knows it by and its legal source. Each paper lapses by itself (domain.md (e) 25); its last day counts.
 */
export function openItems(traveller: Traveller, on: PlainDate): OpenItem[] {
  return ITEM_KINDS.filter((kind) => isNeeded(kind, traveller)).flatMap((kind) => {
    const { code, name, source } = CHECKLIST[kind];
    const held = traveller.items.find((item) => item.kind === kind && item.state === 'held');
    if (!held) return { code: `${code}Missing`, detail: `Missing: ${name}.`, source };
    if (held.validFrom !== null && on < held.validFrom)
      return { code: `${code}NotYetValid`, detail: `Not valid before ${held.validFrom}: ${name}.`, source };
    if (held.validUntil !== null && held.validUntil < on)
      return {
        code: `${code}Expired`,
        detail: `Expired on ${held.validUntil}: ${name}. The day of the act is ${on}.`,
        source,
      };
    return [];
  });
}
