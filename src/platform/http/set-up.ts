import { HttpException, type INestApplication } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/config.js';
import { ActInterceptor } from './act.interceptor.js';
import { withRequestId } from './body.js';
import { openApiDocument } from './document.js';
import { logRequests } from './logger.js';
import { servePages } from './pages.js';
import { limitRequests, limitSignIns } from './rate-limit.js';
import type { SwedishWords } from './problem-words.js';
import { ProblemFilter, type BeforeProblem } from './problem.filter.js';
import { FieldsPipe } from './validation.js';

/** After the routes: an address that nothing answers gets a problem, too. */
export function answerTheRest(app: NestExpressApplication, config: Config, words: SwedishWords): void {
  servePages(app, config.pages);
  const filter = new ProblemFilter(words);
  app.use((request: Request, response: Response) =>
    filter.answer(new HttpException('Not found', 404), request, response),
  );
}

/** Under which address the routes stand, in the server and in the document alike. */
export const nameRoutes = (app: INestApplication): unknown =>
  app.setGlobalPrefix('api/v1', { exclude: ['health', 'ready'] });

/** What every instance of the server has, in production, in the demo and in tests. The app must be made with `bodyParser: false`. */
export function setUpHttp(
  app: NestExpressApplication,
  config: Config,
  words: SwedishWords,
  beforeProblem?: BeforeProblem,
): void {
  // Versions alone make ETags; addresses of clients are believed from as many proxies as the operator says there are.
  app.set('etag', false);
  app.set('trust proxy', config.trustedProxies);
  app.use(withRequestId, logRequests());
  // TLS ends at the proxy, which redirects; Swagger UI must also work without it.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  // What the interface answers is data: were it opened as a page, nothing in it would run or load.
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    next();
  });
  app.use('/api/v1', limitRequests());
  app.use('/api/v1/sessions', limitSignIns());
  nameRoutes(app);
  app.useGlobalFilters(new ProblemFilter(words, beforeProblem));
  app.useGlobalPipes(new FieldsPipe());
  app.useGlobalInterceptors(new ActInterceptor(app.get(Reflector), config));
  if (config.docs)
    SwaggerModule.setup('docs', app, () => openApiDocument(app), {
      jsonDocumentUrl: 'docs-json',
      yamlDocumentUrl: 'docs-yaml',
    });
}
