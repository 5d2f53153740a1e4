import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { monthOf } from '../quotas/index.js';
import { ReferenceService } from '../reference/index.js';
import { isWithinTime, timeInWords, timeOf, type Time, type TimeQuery } from './asked-dates.js';
import { caseFacts, lives, nationalities, UNKNOWN } from './case-facts.js';
import {
  OVERVIEW_DIMENSIONS,
  overviewBy,
  standingOf,
  STANDINGS,
  type OverviewDimension,
  type OverviewRow,
  type SubmittedPerson,
} from './domain/annual-overview.js';
import type { Report, ReportCell, ReportColumn, ReportTable } from './domain/report.js';
import { groupWords, NOT_CHOSEN } from './group-words.js';
import { HIDDEN, publicCounts, shownOr, type PublicCounts } from './public-counts.js';

const TABLES: Readonly<Record<OverviewDimension, { name: string; title: string; header: string }>> = {
  countryOfAsylum: { name: 'by-country-of-asylum', title: 'Per asylland', header: 'Asylland' },
  nationality: { name: 'by-nationality', title: 'Per medborgarskap', header: 'Medborgarskap' },
  priority: { name: 'by-priority', title: 'Per prioritet', header: 'Prioritet' },
  month: { name: 'by-month', title: 'Per mottagningsmånad', header: 'Månad' },
  route: { name: 'by-route', title: 'Per väg', header: 'Väg' },
};
export const OVERVIEW_TABLES = OVERVIEW_DIMENSIONS.map((dimension) => TABLES[dimension].name);

const COUNTED = {
  submitted: 'Inkomna',
  decided: 'Beslutade',
  concludedOtherwise: 'Avslutade på annat sätt',
  returned: 'Återsända',
  pending: 'Pågående',
};
const COLUMNS = ['submitted', ...STANDINGS] as const;

/** What was submitted in a time and how it stands: the annual overview of submitted cases (domain.md (c) 4). */
@Injectable()
export class AnnualOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /** Cases received from `from` through `through`, as they stood then and as it was known at `asOf`. Throws InvalidInput. */
  async report(query: TimeQuery): Promise<Report> {
    const time = timeOf(this.clock, query);
    const words = groupWords(await this.reference.countries(), time.through);
    const persons = await this.unitOfWork.read((tx) => this.submitted(tx, time));
    return {
      id: 'annual-overview',
      title: 'Årsöversikt över inkomna ärenden',
      subject: timeInWords(time),
      through: time.through,
      asOf: time.asOf,
      audience: time.audience,
      ruleVersions: [],
      tables: time.audience === 'public' ? publicTables(persons, words) : tables(persons, words),
      notes: NOTES[time.audience],
    };
  }

  private async submitted(tx: Tx, time: Time): Promise<SubmittedPerson[]> {
    const cases = await caseFacts(tx, time);
    const nationality = await nationalities(tx, time);
    return (await lives(tx, time)).flatMap(({ personId, caseId, concluded }): SubmittedPerson[] => {
      const theCase = cases.get(caseId);
      if (!theCase || !isWithinTime(theCase.receivedOn, time)) return [];
      const { countryOfAsylum, priority, route, receivedOn, returned } = theCase;
      return [
        {
          caseId,
          standing: standingOf(concluded, returned),
          in: {
            countryOfAsylum,
            nationality: nationality.get(personId) ?? UNKNOWN,
            priority,
            month: monthOf(receivedOn),
            route: route ?? NOT_CHOSEN,
          },
        },
      ];
    });
  }
}

const NOTES = {
  internal: [
    'Ett ärende räknas i varje kolumn och grupp där någon av dess personer finns, och en gång i totalen. Personerna summerar.',
    'Beslutade: bifall eller avslag. Avslutade på annat sätt: återtagna, avskrivna, avlidna, utan kontakt eller vidarebosatta i annat land före beslut. Återsända: ofullständiga blanketter hos avsändaren, vilket inte är ett avslag.',
  ],
  public: [
    'Personer. Antal under 6 visas som "..", liksom de antal som annars skulle avslöja dem. Är en kolumns summa dold visas bara inkomna.',
    'Beslutade: bifall eller avslag.',
  ],
};

const groupColumns = (dimension: OverviewDimension): ReportColumn[] => [
  { key: 'group', header: 'Kod', type: 'text' },
  { key: 'name', header: TABLES[dimension].header, type: 'text' },
];
const numbered = (key: string, header: string): ReportColumn => ({ key, header, type: 'number' });

function tables(persons: readonly SubmittedPerson[], words: (group: string) => string): ReportTable[] {
  const cells = (row: OverviewRow): ReportCell[] =>
    COLUMNS.flatMap((column) => [row[column].cases, row[column].persons]);
  return OVERVIEW_DIMENSIONS.map((dimension) => {
    const { rows, total } = overviewBy(dimension, persons);
    return {
      ...TABLES[dimension],
      columns: [
        ...groupColumns(dimension),
        ...COLUMNS.flatMap((column) => [
          numbered(`${column}Cases`, `${COUNTED[column]}, ärenden`),
          numbered(`${column}Persons`, `${COUNTED[column]}, personer`),
        ]),
      ],
      rows: [...rows.map((row) => [row.group, words(row.group), ...cells(row)]), ['', 'Totalt', ...cells(total)]],
      totals: 1,
    };
  });
}

/** Persons alone, decided or not: the fewer columns, the less there is to hide. */
function publicTables(persons: readonly SubmittedPerson[], words: (group: string) => string): ReportTable[] {
  const byDimension = OVERVIEW_DIMENSIONS.map((dimension) => overviewBy(dimension, persons).rows);
  const shown = publicCounts(
    byDimension.map((rows) =>
      rows.map(({ decided, submitted }) => [decided.persons, submitted.persons - decided.persons]),
    ),
  );
  return OVERVIEW_DIMENSIONS.map((dimension, index) => ({
    ...TABLES[dimension],
    columns: [
      ...groupColumns(dimension),
      numbered('submittedPersons', 'Inkomna, personer'),
      numbered('decidedPersons', 'Beslutade, personer'),
      numbered('undecidedPersons', 'Ej beslutade, personer'),
    ],
    rows: publicRows(byDimension[index]!, shown[index]!, words),
    totals: 1,
  }));
}

const publicRows = (
  rows: readonly OverviewRow[],
  { cells, rowTotals, columnTotals, total }: PublicCounts,
  words: (group: string) => string,
): ReportCell[][] => [
  ...rows.map(({ group }, index) => [group, words(group), shownOr(rowTotals[index]), ...cells[index]!.map(shownOr)]),
  ['', 'Totalt', shownOr(total), ...(columnTotals.length > 0 ? columnTotals.map(shownOr) : [HIDDEN, HIDDEN])],
];
