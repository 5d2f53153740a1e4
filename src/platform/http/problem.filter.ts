import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  ConditionsUnmet,
  ConflictOfInterest,
  CrossSiteRequest,
  DomainError,
  Forbidden,
  InvalidInput,
  KeyReused,
  NotAuthenticated,
  NotFound,
  StaleVersion,
  StepUpNeeded,
  TransitionRefused,
  Unavailable,
  VersionRequired,
} from '../../kernel/index.js';
import { isUnavailable } from '../database/database-errors.js';
import { languageOf, problemIn, type SwedishWords } from './problem-words.js';
import { TooManyRequests } from './rate-limit.js';

interface Problem {
  status: number;
  title: string;
  code: string;
  detail?: string;
  [extra: string]: unknown;
}

const of = (status: number, title: string, error: DomainError, extra: Record<string, unknown> = {}): Problem => ({
  status,
  title,
  code: error.code,
  detail: error.message,
  ...extra,
});

// What Express and Nest refuse by themselves, before any of our code runs.
const REFUSED: Record<number, [title: string, code: string]> = {
  400: ['The request is not valid', 'invalidInput'],
  401: ['Not signed in', 'notAuthenticated'],
  403: ['Not permitted', 'forbidden'],
  404: ['Not found', 'notFound'],
  405: ['Method not allowed', 'methodNotAllowed'],
  406: ['Not available in that form', 'notAcceptable'],
  413: ['The body is too large', 'tooLarge'],
  415: ['Wrong media type', 'wrongMediaType'],
  429: ['Too many requests', 'tooManyRequests'],
};

/** The problem for any error: the one place that knows which HTTP status a refusal has. Unknown errors tell only their request id. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InvalidInput) return of(400, 'The request is not valid', error, { errors: error.errors });
  if (error instanceof NotAuthenticated) return of(401, 'Not signed in', error);
  if (error instanceof Forbidden) return of(403, 'Not permitted', error, { permission: error.permission });
  if (error instanceof ConflictOfInterest) return of(403, 'Not for you', error);
  if (error instanceof CrossSiteRequest) return of(403, 'Not from this site', error);
  if (error instanceof StepUpNeeded) return of(403, 'Confirm who you are', error, { permission: error.permission });
  if (error instanceof NotFound) return of(404, 'Not found', error);
  if (error instanceof TransitionRefused)
    return of(409, 'Not possible in this state', error, {
      from: error.refusals[0]?.from,
      allowedActions: error.refusals[0]?.allowedActions,
      refusals: error.refusals,
    });
  if (error instanceof StaleVersion) return of(412, 'The record was changed meanwhile', error, { ...error.current });
  if (error instanceof ConditionsUnmet) return of(422, 'Conditions are not met', error, { unmet: error.unmet });
  if (error instanceof KeyReused) return of(422, 'The Idempotency-Key was used before', error);
  if (error instanceof VersionRequired) return of(428, 'The version is missing', error);
  if (error instanceof TooManyRequests) return of(429, 'Too many requests', error, { retryAfter: error.retryAfter });
  if (error instanceof Unavailable) return of(503, 'Cannot be done now', error);
  if (isUnavailable(error))
    return {
      status: 503,
      title: 'The database cannot be used now',
      code: 'unavailable',
      detail: 'Nothing was changed. Try again shortly.',
    };
  return problemOfFramework(error);
}

function problemOfFramework(error: unknown): Problem {
  const thrown = error as { status?: number; message?: string };
  const status = error instanceof HttpException ? error.getStatus() : thrown.status;
  const known = status === undefined ? undefined : REFUSED[status];
  if (!status || !known) return { status: 500, title: 'Something went wrong on our side', code: 'internalError' };
  return {
    status,
    title: known[0],
    code: known[1],
    ...(status === 404 ? { detail: 'There is nothing at this address.' } : { detail: thrown.message }),
  };
}

/** What is told a request's end that is no answer, before it is answered. */
export type BeforeProblem = (error: unknown, request: Request) => Promise<void> | undefined;

/** Writes every error as `application/problem+json` (RFC 9457), in the language that `Accept-Language` asks for. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  constructor(
    private readonly words: SwedishWords,
    private readonly before: BeforeProblem = () => undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const answer = (): void => this.answer(error, request, host.switchToHttp().getResponse());
    const told = this.before(error, request);
    if (!told) return answer();
    void told.catch((failure: unknown) => this.logger.error(failure)).then(answer);
  }

  /** Also for what never reached a route. */
  answer(error: unknown, request: Request & { requestId?: string }, response: Response): void {
    const language = languageOf(request.headers['accept-language']);
    const { status, title, code, detail, ...extra } = problemIn(language, problemOf(error), this.words);
    const requestId = request.requestId ?? '';
    if (status >= 500)
      this.logger.error({ requestId, err: error instanceof Unavailable ? (error.because ?? error) : error });
    if (response.headersSent) return void response.end();
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Language', language);
    if (error instanceof TooManyRequests) response.setHeader('Retry-After', error.retryAfter);
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title,
          status,
          detail,
          instance: request.originalUrl.split('?')[0],
          code,
          requestId,
          ...extra,
        }),
      );
  }
}
