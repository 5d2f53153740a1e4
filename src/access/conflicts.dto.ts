import { IdField, InstantField, ObjectsField, TextField } from '../platform/index.js';
import type { ConflictDeclaration } from './conflicts.entities.js';

export class DeclareConflictRequest {
  @IdField({ about: 'The person in the case whom it concerns; left out: the case as a whole.', optional: true })
  personId?: string;
  @TextField({ about: 'Why, for your head of unit.', example: 'A cousin of mine is among the persons', max: 2000 })
  reason: string;
}

export class WithdrawConflictRequest {
  @TextField({ about: 'Why it no longer stands.', example: 'The persons were mistaken for others', max: 2000 })
  reason: string;
}

export class ConflictResponse {
  @IdField({ about: 'Id of the declaration.' }) id: string;
  @IdField({ about: 'The account with which it was declared; it bars every account of the official.' })
  accountId: string;
  @TextField({ about: 'Who declared it.' }) declaredByName: string;
  @IdField({ about: 'The case.' }) caseId: string;
  @IdField({ about: 'The person whom it concerns, wherever that person goes.', nullable: true }) personId:
    string | null;
  @TextField({ about: 'Why.' }) reason: string;
  @InstantField({ about: 'Since when it bars.' }) declaredAt: string;
  @InstantField({ about: 'When it was withdrawn.', nullable: true }) withdrawnAt: string | null;
  @TextField({ about: 'Who withdrew it.', nullable: true }) withdrawnByName: string | null;
  @TextField({ about: 'Why it was withdrawn.', nullable: true }) withdrawReason: string | null;
}

export class ConflictListResponse {
  @ObjectsField(() => ConflictResponse, { about: 'The declarations, the latest first.' }) items: ConflictResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export const toConflictResponse = (declared: ConflictDeclaration): ConflictResponse => {
  const { official: _official, withdrawnById: _by, behindWall: _wall, ...told } = declared;
  return told;
};
