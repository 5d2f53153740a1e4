import type { PlainDate } from '../../kernel/index.js';

export type ReportCell = string | number | null;

/** A column of a table: `key` for programs, `header` in Swedish for those who open the file. */
export interface ReportColumn {
  readonly key: string;
  readonly header: string;
  readonly type: 'text' | 'number' | 'date';
}

export interface ReportTable {
  /** Names the table for programs; in a file of several, and in the query. */
  readonly name: string;
  /** Swedish, also the name of the sheet. */
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** How many of the last rows are sums. */
  readonly totals?: number;
}

/** A dated rule or plan that the figures rest on. */
export interface RuleVersion {
  readonly kind: string;
  readonly version: string;
  readonly validFrom: PlainDate;
  readonly source: string;
}

export const AUDIENCES = ['internal', 'public'] as const;
/** For the unit, or for everybody: then counts below 6 are hidden and nothing leads to a case. */
export type Audience = (typeof AUDIENCES)[number];

/**
 * Any report of Vidar: its figures as tables, and what makes them checkable. Nothing of it may be read from the present, so that the
 * same request gives the same report next year.
 */
export interface Report {
  /** Begins the names of its files: `quota-progress`. */
  readonly id: string;
  /** Swedish: `Kvotläge`. */
  readonly title: string;
  /** What it is about: the name of the period, a year. */
  readonly subject: string;
  /** What had happened by the end of this day, as it was known at the end of that one. */
  readonly through: PlainDate;
  readonly asOf: PlainDate;
  readonly audience: Audience;
  readonly ruleVersions: readonly RuleVersion[];
  readonly tables: readonly ReportTable[];
  /** Swedish sentences that a reader needs beside the figures. */
  readonly notes: readonly string[];
}

/**
 * The rows as the checksum reads them, so that anybody can make it again from any of the files: for each table a line
 * `[name, ...keys of the columns]`, then a line for each row, all as JSON without blanks, each ended by a line feed.
 */
export const canonicalRows = (tables: readonly Pick<ReportTable, 'name' | 'columns' | 'rows'>[]): string =>
  tables
    .flatMap(({ name, columns, rows }) => [[name, ...columns.map(({ key }) => key)], ...rows])
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** Both dates stand in the name: two files of one period can lie in one folder. */
export const fileNameOf = ({ id, through, asOf, audience }: Omit<Report, 'tables'>, table?: string): string =>
  [id, table, audience === 'public' ? 'public' : '', 'through', through, 'as-of', asOf].filter(Boolean).join('-');

/** What the files call the rules whose own words are for programs. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  'counting-event': 'plats räknas som använd vid',
  'carry-over-mode': 'medförda personer',
  tolerance: 'tolererat överskridande',
  'composition-target': 'mål för sammansättning',
  'within-union-plan': 'inom unionsplanen, beslut',
  'outside-union-plan': 'utanför unionsplanen, beslut',
  'amif-amounts': 'belopp per person',
  'planning-rates': 'planeringsandelar',
  'arrival-plan': 'ankomstplan version',
  grant: 'beviljande',
  departure: 'avresa',
  arrival: 'ankomst',
  additive: 'utöver kvoten',
  absorbing: 'inom kvoten',
};
const inSwedish = (word: string): string => RULE_WORDS[word] ?? word;

/** A rule as the files tell it: what it says, since when, and where it is written. */
export const ruleInWords = ({ kind, version, validFrom, source }: RuleVersion): string =>
  `${inSwedish(kind)} ${inSwedish(version)}, från ${validFrom} (${source})`;
