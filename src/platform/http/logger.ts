import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Nest's log lines as JSON, one a line, without personal data: requests are logged by route and id only. */
export class PinoLogger implements LoggerService {
  private readonly logger: Logger;
  constructor(level: string) {
    this.logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  }
  log = (message: unknown, context?: string): void => this.write('info', message, context);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, String(rest.at(-1) ?? ''));
  warn = (message: unknown, context?: string): void => this.write('warn', message, context);
  debug = (message: unknown, context?: string): void => this.write('debug', message, context);
  verbose = (): void => undefined;

  private write(level: 'info' | 'error' | 'warn' | 'debug', message: unknown, context = ''): void {
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ context, ...message });
    else this.logger[level]({ context }, String(message));
  }
}
