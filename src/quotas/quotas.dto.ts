import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { REGIONS, type Region } from '../reference/index.js';
import type { PlaceFigures } from './domain/figures.js';
import { MOVEMENTS, type Movement } from './domain/ledger.js';
import { PERIOD_STATUSES, type PeriodStatus } from './domain/period-lifecycle.js';
import {
  CARRY_OVER_MODES,
  COUNTING_EVENTS,
  PERIOD_KINDS,
  SCHEMES,
  SUBMISSION_PRIORITIES,
  type CarryOverMode,
  type CountingEvent,
  type LedgerEntryRow,
  type PeriodKind,
  type QuotaPeriodRow,
  type Scheme,
} from './quotas.entities.js';
import type { PeriodView } from './read-periods.js';

class FiguresResponse implements PlaceFigures {
  @CountField({ about: 'Places given by decisions.', example: 900 }) decided: number;
  @CountField({ about: 'Places that grants went beyond them.', example: 0 }) overrun: number;
  @CountField({ about: 'Places to be had.', example: 640 }) available: number;
  @CountField({ about: 'Places of persons who are granted and not counted yet.', example: 160 }) reserved: number;
  @CountField({ about: 'Places of persons who are counted.', example: 100 }) used: number;
  @CountField({ about: 'Persons carried over from other periods, with their places.', example: 0 }) carriedIn: number;
  @CountField({ about: 'Persons carried over to other periods, with their places.', example: 0 }) carriedOut: number;
}
export class SubQuotaResponse extends FiguresResponse {
  @IdField({ about: 'Id of the sub-quota.' }) id: string;
  @TextField({ about: 'Name.', example: 'Uganda and Tanzania' }) name: string;
  @ChoiceField({ about: 'Form of admission.', of: SCHEMES }) scheme: Scheme;
  @TextsField({ about: 'Regions of asylum it is for.', of: REGIONS, example: [] }) regions: Region[];
  @TextsField({ about: 'Countries of asylum it is for.', example: ['UG', 'TZ'] }) countriesOfAsylum: string[];
  @TextsField({ about: 'Nationalities it is for.', example: [] }) nationalities: string[];
  @ChoiceField({ about: 'The only priority it is for.', of: SUBMISSION_PRIORITIES, nullable: true }) priority:
    string | null;
  @CountField({ about: 'The most places it may have, on the day of the figures.', nullable: true, example: null }) cap:
    number | null;
}
export class AnnualFiguresResponse extends FiguresResponse {
  @IdField({ about: 'Id of the annual period.' }) periodId: string;
  @TextField({ about: 'Name.', example: 'National quota 2025' }) name: string;
  @CountField({ about: 'Places in its pool.', example: 0 }) pool: number;
}

export class QuotaPeriodSummaryResponse {
  @IdField({ about: 'Id of the period.' }) id: string;
  @TextField({ about: 'Name.', example: 'National quota 2025' }) name: string;
  @ChoiceField({ about: 'A year, or a pledge of two.', of: PERIOD_KINDS }) kind: PeriodKind;
  @DateField({ about: 'First day.', example: '2025-01-01' }) startsOn: string;
  @DateField({ about: 'Last day.', example: '2025-12-31' }) endsOn: string;
  @IdField({ about: 'The pledge around it.', nullable: true }) pledgeId: string | null;
  @ChoiceField({ about: 'The event that counts.', of: COUNTING_EVENTS }) countingEvent: CountingEvent;
  @ChoiceField({ about: 'Carry-over mode.', of: CARRY_OVER_MODES }) carryOverMode: CarryOverMode;
  @CountField({ about: 'Tolerance.', example: 0 }) tolerance: number;
  @ChoiceField({ about: 'State.', of: PERIOD_STATUSES }) status: PeriodStatus;
  @FlagField({ about: 'Transfers are stopped.' }) suspended: boolean;
  @CountField({ about: 'Version, also the ETag.', example: 3 }) version: number;
  @TextField({ about: 'Who changed it last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
}
export class QuotaPeriodListResponse {
  @ObjectsField(() => QuotaPeriodSummaryResponse, { about: 'The periods, the earliest first.' })
  items: QuotaPeriodSummaryResponse[];
}
class PeriodFiguresResponse extends FiguresResponse {
  @CountField({
    about: 'Places in the pool of the period itself: decided + overrun = pools + available + reserved + used.',
    example: 0,
  })
  pool: number;
}
export class QuotaPeriodResponse extends QuotaPeriodSummaryResponse {
  @DateField({ about: 'The figures count what happened until this day; no limit when null.', nullable: true }) through:
    string | null;
  @DateField({ about: 'The figures are as known at the end of this day; now when null.', nullable: true }) asOf:
    string | null;
  @ObjectField(() => PeriodFiguresResponse, {
    about: 'The figures of the period; those of a pledge include its annual periods.',
  })
  places: PeriodFiguresResponse;
  @ObjectsField(() => SubQuotaResponse, { about: 'The sub-quotas, by name.' }) subQuotas: SubQuotaResponse[];
  @ObjectsField(() => AnnualFiguresResponse, { about: 'The annual periods of a pledge.' })
  annualPeriods: AnnualFiguresResponse[];
}

export class LedgerEntryResponse {
  @IdField({ about: 'Id of the entry.' }) id: string;
  @CountField({ about: 'Counts all entries of the ledger without gaps.', max: 2_147_483_647, example: 17 })
  position: number;
  @ChoiceField({ about: 'Movement.', of: MOVEMENTS }) movement: Movement;
  @TextField({ about: 'Account that gave.', example: 'decided' }) fromAccount: string;
  @TextField({ about: 'Account that received.', example: 'pool:0197aaaa-0000-7000-8000-000000000001' })
  toAccount: string;
  @CountField({ about: 'Places.', min: 1, example: 1 }) places: number;
  @ChoiceField({ about: 'Form of admission that the decision names.', of: SCHEMES, nullable: true })
  scheme: Scheme | null;
  @IdField({ about: 'Whose place it is.', nullable: true }) personId: string | null;
  @IdField({ about: 'In which case.', nullable: true }) caseId: string | null;
  @DateField({ about: 'When it happened.' }) occurredOn: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @IdField({ about: 'Who wrote it.', nullable: true }) actorId: string | null;
  @TextField({ about: 'On whose authority.', nullable: true, example: 'Government' }) authority: string | null;
  @TextField({ about: 'In which document.', nullable: true, example: 'Ju2024/02345' }) documentReference: string | null;
  @TextField({ about: 'Why.', nullable: true, max: 2000, example: null }) reason: string | null;
  @IdField({ about: 'The entry that it takes back.', nullable: true }) reversesId: string | null;
}
export class LedgerResponse {
  @ObjectsField(() => LedgerEntryResponse, { about: 'The entries, oldest first.' }) items: LedgerEntryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

const NOTHING: PlaceFigures = {
  ...{ decided: 0, overrun: 0, available: 0, reserved: 0, used: 0 },
  ...{ carriedIn: 0, carriedOut: 0 },
};
const placesOf = (figures: PlaceFigures): PlaceFigures => {
  const { decided, overrun, available, reserved, used, carriedIn, carriedOut } = figures;
  return { decided, overrun, available, reserved, used, carriedIn, carriedOut };
};

export const toQuotaPeriodSummaryResponse = (period: QuotaPeriodRow): QuotaPeriodSummaryResponse => {
  const {
    id,
    name,
    kind,
    startsOn,
    endsOn,
    pledgeId,
    countingEvent,
    carryOverMode,
    tolerance,
    status,
    suspended,
    version,
    changedBy,
    changedAt,
  } = period;
  return {
    id,
    name,
    kind,
    startsOn,
    endsOn,
    pledgeId,
    countingEvent,
    carryOverMode,
    tolerance,
    status,
    suspended,
    version,
    changedBy,
    changedAt,
  };
};

/** The answer of every verb on a period. */
export const toQuotaPeriodResponse = ({
  period,
  subQuotas,
  figures,
  caps,
  moment,
}: PeriodView): QuotaPeriodResponse => ({
  ...toQuotaPeriodSummaryResponse(period),
  through: moment.through ?? null,
  asOf: moment.asOf ?? null,
  places: { ...placesOf(figures), pool: figures.pool },
  subQuotas: subQuotas.map(({ id, name, scheme, regions, countriesOfAsylum, nationalities, priority }) => {
    const own = figures.subQuotas.find(({ subQuotaId }) => subQuotaId === id) ?? NOTHING;
    const rule = { regions, countriesOfAsylum, nationalities, priority };
    return { id, name, scheme, ...rule, cap: caps[id] ?? null, ...placesOf(own) };
  }),
  annualPeriods: figures.annualPeriods.map((annual) => ({
    periodId: annual.periodId,
    name: annual.name,
    pool: annual.pool,
    ...placesOf(annual),
  })),
});

export const toLedgerEntryResponse = (entry: LedgerEntryRow): LedgerEntryResponse => {
  const { id, position, movement, fromAccount, toAccount, places, scheme, personId, caseId } = entry;
  const { occurredOn, recordedAt, actorId, authority, documentReference, reason, reversesId } = entry;
  return {
    id,
    position,
    movement,
    fromAccount,
    toAccount,
    places,
    scheme,
    personId,
    caseId,
    occurredOn,
    recordedAt,
    actorId,
    authority,
    documentReference,
    reason,
    reversesId,
  };
};
