import { Inject, Injectable } from '@nestjs/common';
import { InvalidInput, NotFound, type Actor } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { CONFIG, isUniqueViolation, newId, UnitOfWork, type Config, type Tx } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { ROLES, type Role } from './domain/permissions.js';
import { hashPassword } from './passwords.js';

export interface NewAccount {
  username: string;
  name: string;
  password: string;
  roles: Role[];
  municipalityCode?: string | null;
  demo?: boolean;
}

/** The actor of acts that no official began: start-up, jobs, the command line. */
export const systemActor = (requestId: string): Actor => ({
  accountId: '',
  name: 'system',
  roles: [],
  municipalityCode: null,
  requestId,
});

@Injectable()
export class AccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Makes an account. Throws InvalidInput when the name is taken, a role is unknown, or a demo account is made in production. */
  async createAccount(actor: Actor, wanted: NewAccount): Promise<string> {
    const wrong = this.wrongIn(wanted);
    if (wrong.length > 0) throw new InvalidInput(wrong);
    const passwordHash = await hashPassword(wanted.password);
    return this.unitOfWork.run(actor, async (tx) => {
      const account: Account = {
        id: newId(),
        username: wanted.username,
        name: wanted.name,
        passwordHash,
        roles: wanted.roles,
        municipalityCode: wanted.municipalityCode ?? null,
        demo: wanted.demo ?? false,
        createdAt: tx.at,
        closedAt: null,
        version: 1,
      };
      await tx.manager.insert(Account, account).catch((error: unknown) => {
        if (!isUniqueViolation(error, 'username')) throw error;
        throw new InvalidInput([
          { pointer: '/username', code: 'taken', message: 'There is an account with this username already.' },
        ]);
      });
      this.audit.record(tx, actor, {
        action: 'account.create',
        subjectType: 'account',
        subjectId: account.id,
        payload: { username: wanted.username, roles: wanted.roles, municipalityCode: account.municipalityCode },
      });
      return account.id;
    });
  }

  /** Closes an account; its sessions end at once. Throws NotFound. */
  async closeAccount(actor: Actor, accountId: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const closed = await tx.manager
        .createQueryBuilder()
        .update(Account)
        .set({ closedAt: tx.at, version: () => 'version + 1' })
        .where('id = :accountId AND closed_at IS NULL', { accountId })
        .execute();
      if (closed.affected !== 1) throw new NotFound('open account');
      await tx.manager.delete(Session, { accountId });
      this.audit.record(tx, actor, { action: 'account.close', subjectType: 'account', subjectId: accountId });
    });
  }

  /** The accounts, by username. */
  accounts(tx: Tx): Promise<Account[]> {
    return tx.manager.find(Account, { order: { username: 'ASC' } });
  }

  private wrongIn(wanted: NewAccount) {
    const unknown = wanted.roles.filter((role) => !ROLES.includes(role));
    const isMunicipality = wanted.roles.includes('municipality');
    return [
      ...unknown.map((role) => ({ pointer: '/roles', code: 'unknownRole', message: `There is no role ${role}.` })),
      ...(isMunicipality !== Boolean(wanted.municipalityCode)
        ? [
            {
              pointer: '/municipalityCode',
              code: 'municipalityCode',
              message: 'The role municipality, and it alone, has a municipality code.',
            },
          ]
        : []),
      ...(isMunicipality && wanted.roles.length > 1
        ? [{ pointer: '/roles', code: 'municipalityAlone', message: 'A municipality’s account has no other role.' }]
        : []),
      ...(wanted.demo && this.config.production
        ? [{ pointer: '/demo', code: 'demoAccount', message: 'Demo accounts are not made in production.' }]
        : []),
    ];
  }
}
