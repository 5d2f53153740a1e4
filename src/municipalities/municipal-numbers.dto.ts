import { CodeField, CountField, DateField, InstantField, ObjectsField, TextField } from '../platform/index.js';
import type { NumberView } from './municipal-numbers.service.js';

const YEARS = { min: 2016, max: 2100 };
const MUNICIPALITY = /^\d{4}$/;

export class SetMunicipalNumberRequest {
  @CodeField({ about: 'Official four-digit code.', pattern: MUNICIPALITY, example: '0680' }) municipalityCode: string;
  @CountField({ about: 'Calendar year.', ...YEARS, example: 2025 }) year: number;
  @CountField({ about: 'Persons that the municipality receives by assignment in the year.', max: 100_000, example: 54 })
  places: number;
  @TextField({
    about: 'The decision it rests on.',
    min: 3,
    example: 'County Administrative Board of Jönköping, 2024-11-20',
  })
  source: string;
  @DateField({ about: 'Day of that decision; today when left out.', optional: true, example: '2024-11-20' })
  decidedOn?: string;
}

export class MunicipalNumbersQuery {
  @CountField({ about: 'Calendar year.', ...YEARS, fromQuery: true, example: 2025 }) year: number;
  @CodeField({ about: 'Only the municipalities of this county.', pattern: /^\d{2}$/, optional: true, example: '06' })
  countyCode?: string;
}

export class NumberRevisionResponse {
  @CountField({ about: 'Number of the revision, from 1.', example: 1 }) revision: number;
  @CountField({ about: 'Places it decided.', example: 54 }) places: number;
  @DateField({ about: 'Day of the decision.' }) decidedOn: string;
  @TextField({ about: 'The decision it rests on.' }) source: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
}

export class NumberWarningResponse {
  @TextField({ about: 'Code of the warning.', example: 'belowAssigned' }) code: string;
  @TextField({
    about: 'What to bear in mind.',
    example: '12 persons are assigned already, 2 more than the number of 10.',
  })
  detail: string;
}

export class MunicipalNumberResponse {
  @TextField({ about: 'Official four-digit code.', example: '0680' }) municipalityCode: string;
  @TextField({ about: 'Name.', example: 'Jönköping' }) municipalityName: string;
  @TextField({ about: 'Two-digit code of its county.', example: '06' }) countyCode: string;
  @CountField({ about: 'Calendar year.', example: 2025 }) year: number;
  @CountField({ about: 'The number in force.', example: 54 }) places: number;
  @CountField({ about: 'Persons assigned under it: the year is that of the assignment.', example: 12 })
  assigned: number;
  @CountField({
    about: 'Persons who can still be assigned; below zero after an over-assignment or a revision below use.',
    min: -100_000,
    example: 42,
  })
  room: number;
  @ObjectsField(() => NumberRevisionResponse, { about: 'Every decision, oldest first.' })
  revisions: NumberRevisionResponse[];
  @ObjectsField(() => NumberWarningResponse, { about: 'What to bear in mind.' }) warnings: NumberWarningResponse[];
}

export class MunicipalNumberListResponse {
  @ObjectsField(() => MunicipalNumberResponse, { about: 'The numbers, by municipality.', maxItems: 290 })
  items: MunicipalNumberResponse[];
}

export const toMunicipalNumberResponse = (view: NumberView): MunicipalNumberResponse => ({
  municipalityCode: view.municipality.code,
  municipalityName: view.municipality.name,
  countyCode: view.municipality.countyCode,
  year: view.year,
  places: view.places,
  assigned: view.assigned,
  room: view.places - view.assigned,
  revisions: view.revisions.map(({ revision, places, decidedOn, source, recordedAt, recordedBy }) => ({
    revision,
    places,
    decidedOn,
    source,
    recordedAt,
    recordedBy,
  })),
  warnings: view.warnings,
});
