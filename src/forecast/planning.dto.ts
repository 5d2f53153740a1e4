import {
  CountField,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { RequestsNeeded } from './domain/requests-needed.js';
import { cautionsOf, ForecastQuery, NO_HISTORY } from './forecast.dto.js';
import type { Backtested, NeededForPeriod, SafeDates } from './forecast.service.js';

export class RequestsNeededQuery extends ForecastQuery {
  @CountField({
    about: 'With what chance the places shall be filled, in per cent; 80 when left out.',
    min: 1,
    max: 99,
    optional: true,
    fromQuery: true,
  })
  chancePercent?: number;
  @CountField({ about: 'What a place costs that stays empty; 1 when left out.', optional: true, fromQuery: true })
  priceUnfilled?: number;
  @CountField({
    about: 'What a person beyond the places costs, in the same unit; 1 when left out.',
    optional: true,
    fromQuery: true,
  })
  priceOver?: number;
}

export class AskingResponse {
  @CountField({ about: 'Persons submitted.', example: 240 }) persons: number;
  @CountField({ about: 'Chance that the places are filled, in tenths of a per cent.', max: 1000, example: 803 })
  fillsPermille: number;
  @CountField({ about: 'Places unfilled, on average.', example: 5 }) unfilled: number;
  @CountField({ about: 'Persons beyond the places, on average.', example: 14 }) over: number;
}

export class PersonsNeededResponse {
  @CountField({
    about: 'The fewest persons that fill the places with the chance; null when no number does.',
    nullable: true,
    example: 231,
  })
  needed: number | null;
  @ObjectField(() => AskingResponse, { about: 'The number with the lowest expected cost, by the two prices.' })
  cheapest: AskingResponse;
  @ObjectsField(() => AskingResponse, { about: 'What other numbers would do.' }) steps: AskingResponse[];
}

export class RouteShareResponse {
  @TextField({ about: 'Route, or not_chosen.', example: 'dossier' }) route: string;
  @CountField({
    about: 'Persons of those needed, by the share of the route in the past; null when no number does.',
    nullable: true,
    example: 104,
  })
  needed: number | null;
}

export class RequestsNeededResponse {
  @IdField({ about: 'The quota period.' }) periodId: string;
  @DateField({ about: 'The day of the forecast.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @CountField({ about: 'Places that nobody had used.', example: 300 }) placesLeft: number;
  @CountField({ about: 'Persons that UNHCR has been asked for, without what was withdrawn.', example: 150 })
  requested: number;
  @CountField({ about: 'Persons that UNHCR has promised of them.', example: 90 }) promised: number;
  @FlagField({ about: 'Some figure rests on an assumption.' }) assumed: boolean;
  @TextsField({ about: 'What to know of these figures.', max: 500 }) cautions: string[];
  @ObjectField(() => PersonsNeededResponse, { about: 'Submitted in the month after the forecast.' })
  nextMonth: PersonsNeededResponse;
  @ObjectField(() => PersonsNeededResponse, { about: 'Submitted a month later.' }) monthLater: PersonsNeededResponse;
  @ObjectsField(() => RouteShareResponse, { about: 'Those needed next month, by route.' })
  byRoute: RouteShareResponse[];
}

export function toRequestsNeededResponse(of: NeededForPeriod): RequestsNeededResponse {
  const { known, asked, places, now, monthLater, shares, requested, promised, withoutHistory } = of;
  return {
    ...{ periodId: known.period.id, through: asked.through, asOf: asked.asOf, placesLeft: places, requested, promised },
    assumed: withoutHistory || known.assumedStages.length > 0,
    cautions: withoutHistory ? [NO_HISTORY] : cautionsOf(known).slice(0, -1),
    nextMonth: toPersonsNeeded(now),
    monthLater: toPersonsNeeded(monthLater),
    byRoute: known.history.road.strata.map((route, stratum) => ({
      route,
      needed: now.needed === null ? null : Math.round(now.needed * shares[stratum]!),
    })),
  };
}

const toPersonsNeeded = ({ needed, cheapest, steps }: RequestsNeeded): PersonsNeededResponse => ({
  needed,
  cheapest: toAsking(cheapest),
  steps: steps.map(toAsking),
});

const toAsking = ({ persons, fills, unfilled, over }: RequestsNeeded['cheapest']): AskingResponse => ({
  persons,
  fillsPermille: Math.round(1000 * fills),
  unfilled: Math.round(unfilled),
  over: Math.round(over),
});

export class BackwardCalendarQuery extends ForecastQuery {
  @DateField({ about: 'The day by which to arrive; the last of the period when left out.', optional: true })
  arriveBy?: string;
  @CountField({
    about: 'Of a hundred who arrive at all, so many in time; 80 when left out.',
    min: 1,
    max: 99,
    optional: true,
    fromQuery: true,
  })
  sharePercent?: number;
}

export class LastSafeDateResponse {
  @TextField({ about: 'Route, or not_chosen.', example: 'mission' }) route: string;
  @TextField({ about: 'The stage to be entered.', example: 'decision' }) stage: string;
  @CountField({
    about: 'Weeks from the entry to the arrival; null when they are more than two years.',
    nullable: true,
    example: 21,
  })
  weeks: number | null;
  @DateField({ about: 'The last safe day to enter it.', nullable: true }) on: string | null;
  @FlagField({ about: 'It had passed on the day of the forecast.' }) passed: boolean;
  @FlagField({ about: 'It rests on an assumption: of this stage or a later one too little is known.' })
  assumed: boolean;
}

export class MissionInTimeResponse {
  @DateField({ about: 'Day of the mission.' }) on: string;
  @FlagField({ about: 'Whoever it selects enters the decision in time.' }) inTime: boolean;
}

export class BackwardCalendarResponse {
  @IdField({ about: 'The quota period.' }) periodId: string;
  @DateField({ about: 'The day of the forecast.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @DateField({ about: 'The day by which to arrive.' }) arriveBy: string;
  @CountField({ about: 'Places that nobody can use any more but those on the road, who are too few.', example: 0 })
  placesOutOfReach: number;
  @ObjectsField(() => LastSafeDateResponse, { about: 'Each step of each route.' }) dates: LastSafeDateResponse[];
  @ObjectsField(() => MissionInTimeResponse, { about: 'The missions that were named.' })
  missions: MissionInTimeResponse[];
}

export function toBackwardCalendarResponse(of: SafeDates): BackwardCalendarResponse {
  const { known, asked, arriveBy, byRoute, placesOutOfReach } = of;
  const { strata, stages } = known.history.road;
  const lastAssumed = stages.findLastIndex((stage) => known.assumedStages.includes(stage));
  const dates = byRoute.flatMap((ofRoute, stratum) =>
    ofRoute.map(({ stage, weeks, on }) => ({
      ...{ route: strata[stratum]!, stage: stages[stage]!, weeks, on },
      passed: on !== null && on < asked.through,
      assumed: stage <= lastAssumed,
    })),
  );
  const decision = dates.find(({ route, stage }) => route === 'mission' && stage === 'decision')!;
  return {
    ...{ periodId: known.period.id, through: asked.through, asOf: asked.asOf, arriveBy, placesOutOfReach, dates },
    missions: asked.missionsOn.map((on) => ({ on, inTime: decision.on !== null && on <= decision.on })),
  };
}

export class BacktestedDayResponse {
  @DateField({ about: 'The day that is replayed.' }) on: string;
  @DateField({ about: 'The day until which it was forecast.' }) until: string;
  @CountField({ about: 'Persons forecast: one outcome in ten below.', example: 40 }) low: number;
  @CountField({ about: 'Half of the outcomes below.', example: 52 }) likely: number;
  @CountField({ about: 'One outcome in ten above.', example: 64 }) high: number;
  @CountField({ about: 'Persons who were counted in that time.', min: -1_000_000, example: 49 }) outcome: number;
  @FlagField({ about: 'The outcome lies between low and high.' }) covered: boolean;
  @CountField({
    about: 'Continuous ranked probability score, in tenths of a person; smaller is sharper and nearer.',
    example: 62,
  })
  crpsTenths: number;
}

export class BacktestResponse {
  @DateField({ about: 'The day until which is looked back.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @CountField({ about: 'Days whose outcome was covered; eight of ten should be.', example: 4 }) covered: number;
  @ObjectsField(() => BacktestedDayResponse, { about: 'The replayed days, the earliest first.' })
  days: BacktestedDayResponse[];
}

export const toBacktestResponse = ({ asked, days }: Backtested): BacktestResponse => ({
  ...{ through: asked.through, asOf: asked.asOf },
  covered: days.filter(({ covered }) => covered).length,
  days: days.map(({ on, until, low, likely, high, outcome, covered, crps }) => ({
    ...{ on, until, low, likely, high, outcome, covered },
    crpsTenths: Math.round(10 * crps),
  })),
});
