import { addDays, type PlainDate } from '../kernel/index.js';
import {
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { Filling } from './domain/forecast.js';
import type { PeriodForecast, Question } from './forecast.service.js';

const DAY = String.raw`(1[89]|2[01])\d{2}-\d{2}-\d{2}`;

export class ForecastQuery {
  @DateField({ about: 'The day of the forecast: what had happened by its end. asOf when left out.', optional: true })
  through?: string;
  @DateField({ about: 'What was known at the end of this day in Sweden; today when left out.', optional: true })
  asOf?: string;
  @CountField({
    about: 'Chance is drawn from it: the same seed, the same figures; 1 when left out.',
    optional: true,
    fromQuery: true,
  })
  seed?: number;
  @DateField({ about: 'The last day of a programme-wide standstill: nobody advances until then.', optional: true })
  standstillUntil?: string;
  @CodeField({
    about: 'Days of missions to come, between commas; a mission stage that has moved by missions moves then.',
    pattern: new RegExp(`^${DAY}(,${DAY}){0,19}$`),
    optional: true,
    example: '2026-02-02,2026-05-04',
  })
  missionsOn?: string;
}

export const toQuestion = ({ missionsOn, ...rest }: ForecastQuery): Question => ({
  ...rest,
  missionsOn: missionsOn?.split(',') ?? [],
});

export class ForecastWeekResponse {
  @DateField({ about: 'Last day of the week; of the last one, the end of the period.' }) to: string;
  @CountField({ about: 'Persons counted since the forecast: one outcome in ten lies below.', example: 40 }) low: number;
  @CountField({ about: 'Half of the outcomes lie below.', example: 52 }) likely: number;
  @CountField({ about: 'One outcome in ten lies above.', example: 64 }) high: number;
}

export class FillingChanceResponse {
  @CountField({ about: 'Places that nobody had used on the day of the forecast.', example: 120 }) placesLeft: number;
  @CountField({ about: 'Chance that they are filled, in tenths of a per cent.', max: 1000, example: 812 })
  fillsPermille: number;
  @CountField({
    about: 'Chance that more come than the places and the tolerance, in tenths of a per cent.',
    max: 1000,
    example: 31,
  })
  overrunsPermille: number;
  @CountField({ about: 'Places unfilled, on average.', example: 6 }) unfilled: number;
  @CountField({ about: 'Persons beyond the places, on average.', example: 1 }) over: number;
  @DateField({
    about: 'End of the first week by which half of the outcomes fill the places; null for none.',
    nullable: true,
  })
  likelyFullOn: string | null;
  @DateField({ about: 'End of the first week by which any outcome fills them; null for none.', nullable: true })
  earliestFullOn: string | null;
  @FlagField({
    about: 'Somebody in it has a stage ahead of which too little is known: these figures rest on an assumption.',
  })
  assumed: boolean;
  @ObjectsField(() => ForecastWeekResponse, { about: 'Week by week to the end of the period.' })
  weeks: ForecastWeekResponse[];
}

export class SubQuotaForecastResponse extends FillingChanceResponse {
  @IdField({ about: 'Id of the sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Uganda' }) name: string;
}

export class AssumptionResponse {
  @TextField({ about: 'The stage of which too little is known.', example: 'screening' }) stage: string;
  @CountField({ about: 'Of a thousand who enter it, so many advance.', max: 1000, example: 980 })
  advancePermille: number;
  @CountField({ about: 'After so many weeks on average.', example: 8 }) meanWeeks: number;
  @TextField({ about: 'Where that comes from, or that it is an assumption.', max: 1000 }) source: string;
}

export class ForecastResponse {
  @IdField({ about: 'The quota period.' }) periodId: string;
  @TextField({ about: 'Its name.', example: 'National quota 2026' }) periodName: string;
  @DateField({ about: 'The day of the forecast.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @CountField({ about: 'The seed.', example: 1 }) seed: number;
  @CountField({ about: 'Paths drawn.', example: 10_000 }) paths: number;
  @CountField({ about: 'Persons counted by the day of the forecast.', example: 300 }) counted: number;
  @CountField({ about: 'Persons on the road who can count in the period.', example: 210 }) onTheRoad: number;
  @CountField({ about: 'Households whose past was learned from.', example: 840 }) households: number;
  @TextsField({ about: 'What to know of these figures.', max: 500 }) cautions: string[];
  @ObjectsField(() => AssumptionResponse, { about: 'The assumptions that are used in place of a history.' })
  assumptions: AssumptionResponse[];
  @ObjectField(() => FillingChanceResponse, { about: 'All sub-quotas, and those who are in none yet.' })
  total: FillingChanceResponse;
  @ObjectsField(() => SubQuotaForecastResponse, { about: 'Each sub-quota.' }) subQuotas: SubQuotaForecastResponse[];
}

export const NO_HISTORY = 'Ingen historik: alla siffror vilar på antaganden.';
export const SOME_ASSUMED = 'Några skeden saknar historik: siffrorna vilar på antaganden.';

/** What must be said beside the figures. */
export function cautionsOf({ sizes, assumedStages, units, subQuotas }: PeriodForecast['known']): string[] {
  const inNone = units.filter(({ group }) => group === subQuotas.length).reduce((sum, { size }) => sum + size, 0);
  return [
    ...(sizes.length === 0 ? [NO_HISTORY] : assumedStages.length > 0 ? [SOME_ASSUMED] : []),
    ...(inNone > 0 ? [`${inNone} personer utan delkvot räknas bara i summan.`] : []),
    'Bara de som redan är på väg räknas; nya framställningar ingår inte.',
  ];
}

/** The last day of each week, the end of the period for the last. */
export const dayOfWeek = ({ known, asked }: Pick<PeriodForecast, 'known' | 'asked'>, week: number): PlainDate => {
  const day = addDays(asked.through, 7 * (week + 1));
  return day < known.period.endsOn ? day : known.period.endsOn;
};

export function toForecastResponse(forecast: PeriodForecast): ForecastResponse {
  const { known, asked, total, totalLeft, bySubQuota, assumed } = forecast;
  const { period, places, units, history, drawing, subQuotas } = known;
  return {
    ...{ periodId: period.id, periodName: period.name, through: asked.through, asOf: asked.asOf, seed: asked.seed },
    paths: drawing.resamples * drawing.courses * drawing.paths,
    counted: places.used,
    onTheRoad: units.reduce((sum, { size }) => sum + size, 0),
    households: known.sizes.length,
    cautions: cautionsOf(known),
    assumptions: history.road.stages.flatMap((stage, index) => {
      if (!known.assumedStages.includes(stage)) return [];
      const { advancePercent, meanWeeks, source } = history.assumptions[index]!;
      return [{ stage, advancePermille: Math.round(advancePercent * 10), meanWeeks, source }];
    }),
    total: toFilling(forecast, total, totalLeft, assumed.includes(true)),
    subQuotas: subQuotas.map(({ id, name, left }, index) => ({
      ...{ subQuotaId: id, name },
      ...toFilling(forecast, bySubQuota[index]!, left, assumed[index]!),
    })),
  };
}

function toFilling(of: PeriodForecast, filling: Filling, placesLeft: number, assumed: boolean): FillingChanceResponse {
  const day = (week: number | null): PlainDate | null => (week === null ? null : dayOfWeek(of, week));
  return {
    placesLeft,
    fillsPermille: Math.round(1000 * filling.fills),
    overrunsPermille: Math.round(1000 * filling.overruns),
    unfilled: Math.round(filling.unfilled),
    over: Math.round(filling.over),
    likelyFullOn: day(filling.likelyFullInWeek),
    earliestFullOn: day(filling.earliestFullInWeek),
    assumed,
    weeks: filling.weeks.map(({ week, low, likely, high }) => ({ to: dayOfWeek(of, week), low, likely, high })),
  };
}
