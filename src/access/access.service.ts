import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { InvalidInput, NotFound, StaleVersion, type Actor, type FieldError } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { CONFIG, isUniqueViolation, newId, rows, UnitOfWork, type Config, type Tx } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { asOneOfficial } from './domain/one-official.js';
import { whyRefused } from './domain/passwords-refused.js';
import { ROLES, type Role } from './domain/roles.js';
import { hashPassword, NO_PASSWORD } from './passwords.js';

export interface NewAccount {
  username: string;
  name: string;
  password: string;
  roles: Role[];
  municipalityCode?: string | null;
  staffNumber?: string | null;
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

/** One word for whoever stands behind an account: the staff number, or else the account itself. */
export const officialKey = ({ id, staffNumber }: Pick<Account, 'id' | 'staffNumber'>): string =>
  staffNumber === null ? id : `staff:${staffNumber}`;

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
        staffNumber: wanted.staffNumber ?? null,
        oidcIssuer: null,
        oidcSubject: null,
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
        payload: {
          username: wanted.username,
          roles: wanted.roles,
          municipalityCode: account.municipalityCode,
          staffNumber: account.staffNumber,
        },
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

  /** Gives an account other roles; its sessions end at once. Throws InvalidInput, NotFound and StaleVersion. */
  async changeRoles(
    actor: Actor,
    accountId: string,
    expected: number,
    { roles, municipalityCode = null, reason }: Pick<NewAccount, 'roles' | 'municipalityCode'> & { reason: string },
  ): Promise<Account> {
    const wrong = wrongInRoles(roles, municipalityCode);
    if (wrong.length > 0) throw new InvalidInput(wrong);
    return this.unitOfWork.run(actor, async (tx) => {
      const account = await tx.manager.findOneBy(Account, { id: accountId, closedAt: IsNull() });
      if (!account) throw new NotFound('open account');
      const version = expected + 1;
      const changed = await tx.manager.update(
        Account,
        { id: accountId, version: expected },
        { roles, municipalityCode, version },
      );
      if (changed.affected !== 1) throw new StaleVersion({ currentVersion: account.version });
      await tx.manager.delete(Session, { accountId });
      this.audit.record(tx, actor, {
        action: 'account.change_roles',
        subjectType: 'account',
        subjectId: accountId,
        reason,
        payload: { before: account.roles, after: roles, municipalityCode },
      });
      return { ...account, roles, municipalityCode, version, passwordHash: NO_PASSWORD };
    });
  }

  /** Ends all sessions of an account at once. Throws NotFound. */
  async endSessions(actor: Actor, accountId: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      if (!(await tx.manager.existsBy(Account, { id: accountId }))) throw new NotFound('account');
      await tx.manager.delete(Session, { accountId });
      this.audit.record(tx, actor, { action: 'account.end_sessions', subjectType: 'account', subjectId: accountId });
    });
  }

  /**
   * Who stands behind accounts, as four eyes are judged on a case, or on several taken together: the accounts of one official, told by
   * the staff number, have one key, and so have two officials of whom one acted there in the other's place.
   */
  async officialOf(
    tx: Tx,
    accountIds: readonly (string | null | undefined)[],
    caseIds: string | readonly string[],
  ): Promise<(accountId: string) => string> {
    const acted = await rows<{ one: string; other: string }>(
      tx.manager,
      'SELECT one, other FROM acted_for WHERE case_id IN (:...caseIds)',
      { caseIds: [caseIds].flat() },
    );
    const named = [...accountIds, ...acted.flatMap(({ one, other }) => [one, other])];
    const ids = [...new Set(named.filter((id) => id))] as string[];
    const found = ids.length === 0 ? [] : await tx.manager.find(Account, { where: { id: In(ids) } });
    const keys = new Map(found.map((account) => [account.id, officialKey(account)]));
    const keyOf = (accountId: string): string => keys.get(accountId) ?? accountId;
    return asOneOfficial(
      keyOf,
      acted.map(({ one, other }) => [keyOf(one), keyOf(other)]),
    );
  }

  /** The accounts, by username. */
  accounts(tx: Tx): Promise<Account[]> {
    return tx.manager.find(Account, { order: { username: 'ASC' } });
  }

  private wrongIn({ roles, municipalityCode = null, username, password, demo }: NewAccount): FieldError[] {
    return [
      ...wrongInRoles(roles, municipalityCode),
      ...wrongInPassword('/password', password, username),
      ...(demo && this.config.production
        ? [{ pointer: '/demo', code: 'demoAccount', message: 'Demo accounts are not made in production.' }]
        : []),
    ];
  }
}

/** What speaks against a password of this user. */
export function wrongInPassword(pointer: string, password: string, username: string): FieldError[] {
  const refused = whyRefused(password, username);
  const message = 'This password is one of the first to be tried.';
  return refused ? [{ pointer, code: `password.${refused}`, message }] : [];
}

/** What roles and municipality make no account together. */
export function wrongInRoles(roles: readonly Role[], municipalityCode: string | null): FieldError[] {
  const isMunicipality = roles.includes('municipality');
  return [
    ...roles
      .filter((role) => !ROLES.includes(role))
      .map((role) => ({ pointer: '/roles', code: 'unknownRole', message: `There is no role ${role}.` })),
    ...(isMunicipality !== Boolean(municipalityCode)
      ? [
          {
            pointer: '/municipalityCode',
            code: 'municipalityCode',
            message: 'The role municipality, and it alone, has a municipality code.',
          },
        ]
      : []),
    ...(isMunicipality && roles.length > 1
      ? [{ pointer: '/roles', code: 'municipalityAlone', message: 'A municipality’s account has no other role.' }]
      : []),
  ];
}
