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
    const typed = new Map<string, Answers>();
    for (const word of new Set(ways.flat()))
      typed.set(word, { table: `words${typed.size}`, ...(await this.answersTo(tx, word)) });
    const lists = [...typed.values()].map(({ table }) => `${table} AS MATERIALIZED (${pairs(tx, table)})`);
    const persons = ways.map((way) => bearersOf(way.map((word) => typed.get(word)!)));
    const sql =
      persons.length === 0
        ? `SELECT c.id AS case_id, 0 AS worth FROM cases c WHERE 1 = 0`
        : `WITH ${lists.join(', ')} SELECT p.case_id, max(f.worth) AS worth FROM (${persons.join(' UNION ALL ')}) f
             CROSS JOIN persons p WHERE p.id = f.person_id GROUP BY p.case_id`;
    return {
      sql,
      parameters: Object.fromEntries([...typed.values()].map(({ table, words }) => [table, JSON.stringify(words)])),
      why: ({ persons: members }) =>
        members.flatMap((person) => {
          const why = whyFound(namesOf(person), ways);
          return why === null ? [] : [{ by: 'name', personId: person.id, words: `name of ${called(person)}: ${why}` }];
        }),
    };
  }

  /** The kept words that answer to the typed one, with what the answer is worth, and how many bear them. */
  private async answersTo(tx: Tx, typed: string): Promise<Omit<Answers, 'table'>> {
    const { sounds, soundStarts, wordStart } = lookupOf(typed);
    const found = await rows<{ word: string; bearers: number | string }>(
      tx.manager,
      [
        `SELECT k.word, count(*) AS bearers FROM ${listed(tx, 'sounds')} CROSS JOIN person_name_keys k WHERE k.sound = sounds.value GROUP BY k.word`,
        `SELECT k.word, count(*) AS bearers FROM person_name_keys k WHERE k.word >= :wordStart AND k.word < :wordEnd GROUP BY k.word`,
        ...soundStarts.map(
          (_, at) =>
            `SELECT k.word, count(*) AS bearers FROM person_name_keys k WHERE k.sound >= :start${at} AND k.sound < :end${at} GROUP BY k.word`,
        ),
      ].join(' UNION ALL '),
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
    const bearers = new Map(found.map((row) => [row.word, Number(row.bearers)]));
    const words = [...bearers.keys()].flatMap((word): [string, number][] => {
      const answer = answerOf(typed, word);
      return answer === null ? [] : [[word, WORTH[answer]]];
    });
    return { words, bearers: words.reduce((sum, [word]) => sum + bearers.get(word)!, 0) };
  }
}

/** The kept words that answer to a typed one, and the table in which a query finds them. */
interface Answers {
  readonly table: string;
  readonly words: readonly (readonly [word: string, worth: number])[];
  readonly bearers: number;
}

/**
 * Who bears a word of each of the lists, with the mean of their worth: the rarest first, so that the others are asked of few. The IN
 * says nothing new, but SQLite looks it up, where it would go through the list for every word of a person.
 */
function bearersOf(lists: readonly Answers[]): string {
  const [{ table: rarest }, ...others] = lists.toSorted((a, b) => a.bearers - b.bearers) as [Answers, ...Answers[]];
  const first = `SELECT k.person_id, max(w.worth) AS worth FROM ${rarest} w CROSS JOIN person_name_keys k WHERE k.word = w.word GROUP BY k.person_id`;
  const all = others.reduce(
    (
      sql,
      { table },
    ) => `SELECT s.person_id, s.worth + max(w.worth) AS worth FROM (${sql}) s CROSS JOIN person_name_keys k CROSS JOIN ${table} w
       WHERE k.person_id = s.person_id AND k.word IN (SELECT word FROM ${table}) AND w.word = k.word GROUP BY s.person_id, s.worth`,
    first,
  );
  return others.length === 0 ? all : `SELECT b.person_id, b.worth / ${lists.length} AS worth FROM (${all}) b`;
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

/** The pairs of the JSON list `:name` as rows of a word and its worth. */
const pairs = (tx: Tx, name: string): string =>
  isPostgres(tx.manager)
    ? `SELECT value->>0 AS word, CAST(value->>1 AS integer) AS worth FROM json_array_elements(CAST(:${name} AS json)) AS list(value)`
    : `SELECT json_extract(value, '$[0]') AS word, json_extract(value, '$[1]') AS worth FROM json_each(:${name})`;
