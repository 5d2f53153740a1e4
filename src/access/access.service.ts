import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock, InvalidInput, NotAuthenticated, NotFound, type Actor } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { CONFIG, isUniqueViolation, newId, rows, UnitOfWork, type Config, type Tx } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { readsBehindWall, ROLES, type Role } from './domain/permissions.js';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.js';

export interface NewAccount {
  username: string;
  name: string;
  password: string;
  roles: Role[];
  municipalityCode?: string | null;
  demo?: boolean;
}

export interface SignedIn {
  token: string;
  expiresAt: string;
  account: { id: string; name: string; roles: string[]; municipalityCode: string | null };
}

const MINUTE = 60_000;
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

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
    private readonly clock: Clock,
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

  /** Opens a session for a local account. Throws NotAuthenticated, in the same words and time for every wrong pair. */
  async signIn(requestId: string, username: string, password: string): Promise<SignedIn> {
    const account = await this.unitOfWork.read((tx) => tx.manager.findOneBy(Account, { username }));
    const known =
      account && !account.closedAt
        ? await verifyPassword(account.passwordHash, password)
        : await verifyNobody(password);
    if (!account || !known) throw new NotAuthenticated('The username or the password is wrong.');
    return this.openSession(
      { ...systemActor(requestId), accountId: account.id, name: account.name, roles: account.roles },
      account,
    );
  }

  /** Opens a session for an account that was authenticated by other means. */
  async openSession(actor: Actor, account: Account): Promise<SignedIn> {
    const token = randomBytes(32).toString('base64url');
    return this.unitOfWork.run(actor, async (tx) => {
      const expiresAt = later(tx.at, this.config.session.hours * 60 * MINUTE);
      await tx.manager.delete(Session, { accountId: account.id, expiresAt: LessThan(tx.at) });
      await tx.manager.insert(Session, {
        id: newId(),
        accountId: account.id,
        tokenHash: digest(token),
        createdAt: tx.at,
        seenAt: tx.at,
        expiresAt,
      });
      this.audit.record(tx, actor, { action: 'session.open', subjectType: 'account', subjectId: account.id });
      const { id, name, roles, municipalityCode } = account;
      return { token, expiresAt, account: { id, name, roles, municipalityCode } };
    });
  }

  /** Ends the session of the token. */
  async signOut(actor: Actor, token: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await tx.manager.delete(Session, { tokenHash: digest(token) });
      this.audit.record(tx, actor, { action: 'session.close', subjectType: 'account', subjectId: actor.accountId });
    });
  }

  /** The actor behind a token, or null when the session is unknown, idle for too long, expired, or its account closed. */
  async authenticate(token: string, requestId: string): Promise<Actor | null> {
    const now = this.clock.now();
    const found = await this.unitOfWork.read((tx) =>
      rows<{
        id: string;
        account_id: string;
        seen_at: string;
        name: string;
        roles: string;
        municipality_code: string | null;
      }>(
        tx.manager,
        `SELECT s.id, s.account_id, s.seen_at, a.name, a.roles, a.municipality_code FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_hash = :hash AND s.expires_at > :now AND s.seen_at > :idle AND a.closed_at IS NULL`,
        { hash: digest(token), now, idle: later(now, -this.config.session.idleMinutes * MINUTE) },
      ),
    );
    const session = found[0];
    if (!session) return null;
    const roles = JSON.parse(session.roles) as string[];
    const actor: Actor = {
      accountId: session.account_id,
      name: session.name,
      roles,
      readsBehindWall: readsBehindWall(roles),
      municipalityCode: session.municipality_code,
      requestId,
    };
    // Written once a minute at most: a read must not wait for the writer each time.
    if (session.seen_at < later(now, -MINUTE))
      await this.unitOfWork.run(actor, (tx) => tx.manager.update(Session, { id: session.id }, { seenAt: now }));
    return actor;
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
