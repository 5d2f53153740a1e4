import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UnitOfWork, UuidParam } from '../platform/index.js';
import type { Actor } from '../kernel/index.js';
import {
  AccountListResponse,
  AccountResponse,
  ChangeRolesRequest,
  CreateAccountRequest,
  PermissionListResponse,
  toAccountResponse,
} from './access.dto.js';
import { Requires, RequiresSession } from './access.guard.js';
import { AccessService } from './access.service.js';
import { PERMISSIONS, type Permission } from './domain/permissions.js';
import { CreatedResponse } from './created.dto.js';

@ApiTags('Access')
@Controller()
export class AccessController {
  constructor(
    private readonly access: AccessService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Reads('accounts', {
    id: 'listAccounts',
    logs: 'account.list',
    summary: 'List the accounts',
    returns: AccountListResponse,
  })
  @Requires('account.manage')
  async list(): Promise<AccountListResponse> {
    return { items: (await this.unitOfWork.read((tx) => this.access.accounts(tx))).map(toAccountResponse) };
  }

  @Acts('accounts', { id: 'createAccount', summary: 'Make an account', returns: CreatedResponse, status: 201 })
  @Requires('account.manage')
  async create(@Body() body: CreateAccountRequest, @CurrentActor() actor: Actor): Promise<CreatedResponse> {
    return { id: await this.access.createAccount(actor, body) };
  }

  @Acts('accounts/:accountId/actions/close', {
    id: 'closeAccount',
    summary: 'Close an account; its sessions end at once',
    status: 204,
  })
  @Requires('account.manage')
  async close(@Param('accountId', UuidParam) accountId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.access.closeAccount(actor, accountId);
  }

  @Acts('accounts/:accountId/actions/change-roles', {
    id: 'changeRoles',
    summary: 'Give an account other roles; its sessions end at once',
    returns: AccountResponse,
    versioned: true,
  })
  @Requires('account.manage')
  async changeRoles(
    @Param('accountId', UuidParam) accountId: string,
    @ExpectedVersion() version: number,
    @Body() body: ChangeRolesRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AccountResponse> {
    return toAccountResponse(await this.access.changeRoles(actor, accountId, version, body));
  }

  @Acts('accounts/:accountId/actions/end-sessions', {
    id: 'endSessions',
    summary: 'End all sessions of an account at once',
    status: 204,
  })
  @Requires('account.manage')
  async endSessions(@Param('accountId', UuidParam) accountId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.access.endSessions(actor, accountId);
  }

  @Reads('permissions', {
    id: 'listPermissions',
    logs: notSensitive('reference'),
    summary: 'The permission catalogue: which role may do what',
    returns: PermissionListResponse,
  })
  @RequiresSession()
  permissions(): PermissionListResponse {
    return {
      items: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => {
        const {
          about,
          roles,
          own = [],
        } = PERMISSIONS[permission] as { about: string; roles: readonly string[]; own?: readonly string[] };
        return { permission, about, roles: [...roles], reach: own.length > 0 ? 'own' : 'all' };
      }),
    };
  }
}
