import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock, NotAuthenticated, type Actor } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { CONFIG, newId, rows, UnitOfWork, type Config } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { systemActor } from './access.service.js';
import { readsBehindWall } from './domain/permissions.js';
import { verifyNobody, verifyPassword } from './passwords.js';

/** Whose session it is, and how long it lasts. */
export interface CurrentSession {
  readonly id: string;
  readonly actor: Actor;
  readonly expiresAt: string;
  /** When it ends unless something is asked before. */
  readonly idleEndsAt: string;
}

export interface SignedIn extends CurrentSession {
  /** Known to the caller alone: only its digest is kept. */
  readonly token: string;
}

const MINUTE = 60_000;
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const actorOf = (
  { id, name, roles, municipalityCode }: Pick<Account, 'id' | 'name' | 'roles' | 'municipalityCode'>,
  requestId: string,
): Actor => ({ accountId: id, name, roles, readsBehindWall: readsBehindWall(roles), municipalityCode, requestId });

@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a session for a local account. Throws NotAuthenticated, in the same words and time for every wrong pair. */
  async signIn(requestId: string, username: string, password: string): Promise<SignedIn> {
    const account = await this.unitOfWork.read((tx) => tx.manager.findOneBy(Account, { username }));
    const known =
      account && !account.closedAt
        ? await verifyPassword(account.passwordHash, password)
        : await verifyNobody(password);
    if (!account || !known) throw new NotAuthenticated('The username or the password is wrong.');
    return this.open(
      { ...systemActor(requestId), accountId: account.id, name: account.name, roles: account.roles },
      account,
    );
  }

  /** Opens a session for an account that was authenticated by other means. */
  async open(opener: Actor, account: Account): Promise<SignedIn> {
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
      });
      this.audit.record(tx, opener, { action: 'session.open', subjectType: 'account', subjectId: account.id });
      return {
        token,
        id,
        actor: actorOf(account, opener.requestId),
        expiresAt,
        idleEndsAt: this.idleEnd(tx.at, expiresAt),
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
    const found = await this.unitOfWork.read((tx) =>
      rows<{
        id: string;
        account_id: string;
        seen_at: string;
        expires_at: string;
        name: string;
        roles: string;
        municipality_code: string | null;
      }>(
        tx.manager,
        `SELECT s.id, s.account_id, s.seen_at, s.expires_at, a.name, a.roles, a.municipality_code
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_hash = :hash AND s.expires_at > :now AND s.seen_at > :idle AND a.closed_at IS NULL`,
        { hash: digest(token), now, idle: later(now, -this.config.session.idleMinutes * MINUTE) },
      ),
    );
    const session = found[0];
    if (!session) return null;
    const actor = actorOf(
      {
        id: session.account_id,
        name: session.name,
        roles: JSON.parse(session.roles) as string[],
        municipalityCode: session.municipality_code,
      },
      requestId,
    );
    // Written once a minute at most: a read must not wait for the writer each time.
    const noted = session.seen_at < later(now, -MINUTE) ? now : session.seen_at;
    if (noted === now)
      await this.unitOfWork.run(actor, (tx) => tx.manager.update(Session, { id: session.id }, { seenAt: now }));
    return {
      id: session.id,
      actor,
      expiresAt: session.expires_at,
      idleEndsAt: this.idleEnd(noted, session.expires_at),
    };
  }

  private idleEnd(seenAt: string, expiresAt: string): string {
    const idle = later(seenAt, this.config.session.idleMinutes * MINUTE);
    return idle < expiresAt ? idle : expiresAt;
  }
}
