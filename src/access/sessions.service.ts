import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock, NotAuthenticated, type Actor } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { CONFIG, newId, rows, UnitOfWork, type Config } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { officialKey, systemActor } from './access.service.js';
import { BreakGlassService } from './break-glass.service.js';
import { DelegationsService } from './delegations.service.js';
import type { Delegated, Glass } from './domain/policy.js';
import { ConflictsService } from './conflicts.service.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { readsBehindWall } from './domain/policy.js';
import { NO_PASSWORD, verifyNobody, verifyPassword } from './passwords.js';

/** Whose session it is, and how long it lasts. */
export interface CurrentSession {
  readonly id: string;
  readonly actor: Actor;
  /** What colleagues let its owner do, and which cases are open to them by break-glass, now. */
  readonly delegated: readonly Delegated[];
  readonly glass: readonly Glass[];
  readonly expiresAt: string;
  /** When it ends unless something is asked before. */
  readonly idleEndsAt: string;
  /** Until when grants, bulk exports and the like are open to it. */
  readonly stepUpUntil: string;
}

export interface SignedIn extends CurrentSession {
  /** Known to the caller alone: only its digest is kept. */
  readonly token: string;
}

/** What somebody who signs in sends, and from where. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
}

const MINUTE = 60_000;
const STEP_UP_MINUTES = 5;
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const actorOf = (
  {
    id,
    name,
    roles,
    municipalityCode,
    staffNumber,
  }: Pick<Account, 'id' | 'name' | 'roles' | 'municipalityCode' | 'staffNumber'>,
  requestId: string,
): Actor => ({
  accountId: id,
  name,
  roles,
  readsBehindWall: readsBehindWall(roles),
  municipalityCode,
  official: officialKey({ id, staffNumber }),
  requestId,
});

@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
    private readonly conflicts: ConflictsService,
    private readonly delegations: DelegationsService,
    private readonly glass: BreakGlassService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens a session for a local account. Throws NotAuthenticated, in the same words and time for every wrong pair, and TooManyRequests
   * while this address must wait before it tries this name again.
   */
  async signIn(credentials: Credentials): Promise<SignedIn> {
    const account = await this.unitOfWork.read((tx) =>
      tx.manager.findOneBy(Account, { username: credentials.username }),
    );
    await this.prove(account, credentials);
    return this.open(actorOf(account!, credentials.requestId), account!);
  }

  /**
   * Opens grants, bulk exports and the like to this session for five minutes, against its owner's password. Throws NotAuthenticated
   * (the session stays) and TooManyRequests.
   */
  async stepUp(session: CurrentSession, password: string, address: string): Promise<CurrentSession> {
    await this.proveOwner(session, password, address);
    return this.markSteppedUp(session);
  }

  /** The account of the session, once its password was given. Throws NotAuthenticated (the session stays) and TooManyRequests. */
  async proveOwner(
    { actor: { accountId, requestId } }: CurrentSession,
    password: string,
    address: string,
  ): Promise<Account> {
    const account = await this.unitOfWork.read((tx) => tx.manager.findOneByOrFail(Account, { id: accountId }));
    await this.prove(account, { username: account.username, password, address, requestId });
    return account;
  }

  /** As above, when its owner has proved it elsewhere, so many seconds ago. */
  async markSteppedUp(session: CurrentSession, secondsAgo = 0): Promise<CurrentSession> {
    const { id, actor } = session;
    const at = await this.unitOfWork.run(actor, async (tx) => {
      const steppedUpAt = later(tx.at, -secondsAgo * 1000);
      await tx.manager.update(Session, { id }, { steppedUpAt });
      this.audit.record(tx, actor, { action: 'session.step_up', subjectType: 'account', subjectId: actor.accountId });
      return steppedUpAt;
    });
    return { ...session, stepUpUntil: later(at, STEP_UP_MINUTES * MINUTE) };
  }

  isSteppedUp = ({ stepUpUntil }: CurrentSession): boolean => this.clock.now() < stepUpUntil;

  /** Judges a password; a wrong one is counted and leaves an audit entry, whether or not somebody has the name. */
  private async prove(account: Account | null, { username, password, address, requestId }: Credentials): Promise<void> {
    this.attempts.refuseTooSoon(username, address);
    const open = account && !account.closedAt && account.passwordHash !== NO_PASSWORD;
    if (open ? await verifyPassword(account.passwordHash, password) : await verifyNobody(password))
      return this.attempts.succeeded(username, address);
    this.attempts.failed(username, address);
    await this.unitOfWork.run(systemActor(requestId), async (tx) =>
      this.audit.record(tx, systemActor(requestId), {
        action: 'session.refuse',
        subjectType: 'account',
        subjectId: account?.id ?? null,
      }),
    );
    throw new NotAuthenticated('The username or the password is wrong.');
  }

  /** Opens a session for an account whose owner proved elsewhere, so many seconds ago, who they are. */
  openFor(account: Account, requestId: string, secondsAgo: number): Promise<SignedIn> {
    return this.open(actorOf(account, requestId), account, secondsAgo);
  }

  /** Opens a session for an account that was authenticated by other means. */
  async open(opener: Actor, account: Account, secondsAgo = 0): Promise<SignedIn> {
    const token = randomBytes(32).toString('base64url');
    const id = newId();
    return this.unitOfWork.run(opener, async (tx) => {
      const expiresAt = later(tx.at, this.config.session.hours * 60 * MINUTE);
      await tx.manager.delete(Session, { accountId: account.id, expiresAt: LessThan(tx.at) });
      await tx.manager.insert(Session, {
        id,
        accountId: account.id,
        tokenHash: digest(token),
        createdAt: tx.at,
        seenAt: tx.at,
        expiresAt,
        steppedUpAt: secondsAgo === 0 ? null : later(tx.at, -secondsAgo * 1000),
      });
      this.audit.record(tx, opener, { action: 'session.open', subjectType: 'account', subjectId: account.id });
      return {
        token,
        id,
        actor: actorOf(account, opener.requestId),
        delegated: await this.delegations.inForce(tx, account.id),
        glass: await this.glass.inForce(tx, account.id),
        expiresAt,
        idleEndsAt: this.idleEnd(tx.at, expiresAt),
        stepUpUntil: later(tx.at, STEP_UP_MINUTES * MINUTE - secondsAgo * 1000),
      };
    });
  }

  /** Ends this session. */
  async signOut({ id, actor }: CurrentSession): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await tx.manager.delete(Session, { id });
      this.audit.record(tx, actor, { action: 'session.close', subjectType: 'account', subjectId: actor.accountId });
    });
  }

  /** The session of a token, or null when it is unknown, idle for too long, expired, or its account closed. */
  async authenticate(token: string, requestId: string): Promise<CurrentSession | null> {
    const now = this.clock.now();
    const session = await this.unitOfWork.read(async (tx) => {
      const [found] = await rows<{
        id: string;
        account_id: string;
        seen_at: string;
        expires_at: string;
        stepped_up_at: string;
        name: string;
        roles: string;
        municipality_code: string | null;
        staff_number: string | null;
      }>(
        tx.manager,
        `SELECT s.id, s.account_id, s.seen_at, s.expires_at,
           coalesce(s.stepped_up_at, s.created_at) AS stepped_up_at, a.name, a.roles, a.municipality_code, a.staff_number
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_hash = :hash AND s.expires_at > :now AND s.seen_at > :idle AND a.closed_at IS NULL`,
        { hash: digest(token), now, idle: later(now, -this.config.session.idleMinutes * MINUTE) },
      );
      if (!found) return null;
      const official = officialKey({ id: found.account_id, staffNumber: found.staff_number });
      return {
        ...found,
        barredCases: await this.conflicts.barredTo(tx, official),
        delegated: await this.delegations.inForce(tx, found.account_id),
        glass: await this.glass.inForce(tx, found.account_id),
      };
    });
    if (!session) return null;
    const known = actorOf(
      {
        id: session.account_id,
        name: session.name,
        roles: JSON.parse(session.roles) as string[],
        municipalityCode: session.municipality_code,
        staffNumber: session.staff_number,
      },
      requestId,
    );
    const actor = { ...known, barredCases: session.barredCases };
    // Written once a minute at most: a read must not wait for the writer each time.
    const noted = session.seen_at < later(now, -MINUTE) ? now : session.seen_at;
    if (noted === now)
      await this.unitOfWork.run(actor, (tx) => tx.manager.update(Session, { id: session.id }, { seenAt: now }));
    return {
      id: session.id,
      actor,
      delegated: session.delegated,
      glass: session.glass,
      expiresAt: session.expires_at,
      idleEndsAt: this.idleEnd(noted, session.expires_at),
      stepUpUntil: later(session.stepped_up_at, STEP_UP_MINUTES * MINUTE),
    };
  }

  private idleEnd(seenAt: string, expiresAt: string): string {
    const idle = later(seenAt, this.config.session.idleMinutes * MINUTE);
    return idle < expiresAt ? idle : expiresAt;
  }
}
