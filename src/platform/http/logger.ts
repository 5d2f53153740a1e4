import { Logger as NestLogger, type LoggerService } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { ActorRequest } from './params.js';

// What stands between quotes in an engine's or parser's message may be somebody's name.
const QUOTED = /["'`].*["'`]/s;

/** An error without what it was about: its kind, code, place and masked message; no values, parameters or details. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error).replace(QUOTED, '"…"') };
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown; constraint?: unknown } };
  return {
    type: error.name,
    code: driverError?.code ?? code,
    constraint: driverError?.constraint,
    message: error.message.replace(QUOTED, '"…"'),
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
  };
}

/** Every module and route at each start: the OpenAPI document tells them better. */
const isChatter = (context = ''): boolean => ['InstanceLoader', 'RoutesResolver', 'RouterExplorer'].includes(context);

/** Nest's log lines as JSON, one a line, without personal data. */
export class PinoLogger implements LoggerService {
  private readonly logger: Logger;
  constructor(level: string, destination: DestinationStream = process.stdout) {
    this.logger = pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        serializers: { err: (described: object) => described },
      },
      destination,
    );
  }
  log = (message: unknown, context?: string): void =>
    this.write(isChatter(context) ? 'debug' : 'info', message, context);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, String(rest.at(-1) ?? ''));
  warn = (message: unknown, context?: string): void => this.write('warn', message, context);
  debug = (message: unknown, context?: string): void => this.write('debug', message, context);
  verbose = (): void => undefined;

  private write(level: 'info' | 'error' | 'warn' | 'debug', message: unknown, context = ''): void {
    if (message instanceof Error) return this.write(level, { err: message }, context);
    if (typeof message !== 'object' || message === null) return this.logger[level]({ context }, String(message));
    // Described here and not by a serializer: pino would take the message itself along.
    const { err, ...rest } = message as { err?: unknown };
    this.logger[level]({ context, ...rest, ...(err === undefined ? {} : { err: describeError(err) }) });
  }
}

/** One line a request: the route's pattern and not its address, which may name a case; nothing of what was sent or answered. */
export function logRequests(): RequestHandler {
  const logger = new NestLogger('request');
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { path: route = 'none' } = (request.route ?? {}) as { path?: string };
      const ms = Math.round(performance.now() - began);
      const cut = response.writableFinished ? {} : { cut: true };
      const { requestId } = request as ActorRequest;
      logger.log({ method: request.method, route, status: response.statusCode, ms, requestId, ...cut });
    });
    next();
  };
}
