import { Injectable } from '@nestjs/common';
import { namesOf, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { answerOf, lookupOf, WORTH, wordsSought } from '../kernel/names/search-words.js';
import { isPostgres, rows, type Tx, type Value } from '../platform/index.js';
import { DuplicatesIndex, type NumberKind } from '../submissions/index.js';
import { whyFound } from './domain/why-found.js';

export const REASONS = [
  'diaryNumber',
  'unhcrCaseNumber',
  'resettlementReferenceNumber',
  'individualNumber',
  'documentNumber',
  'name',
] as const;

/** Why a case was found: by what, of whom, and in words. */
export interface FoundBy {
  readonly by: (typeof REASONS)[number];
  readonly personId: string | null;
  readonly words: string;
}

/** The cases that a text finds, as a query of `case_id` and `worth`, and why it finds one of them. */
export interface Hits {
  readonly sql: string;
  readonly parameters: Record<string, Value>;
  why(theCase: ResettlementCase): FoundBy[];
}

const DIARY_NUMBER = /^(?:VID)?[\s\p{Pd}/.]*(\d{4})[\s\p{Pd}/.]+(\d{1,6})(?::\d+)?$/u;
const bare = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}/.]/gu, '');
const bareColumn = (column: string): string =>
  `replace(replace(replace(replace(upper(${column}), '-', ''), ' ', ''), '/', ''), '.', '')`;

const SAID: Readonly<Record<NumberKind, Pick<FoundBy, 'by' | 'words'>>> = {
  individual: { by: 'individualNumber', words: 'individual registration number' },
  document: { by: 'documentNumber', words: 'number of a document' },
  case: { by: 'unhcrCaseNumber', words: 'UNHCR case number' },
};

/** Recognises what was typed: with a digit it is a number, else a name. */
@Injectable()
export class SearchText {
  constructor(private readonly numbers: DuplicatesIndex) {}

  find(tx: Tx, text: string): Promise<Hits> {
    return /\p{Nd}/u.test(text) ? this.byNumber(tx, text.trim()) : this.byName(tx, text);
  }

  /** Exactly, but for spaces, dashes, dots and the case of letters. */
  private async byNumber(tx: Tx, text: string): Promise<Hits> {
    const typed = bare(text);
    const [, year, number = ''] = DIARY_NUMBER.exec(text.toUpperCase()) ?? [];
    const diaryNumber = year === undefined ? '' : `VID-${year}-${number.padStart(5, '0')}`;
    const cases = await rows<{ id: string }>(
      tx.manager,
      `SELECT c.id FROM cases c WHERE c.diary_number = :diaryNumber OR ${bareColumn('c.diary_number')} = :typed
         OR ${bareColumn('c.unhcr_case_number')} = :typed OR ${bareColumn('c.resettlement_reference_number')} = :typed`,
      { diaryNumber, typed },
    );
    const bearers = await this.numbers.bearersOf(tx, text);
    const bearing = await rows<{ id: string }>(
      tx.manager,
      `SELECT p.case_id AS id FROM ${listed(tx, 'bearers')} CROSS JOIN persons p WHERE p.id = bearers.value`,
      { bearers: JSON.stringify(bearers.map(({ personId }) => personId)) },
    );
    const found = [...new Set([...cases, ...bearing].map(({ id }) => id))];
    return {
      sql: `SELECT found_cases.value AS case_id, ${WORTH.written} AS worth FROM ${listed(tx, 'found_cases')}`,
      parameters: { found_cases: JSON.stringify(found) },
      why: (theCase) => {
        const { unhcrCaseNumber, resettlementReferenceNumber } = theCase;
        const isIt = (one: string | null): boolean => one !== null && bare(one) === typed;
        const own: FoundBy[] = [
          ...(theCase.diaryNumber === diaryNumber || isIt(theCase.diaryNumber)
            ? [of('diaryNumber', 'diary number')]
            : []),
          ...(isIt(unhcrCaseNumber) ? [of('unhcrCaseNumber', 'UNHCR case number')] : []),
          ...(isIt(resettlementReferenceNumber)
            ? [of('resettlementReferenceNumber', 'UNHCR resettlement reference number')]
            : []),
        ];
        const ofPersons = theCase.persons.flatMap((person) =>
          bearers
            .filter(({ personId, as }) => personId === person.id && as !== 'case')
            .map(({ as }) => ({ ...SAID[as], personId: person.id, words: `${SAID[as].words} of ${called(person)}` })),
        );
        const all = [...own, ...ofPersons];
        return all.length > 0 ? all : [{ ...SAID.case, personId: null }];
      },
    };
  }

  /** By the words of a name, in any order and script; each may be begun only. */
  private async byName(tx: Tx, text: string): Promise<Hits> {
    const ways = wordsSought(text);
    const typed = [...new Set(ways.flat())];
    const parameters: Record<string, Value> = {};
    for (const [index, word] of typed.entries())
      parameters[`words${index}`] = JSON.stringify(await this.wordsLike(tx, word));
    const persons = ways.map((way) => {
      const places = way.map((word) => `words${typed.indexOf(word)}`);
      const worth = places.map((_, at) => `a${at}.worth`).join(' + ');
      const joined = places.map((place, at) => `(${bearersOf(tx, place)}) a${at}`);
      const same = places.slice(1).map((_, at) => ` AND a${at + 1}.person_id = a0.person_id`);
      return `SELECT a0.person_id, (${worth}) / ${way.length} AS worth FROM ${joined.join(', ')} WHERE 1 = 1${same.join('')}`;
    });
    const sql =
      persons.length === 0
        ? `SELECT c.id AS case_id, 0 AS worth FROM cases c WHERE 1 = 0`
        : `SELECT p.case_id, max(f.worth) AS worth FROM (${persons.join(' UNION ALL ')}) f CROSS JOIN persons p WHERE p.id = f.person_id GROUP BY p.case_id`;
    return {
      sql,
      parameters,
      why: ({ persons: members }) =>
        members.flatMap((person) => {
          const why = whyFound(namesOf(person), ways);
          return why === null ? [] : [{ by: 'name', personId: person.id, words: `name of ${called(person)}: ${why}` }];
        }),
    };
  }

  /** The kept words that answer to the typed one, with what the answer is worth. */
  private async wordsLike(tx: Tx, typed: string): Promise<[word: string, worth: number][]> {
    const { sounds, soundStarts, wordStart } = lookupOf(typed);
    const found = await rows<{ word: string }>(
      tx.manager,
      [
        `SELECT k.word FROM ${listed(tx, 'sounds')} CROSS JOIN person_name_keys k WHERE k.sound = sounds.value`,
        `SELECT k.word FROM person_name_keys k WHERE k.word >= :wordStart AND k.word < :wordEnd`,
        ...soundStarts.map(
          (_, at) => `SELECT k.word FROM person_name_keys k WHERE k.sound >= :start${at} AND k.sound < :end${at}`,
        ),
      ].join(' UNION '),
      {
        sounds: JSON.stringify(sounds),
        wordStart,
        wordEnd: wordStart + BEYOND,
        ...Object.fromEntries(
          soundStarts.flatMap((start, at) => [
            [`start${at}`, start],
            [`end${at}`, start + BEYOND],
          ]),
        ),
      },
    );
    return found.flatMap(({ word }): [string, number][] => {
      const answer = answerOf(typed, word);
      return answer === null ? [] : [[word, WORTH[answer]]];
    });
  }
}

/** After every word that goes on with letters, in whichever order of letters the database has. */
const BEYOND = 'zzzz';

const of = (by: FoundBy['by'], words: string): FoundBy => ({ by, personId: null, words });
const called = ({ number }: PersonInCase): string => `person ${number}`;

/** The texts of the JSON list `:name` as a table `name` with the column `value`. */
const listed = (tx: Tx, name: string): string =>
  isPostgres(tx.manager)
    ? `json_array_elements_text(CAST(:${name} AS json)) AS ${name}(value)`
    : `json_each(:${name}) AS ${name}`;

/** Who bears one of the words of the list `:name`, with the greatest worth of them. */
const bearersOf = (tx: Tx, name: string): string => {
  const [from, word, worth] = isPostgres(tx.manager)
    ? [`json_array_elements(CAST(:${name} AS json)) AS w(value)`, 'w.value->>0', 'CAST(w.value->>1 AS integer)']
    : [`json_each(:${name}) AS w`, `json_extract(w.value, '$[0]')`, `json_extract(w.value, '$[1]')`];
  return `SELECT k.person_id, max(${worth}) AS worth FROM ${from} CROSS JOIN person_name_keys k WHERE k.word = ${word} GROUP BY k.person_id`;
};
