import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_POLICY } from '../../src/platform/http/pages.js';
import { startApp, type TestApp } from '../support/app.js';

const ASSETS = 'dist/web/assets';
const MOST_BYTES = 300 * 1000;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ask = (path: string, accept = 'text/html'): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers: { accept } });

describe('the server', () => {
  it.each(['/', '/cases', '/cases/some-id'])(
    'answers a browser that asks for %s with the page and its policy',
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toBe(PAGE_POLICY);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it.each(['/api/v1/nowhere', '/assets/nowhere.js'])('answers %s with a problem, not with the page', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers a program with a problem wherever there is nothing', async () => {
    expect((await ask('/cases', 'application/json')).status).toBe(404);
    expect((await ask('/cases', '*/*')).status).toBe(404);
  });

  it('lets a file be kept for a year under the name that its content has', async () => {
    const [name] = readdirSync(ASSETS);
    expect((await ask(`/assets/${name}`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });
});

describe('the built pages', () => {
  it('take at most 300 kB of script, all of them together', () => {
    const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
    const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name))).length, 0);
    process.stdout.write(`  ${Math.round(bytes / 1000)} kB of script, gzipped\n`);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('name no address outside', () => {
    const styles = readdirSync(ASSETS).filter((name) => name.endsWith('.css'));
    expect(styles.filter((name) => /url\(["']?(https?:)?\/\//.test(readFileSync(join(ASSETS, name), 'utf8')))).toEqual(
      [],
    );
  });
});
