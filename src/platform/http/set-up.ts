import { HttpException, type INestApplication } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import helmet from 'helmet';
import { ActInterceptor } from './act.interceptor.js';
import { bodyParsers, withRequestId } from './body.js';
import { openApiDocument } from './document.js';
import { limitRequests, limitSignIns } from './rate-limit.js';
import { ProblemFilter } from './problem.filter.js';
import { FieldsPipe } from './validation.js';

/** After the routes: an address that nothing answers gets a problem, too. */
export function answerTheRest(app: INestApplication): void {
  const filter = new ProblemFilter();
  app.use((request: Request, response: Response) => filter.answer(new HttpException('Not found', 404), request, response));
}

/** What every instance of the server has, in production, in the demo and in tests. The app must be made with `bodyParser: false`. */
export function setUpHttp(app: INestApplication, settings: { docs: boolean }): void {
  app.use(withRequestId);
  app.use(helmet());
  app.use('/api/v1', limitRequests());
  app.use('/api/v1/sessions', limitSignIns());
  for (const parser of bodyParsers()) app.use(parser);
  app.setGlobalPrefix('api/v1', { exclude: ['health', 'ready'] });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new FieldsPipe());
  app.useGlobalInterceptors(new ActInterceptor(app.get(Reflector)));
  if (settings.docs) SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'docs-json', yamlDocumentUrl: 'docs-yaml' });
}
