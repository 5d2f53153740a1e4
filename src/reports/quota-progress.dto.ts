import {
  ChoiceField,
  CountField,
  CSV_PROFILES,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  ObjectsField,
  TextField,
  type Cell,
  type CsvProfile,
} from '../platform/index.js';
import type { Staged } from './domain/progress.js';
import type { Places, Progress, ProgressRow } from './quota-progress.js';

export class QuotaProgressQuery {
  @IdField({ about: 'The quota period; of a pledge, its annual periods are included.' }) periodId: string;
  @DateField({
    about: 'What had happened by the end of this day; asOf when left out.',
    optional: true,
    example: '2025-12-15',
  })
  through?: string;
  @DateField({
    about: 'What was known at the end of this day in Stockholm; today when left out.',
    optional: true,
    example: '2025-12-15',
  })
  asOf?: string;
  @ChoiceField({ about: 'Form of the CSV: for Swedish Excel, or RFC 4180.', of: CSV_PROFILES, optional: true })
  profile?: CsvProfile;
}

export class StageCountResponse {
  @TextField({ about: 'Stage on the road, or how the road ended; refused includes excluded.', example: 'in_screening' })
  stage: string;
  @CountField({ about: 'Persons.', example: 12 }) persons: number;
  @CountField({ about: 'Cases with such a person: a case with persons in two stages counts in both.', example: 4 })
  cases: number;
}

export class PlacesResponse {
  @CountField({
    about: 'Places given: allocated, transferred, revised, carried over, overrun.',
    min: -1_000_000,
    example: 850,
  })
  allocated: number;
  @CountField({ about: 'Of these, beyond what was decided.', example: 0 }) overrun: number;
  @CountField({ about: 'Held by persons who are not counted yet.', example: 40 }) reserved: number;
  @CountField({ about: 'Counted.', example: 120 }) used: number;
  @CountField({ about: 'Left.', min: -1_000_000, example: 690 }) available: number;
}

class StagedResponse {
  @CountField({ about: 'Persons in all.', example: 60 }) persons: number;
  @CountField({ about: 'Cases in all.', example: 17 }) cases: number;
  @ObjectsField(() => StageCountResponse, { about: 'Persons on the road, by stage.' }) stages: StageCountResponse[];
  @ObjectsField(() => StageCountResponse, { about: 'Persons who left the road, by reason.' })
  exits: StageCountResponse[];
}

export class UnplacedResponse extends StagedResponse {}

export class ProgressTotalResponse extends StagedResponse {
  @ObjectField(() => PlacesResponse, { about: 'The places.' }) places: PlacesResponse;
}

export class ProgressRowResponse extends ProgressTotalResponse {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Uganda' }) name: string;
  @TextField({ about: 'Form of admission.', example: 'resettlement' }) scheme: string;
  @TextField({ about: 'The period that it is a share of.', example: 'National quota 2025' }) periodName: string;
}

export class SumCheckResponse {
  @CountField({ about: 'Persons known at the two dates, counted apart from the table.', example: 210 })
  personsKnown: number;
  @CountField({ about: 'Persons in the cells of the table.', example: 200 }) personsInTable: number;
  @CountField({ about: 'Persons whose case has no sub-quota yet.', example: 4 }) personsWithoutSubQuota: number;
  @CountField({ about: 'Persons who count in other periods.', example: 6 }) personsInOtherPeriods: number;
  @CountField({ about: 'Places allocated, by the movements that gave them.', min: -1_000_000, example: 850 })
  placesAllocated: number;
  @CountField({ about: 'Reserved + used + available.', min: -1_000_000, example: 850 }) placesAccountedFor: number;
  @CountField({ about: 'Persons from the grant on.', example: 160 }) personsWithPlace: number;
  @CountField({
    about: 'Places that persons hold: reserved + used, without an earlier year entered as a whole.',
    min: -1_000_000,
    example: 160,
  })
  placesHeld: number;
  @FlagField({ about: 'Whether all three pairs agree.', example: true }) everythingAddsUp: boolean;
}

export class QuotaProgressResponse {
  @IdField({ about: 'The period.' }) periodId: string;
  @TextField({ about: 'Its name.', example: 'National quota 2025' }) periodName: string;
  @DateField({ about: 'What had happened by the end of this day.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @ObjectsField(() => ProgressRowResponse, { about: 'One row a sub-quota.' }) rows: ProgressRowResponse[];
  @ObjectField(() => ProgressTotalResponse, { about: 'The whole period.' }) total: ProgressTotalResponse;
  @ObjectField(() => UnplacedResponse, { about: 'Persons whose case has no sub-quota yet: of no period.' })
  withoutSubQuota: UnplacedResponse;
  @CountField({ about: 'Places decided for the period and in no sub-quota yet.', example: 0 }) unallocated: number;
  @ObjectField(() => SumCheckResponse, { about: 'Whether everybody and every place is accounted for.' })
  check: SumCheckResponse;
}

const toStagedResponse = ({ persons, cases, stages, exits }: Staged): StagedResponse => ({
  persons,
  cases,
  stages: [...stages],
  exits: [...exits],
});

export const toQuotaProgressResponse = (progress: Progress): QuotaProgressResponse => {
  const { periodId, periodName, through, asOf, rows, total, withoutSubQuota, unallocated, check } = progress;
  return {
    ...{ periodId, periodName, through, asOf },
    rows: rows.map(({ subQuotaId, name, scheme, periodName, places, ...counts }) => ({
      subQuotaId,
      name,
      scheme,
      periodName,
      ...toStagedResponse(counts),
      places,
    })),
    total: { ...toStagedResponse(total), places: total.places },
    withoutSubQuota: toStagedResponse(withoutSubQuota),
    unallocated,
    check,
  };
};

const PLACES = ['allocated', 'overrun', 'reserved', 'used', 'available'] as const satisfies readonly (keyof Places)[];
const inWords = (code: string): string => `${code[0]!.toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`;

/** The report as a table: a row a sub-quota, then the whole, then who has no sub-quota yet; cases in columns of their own. */
export function progressTable(progress: Progress): { header: string[]; rows: Cell[][] } {
  const { through, asOf, periodName, total, withoutSubQuota } = progress;
  const columns = [...total.stages, ...total.exits].map(({ stage }) => inWords(stage));
  const line = (
    name: string,
    scheme: string | null,
    period: string | null,
    of: Staged,
    places: Places | null,
  ): Cell[] => [
    ...[period, name, scheme, through, asOf],
    ...[{ persons: of.persons, cases: of.cases }, ...of.stages, ...of.exits].flatMap(({ persons, cases }) => [
      persons,
      cases,
    ]),
    ...PLACES.map((column) => places?.[column] ?? null),
  ];
  return {
    header: [
      ...['Period', 'Sub-quota', 'Scheme', 'Through', 'As of'],
      ...['In all', ...columns].flatMap((column) => [`${column} (persons)`, `${column} (cases)`]),
      ...PLACES.map((column) => `Places ${column}`),
    ],
    rows: [
      ...progress.rows.map((row: ProgressRow) => line(row.name, row.scheme, row.periodName, row, row.places)),
      line('Total', null, periodName, total, total.places),
      line('Without a sub-quota', null, null, withoutSubQuota, null),
    ],
  };
}
