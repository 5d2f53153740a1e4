import { ROUTES } from '../cases/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  ObjectsField,
  PageQuery,
  TextField,
} from '../platform/index.js';
import { DatesQuery } from './asked-dates.js';
import { AUDIENCES, type Audience } from './domain/report.js';
import { PROGRESS_TABLES } from './progress-tables.js';
import { EVENTS, STAGES } from './quota-progress.js';
import { ReportResponse } from './report.dto.js';

export class QuotaProgressQuery extends DatesQuery {
  @IdField({ about: 'The quota period; of a pledge, its annual periods are included.' }) periodId: string;
  @ChoiceField({
    about: 'The table that a CSV holds; by-sub-quota when left out.',
    of: PROGRESS_TABLES,
    optional: true,
  })
  table?: string;
  @ChoiceField({
    about:
      'For the public, counts below 6 are hidden, and whatever would give them away; through the last day of a month only, and without plot and links.',
    of: AUDIENCES,
    optional: true,
  })
  audience?: Audience;
}

const MONTH = /^(1[89]|2[01])\d{2}-(0[1-9]|1[0-2])$/;

export class NumberQuery extends PageQuery {
  @IdField({ about: 'The quota period of the report.' }) periodId: string;
  @DateField({ about: 'As in the report.', optional: true, example: '2025-12-15' }) through?: string;
  @DateField({ about: 'As in the report.', optional: true, example: '2025-12-15' }) asOf?: string;
  @CodeField({
    about: 'Only this sub-quota; none for the cases without one.',
    pattern: /^(none|[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/,
    optional: true,
    example: 'none',
  })
  subQuotaId?: string;
  @ChoiceField({ about: 'Only this route; none where it is not chosen.', of: [...ROUTES, 'none'], optional: true })
  route?: string;
  @ChoiceField({ about: 'Only who stands here, or left so; refused includes excluded.', of: STAGES, optional: true })
  stage?: string;
  @ChoiceField({ about: 'Only those to whom this happened.', of: EVENTS, optional: true }) event?: string;
  @CodeField({
    about: 'Only those to whom the event, or the step to the stage, happened in this month.',
    pattern: MONTH,
    optional: true,
    example: '2025-03',
  })
  month?: string;
}

export class CaseInNumberResponse {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @TextField({ about: 'Its diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @CountField({ about: 'Persons of the case in the number.', example: 4 }) persons: number;
}

export class CasesOfNumberResponse {
  @DateField({ about: 'What had happened by the end of this day.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @CountField({ about: 'Persons in the number.', example: 12 }) persons: number;
  @CountField({ about: 'Cases in the number.', example: 4 }) cases: number;
  @ObjectsField(() => CaseInNumberResponse, { about: 'The cases, by diary number.' }) items: CaseInNumberResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export class StageCountResponse {
  @TextField({ about: 'Stage on the road, or how the road ended; refused includes excluded.', example: 'in_screening' })
  stage: string;
  @CountField({ about: 'Persons.', example: 12 }) persons: number;
  @CountField({ about: 'Cases with such a person: a case with persons in two stages counts in both.', example: 4 })
  cases: number;
  @TextField({
    about: 'The list that makes up the number, at the same two dates; null of nobody.',
    nullable: true,
    max: 500,
    example: '/api/v1/reports/quota-progress/cases?periodId=…&stage=in_screening',
  })
  list: string | null;
}

export class PlacesResponse {
  @CountField({
    about: 'Places given: allocated, transferred, revised, carried over, overrun.',
    min: -1_000_000,
    example: 850,
  })
  allocated: number;
  @CountField({ about: 'Of these, beyond what was decided.', example: 0 }) overrun: number;
  @CountField({ about: 'Of these, brought along by persons from other periods.', example: 0 }) carriedIn: number;
  @CountField({ about: 'Taken along by persons to other periods.', example: 0 }) carriedOut: number;
  @CountField({ about: 'Held by persons who are not counted yet.', example: 40 }) reserved: number;
  @CountField({ about: 'Counted.', example: 120 }) used: number;
  @CountField({ about: 'Left.', min: -1_000_000, example: 690 }) available: number;
}

export class StagedResponse {
  @CountField({ about: 'Persons in all.', example: 60 }) persons: number;
  @CountField({ about: 'Cases in all.', example: 17 }) cases: number;
  @ObjectsField(() => StageCountResponse, { about: 'Persons on the road, by stage.' }) stages: StageCountResponse[];
  @ObjectsField(() => StageCountResponse, { about: 'Persons who left the road, by reason.' })
  exits: StageCountResponse[];
}

export class ProgressTotalResponse extends StagedResponse {
  @ObjectField(() => PlacesResponse, { about: 'The places.' }) places: PlacesResponse;
}

export class ProgressRowResponse extends ProgressTotalResponse {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Uganda' }) name: string;
  @TextField({ about: 'Form of admission.', example: 'resettlement' }) scheme: string;
  @TextField({ about: 'The period that it is a share of.', example: 'National quota 2025' }) periodName: string;
}

export class RouteRowResponse extends StagedResponse {
  @ChoiceField({ about: 'Dossier or mission; null where it is not chosen.', of: ROUTES, nullable: true })
  route: string | null;
  @CountField({ about: 'Places held by its persons, not counted yet.', example: 40 }) reserved: number;
  @CountField({ about: 'Counted.', example: 120 }) used: number;
}

export class MonthRowResponse {
  @CodeField({ about: 'The month.', pattern: MONTH, example: '2025-03' }) month: string;
  @ObjectsField(() => StageCountResponse, { about: 'Persons who reached the stage then and have not gone back.' })
  events: StageCountResponse[];
  @ObjectsField(() => StageCountResponse, { about: 'Persons who left the road then.' }) exits: StageCountResponse[];
  @CountField({ about: 'Arrivals planned, by the plan in force.', example: 75 }) planned: number;
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

/** What the public is not told is left out of a public one: everything but the tables. */
export class QuotaProgressResponse extends ReportResponse {
  @IdField({ about: 'The period.' }) periodId: string;
  @TextField({ about: 'Its name.', example: 'National quota 2025' }) periodName: string;
  @ObjectsField(() => ProgressRowResponse, { about: 'One row a sub-quota.', optional: true })
  rows?: ProgressRowResponse[];
  @ObjectField(() => ProgressTotalResponse, { about: 'The whole period.', optional: true })
  total?: ProgressTotalResponse;
  @ObjectField(() => StagedResponse, {
    about: 'Persons whose case has no sub-quota yet: of no period.',
    optional: true,
  })
  withoutSubQuota?: StagedResponse;
  @CountField({ about: 'Places decided for the period and in no sub-quota yet.', example: 0, optional: true })
  unallocated?: number;
  @ObjectsField(() => RouteRowResponse, { about: 'One row a route.', optional: true }) routes?: RouteRowResponse[];
  @ObjectsField(() => MonthRowResponse, { about: 'One row a month that has begun.', optional: true, maxItems: 600 })
  months?: MonthRowResponse[];
  @ObjectField(() => SumCheckResponse, {
    about: 'Whether everybody and every place is accounted for.',
    optional: true,
  })
  check?: SumCheckResponse;
}
