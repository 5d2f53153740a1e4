import type { INestApplication } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { ActInterceptor } from './act.interceptor.js';
import { bodyParsers, withRequestId } from './body.js';
import { openApiDocument } from './document.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

/** What every instance of the server has, in production, in the demo and in tests. The app must be made with `bodyParser: false`. */
export function setUpHttp(app: INestApplication, settings: { docs: boolean }): void {
  app.use(withRequestId);
  app.use(helmet());
  for (const parser of bodyParsers()) app.use(parser);
  app.setGlobalPrefix('api/v1', { exclude: ['health', 'ready'] });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  app.useGlobalInterceptors(new ActInterceptor(app.get(Reflector)));
  if (settings.docs) SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'docs-json', yamlDocumentUrl: 'docs-yaml' });
}
