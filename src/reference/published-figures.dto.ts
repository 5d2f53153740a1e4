import { ChoiceField, CodeField, CountField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import {
  FIGURE_PRECISIONS,
  FIGURE_WARNINGS,
  PUBLISHED_MEASURES,
  type FigurePrecision,
  type FigureWarning,
  type FigureWarningCode,
  type PublishedFigure,
  type PublishedMeasure,
} from './domain/published-figures.js';

export class PublishedFiguresQuery {
  @CountField({
    about: 'Only the figures that cover this year.',
    min: 1950,
    max: 2199,
    fromQuery: true,
    optional: true,
    example: 2021,
  })
  year?: number;
  @ChoiceField({ about: 'Only the figures of this measure.', of: PUBLISHED_MEASURES, optional: true })
  measure?: PublishedMeasure;
}

export class PublishedFigureResponse {
  @CountField({ about: 'The year, or the first of those that the figure covers.', example: 2021 })
  year: number;
  @CountField({ about: 'How many years the figure covers.', min: 1, max: 2, example: 1 })
  years: number;
  @ChoiceField({ about: 'What is counted.', of: PUBLISHED_MEASURES, example: 'received' })
  measure: PublishedMeasure;
  @TextField({ about: 'Of what it is a part: a country code or a word; `all` for the whole.', example: 'all' })
  part: string;
  @CountField({ about: 'Persons or places.', max: 1_000_000_000, example: 6411 })
  value: number;
  @ChoiceField({ about: 'How exactly the source says it.', of: FIGURE_PRECISIONS })
  precision: FigurePrecision;
  @TextField({ about: 'Short name of the source.', example: 'MV22a' })
  source: string;
  @TextField({ about: 'The source.', example: 'Migration Agency, news of 25 January 2022' })
  document: string;
  @CodeField({
    about: 'When the source was published: a day, a month or a year; null when it does not say.',
    pattern: /^\d{4}(-\d{2}){0,2}$/,
    nullable: true,
    example: '2022-01-25',
  })
  asOf: string | null;
  @TextField({ about: 'What the source counts.', example: 'Persons transferred to Sweden in the year' })
  definition: string;
  @TextField({ about: 'What to bear in mind.', nullable: true, example: 'Of whom about 1,300 Afghans' })
  note: string | null;
}

export class FigureWarningResponse {
  @ChoiceField({ about: 'Kind of contradiction.', of: FIGURE_WARNINGS })
  code: FigureWarningCode;
  @CountField({ about: 'The year of the figures.', example: 2013 })
  year: number;
  @TextsField({ about: 'What the figures count.', of: PUBLISHED_MEASURES, example: ['sub_quota', 'quota'] })
  measures: PublishedMeasure[];
  @TextField({
    about: 'The contradiction in words.',
    max: 1000,
    example: '2013: the parts (sub_quota) of CC13 add up to 1,850; the whole (quota) is 1,900 (CC13).',
  })
  detail: string;
}

export class PublishedFiguresResponse {
  @ObjectsField(() => PublishedFigureResponse, {
    about: 'The figures as published, one a source, by year, measure, part and source.',
    maxItems: 1000,
  })
  items: PublishedFigureResponse[];
  @ObjectsField(() => FigureWarningResponse, { about: 'Contradictions between these figures: shown, not resolved.' })
  warnings: FigureWarningResponse[];
}

export const toPublishedFigureResponse = (figure: PublishedFigure): PublishedFigureResponse => ({
  year: figure.year,
  years: figure.years,
  measure: figure.measure,
  part: figure.part,
  value: figure.value,
  precision: figure.precision,
  source: figure.source,
  document: figure.document,
  asOf: figure.asOf,
  definition: figure.definition,
  note: figure.note,
});
export const toFigureWarningResponse = ({ code, year, measures, detail }: FigureWarning): FigureWarningResponse => ({
  code,
  year,
  measures: [...measures],
  detail,
});
