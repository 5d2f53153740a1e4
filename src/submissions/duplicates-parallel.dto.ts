import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { PARALLEL_KINDS, type ParallelKind } from './duplicates.entities.js';
import { warningsOf, type ProceduresOfCase } from './duplicates-parallel.js';

const COUNTRY = /^[A-Z]{2}$/;

export class NoteParallelRequest {
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'What runs beside the resettlement.', of: PARALLEL_KINDS, example: 'dual_submission' })
  kind: ParallelKind;
  @CodeField({ about: 'The other country of a dual submission.', pattern: COUNTRY, optional: true, example: 'CA' })
  countryCode?: string;
  @TextField({ about: 'Who told it.', min: 2, example: 'UNHCR Kampala' }) source: string;
  @DateField({ about: 'When it was told.', example: '2025-01-07' }) notedOn: string;
  @TextField({ about: 'Number of the other procedure.', optional: true, example: 'CA-2025-0017' }) reference?: string;
}

export class EndParallelRequest {
  @IdField({ about: 'The parallel procedure.' }) procedureId: string;
  @DateField({ about: 'When it ended.', example: '2025-01-07' }) endedOn: string;
  @TextField({ about: 'How, or why it was none.', min: 3, max: 2000, example: 'Withdrawn there by UNHCR.' })
  reason: string;
}

export class ParallelProcedureResponse {
  @IdField({ about: 'Id.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'What runs beside the resettlement.', of: PARALLEL_KINDS }) kind: ParallelKind;
  @TextField({ about: 'The other country.', nullable: true, example: 'CA' }) countryCode: string | null;
  @TextField({ about: 'Who told it.', example: 'UNHCR Kampala' }) source: string;
  @DateField({ about: 'When it was told.' }) notedOn: string;
  @TextField({ about: 'Number of the other procedure.', nullable: true }) reference: string | null;
  @TextField({ about: 'Who noted it.' }) recordedBy: string;
  @InstantField({ about: 'When.' }) recordedAt: string;
  @DateField({ about: 'When it ended.', nullable: true }) endedOn: string | null;
  @TextField({ about: 'How.', nullable: true, max: 2000 }) endReason: string | null;
}

export class ParallelWarningResponse {
  @TextField({ about: 'Stable code.', example: 'dualSubmission' }) code: string;
  @TextField({ about: 'What to look into before referring or granting.', max: 1000 }) detail: string;
  @TextField({ about: 'Where that comes from.' }) source: string;
  @IdField({ about: 'The person.' }) personId: string;
}

export class ParallelProceduresResponse {
  @CountField({ about: 'Version of the case, also the ETag.', min: 1, example: 3 }) version: number;
  @ObjectsField(() => ParallelProcedureResponse, { about: 'All of them, the first one first.' })
  items: ParallelProcedureResponse[];
  @ObjectsField(() => ParallelWarningResponse, { about: 'One for each that goes on.' })
  warnings: ParallelWarningResponse[];
}

export const toParallelResponse = ({ version, procedures }: ProceduresOfCase): ParallelProceduresResponse => ({
  version,
  items: procedures.map(
    ({ id, personId, kind, countryCode, source, notedOn, reference, recordedBy, recordedAt, endedOn, endReason }) => ({
      ...{ id, personId, kind, countryCode, source, notedOn, reference },
      ...{ recordedBy, recordedAt, endedOn, endReason },
    }),
  ),
  warnings: warningsOf(procedures),
});
