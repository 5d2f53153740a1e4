import { ChoiceField, DateField, FlagField, IdField, ObjectsField, TextField } from '../platform/index.js';
import {
  REGISTER_OUTCOMES,
  REGISTER_SOURCES,
  REGISTERS,
  type Register,
  type RegisterOutcome,
  type RegisterSource,
} from './domain/register-fact.js';
import { PointerField } from './pointer-field.js';
import type { NewRegisterFact, RegisterFactView } from './registers.js';

const MEMBER_STATE = 'The member state that refused or gave protection.';

export class RecordRegisterFactRequest {
  @ChoiceField({ about: 'Which register was asked.', of: REGISTERS, example: 'entry_ban' }) register: Register;
  @ChoiceField({ about: 'Where its answer comes from.', of: REGISTER_SOURCES, example: 'sis' }) source: RegisterSource;
  @ChoiceField({ about: 'What it answered.', of: REGISTER_OUTCOMES, example: 'no_hit' }) outcome: RegisterOutcome;
  @DateField({ about: 'When it answered.', example: '2025-01-07' }) answeredOn: string;
  @DateField({
    about: 'The last day of the alert or the answer, where it has one.',
    optional: true,
    example: undefined,
  })
  validUntil?: string;
  @TextField({ about: MEMBER_STATE, max: 2, optional: true, example: undefined }) memberState?: string;
  @DateField({ about: 'When it refused admission.', optional: true, example: undefined }) refusedOn?: string;
  @PointerField({ about: 'Where the answer is kept: a number, never what it says.', example: 'R-2025-0007' })
  reference: string;
}

export class RegisterFactResponse {
  @IdField({ about: 'Id of the fact.' }) id: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00031' }) diaryNumber: string;
  @ChoiceField({ about: 'Which register was asked.', of: REGISTERS }) register: string;
  @ChoiceField({ about: 'Where its answer comes from.', of: REGISTER_SOURCES }) source: string;
  @ChoiceField({ about: 'What it answered.', of: REGISTER_OUTCOMES }) outcome: string;
  @DateField({ about: 'When it answered.' }) answeredOn: string;
  @DateField({ about: 'The last day of the alert or the answer.', nullable: true }) validUntil: string | null;
  @TextField({ about: MEMBER_STATE, nullable: true }) memberState: string | null;
  @DateField({ about: 'When it refused admission.', nullable: true }) refusedOn: string | null;
  @TextField({ about: 'Where the answer is kept.' }) reference: string;
  @FlagField({ about: 'False once a later answer took its place.' }) counts: boolean;
  @FlagField({ about: 'It bars admission today.' }) bars: boolean;
  @DateField({ about: 'The last day on which Eurodac keeps it; null while the procedure runs.', nullable: true })
  keptByEurodacUntil: string | null;
  @TextField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'By whom.' }) recordedByName: string;
}

export class RegisterFactListResponse {
  @ObjectsField(() => RegisterFactResponse, { about: 'The facts, oldest first.' }) items: RegisterFactResponse[];
}

export const toNewRegisterFact = (body: RecordRegisterFactRequest): NewRegisterFact => {
  const { validUntil = null, memberState = null, refusedOn = null, ...fact } = body;
  return { ...fact, validUntil, memberState, refusedOn };
};

export const toRegisterFactResponse = (fact: RegisterFactView): RegisterFactResponse => ({ ...fact });
