import type { RequestHandler } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { DomainError } from '../../kernel/index.js';

const MINUTE_MS = 60_000;
const WRONG_SIGN_INS = 30;
const REQUESTS = 12_000;
const PASSWORDS_ARE_SENT_TO = [
  ...['/', '/browser', '/oidc', '/oidc/start'],
  ...['/current/step-up', '/current/step-up/oidc', '/current/password'],
];

/** The address has asked too often. */
export class TooManyRequests extends DomainError {
  readonly code: string = 'tooManyRequests';
  constructor(
    readonly retryAfter: number,
    message = `Too many requests. Try again in ${retryAfter} seconds.`,
  ) {
    super(message);
  }
}

const limiter = (
  limit: number,
  options: Partial<Pick<Options, 'skip' | 'skipSuccessfulRequests'>> = {},
): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit,
    ...options,
    // Who sends such a header without a proxy that we know of gains nothing by it: not worth a warning each time.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response, next) => {
      const retryAfter = Number(response.getHeader('Retry-After') ?? MINUTE_MS / 1000);
      next(new TooManyRequests(retryAfter));
    },
  });

/** Against guessing: wrong sign-ins of one address in a minute; right ones, and what else one does with sessions, are not counted. */
export const limitSignIns = (): RequestHandler =>
  limiter(WRONG_SIGN_INS, {
    skipSuccessfulRequests: true,
    skip: ({ method, path }) => method !== 'POST' || !PASSWORDS_ARE_SENT_TO.includes(path),
  });

/** Against copying everything: requests of one address in a minute. */
export const limitRequests = (): RequestHandler => limiter(REQUESTS);
