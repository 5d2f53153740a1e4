import { Injectable } from '@nestjs/common';
import { addDays, addMonths, daysBetween, type PlainDate } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { UnhcrRequestsService } from '../quotas/index.js';
import type { LastSafeDate } from './domain/backward-calendar.js';
import type { Filling } from './domain/forecast.js';
import type { Request, RequestsNeeded } from './domain/requests-needed.js';
import type { Judged } from './domain/tasks.js';
import { GatherKnown, type Asked, type Gathered } from './gather.js';
import { runInWorker } from './run-in-worker.js';

/** What every forecast can be asked with. */
export type Question = Partial<Asked>;

export interface PeriodForecast {
  readonly known: Gathered;
  readonly asked: Asked;
  readonly total: Filling;
  readonly totalLeft: number;
  /** In the order of the sub-quotas of `known`. */
  readonly bySubQuota: readonly Filling[];
  /** True where a figure rests on an assumption: by sub-quota, and last for those in none. */
  readonly assumed: readonly boolean[];
}

export interface Wish {
  readonly chancePercent: number;
  readonly priceUnfilled: number;
  readonly priceOver: number;
}

export interface NeededForPeriod {
  readonly known: Gathered;
  readonly asked: Asked;
  readonly places: number;
  /** By route, in the order of the strata: shares of what will be submitted. */
  readonly shares: readonly number[];
  readonly now: RequestsNeeded;
  readonly monthLater: RequestsNeeded;
  /** Persons of requests that stand, and of UNHCR's promises. */
  readonly requested: number;
  readonly promised: number;
  readonly withoutHistory: boolean;
}

export interface SafeDates {
  readonly known: Gathered;
  readonly asked: Asked;
  readonly arriveBy: PlainDate;
  readonly byRoute: readonly (readonly LastSafeDate[])[];
  readonly placesOutOfReach: number;
}

export interface Backtested {
  readonly asked: Asked;
  readonly days: readonly (Judged & { readonly on: PlainDate; readonly until: PlainDate })[];
}

const SEED = 1;
/** By dossier 40 to 50 of a hundred (domain.md 5), while nothing was measured. */
const ASSUMED_SHARES = [0.45, 0.55, 0] as const;
/** Persons of a household, while nothing was measured: an assumption. */
const ASSUMED_SIZE = 4;
const MONTHS_BACK = 6;
/** A shorter time tells nothing of a forecast. */
const SHORTEST_DAYS = 28;

/** Will the quota fill, how many to ask for, until when; and how well that was told before. Nothing is written. */
@Injectable()
export class ForecastService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gather: GatherKnown,
    private readonly requests: UnhcrRequestsService,
  ) {}

  /** Arrivals (or what the period counts) by week to its end. Throws NotFound or InvalidInput. */
  async forecast(periodId: string, question: Question): Promise<PeriodForecast> {
    const asked = this.asked(question);
    const known = await this.unitOfWork.read((tx) => this.gather.of(tx, periodId, asked));
    const { subQuotas, period } = known;
    const total = { left: leftOf(known), tolerance: period.tolerance };
    const groups = subQuotas.map(({ left }) => ({ left, tolerance: period.tolerance }));
    const answer = await runInWorker<'forecast'>({ kind: 'forecast', ...task(known), groups, total });
    return {
      ...{ known, asked, total: answer.total, totalLeft: total.left },
      ...{ bySubQuota: answer.groups, assumed: answer.assumed },
    };
  }

  /** How many persons to ask UNHCR for, submitted in the month after the forecast's day or in the one after that. */
  async requestsNeeded(periodId: string, question: Question, wish: Wish): Promise<NeededForPeriod> {
    const asked = this.asked(question);
    const { known, unhcr } = await this.unitOfWork.read(async (tx) => {
      const gathered = await this.gather.of(tx, periodId, asked);
      const periods = [periodId, ...gathered.places.annualPeriods.map((one) => one.periodId)];
      const found = [];
      for (const id of periods)
        found.push(...(await this.requests.requests(tx, id, { through: asked.through, asOf: asked.asOf })));
      return { known: gathered, unhcr: found.filter(({ standing }) => standing !== 'withdrawn') };
    });
    const places = leftOf(known);
    const shares = sharesOf(known);
    const common = {
      ...{ places, shares, chance: wish.chancePercent / 100, most: Math.max(50, 4 * places) },
      ...{ priceUnfilled: wish.priceUnfilled, priceOver: wish.priceOver },
      sizes: known.sizes.length > 0 ? known.sizes : [ASSUMED_SIZE],
    };
    const month = (later: number): Request => ({ ...common, ...weeksOfMonth(asked.through, later) });
    const drawing = { ...known.drawing, resamples: 20, courses: 5, paths: 20 };
    const answer = await runInWorker<'requests'>({
      ...{ kind: 'requests', ...task(known), drawing, request: month(1), later: month(2) },
    });
    return {
      ...{ known, asked, places, shares, now: answer.now, monthLater: answer.later },
      requested: unhcr.reduce((sum, { asked: { persons } }) => sum + persons, 0),
      promised: unhcr.reduce((sum, { promised }) => sum + (promised?.persons ?? 0), 0),
      withoutHistory: known.sizes.length === 0,
    };
  }

  /** The last safe date of each step, and the places that nobody can use any more who is not on the road. */
  async backwardCalendar(
    periodId: string,
    question: Question,
    { arriveBy, sharePercent }: { arriveBy?: PlainDate; sharePercent: number },
  ): Promise<SafeDates> {
    const asked = this.asked(question);
    const known = await this.unitOfWork.read((tx) => this.gather.of(tx, periodId, asked));
    const by = arriveBy ?? known.period.endsOn;
    const { history, units } = known;
    const byRoute = await runInWorker<'calendar'>({
      ...{ kind: 'calendar', history, arriveBy: by, share: sharePercent / 100 },
    });
    const stillTime = byRoute.some(([first]) => first!.on !== null && first!.on > asked.through);
    const onTheRoad = units.reduce((sum, { size }) => sum + size, 0);
    return {
      ...{ known, asked, arriveBy: by, byRoute },
      placesOutOfReach: stillTime ? 0 : Math.max(0, leftOf(known) - onTheRoad),
    };
  }

  /** The ends of the six months before, each forecast with what was known that day, against what came. Throws NotFound. */
  async backtest(periodId: string, question: Question): Promise<Backtested> {
    const asked = this.asked(question);
    const { days, tasks } = await this.unitOfWork.read(async (tx) => {
      const { period, places } = await this.gather.of(tx, periodId, asked);
      const until = asked.through < period.endsOn ? asked.through : period.endsOn;
      const tested = monthEndsBefore(until).filter((day) => day >= period.startsOn);
      const replayed = [];
      for (const on of tested) {
        const then = await this.gather.of(tx, periodId, { ...asked, through: on, asOf: on, missionsOn: [] }, until);
        const usedThen = await this.gather.usedBy(tx, periodId, { ...asked, through: on });
        const drawing = { ...then.drawing, resamples: 20, courses: 5, paths: 10 };
        replayed.push({ ...task(then), drawing, outcome: places.used - usedThen });
      }
      return { days: tested.map((on) => ({ on, until })), tasks: replayed };
    });
    const judged = await runInWorker<'backtest'>({ kind: 'backtest', days: tasks });
    return { asked, days: judged.map((one, index) => ({ ...one, ...days[index]! })) };
  }

  private asked({ seed = SEED, missionsOn = [], standstillUntil, ...dates }: Question): Asked {
    return { ...this.gather.datesOf(dates), seed, missionsOn, standstillUntil };
  }
}

/** What the worker needs of what was gathered, and no more. */
const task = ({ history, units, calendar, drawing }: Gathered) => ({ history, units, calendar, drawing });

/** Places that nobody has used: those in pools are among them. */
const leftOf = ({ places: { decided, overrun, used } }: Gathered): number => Math.max(0, decided + overrun - used);

function sharesOf({ history: { road, spells } }: Gathered): readonly number[] {
  const first = spells.filter(({ stage }) => stage === 0);
  if (first.length === 0) return ASSUMED_SHARES;
  return road.strata.map((_, stratum) => first.filter((spell) => spell.stratum === stratum).length / first.length);
}

function weeksOfMonth(through: PlainDate, later: number): { fromWeek: number; toWeek: number } {
  const first = `${addMonths(through, later).slice(0, 7)}-01`;
  const week = (day: PlainDate): number => Math.floor((daysBetween(through, day) - 1) / 7);
  return { fromWeek: Math.max(0, week(first)), toWeek: week(addDays(addMonths(first, 1), -1)) };
}

/** The last days of the months before, the earliest first, none so late that nothing could have come since. */
function monthEndsBefore(until: PlainDate): PlainDate[] {
  const first = `${until.slice(0, 7)}-01`;
  return Array.from({ length: MONTHS_BACK }, (_, month) =>
    addDays(addMonths(first, month - MONTHS_BACK + 1), -1),
  ).filter((day) => daysBetween(day, until) >= SHORTEST_DAYS);
}
