import type { PlainDate } from '../../kernel/index.js';
import {
  bornInWords,
  fact,
  languageInWords,
  missionFacts,
  nameOf,
  priorityInWords,
  relationInWords,
  sexInWords,
  statusInWords,
  subjectOf,
  type MissionOnPaper,
  type Printout,
} from './mission-print.js';

export interface PersonOfMission {
  readonly id: string;
  readonly number: number;
  readonly individualNumber: string | null;
  readonly familyName: string;
  readonly givenNames: string;
  readonly sex: string;
  readonly birthDate: PlainDate | null;
  readonly birthDatePrecision: string;
  readonly birthDateEstimated?: boolean | null;
  readonly nationality: string | null;
  readonly relationToPrincipal: string;
  readonly languages: readonly { readonly language: string }[];
  readonly status: string;
  /** The days on which this mission interviewed the person. */
  readonly interviewedOn: readonly PlainDate[];
}

export interface CaseOfMission {
  readonly id: string;
  readonly diaryNumber: string;
  readonly unhcrCaseNumber: string | null;
  readonly priority: string;
  readonly countryOfAsylum: string;
  readonly persons: readonly PersonOfMission[];
}

/** The list of a mission: whom it is to meet (EUAA, EU-FRANK: annual overview of submitted cases, mission checklist). Pure. */
export function printedList(mission: MissionOnPaper, cases: readonly CaseOfMission[], on: PlainDate): Printout {
  const persons = cases.flatMap((one) => one.persons);
  return {
    title: 'Ärendelista för uttagningsresa',
    subject: subjectOf(mission),
    on,
    landscape: true,
    facts: [...missionFacts(mission), fact('Ärenden', cases.length), fact('Personer', persons.length)],
    parts: [
      {
        title: 'Personer',
        columns: [
          { header: 'Ärende', width: 70 },
          { header: 'UNHCR-nummer', width: 62 },
          { header: 'Prioritet', width: 44 },
          { header: 'Nr', type: 'number', width: 16 },
          { header: 'Namn' },
          { header: 'Individnummer', width: 60 },
          { header: 'Född', width: 48 },
          { header: 'Kön', width: 32 },
          { header: 'Relation', width: 52 },
          { header: 'Nationalitet', width: 44 },
          { header: 'Språk', width: 56 },
          { header: 'Läge', width: 54 },
          { header: 'Intervjuad', width: 48 },
        ],
        rows: cases.flatMap(({ diaryNumber, unhcrCaseNumber, priority, persons: of }) =>
          of.map((person) => [
            ...[diaryNumber, unhcrCaseNumber, priorityInWords(priority), person.number, nameOf(person)],
            ...[person.individualNumber, bornInWords(person), sexInWords(person.sex)],
            ...[relationInWords(person.relationToPrincipal), person.nationality],
            person.languages.map(({ language }) => languageInWords(language)).join(', '),
            ...[statusInWords(person.status), person.interviewedOn.join(', ')],
          ]),
        ),
      },
      {
        title: 'Tolkbehov',
        columns: [{ header: 'Språk' }, { header: 'Personer', type: 'number', width: 60 }],
        rows: countedBy(persons.flatMap(({ languages }) => languages.slice(0, 1).map((one) => one.language))).map(
          ([language, count]) => [languageInWords(language), count],
        ),
      },
    ],
  };
}

/** How often each word occurs, the most frequent first. */
export function countedBy(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
