import { Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import { mediaTypeFor, notSensitive, Reads, toCsv, UuidParam } from '../platform/index.js';
import { fanPlot } from './domain/fan-plot.js';
import {
  cautionsOf,
  dayOfWeek,
  ForecastQuery,
  ForecastResponse,
  toForecastResponse,
  toQuestion,
} from './forecast.dto.js';
import { ForecastService, type PeriodForecast } from './forecast.service.js';
import {
  BackwardCalendarQuery,
  BackwardCalendarResponse,
  BacktestResponse,
  RequestsNeededQuery,
  RequestsNeededResponse,
  toBackwardCalendarResponse,
  toBacktestResponse,
  toRequestsNeededResponse,
} from './planning.dto.js';

const OFFERED = ['application/json', 'text/csv', 'image/svg+xml'] as const;

@ApiTags('Forecast')
@Controller('quota-periods')
export class ForecastController {
  constructor(private readonly forecasts: ForecastService) {}

  @Reads(':periodId/forecast', {
    id: 'getForecast',
    logs: notSensitive('places'),
    summary: 'Will the quota be filled: arrivals by week to the end of the period',
    description:
      'Learned from the history at two dates, drawn by the seed: the same three give the same answer for ever. Also as a fan chart and as a table with the same figures.',
    returns: ForecastResponse,
    produces: ['text/csv', 'image/svg+xml'],
  })
  @Requires('quota.read')
  async forecast(
    @Param('periodId', UuidParam) periodId: string,
    @Query() query: ForecastQuery,
    @Req() request: Request,
  ): Promise<ForecastResponse | StreamableFile> {
    const type = mediaTypeFor(request, OFFERED);
    const forecast = await this.forecasts.forecast(periodId, toQuestion(query));
    if (type === 'application/json') return toForecastResponse(forecast);
    const [content, suffix] = type === 'text/csv' ? [tableOf(forecast), 'csv'] : [plotOf(forecast), 'svg'];
    const name = `forecast-${forecast.asked.through}-${forecast.asked.asOf}.${suffix}`;
    return new StreamableFile(Buffer.from(content), {
      type: `${type}; charset=utf-8`,
      disposition: `attachment; filename="${name}"`,
    });
  }

  @Reads(':periodId/requests-needed', {
    id: 'getRequestsNeeded',
    logs: notSensitive('places'),
    summary: 'How many persons UNHCR is to be asked for so that the quota fills with a chosen chance',
    description:
      'Beyond those on the road; the cheapest number by separate prices for a place unfilled and a person too many; and what a month later costs.',
    returns: RequestsNeededResponse,
  })
  @Requires('quota.read')
  async requestsNeeded(
    @Param('periodId', UuidParam) periodId: string,
    @Query() { chancePercent = 80, priceUnfilled = 1, priceOver = 1, ...query }: RequestsNeededQuery,
  ): Promise<RequestsNeededResponse> {
    const wish = { chancePercent, priceUnfilled, priceOver };
    return toRequestsNeededResponse(await this.forecasts.requestsNeeded(periodId, toQuestion(query), wish));
  }

  @Reads(':periodId/backward-calendar', {
    id: 'getBackwardCalendar',
    logs: notSensitive('places'),
    summary: 'The last safe date of each step for arrival by a day, from measured durations',
    returns: BackwardCalendarResponse,
  })
  @Requires('quota.read')
  async backwardCalendar(
    @Param('periodId', UuidParam) periodId: string,
    @Query() { arriveBy, sharePercent = 80, ...query }: BackwardCalendarQuery,
  ): Promise<BackwardCalendarResponse> {
    const until = { arriveBy, sharePercent };
    return toBackwardCalendarResponse(await this.forecasts.backwardCalendar(periodId, toQuestion(query), until));
  }

  @Reads(':periodId/forecast-backtest', {
    id: 'getForecastBacktest',
    logs: notSensitive('places'),
    summary: 'What was forecast at the ends of the months before, with what was known then, against what came',
    returns: BacktestResponse,
  })
  @Requires('quota.read')
  async backtest(
    @Param('periodId', UuidParam) periodId: string,
    @Query() query: ForecastQuery,
  ): Promise<BacktestResponse> {
    return toBacktestResponse(await this.forecasts.backtest(periodId, toQuestion(query)));
  }
}

/** The figures of the fan chart: persons counted in all by the end of each week. */
const fanOf = (forecast: PeriodForecast) => {
  const { used } = forecast.known.places;
  return forecast.total.weeks.map(({ week, low, likely, high }) => ({
    ...{ to: dayOfWeek(forecast, week), low: used + low, likely: used + likely, high: used + high },
  }));
};

const cautionOf = ({ known }: PeriodForecast): string | null =>
  known.assumedStages.length > 0 ? cautionsOf(known)[0]! : null;

const tableOf = (forecast: PeriodForecast): string =>
  toCsv(
    ['Till och med', 'Låg', 'Trolig', 'Hög', 'Prognos från', 'Per den', 'Frö', 'Anmärkning'],
    fanOf(forecast).map(({ to, low, likely, high }) => {
      const { through, asOf, seed } = forecast.asked;
      return [to, low, likely, high, through, asOf, seed, cautionOf(forecast)];
    }),
    'excel-sv',
  );

const plotOf = (forecast: PeriodForecast): string =>
  fanPlot({
    title: `Prognos: ${forecast.known.period.name}`,
    through: forecast.asked.through,
    counted: forecast.known.places.used,
    places: forecast.known.places.used + forecast.totalLeft,
    weeks: fanOf(forecast),
    caution: cautionOf(forecast),
  });
