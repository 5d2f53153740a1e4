import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { roomOf, type NumberView } from './municipal-numbers.service.js';

const YEARS = { min: 2016, max: 2100 };
const MUNICIPALITY = /^\d{4}$/;

export class SetMunicipalNumberRequest {
  @CodeField({ about: 'Official four-digit code.', pattern: MUNICIPALITY, example: '0680' }) municipalityCode: string;
  @CountField({ about: 'Calendar year.', ...YEARS, example: 2025 }) year: number;
  @CountField({ about: 'Persons that the municipality receives by assignment in the year.', max: 100_000, example: 54 })
  places: number;
  @CountField({
    about: 'How many of them other newcomers have; as before when left out.',
    max: 100_000,
    optional: true,
    example: 20,
  })
  others?: number;
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
  @CountField({ about: 'How many of them other newcomers have.', nullable: true }) others: number | null;
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
  @CountField({ about: 'How many of them other newcomers have.' }) others: number;
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

export class CountyNumbersQuery {
  @CountField({ about: 'Calendar year.', ...YEARS, fromQuery: true, example: 2026 }) year: number;
}

export class CountySumResponse {
  @TextField({ about: 'Two-digit code.', example: '06' }) countyCode: string;
  @TextField({ about: 'Name.', example: 'Jönköping' }) countyName: string;
  @CountField({ about: 'The county number; null when no decision is known.', nullable: true, example: 358 })
  places: number | null;
  @TextField({ about: 'The decision it rests on.', nullable: true }) source: string | null;
  @CountField({ about: 'What the municipal numbers of the county add up to.', example: 358 }) municipalPlaces: number;
}

export class CountyNumbersResponse {
  @ObjectsField(() => CountySumResponse, { about: 'The 21 counties.' }) items: CountySumResponse[];
  @CountField({ about: 'The county numbers together.', example: 8200 }) total: number;
}

export class ImportNumbersQuery {
  @CountField({ about: 'Calendar year.', ...YEARS, fromQuery: true, example: 2025 }) year: number;
  @TextField({ about: 'The decision.', min: 3, example: 'County Administrative Board of Jönköping, 2024-11-20' })
  source: string;
  @DateField({ about: 'Day of that decision; today when left out.', optional: true, example: '2024-11-20' })
  decidedOn?: string;
  @ChoiceField({ about: 'true: everything is checked and nothing kept.', of: ['false', 'true'], optional: true })
  dryRun?: 'false' | 'true';
}

export class ImportedCountyResponse {
  @TextField({ about: 'Two-digit code.', example: '06' }) countyCode: string;
  @CountField({ about: 'The county number; null when no decision is known.', nullable: true, example: 358 })
  countyNumber: number | null;
  @CountField({ about: 'What the rows of the county add up to.', example: 358 }) sum: number;
}

export class ImportedNumbersResponse {
  @CountField({ about: 'Rows that name a municipality.', example: 13 }) rows: number;
  @CountField({ about: 'Numbers that are new or other than before.', example: 13 }) changed: number;
  @CountField({ about: 'Numbers that are as before.', example: 0 }) unchanged: number;
  @ObjectsField(() => ImportedCountyResponse, { about: 'How the counties add up.' }) counties: ImportedCountyResponse[];
}

export const toMunicipalNumberResponse = (view: NumberView): MunicipalNumberResponse => ({
  municipalityCode: view.municipality.code,
  municipalityName: view.municipality.name,
  countyCode: view.municipality.countyCode,
  year: view.year,
  places: view.places,
  others: view.others,
  assigned: view.assigned,
  room: roomOf(view),
  revisions: view.revisions.map(({ revision, places, others, decidedOn, source, recordedAt, recordedBy }) => ({
    revision,
    places,
    others,
    decidedOn,
    source,
    recordedAt,
    recordedBy,
  })),
  warnings: view.warnings,
});
