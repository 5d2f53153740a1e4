import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { TestApp } from './app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = join('out', 'screens');
const QUIET_MS = 150;
export const WIDTHS = { desktop: { width: 1440, height: 900 }, narrow: { width: 320, height: 720 } } as const;

interface Look {
  width?: keyof typeof WIDTHS;
  scheme?: 'light' | 'dark';
  language?: 'sv' | 'en';
}

/** The Chromium that comes with the packages; CHROMIUM_PATH names another one. */
export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath()),
    args: sparticuz.args.filter(
      (argument) => !/single-process|no-zygote|disable-web-security|allow-running/.test(argument),
    ),
    headless: true,
  });

/** A window of the browser, and what went wrong in it. */
export class Visitor {
  /** Breaches of the policy, requests to others, and errors that the page told its console. */
  readonly faults: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly app: TestApp,
  ) {}

  static async of(
    browser: Browser,
    app: TestApp,
    { width = 'desktop', scheme = 'light', language = 'sv' }: Look = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({ viewport: WIDTHS[width], colorScheme: scheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const visitor = new Visitor(context, page, app);
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== app.url)
        visitor.faults.push(`asked another origin: ${request.url()}`);
    });
    page.on('pageerror', (error) => visitor.faults.push(`threw: ${error.message}`));
    await page.exposeFunction('noteFault', (fault: string) => visitor.faults.push(fault));
    await page.addInitScript((chosen) => {
      localStorage.setItem('vidar.language', chosen);
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        (window as unknown as { noteFault: (fault: string) => void }).noteFault(
          `breached ${violatedDirective}: ${blockedURI} ${sample}`,
        ),
      );
    }, language);
    return visitor;
  }

  /** Opens a page by its address and waits until nothing is fetched any more. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.app.url}${path}`);
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    // One part of a page may ask for the next: it has settled when nothing is waited for during a while.
    await this.page.waitForFunction((quiet) => {
      const seen = window as unknown as { settledAt?: number | undefined };
      if (document.querySelector('.waiting') || !document.querySelector('h1')) seen.settledAt = undefined;
      else seen.settledAt ??= performance.now();
      return seen.settledAt !== undefined && performance.now() - seen.settledAt > quiet;
    }, QUIET_MS);
  }

  /** Signs in on the page that asks for it. */
  async signIn(username: string, password = 'a sentence for the tests'): Promise<void> {
    await this.open('/');
    await this.page.locator('input[autocomplete="username"]').fill(username);
    await this.page.locator('input[type="password"]').fill(password);
    await this.page.locator('button[type="submit"]').click();
    await this.page.locator('#page').waitFor();
    await this.settle();
  }

  /** What axe finds wrong with the page as it stands (WCAG 2.0 to 2.2, A and AA, and good practice). */
  async axe(): Promise<string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
    });
  }

  /** A picture in out/screens, for whoever changes the page to look at. */
  async picture(name: string): Promise<void> {
    await mkdir(SCREENS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
