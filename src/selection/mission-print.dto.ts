import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, CountField, DateField, IdField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import { CaseSummaryResponse, toCaseSummaryResponse, type ResettlementCase } from '../cases/index.js';
import type { CaseOfMission } from './domain/mission-print-list.js';
import type { PrintCell, Printout } from './domain/mission-print.js';

const LARGEST = 10_000;
const COLUMN_TYPES = ['text', 'number', 'date'] as const;

export class MissionPersonResponse {
  @IdField({ about: 'Id of the person.' }) id: string;
  @CountField({ about: 'Place in the case, from 1.', example: 1 }) number: number;
  @TextField({ about: 'Family name.', min: 0, example: 'Mukendi' }) familyName: string;
  @TextField({ about: 'Given names.', min: 0, example: 'Grace' }) givenNames: string;
  @DateField({ about: 'Date of birth.', nullable: true }) birthDate: string | null;
  @TextsField({ about: 'Languages (ISO 639), the first one first.', example: ['sw'] }) languages: string[];
  @TextField({ about: 'Where the person stands on the road; excluded counts as refused.', example: 'cleared' })
  status: string;
  @TextsField({ about: 'The days on which this mission interviewed the person.', example: ['2025-03-12'] })
  interviewedOn: string[];
}

export class MissionCaseResponse {
  @IdField({ about: 'Id of the case.' }) id: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @TextField({ about: "UNHCR's case number.", nullable: true, example: '147-25C00017' }) unhcrCaseNumber: string | null;
  @TextField({ about: 'Submission priority.', example: 'urgent' }) priority: string;
  @TextField({ about: 'Country of asylum (ISO 3166-1 alpha-2).', example: 'UG' }) countryOfAsylum: string;
  @ObjectsField(() => MissionPersonResponse, { about: 'The persons, in their order.' })
  persons: MissionPersonResponse[];
}

export class MissionCasesResponse {
  @ObjectsField(() => MissionCaseResponse, {
    about: 'The cases, in the order in which they were added.',
    maxItems: LARGEST,
  })
  items: MissionCaseResponse[];
}

export class MissionPoolResponse {
  @ObjectsField(() => CaseSummaryResponse, {
    about: 'The cases, urgent ones first, then the oldest.',
    maxItems: LARGEST,
  })
  items: CaseSummaryResponse[];
}

export class PrintedFactResponse {
  @TextField({ about: 'What it is, Swedish.', example: 'Leder' }) term: string;
  @TextField({ about: 'What is told of it.', min: 0, max: 20_000, example: 'Åsa Lind' }) value: string;
}

export class PrintedColumnResponse {
  @TextField({ about: 'Its name, Swedish.', example: 'Ärende' }) header: string;
  @ChoiceField({ about: 'What its cells are.', of: COLUMN_TYPES }) type: (typeof COLUMN_TYPES)[number];
}

/** Rows of cells: texts, numbers, or nothing. */
const RowsField = (about: string): PropertyDecorator =>
  ApiProperty({
    description: about,
    type: 'array',
    items: { type: 'array', items: { oneOf: [{ type: 'string', nullable: true }, { type: 'number' }] } },
    example: [['2025-03-12', 4]],
  } as never);

export class PrintedPartResponse {
  @TextField({ about: 'Its heading, Swedish.', min: 0, max: 600, example: 'Intervjuer per dag' }) title: string;
  @ObjectsField(() => PrintedFactResponse, { about: 'Facts.' }) facts: PrintedFactResponse[];
  @TextsField({ about: 'Texts.', max: 20_000, maxItems: LARGEST, example: [] }) paragraphs: string[];
  @ObjectsField(() => PrintedColumnResponse, { about: 'The columns of its table; empty where it has none.' })
  columns: PrintedColumnResponse[];
  @RowsField('The rows of its table.') rows: PrintCell[][];
}

export class PrintoutResponse {
  @TextField({ about: 'What paper it is, Swedish.', example: 'Rapport efter uttagningsresa' }) title: string;
  @TextField({ about: 'Of which mission.', max: 600, example: 'Kampala, Uganda, 2025-03-10 till 2025-03-28' })
  subject: string;
  @DateField({ about: 'Of which day it is.' }) on: string;
  @ObjectsField(() => PrintedFactResponse, { about: 'What stands at its head.' }) facts: PrintedFactResponse[];
  @ObjectsField(() => PrintedPartResponse, { about: 'Its parts, in their order.', maxItems: LARGEST })
  parts: PrintedPartResponse[];
}

export const toMissionCasesResponse = (cases: readonly CaseOfMission[]): MissionCasesResponse => ({
  items: cases.map(({ id, diaryNumber, unhcrCaseNumber, priority, countryOfAsylum, persons }) => ({
    ...{ id, diaryNumber, unhcrCaseNumber, priority, countryOfAsylum },
    persons: persons.map(({ languages, status, interviewedOn, ...person }) => ({
      ...{ id: person.id, number: person.number, familyName: person.familyName, givenNames: person.givenNames },
      birthDate: person.birthDate,
      languages: languages.map(({ language }) => language),
      // In lists excluded is folded into refused (architecture.md 7, rule 15).
      status: status === 'excluded' ? 'refused' : status,
      interviewedOn: [...interviewedOn],
    })),
  })),
});

export const toMissionPoolResponse = (cases: readonly ResettlementCase[]): MissionPoolResponse => ({
  items: cases.map(toCaseSummaryResponse),
});

export const toPrintoutResponse = ({ title, subject, on, facts, parts }: Printout): PrintoutResponse => ({
  ...{ title, subject, on },
  facts: [...facts],
  parts: parts.map((part) => ({
    title: part.title,
    facts: [...(part.facts ?? [])],
    paragraphs: (part.paragraphs ?? []).filter((text) => text !== ''),
    columns: (part.columns ?? []).map(({ header, type = 'text' }) => ({ header, type })),
    rows: (part.rows ?? []).map((row) => [...row]),
  })),
});
