import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { openApiDocument } from './platform/http/document.js';
import { nameRoutes } from './platform/http/set-up.js';
import { readConfig, SettableClock } from './platform/index.js';

// `npm run openapi`: writes the document of which the pages' client is made. Nothing is started, no database is opened.
const app = await NestFactory.create<NestExpressApplication>(AppModule.with(readConfig({}), new SettableClock()), {
  preview: true,
  logger: false,
});
nameRoutes(app);
writeFileSync('web/openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
