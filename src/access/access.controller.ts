import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acts, CurrentActor, Reads, UnitOfWork, UuidParam } from '../platform/index.js';
import type { Actor } from '../kernel/index.js';
import { AccountListResponse, CreateAccountRequest, PermissionListResponse, toAccountResponse } from './access.dto.js';
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

  @Reads('accounts', { id: 'listAccounts', summary: 'List the accounts', returns: AccountListResponse })
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

  @Reads('permissions', {
    id: 'listPermissions',
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
