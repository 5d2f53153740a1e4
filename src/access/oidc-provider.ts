import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { NotFound, Unavailable } from '../kernel/index.js';
import { CONFIG, type Config } from '../platform/index.js';
import { claimAt, unknownRoles, type Claims } from './domain/claims.js';

/** What the browser keeps, sealed, from the start of a sign-in to its end. */
export interface Started {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who it is that signed in at the provider, and how long before that they proved it there. */
export interface ProvedElsewhere {
  readonly issuer: string;
  readonly subject: string;
  readonly provedSecondsAgo: number;
  readonly claims: Claims;
}

/** The provider did not say that this is somebody: it refused, or what came back is not the answer to what was asked. */
export class NotProved extends Error {}

const SECONDS = 10;
const UNREACHABLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/**
 * Speaks to the one provider of OpenID Connect that is configured, and to no other: authorization code with PKCE (RFC 7636), state and
 * nonce, the provider found by discovery (OpenID Connect Core 1.0, 3.1; Discovery 1.0). Signature, issuer, audience, nonce and times of
 * the ID token are judged by openid-client.
 */
@Injectable()
export class OidcProvider {
  private found: Promise<Configuration> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const unknown = config.oidc ? unknownRoles(config.oidc) : [];
    if (unknown.length > 0) throw new Error(`Settings: OIDC_ROLES: there is no role ${unknown.join(', ')}`);
  }

  get settings(): NonNullable<Config['oidc']> {
    if (!this.config.oidc) throw new NotFound('provider of OpenID Connect');
    return this.config.oidc;
  }

  get isConfigured(): boolean {
    return this.config.oidc !== null;
  }

  /** Where the browser goes, and what it keeps meanwhile. `anew`: the provider asks again, also whom it knows. Throws Unavailable. */
  async start(anew: boolean): Promise<{ address: string; started: Started }> {
    const { redirectUri, scope } = this.settings;
    const provider = await this.discovered();
    // The page to which the browser comes back sees by it what for.
    const state = anew ? `confirm.${randomState()}` : randomState();
    const started = { state, nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope,
      state: started.state,
      nonce: started.nonce,
      code_challenge: await calculatePKCECodeChallenge(started.verifier),
      code_challenge_method: 'S256',
      // Then the provider must say when one proved who one is (OpenID Connect Core 1.0, 3.1.2.1).
      max_age: String(anew ? 0 : this.config.session.hours * 3600),
      ...(anew ? { prompt: 'login' } : {}),
    });
    return { address: address.href, started };
  }

  /**
   * Who it is, by what the provider sent along when it sent the browser back.
   * @param response the query of the address to which it was sent
   * Throws NotProved and Unavailable.
   */
  async finish(response: string, { state, nonce, verifier }: Started): Promise<ProvedElsewhere> {
    const { redirectUri, rolesClaim } = this.settings;
    const provider = await this.discovered();
    const address = new URL(redirectUri);
    address.search = response;
    try {
      const tokens = await authorizationCodeGrant(provider, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const said = tokens.claims()!;
      if (said.auth_time === undefined) throw new NotProved('the provider does not say when');
      // Some providers tell what the scopes ask for at another address only.
      const more =
        claimAt(said, rolesClaim) === undefined && provider.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(provider, tokens.access_token, said.sub)
          : {};
      const provedSecondsAgo = Math.max(0, said.iat - said.auth_time);
      return { issuer: said.iss, subject: said.sub, provedSecondsAgo, claims: { ...more, ...said } };
    } catch (error) {
      throw isUnreachable(error) ? unreachable(error) : new NotProved('refused', { cause: error });
    }
  }

  /** What the provider says of itself, asked once; where it did not answer, the next sign-in asks again. */
  private discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    this.found ??= discovery(server, clientId, clientSecret, undefined, {
      timeout: SECONDS,
      // Only on one's own machine: the settings refuse every other address that is not https.
      execute: server.protocol === 'http:' ? [allowInsecureRequests] : [],
    }).catch((error: unknown) => {
      this.found = null;
      throw unreachable(error);
    });
    return this.found;
  }
}

const unreachable = (error: unknown): Unavailable =>
  new Unavailable('Where you sign in cannot be reached now. Try again shortly.', error);

/** True when no answer came at all. What it was wrapped in by the library does not matter. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: string };
  if (code !== undefined && UNREACHABLE.includes(code)) return true;
  return /fetch failed|ECONNREFUSED/.test(error.message) || isUnreachable(error.cause);
}
