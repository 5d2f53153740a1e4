import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';

/** The one style that react-aria puts into the page by itself; test/web/pages.spec.ts fails when an upgrade changes it. */
const PRESSABLE_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Nothing but our own files, no inline script, no text turned into markup. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${PRESSABLE_STYLE}`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const FILES_OF_THE_SERVER = /^\/(api|docs|docs-json|docs-yaml|health|ready|assets)(\/|$)/;

/**
 * The built pages (web/) in this folder: files whose names carry their content's hash for a year, and the one page for every
 * other address that a browser asks for. Without a built page everything else is answered as before.
 */
export function servePages(app: NestExpressApplication, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const asksForPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (!asksForPage || FILES_OF_THE_SERVER.test(request.path)) return next();
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}
