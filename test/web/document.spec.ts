import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { documentOf } from '../support/operations.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('the committed document', () => {
  it('is that of the server: `npm run openapi` writes it anew', () => {
    const committed: unknown = JSON.parse(readFileSync('web/openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(documentOf(app)))).toEqual(committed);
  });
});
