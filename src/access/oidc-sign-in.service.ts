import { createHash, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, NotAuthenticated, type Actor } from '../kernel/index.js';
import { AuditService } from '../audit/index.js';
import { isUniqueViolation, newId, UnitOfWork, type Tx } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { systemActor, wrongInRoles } from './access.service.js';
import { claimedBy, type Claimed } from './domain/claims.js';
import { NotProved, OidcProvider, type ProvedElsewhere, type Started } from './oidc-provider.js';
import { NO_PASSWORD } from './passwords.js';
import { openText, sealText } from './sealed-text.js';
import { SessionsService, type CurrentSession, type SignedIn } from './sessions.service.js';

const MINUTES = 10;
const NOT_ACCEPTED = 'Signing in at the provider was not accepted, or you have no role in this service.';

/** A sign-in that was begun: kept by the browser, sealed, so that only the browser that began it can end it. */
interface Begun extends Started {
  readonly until: string;
  /** Whose session is confirmed; null when one is to be opened. */
  readonly sessionId: string | null;
}

type Refusal = 'notBegunHere' | 'notProved' | 'closedAccount' | 'noMappedRole' | 'anotherAccount';
type Found = { readonly account: Account } | { readonly refused: Refusal; readonly accountId: string | null };

/** Signing in by OpenID Connect: accounts are known by issuer and subject, and follow what the provider says at each sign-in. */
@Injectable()
export class OidcSignIn {
  private key: Buffer | null = null;

  constructor(
    private readonly provider: OidcProvider,
    private readonly sessions: SessionsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.provider.isConfigured;
  }

  /** Where to sign in, and what the browser keeps until then. Throws NotFound when no provider is configured, and Unavailable. */
  async start(session: CurrentSession | null): Promise<{ address: string; kept: string }> {
    const { address, started } = await this.provider.start(session !== null);
    const until = new Date(Date.parse(this.clock.now()) + MINUTES * 60_000).toISOString();
    const begun: Begun = { ...started, until, sessionId: session?.id ?? null };
    return { address, kept: sealText(this.sealingKey(), JSON.stringify(begun), 'sign-in') };
  }

  /** Opens a session for whom the provider sent back. Throws NotAuthenticated (with an audit entry, and why in it) and Unavailable. */
  async finish(response: string, kept: string | null, requestId: string): Promise<SignedIn> {
    const actor = systemActor(requestId);
    const proved = await this.proved(actor, response, kept, null);
    const found = await this.accountOf(actor, proved);
    if ('refused' in found) return this.refuse(actor, found.refused, found.accountId);
    return this.sessions.openFor(found.account, requestId, proved.provedSecondsAgo);
  }

  /** Opens grants, bulk exports and the like to this session: its owner signed in anew. Throws NotAuthenticated and Unavailable. */
  async stepUp(session: CurrentSession, response: string, kept: string | null): Promise<CurrentSession> {
    const { actor } = session;
    const { issuer, subject, provedSecondsAgo } = await this.proved(actor, response, kept, session.id);
    const own = await this.unitOfWork.read((tx) =>
      tx.manager.existsBy(Account, { id: actor.accountId, oidcIssuer: issuer, oidcSubject: subject }),
    );
    return own
      ? this.sessions.markSteppedUp(session, provedSecondsAgo)
      : this.refuse(actor, 'anotherAccount', actor.accountId);
  }

  private async proved(
    actor: Actor,
    response: string,
    kept: string | null,
    sessionId: string | null,
  ): Promise<ProvedElsewhere> {
    const begun = this.begun(kept);
    if (!begun || begun.until < this.clock.now() || begun.sessionId !== sessionId)
      return this.refuse(actor, 'notBegunHere', actor.accountId || null);
    try {
      return await this.provider.finish(response, begun);
    } catch (error) {
      if (!(error instanceof NotProved)) throw error;
      return this.refuse(actor, 'notProved', actor.accountId || null);
    }
  }

  /** The account of whom the provider knows; made, or changed to what the provider says now. */
  private async accountOf(actor: Actor, proved: ProvedElsewhere): Promise<Found> {
    const claimed = claimedBy(proved.claims, this.provider.settings);
    const follow = (): Promise<Found> => this.unitOfWork.run(actor, (tx) => this.follow(tx, actor, proved, claimed));
    return follow().catch((error: unknown) => {
      // Signed in for the first time twice at once: the other one made the account.
      if (!isUniqueViolation(error)) throw error;
      return follow();
    });
  }

  private async follow(tx: Tx, actor: Actor, { issuer, subject }: ProvedElsewhere, claimed: Claimed): Promise<Found> {
    const account = await tx.manager.findOneBy(Account, { oidcIssuer: issuer, oidcSubject: subject });
    if (account?.closedAt) return { refused: 'closedAccount', accountId: account.id };
    const usable = claimed.roles.length > 0 && wrongInRoles(claimed.roles, claimed.municipalityCode).length === 0;
    const now = usable ? claimed : { ...claimed, roles: [], municipalityCode: null };
    if (!account) {
      if (!usable) return { refused: 'noMappedRole', accountId: null };
      return { account: await this.make(tx, actor, { issuer, subject }, now) };
    }
    await this.change(tx, actor, account, now);
    return usable ? { account: { ...account, ...now } } : { refused: 'noMappedRole', accountId: account.id };
  }

  private async make(
    tx: Tx,
    actor: Actor,
    { issuer, subject }: Pick<ProvedElsewhere, 'issuer' | 'subject'>,
    claimed: Claimed,
  ): Promise<Account> {
    const account: Account = {
      id: newId(),
      username: `oidc.${createHash('sha256')
        .update(JSON.stringify([issuer, subject]))
        .digest('hex')
        .slice(0, 32)}`,
      passwordHash: NO_PASSWORD,
      ...claimed,
      oidcIssuer: issuer,
      oidcSubject: subject,
      demo: false,
      createdAt: tx.at,
      closedAt: null,
      version: 1,
    };
    await tx.manager.insert(Account, account);
    const { username, roles, municipalityCode, staffNumber } = account;
    this.audit.record(tx, actor, {
      action: 'account.create',
      subjectType: 'account',
      subjectId: account.id,
      payload: { username, roles, municipalityCode, staffNumber, oidcIssuer: issuer },
    });
    return account;
  }

  /** Other roles, another municipality or staff number than before: what was open ends at once. */
  private async change(tx: Tx, actor: Actor, before: Account, after: Claimed): Promise<void> {
    const told = ({ roles, municipalityCode, staffNumber }: Claimed | Account): string =>
      JSON.stringify([[...roles].sort(), municipalityCode, staffNumber]);
    if (told(before) === told(after)) {
      if (before.name !== after.name) await tx.manager.update(Account, { id: before.id }, { name: after.name });
      return;
    }
    await tx.manager.update(Account, { id: before.id }, { ...after, version: () => 'version + 1' });
    await tx.manager.delete(Session, { accountId: before.id });
    this.audit.record(tx, actor, {
      action: 'account.change_roles',
      subjectType: 'account',
      subjectId: before.id,
      reason: 'What the provider of OpenID Connect says',
      payload: {
        before: before.roles,
        after: after.roles,
        municipalityCode: after.municipalityCode,
        staffNumber: after.staffNumber,
      },
    });
  }

  /** In the same words for every reason; which it was is in the audit log. */
  private async refuse(actor: Actor, because: Refusal, accountId: string | null): Promise<never> {
    await this.unitOfWork.run(actor, async (tx) =>
      this.audit.record(tx, actor, {
        action: 'session.refuse',
        subjectType: 'account',
        subjectId: accountId,
        payload: { by: 'oidc', because },
      }),
    );
    throw new NotAuthenticated(NOT_ACCEPTED);
  }

  private begun(kept: string | null): Begun | null {
    const key = this.sealingKey();
    const text = kept === null ? null : openText(key, kept, 'sign-in');
    return text === null ? null : (JSON.parse(text) as Begun);
  }

  /** All servers of one client have it; it seals nothing that outlives ten minutes. */
  private sealingKey(): Buffer {
    const { clientSecret } = this.provider.settings;
    this.key ??= Buffer.from(hkdfSync('sha256', clientSecret, '', 'vidar sign-in', 32));
    return this.key;
  }
}
