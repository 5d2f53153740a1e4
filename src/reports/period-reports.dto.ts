import { ChoiceField, CountField, DateField, IdField } from '../platform/index.js';
import { DatesQuery } from './asked-dates.js';
import type { PlanningRates } from './domain/submissions-needed.js';
import { MINISTRY_TABLES } from './ministry-status.js';
import { NEEDS_TABLES } from './requests-and-needs.js';

export class PeriodReportQuery extends DatesQuery {
  @IdField({ about: 'The quota period; of a pledge, its annual periods are included.' }) periodId: string;
}

export class MinistryStatusQuery extends PeriodReportQuery {
  @ChoiceField({ about: 'The table that a CSV holds; the first when left out.', of: MINISTRY_TABLES, optional: true })
  table?: string;
}

export class AmifClaimQuery extends PeriodReportQuery {
  @DateField({
    about: 'The first day of arrival; the first of January of the year of `through` when left out.',
    optional: true,
    example: '2025-01-01',
  })
  from?: string;
}

const RATE = { min: 1, max: 1000, optional: true, fromQuery: true } as const;
const OF_POLICY = 'Tenths of a per cent; that of the policy when left out.';

export class RequestsAndNeedsQuery extends PeriodReportQuery implements Partial<PlanningRates> {
  @ChoiceField({ about: 'The table that a CSV holds; the first when left out.', of: NEEDS_TABLES, optional: true })
  table?: string;
  @CountField({ about: `Share of those submitted who pass screening. ${OF_POLICY}`, ...RATE, example: 980 })
  screening?: number;
  @CountField({ about: `Share of those who are not withdrawn or incomplete. ${OF_POLICY}`, ...RATE, example: 1000 })
  completion?: number;
  @CountField({ about: `Share of those examined who are granted. ${OF_POLICY}`, ...RATE, example: 950 })
  grant?: number;
  @CountField({ about: `Share of those granted who depart. ${OF_POLICY}`, ...RATE, example: 950 })
  departure?: number;
  @CountField({ about: `Share of those who depart who land within the period. ${OF_POLICY}`, ...RATE, example: 900 })
  inPeriod?: number;
  @CountField({ about: `Share of those carried in who depart. ${OF_POLICY}`, ...RATE, example: 950 })
  carriedDeparture?: number;
}
