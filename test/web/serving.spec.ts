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

/** The scripts and all that they import at once, gzipped. */
function bytesOf(names: readonly string[]): number {
  const found = new Set<string>();
  const load = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(ASSETS, name), 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) load(imported!);
  };
  names.forEach(load);
  return [...found].reduce((sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name))).length, 0);
}

describe('the built pages', () => {
  it('take at most 300 kB of script when any one of them is the first that is opened', () => {
    const [, entry] = /src="\/assets\/([^"]+\.js)"/.exec(readFileSync('dist/web/index.html', 'utf8'))!;
    // What is loaded at once, and of what is loaded later the catalogue of a language and one page with the forms of its acts.
    const pages = readdirSync(ASSETS).filter((name) => /-page-[^.]+\.js$/.test(name));
    const later = readdirSync(ASSETS).filter((name) => /^(sv|_virtual_request-schemas)-[^.]+\.js$/.test(name));
    const loads = pages.map((page) => bytesOf([entry!, ...later, page]));
    expect([pages.length > 10, later.length]).toEqual([true, 2]);
    process.stdout.write(`  at most ${Math.round(Math.max(...loads) / 1000)} kB of script at first, gzipped\n`);
    expect(Math.max(...loads)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('name no address outside', () => {
    const styles = readdirSync(ASSETS).filter((name) => name.endsWith('.css'));
    expect(styles.filter((name) => /url\(["']?(https?:)?\/\//.test(readFileSync(join(ASSETS, name), 'utf8')))).toEqual(
      [],
    );
  });
});
