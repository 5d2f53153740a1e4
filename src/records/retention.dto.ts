import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { RETENTION_OUTCOMES } from './domain/retention.js';
import { RETENTION_STATES, type RetentionRun } from './retention.entities.js';
import type { DryRun } from './retention.service.js';

const MANY = 2_147_483_647;

export class ProposeRetentionRequest {
  @TextField({ about: 'Why now.', min: 3, max: 2000, example: 'The yearly review of what is over.' }) reason: string;
}

export class DecideRetentionRequest {
  @FlagField({ about: 'Approved and begun, or rejected.', example: true }) approved: boolean;
  @TextField({ about: 'What the decision maker says of it.', min: 3, max: 4000, optional: true, example: undefined })
  note?: string;
}

export class DueCaseResponse {
  @IdField({ about: 'Id of the case.' }) id: string;
  @TextField({ about: 'Its diary number.', example: 'V-2025-000123' }) diaryNumber: string;
  @ChoiceField({ about: 'How it ended.', of: RETENTION_OUTCOMES }) outcome: string;
  @DateField({ about: 'When the last of its persons left the road.' }) endedOn: string;
}

export class RetentionDryRunResponse {
  @TextField({ about: 'Code of the policy rule.', example: 'retention-default' }) ruleCode: string;
  @FlagField({ about: 'False while the rule has no verified source.' }) ruleVerified: boolean;
  @DateField({ about: 'As of this day.' }) dueOn: string;
  @CountField({ about: 'Payloads of the open audit log that would go.', max: MANY }) payloads: number;
  @ObjectsField(() => DueCaseResponse, { about: 'The cases, the longest ended first.', maxItems: 1000 })
  items: DueCaseResponse[];
}

export class RetentionRunResponse {
  @IdField({ about: 'Id of the run.' }) id: string;
  @ChoiceField({ about: 'How far it has come.', of: RETENTION_STATES }) state: string;
  @CountField({ about: 'Version, also the ETag.', min: 1, example: 1 }) version: number;
  @TextField({ about: 'Code of the policy rule.', example: 'retention-default' }) ruleCode: string;
  @DateField({ about: 'The day on which the cases were due.' }) dueOn: string;
  @CountField({ about: 'How many cases were proposed.', max: 1000 }) cases: number;
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
  @TextField({ about: 'Who proposed it.' }) proposedByName: string;
  @InstantField({ about: 'When.' }) proposedAt: string;
  @TextField({ about: 'Who decided.', nullable: true }) decidedByName: string | null;
  @InstantField({ about: 'When.', nullable: true }) decidedAt: string | null;
  @TextField({ about: 'What was said of it.', nullable: true, max: 4000 }) note: string | null;
  @CountField({ about: 'How many cases are seen to.', max: 1000 }) seenTo: number;
  @CountField({ about: 'How many of them were no longer due.', max: 1000 }) spared: number;
  @CountField({ about: 'Payloads of the open audit log that went.', max: MANY }) payloads: number;
  @TextField({ about: 'SHA-256 over the digests of the purges, in their order.', nullable: true }) digest:
    string | null;
  @CountField({ about: 'Where the open chain ended then.', nullable: true, max: MANY }) chainPosition: number | null;
  @InstantField({ about: 'When it was done.', nullable: true }) doneAt: string | null;
}

export class RetentionRunListResponse {
  @ObjectsField(() => RetentionRunResponse, { about: 'The runs, the latest first.' }) items: RetentionRunResponse[];
}

export const toRetentionDryRunResponse = ({ rule, today, cases, payloads }: DryRun): RetentionDryRunResponse => ({
  ...{ ruleCode: rule.code, ruleVerified: rule.verified, dueOn: today, payloads, items: cases },
});

export function toRetentionRunResponse(run: RetentionRun): RetentionRunResponse {
  const { id, state, version, ruleCode, dueOn, reason, proposedByName, proposedAt, decidedByName, decidedAt } = run;
  const { note, seenTo, spared, payloads, digest, chainPosition, doneAt } = run;
  return {
    ...{ id, state, version, ruleCode, dueOn, cases: run.caseIds.length, reason, proposedByName, proposedAt },
    ...{ decidedByName, decidedAt, note, seenTo, spared, payloads, digest, chainPosition, doneAt },
  };
}
