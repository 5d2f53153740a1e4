import { Injectable } from '@nestjs/common';
import { hasReached, isOnRoad, ROUTES, StatusHistory, type PersonStatus } from '../cases/index.js';
import { addDays, Clock, daysBetween, InvalidInput, NotFound, yearOf, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { QuotasService, type CountingEvent, type FramedFigures, type QuotaPeriod } from '../quotas/index.js';
import type { Assumption } from './domain/assumptions.js';
import { TEN_THOUSAND, type Drawing } from './domain/forecast.js';
import { assumedStages } from './domain/hazards.js';
import { knownRoad, type Standing } from './domain/known-road.js';
import { WEEKS_OF_QUARTER, type Calendar } from './domain/road.js';
import type { Known } from './domain/tasks.js';

/** What had happened by the day of the forecast, and what of it was known. */
export interface Dates {
  readonly through: PlainDate;
  readonly asOf: PlainDate;
}

export interface Asked extends Dates {
  readonly seed: number;
  /** The last day on which the programme stands still. */
  readonly standstillUntil?: PlainDate;
  /** Days on which missions will be. */
  readonly missionsOn: readonly PlainDate[];
}

export interface Gathered extends Known {
  readonly period: QuotaPeriod;
  readonly places: FramedFigures;
  readonly subQuotas: readonly { readonly id: string; readonly name: string; readonly left: number }[];
  /** Sizes of the households that have been on the road. */
  readonly sizes: readonly number[];
  /** Names of the stages that rest on an assumption. */
  readonly assumedStages: readonly string[];
}

/** Routes as strata; a case whose route is not chosen has one of its own. */
const STRATA = [...ROUTES, 'not_chosen'] as const;
const MISSION = STRATA.indexOf('mission');
/** Stages, with the first status that lies beyond each. */
const STAGES = [
  { name: 'screening', until: 'cleared' },
  { name: 'decision', until: 'granted' },
  { name: 'municipality', until: 'accepted' },
  { name: 'travel', until: 'arrived' },
] as const satisfies readonly { name: string; until: PersonStatus }[];
/** With these many weeks of horizon a path of each world is a long row: fewer are drawn. */
const LONG = 63;
const FEWER = { resamples: 20, courses: 5, paths: 20 } as const;

/** Gathers what a forecast of a period is made of, as it was known at two dates. */
@Injectable()
export class GatherKnown {
  constructor(
    private readonly quotas: QuotasService,
    private readonly statuses: StatusHistory,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /** The two dates. Throws InvalidInput for an `asOf` that has not come, or a `through` after it. */
  datesOf({ asOf = this.clock.today(), through = asOf }: Partial<Dates>): Dates {
    const wrong = (pointer: string, code: string, message: string): InvalidInput =>
      new InvalidInput([{ pointer, code, message }]);
    if (asOf > this.clock.today()) throw wrong('?asOf', 'afterToday', `asOf may not lie after today.`);
    if (through > asOf) throw wrong('?through', 'afterAsOf', `On ${asOf} nobody knew what had happened by ${through}.`);
    return { through, asOf };
  }

  /** Throws NotFound. `endsOn` is the last day of the period unless it is said. */
  async of(tx: Tx, periodId: string, asked: Asked, endsOn?: PlainDate): Promise<Gathered> {
    const period = (await this.quotas.periods(tx)).find(({ id }) => id === periodId);
    if (!period) throw new NotFound('quota period');
    const places = await this.quotas.balances(tx, periodId, { through: asked.through, asOf: asked.asOf });
    const subQuotas = [...places.subQuotas, ...places.annualPeriods.flatMap((one) => one.subQuotas)].map(
      ({ subQuotaId: id, name, available, reserved }) => ({ id, name, left: Math.max(0, available + reserved) }),
    );
    const stages = stagesTo(period.countingEvent);
    const { steps, cases } = await this.statuses.of(tx, asked);
    const groups = new Map(subQuotas.map(({ id }, index) => [id, index]));
    const placings = new Map(
      cases.map(({ caseId, route, subQuotaId }) => {
        // Who is in no sub-quota yet may come into any, and counts in the total alone.
        const group = subQuotaId === null ? subQuotas.length : (groups.get(subQuotaId) ?? null);
        return [caseId, { stratum: STRATA.indexOf(route ?? 'not_chosen'), group }];
      }),
    );
    const { spells, units, sizes } = knownRoad(steps, {
      on: asked.through,
      standingOf: (status) => standingOf(status as PersonStatus, stages),
      placingOf: (caseId) => placings.get(caseId)!,
    });
    const road = { stages: stages.map(({ name }) => name), strata: STRATA };
    const assumptions = (await this.assumptions(tx, asked.through)).slice(0, stages.length);
    const calendar = calendarOf(asked, endsOn ?? period.endsOn);
    const drawing: Drawing = { seed: asked.seed, ...(calendar.horizon > LONG ? FEWER : TEN_THOUSAND) };
    return {
      ...{ period, places, subQuotas, units, sizes, calendar, drawing },
      history: { road, spells, assumptions },
      assumedStages: assumedStages(spells, road).map((stage) => road.stages[stage]!),
    };
  }

  /** Places that were used by the first date, as known by the second. Throws NotFound. */
  async usedBy(tx: Tx, periodId: string, { through, asOf }: Dates): Promise<number> {
    return (await this.quotas.balances(tx, periodId, { through, asOf })).used;
  }

  /** What domain.md says of each stage while nothing was measured; the shares are the planning rates of the policy. */
  private async assumptions(tx: Tx, on: PlainDate): Promise<Assumption[]> {
    const { value, source } = await this.policy.ruleOn(tx, 'planning-rates', on);
    return [
      {
        advancePercent: (value.screening * value.completion) / 10_000,
        meanWeeks: 8,
        source: `Andel: ${source}. Tid: antagande; säkerhetsprövningens tid är okänd och bör mätas.`,
      },
      {
        advancePercent: value.grant / 10,
        meanWeeks: 4,
        source: `Andel: ${source}. Tid: omkring en månad enligt EUAA om Sverige.`,
      },
      {
        advancePercent: 100,
        meanWeeks: 8,
        source: 'Tid: högst två månader, förordning (2016:39) 10 §; att alla mottas är ett antagande.',
      },
      {
        advancePercent: value.departure / 10,
        meanWeeks: 13,
        source: `Andel: ${source}. Tid: "några månader" enligt EUAA om Sverige; 13 veckor är ett antagande.`,
      },
    ];
  }
}

/** The stages that lie before the event at which the period counts. */
const stagesTo = (event: CountingEvent): { name: string; until: PersonStatus }[] => {
  if (event === 'grant') return STAGES.slice(0, 2);
  return STAGES.map((stage) =>
    stage.name === 'travel' && event === 'departure' ? { ...stage, until: 'departed' } : stage,
  );
};

function standingOf(status: PersonStatus, stages: readonly { until: PersonStatus }[]): Standing {
  if (!isOnRoad(status)) return 'lost';
  const stage = stages.findIndex(({ until }) => !hasReached(status, until));
  return stage < 0 ? 'arrived' : stage;
}

function calendarOf({ through, standstillUntil, missionsOn }: Asked, endsOn: PlainDate): Calendar {
  const days = Math.max(0, daysBetween(through, endsOn));
  const next = addDays(through, 1);
  const quarterBegan = `${yearOf(next)}-${String(Math.floor((Number(next.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  const weekOf = (day: PlainDate): number => Math.floor((daysBetween(through, day) - 1) / 7);
  return {
    horizon: Math.ceil(days / 7),
    lastWeekShare: (days % 7 || 7) / 7,
    weeksIntoQuarter: Math.min(WEEKS_OF_QUARTER - 1, Math.floor(daysBetween(quarterBegan, next) / 7)),
    standstills:
      standstillUntil === undefined
        ? []
        : [{ stratum: null, stage: null, fromWeek: 0, toWeek: weekOf(standstillUntil) }],
    plannedTrips: missionsOn.length === 0 ? new Map() : new Map([[MISSION, missionsOn.map(weekOf)]]),
  };
}
