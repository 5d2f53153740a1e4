import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  InstantField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { DWELLING_SIZES, type DwellingSize } from './domain/offers.js';
import type { MunicipalOffer } from './offers.entities.js';

const YEARS = { min: 2016, max: 2100 };
const LANGUAGES = { max: 10, maxItems: 100, example: ['ar', 'so'] };
const OCCUPATIONS = { max: 100, maxItems: 100, example: ['nurse'] };

/** Twelve numbers of persons, one a month. */
const MonthsField = (about: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      description: about,
      required: false,
      nullable: true,
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 100_000 },
      minItems: 12,
      maxItems: 12,
      example: [0, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 0],
    }),
    ValidateIf((_object, value) => value !== undefined && value !== null),
    IsArray(),
    ArrayMinSize(12),
    ArrayMaxSize(12),
    IsInt({ each: true }),
    Min(0, { each: true }),
    Max(100_000, { each: true }),
  ) as PropertyDecorator;

export class DwellingsRequest {
  @ChoiceField({ about: 'For how many persons.', of: DWELLING_SIZES, example: '3-4' }) size: DwellingSize;
  @CountField({ about: 'Dwellings.', max: 10_000, example: 2 }) count: number;
  @CountField({ about: 'How many of them without stairs.', max: 10_000, example: 1 }) accessible: number;
  @DateField({ about: 'First day on which they are free.', example: '2025-01-01' }) fromOn: string;
  @DateField({ about: 'Last day on which they can be moved into; null without end.', nullable: true, example: null })
  untilOn: string | null;
}

export class StopRequest {
  @DateField({ about: 'First day without reception.', example: '2025-07-01' }) fromOn: string;
  @DateField({ about: 'Last day without reception.', example: '2025-07-31' }) untilOn: string;
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'Nobody at the reception unit in July.' }) reason: string;
}

export class StateOfferRequest {
  @CodeField({ about: 'Official four-digit code.', pattern: /^\d{4}$/, example: '0680' }) municipalityCode: string;
  @CountField({ about: 'Calendar year.', ...YEARS, example: 2025 }) year: number;
  @MonthsField('Persons that can be received in each month; the number of the year alone when left out.')
  months?: number[] | null;
  @ObjectsField(() => DwellingsRequest, {
    about: 'Dwellings; without limit when left out.',
    optional: true,
    nullable: true,
    maxItems: 500,
  })
  dwellings?: DwellingsRequest[] | null;
  @CountField({
    about: 'Persons with extensive medical needs who can be received; without limit when left out.',
    optional: true,
    nullable: true,
    max: 10_000,
    example: 2,
  })
  medicalPlaces?: number | null;
  @TextsField({ about: 'Languages in which there is help, as codes of ISO 639.', optional: true, ...LANGUAGES })
  languages?: string[];
  @TextsField({ about: 'Occupations that are sought.', optional: true, ...OCCUPATIONS }) occupations?: string[];
  @ObjectsField(() => StopRequest, { about: 'When nobody can be received.', optional: true, maxItems: 50 })
  stops?: StopRequest[];
  @TextField({ about: 'Who says so.', min: 3, example: 'Integration unit, by letter 2024-12-02' }) source: string;
  @TextField({ about: 'What else to know.', optional: true, max: 2000, example: 'Two more dwellings in autumn.' })
  note?: string;
}

export class OffersQuery {
  @CountField({ about: 'Calendar year.', ...YEARS, fromQuery: true, example: 2025 }) year: number;
}

export class OfferResponse {
  @TextField({ about: 'Official four-digit code.', example: '0680' }) municipalityCode: string;
  @CountField({ about: 'Calendar year.', example: 2025 }) year: number;
  @CountField({ about: 'Counts the statements of the year from 1.', example: 1 }) revision: number;
  @MonthsField('Persons that can be received in each month.') months: number[] | null;
  @ObjectsField(() => DwellingsRequest, { about: 'Dwellings; null without limit.', nullable: true })
  dwellings: DwellingsRequest[] | null;
  @CountField({ about: 'Places for extensive medical needs; null without limit.', nullable: true })
  medicalPlaces: number | null;
  @TextsField({ about: 'Languages in which there is help.', ...LANGUAGES }) languages: string[];
  @TextsField({ about: 'Occupations that are sought.', ...OCCUPATIONS }) occupations: string[];
  @ObjectsField(() => StopRequest, { about: 'When nobody can be received.' }) stops: StopRequest[];
  @TextField({ about: 'Who said so.' }) source: string;
  @TextField({ about: 'What else to know.', nullable: true }) note: string | null;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
}

export class OfferListResponse {
  @ObjectsField(() => OfferResponse, { about: 'The statements in force, by municipality.', maxItems: 290 })
  items: OfferResponse[];
}

export const toOfferResponse = ({ id: _, ...offer }: MunicipalOffer): OfferResponse => ({
  ...offer,
  dwellings: offer.dwellings?.map((one) => ({ ...one })) ?? null,
  stops: offer.stops.map((one) => ({ ...one })),
});
