import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Refusals } from './access/index.js';
import { AppModule } from './app.module.js';
import type { Clock } from './kernel/index.js';
import { PinoLogger } from './platform/http/logger.js';
import { answerTheRest, setUpHttp } from './platform/http/set-up.js';
import type { Config } from './platform/index.js';
import { CONDITIONS_IN_SWEDISH, FIELDS_IN_SWEDISH } from './reference/index.js';

/** How long requests and jobs under way may take to end when the server is stopped. */
const GRACE_MS = 25_000;

/** On SIGTERM or Ctrl+C: answers what is under way, closes everything, and ends the process with 0. */
export function endOnSignal(app: NestExpressApplication, release: () => Promise<void>): void {
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await app.close();
    await release();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void end());
}

const WORDS = { conditions: CONDITIONS_IN_SWEDISH, fields: FIELDS_IN_SWEDISH };

/** The whole server, ready to listen: the same for production, the demo and the tests. */
export async function createApp(config: Config, clock?: Clock): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, clock), {
    bodyParser: false,
    logger: new PinoLogger(config.logLevel),
    abortOnError: false,
  });
  const refusals = app.get(Refusals);
  setUpHttp(app, config, WORDS, (error, request) => refusals.note(error, request));
  await app.init();
  answerTheRest(app, config, WORDS);
  return app;
}
