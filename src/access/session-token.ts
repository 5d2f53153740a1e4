import type { Response } from 'express';
import { CrossSiteRequest } from '../kernel/index.js';
import type { ActorRequest } from '../platform/index.js';

const COOKIE = '__Host-vidar-session';
// Browsers keep a cookie of this name only when it is Secure, of the whole host and of no domain: no sibling host can set it.
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const IN_COOKIES = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{20,100})(?:;|$)`);
const BEARER = /^Bearer ([\w-]{20,100})$/i;

export interface SentToken {
  readonly token: string;
  /** The browser sent it by itself: whoever made the request need not know it. */
  readonly byCookie: boolean;
}

/** The session's token as a program sends it, or else as a browser does; null when there is neither. */
export function tokenOf({ headers }: Pick<ActorRequest, 'headers'>): SentToken | null {
  if (headers.authorization !== undefined) {
    const token = BEARER.exec(headers.authorization)?.[1];
    return token ? { token, byCookie: false } : null;
  }
  const token = IN_COOKIES.exec(headers.cookie ?? '')?.[1];
  return token ? { token, byCookie: true } : null;
}

export const giveCookie = (response: Response, token: string): void =>
  void response.setHeader('Set-Cookie', `${COOKIE}=${token}; ${ATTRIBUTES}`);

export const takeCookie = (response: Response): void =>
  void response.setHeader('Set-Cookie', `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`);

const BEGUN_COOKIE = '__Host-vidar-sign-in';
const BEGUN_SECONDS = 600;
const BEGUN_IN_COOKIES = new RegExp(`(?:^|;\\s*)${BEGUN_COOKIE}=([\\w-]{20,2000})(?:;|$)`);

/** What the browser keeps of a sign-in that was begun elsewhere; null when it keeps none. */
export const keptBegun = ({ headers }: Pick<ActorRequest, 'headers'>): string | null =>
  BEGUN_IN_COOKIES.exec(headers.cookie ?? '')?.[1] ?? null;

export const keepBegun = (response: Response, kept: string): void =>
  void response.append('Set-Cookie', `${BEGUN_COOKIE}=${kept}; ${ATTRIBUTES}; Max-Age=${BEGUN_SECONDS}`);

export const takeBegun = (response: Response): void =>
  void response.append('Set-Cookie', `${BEGUN_COOKIE}=; ${ATTRIBUTES}; Max-Age=0`);

/**
 * Refuses a request that a page of another site may have made the browser send. What the browser says of the site is believed, since
 * no page can write that header; an older browser says the origin only. Throws CrossSiteRequest.
 */
export function refuseOtherSites({ headers }: Pick<ActorRequest, 'headers'>): void {
  const site = headers['sec-fetch-site'];
  if (site === undefined ? !isOwn(headers.origin, headers.host) : site !== 'same-origin') throw new CrossSiteRequest();
}

/** As above, for what needs no session yet: a program that says nothing of a site is nobody's browser. */
export function refuseSignInFromOtherSites(request: Pick<ActorRequest, 'headers'>): void {
  if (request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined)
    refuseOtherSites(request);
}

const isOwn = (origin: string | undefined, host: string | undefined): boolean =>
  origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
