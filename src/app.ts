import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { Clock } from './kernel/index.js';
import { PinoLogger } from './platform/http/logger.js';
import { answerTheRest, setUpHttp } from './platform/http/set-up.js';
import type { Config } from './platform/index.js';

/** The whole server, ready to listen: the same for production, the demo and the tests. */
export async function createApp(config: Config, clock?: Clock): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, clock), {
    bodyParser: false,
    logger: new PinoLogger(config.logLevel),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  setUpHttp(app, { docs: config.docs });
  await app.init();
  answerTheRest(app);
  return app;
}
