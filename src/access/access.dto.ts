import {
  ChoiceField,
  CodeField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
  CountField,
} from '../platform/index.js';
import type { Actor } from '../kernel/index.js';
import { permissionsOf } from './domain/policy.js';
import { ROLES, type Role } from './domain/roles.js';
import type { CurrentSession } from './sessions.service.js';
import type { Account } from './access.entities.js';

export class SignInRequest {
  @TextField({ about: 'Username.', example: 'case.officer', max: 100 }) username: string;
  @TextField({ about: 'Password.', example: 'vidar-demo-2025', max: 200 }) password: string;
}

export class StepUpRequest {
  @TextField({ about: 'Password.', example: 'vidar-demo-2025', max: 200 }) password: string;
}

export class ChangePasswordRequest {
  @TextField({ about: 'The password until now.', example: 'vidar-demo-2025', max: 200 }) password: string;
  @TextField({
    about: 'The new one: at least 15 characters; a sentence is best.',
    min: 15,
    max: 200,
    example: 'ten geese fly over the lake',
  })
  newPassword: string;
}

export class OwnAccountResponse {
  @IdField({ about: 'Id of the account.' }) id: string;
  @TextField({ about: "The official's name." }) name: string;
  @TextsField({ about: 'Roles.', of: ROLES }) roles: string[];
  @TextField({ about: 'Municipality code, for a municipality’s own account.', nullable: true }) municipalityCode:
    string | null;
}

export class SessionResponse {
  @TextField({ about: 'Send it as Authorization: Bearer.' }) token: string;
  @InstantField({ about: 'When the session ends at the latest.' }) expiresAt: string;
  @ObjectField(() => OwnAccountResponse, { about: 'Whose session it is.' }) account: OwnAccountResponse;
}

export class CurrentSessionResponse extends OwnAccountResponse {
  @TextsField({ about: 'What the roles let one do, as words of the permission catalogue.' }) permissions: string[];
  @InstantField({ about: 'When the session ends unless something is asked before.' }) idleEndsAt: string;
  @InstantField({ about: 'When the session ends at the latest.' }) expiresAt: string;
  @InstantField({ about: 'Until when operations with x-step-up are open to it.' }) stepUpUntil: string;
}

export class CreateAccountRequest {
  @CodeField({
    about: 'Username: small letters, digits, dots and dashes.',
    pattern: /^[a-z0-9][a-z0-9.-]{2,60}$/,
    example: 'anna.lind',
  })
  username: string;
  @TextField({ about: "The official's name.", example: 'Anna Lind', max: 200 }) name: string;
  @TextField({
    about: 'At least 15 characters; a sentence is best.',
    min: 15,
    max: 200,
    example: 'ten geese fly over the lake',
  })
  password: string;
  @TextsField({ about: 'Roles.', of: ROLES, minItems: 1, maxItems: 13, example: ['case_officer'] }) roles: Role[];
  @CodeField({
    about: 'Municipality code, for the role municipality only.',
    pattern: /^\d{4}$/,
    optional: true,
  })
  municipalityCode?: string;
  @TextField({
    about: 'Whose account it is, by staff number: two accounts of one official never sign for two people.',
    optional: true,
    max: 100,
  })
  staffNumber?: string;
}

export class AccountResponse extends OwnAccountResponse {
  @TextField({ about: 'Username.' }) username: string;
  @TextField({ about: 'Whose account it is.', nullable: true }) staffNumber: string | null;
  @FlagField({ about: 'Made for the demo.' }) demo: boolean;
  @InstantField({ about: 'When it was closed.', nullable: true }) closedAt: string | null;
  @CountField({ about: 'Version.' }) version: number;
}

export class ChangeRolesRequest {
  @TextsField({ about: 'The roles from now on.', of: ROLES, minItems: 1, maxItems: 13, example: ['case_officer'] })
  roles: Role[];
  @CodeField({ about: 'Municipality code, for the role municipality only.', pattern: /^\d{4}$/, optional: true })
  municipalityCode?: string;
  @TextField({ about: 'Why.', example: 'Moved to another unit', max: 1000 }) reason: string;
}

export class AccountListResponse {
  @ObjectsField(() => AccountResponse, { about: 'The accounts, by username.' }) items: AccountResponse[];
}

export class PermissionResponse {
  @TextField({ about: 'The permission.', example: 'person.grant' }) permission: string;
  @TextField({ about: 'What it lets one do.' }) about: string;
  @TextsField({ about: 'Roles that hold it.', of: ROLES }) roles: string[];
  @ChoiceField({ about: 'Whether it reaches everything, or for some roles only their own.', of: ['all', 'own'] })
  reach: string;
}

export class PermissionListResponse {
  @ObjectsField(() => PermissionResponse, { about: 'The permission catalogue.' }) items: PermissionResponse[];
}

export const toOwnAccountResponse = ({ accountId, name, roles, municipalityCode }: Actor): OwnAccountResponse => ({
  id: accountId,
  name,
  roles: [...roles],
  municipalityCode,
});

export const toCurrentSessionResponse = ({
  actor,
  idleEndsAt,
  expiresAt,
  stepUpUntil,
}: CurrentSession): CurrentSessionResponse => ({
  ...toOwnAccountResponse(actor),
  permissions: permissionsOf(actor.roles),
  idleEndsAt,
  expiresAt,
  stepUpUntil,
});

export const toAccountResponse = (account: Account): AccountResponse => {
  const { id, username, name, roles, municipalityCode, staffNumber, demo, closedAt, version } = account;
  return { id, username, name, roles, municipalityCode, staffNumber, demo, closedAt, version };
};
