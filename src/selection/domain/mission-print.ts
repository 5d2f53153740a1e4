import type { PlainDate } from '../../kernel/index.js';

/** A term and what is told of it, in the words of the paper. */
export interface PrintFact {
  readonly term: string;
  readonly value: string;
}

export type PrintCell = string | number | null;

export interface PrintColumn {
  readonly header: string;
  /** Text unless said: codes keep their leading zeros. */
  readonly type?: 'text' | 'number' | 'date';
  /** In points on paper; what the others leave when it is not said. */
  readonly width?: number;
}

/** A part of a paper under its own heading. */
export interface PrintPart {
  readonly title: string;
  readonly facts?: readonly PrintFact[];
  readonly paragraphs?: readonly string[];
  readonly columns?: readonly PrintColumn[];
  readonly rows?: readonly (readonly PrintCell[])[];
  /** Begins a page of its own: what is handed to somebody alone. */
  readonly ownPage?: boolean;
}

/** A paper of a mission before it is laid out: as pages, as a workbook, or as it is read by a program. */
export interface Printout {
  readonly title: string;
  readonly subject: string;
  readonly on: PlainDate;
  readonly landscape?: boolean;
  readonly facts: readonly PrintFact[];
  readonly parts: readonly PrintPart[];
}

/** What stands at the head of every paper of a mission. */
export interface MissionOnPaper {
  readonly place: string;
  readonly country: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly leaderName: string;
  readonly team: readonly string[];
}

export const fact = (term: string, value: string | number | null | undefined): PrintFact => ({
  term,
  value: value === null || value === undefined || value === '' ? 'okänt' : String(value),
});

/** Facts that are told when there is something to tell. */
export const known = (...facts: readonly (readonly [string, string | number | null | undefined])[]): PrintFact[] =>
  facts.flatMap(([term, value]) => (value === null || value === undefined || value === '' ? [] : [fact(term, value)]));

export const subjectOf = ({ place, country, startsOn, endsOn }: MissionOnPaper): string =>
  `${place}, ${country}, ${startsOn} till ${endsOn}`;

export const missionFacts = (mission: MissionOnPaper): PrintFact[] => [
  fact('Plats', `${mission.place}, ${mission.country}`),
  fact('Dagar', `${mission.startsOn} till ${mission.endsOn}`),
  fact('Leder', mission.leaderName),
  ...known(['Delegationen', mission.team.join(', ')]),
];

const SEXES: Readonly<Record<string, string>> = { female: 'kvinna', male: 'man', other: 'annat', unknown: 'okänt' };
const PRIORITIES: Readonly<Record<string, string>> = { emergency: 'akut', urgent: 'brådskande', normal: 'normal' };
const RELATIONS: Readonly<Record<string, string>> = {
  principal_applicant: 'huvudsökande',
  spouse: 'make eller maka',
  partner: 'sambo',
  son: 'son',
  daughter: 'dotter',
  parent: 'förälder',
  sibling: 'syskon',
  grandparent: 'mor- eller farförälder',
  grandchild: 'barnbarn',
  niece_or_nephew: 'syskonbarn',
  other_relative: 'annan anhörig',
  dependant: 'beroende anhörig',
};
// In lists excluded is folded into refused (architecture.md 7, rule 15).
const STATUSES: Readonly<Record<string, string>> = {
  listed: 'registrerad',
  in_screening: 'säkerhetskontroll',
  cleared: 'ingen erinran',
  under_examination: 'under prövning',
  deferred: 'väntar på UNHCR',
  granted: 'beviljad',
  assigned: 'anvisad',
  accepted: 'kommunen har godtagit',
  travel_ready: 'klar att resa',
  booked: 'bokad',
  departed: 'avrest',
  arrived: 'inrest',
  received: 'mottagen',
  refused: 'avslag',
  excluded: 'avslag',
  discontinued: 'avskriven',
  permit_withdrawn: 'tillstånd återkallat',
  withdrawn: 'återtagen',
  deceased: 'avliden',
  lost_contact: 'kontakt förlorad',
  resettled_elsewhere: 'vidarebosatt i annat land',
};

const inWords =
  (words: Readonly<Record<string, string>>) =>
  (code: string): string =>
    words[code] ?? code.replaceAll('_', ' ');
export const sexInWords = inWords(SEXES);
export const priorityInWords = inWords(PRIORITIES);
export const relationInWords = inWords(RELATIONS);
export const statusInWords = inWords(STATUSES);

const LANGUAGES = new Intl.DisplayNames(['sv-SE'], { type: 'language', fallback: 'code' });
/** The language in Swedish with its ISO 639 code, by which interpreters are sought. */
export function languageInWords(code: string): string {
  const name = LANGUAGES.of(code) ?? code;
  return name === code ? code : `${name} (${code})`;
}

export const nameOf = ({ givenNames, familyName }: { givenNames: string; familyName: string }): string =>
  [givenNames, familyName].filter(Boolean).join(' ');

interface Born {
  readonly birthDate: string | null;
  readonly birthDatePrecision: string;
  readonly birthDateEstimated?: boolean | null;
}

/** The birth date as far as it is known: never a first of January that nobody said. */
export function bornInWords({ birthDate, birthDatePrecision, birthDateEstimated }: Born): string | null {
  if (birthDate === null) return null;
  const length = birthDatePrecision === 'year' ? 4 : birthDatePrecision === 'month' ? 7 : 10;
  return `${birthDate.slice(0, length)}${birthDateEstimated ? ' (uppskattat)' : ''}`;
}
