import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import type { TestApp } from './app.js';
import { Visitor } from './browser.js';

type Words = { readonly [key: string]: string | Words };
const CATALOGUE = JSON.parse(readFileSync('web/src/i18n/sv.json', 'utf8')) as Words;

/** What a page says in Swedish: `sv('act.addEntry')`. */
export function sv(key: string): string {
  const found = key
    .split('.')
    .reduce<string | Words | undefined>((at, part) => (at as Words | undefined)?.[part], CATALOGUE);
  if (typeof found !== 'string') throw new Error(`There are no words for ${key}.`);
  return found;
}

/** What is put into a field, by the end of its id: words, a choice, a box by its words, or a tick. */
export type Filling = Readonly<Record<string, string | true>>;

/** Opens a verb's form, fills it in and sends it; throws what the page says when it is refused. */
export async function act(page: Page, verb: string, filling: Filling = {}, entries = 1): Promise<void> {
  await page
    .getByRole('button', { name: sv(`verb.${verb}`), exact: true })
    .last()
    .click();
  const form = page.locator('form.act-form[aria-labelledby]');
  await form.waitFor();
  for (let more = 1; more < entries; more += 1)
    await form
      .getByRole('button', { name: sv('act.addEntry'), exact: true })
      .last()
      .click();
  await fillIn(page, filling);
  await form.locator('button[type="submit"]').click();
  await form.or(page.locator('.problem')).first().waitFor();
  await Promise.race([form.waitFor({ state: 'detached' }), page.locator('.problem').waitFor()]);
  if (await form.isVisible()) throw new Error(`${verb}: ${await form.innerText()}`);
}

/** Fills in the form that is open. */
export async function fillIn(page: Page, filling: Filling): Promise<void> {
  const form = page.locator('form.act-form[aria-labelledby]');
  for (const [name, value] of Object.entries(filling)) {
    const field = form.locator(`[id$="-${name}"]`).first();
    if (value === true) await field.check();
    else await fill(field, value);
  }
}

async function fill(field: Locator, value: string): Promise<void> {
  const kind = await field.evaluate((element) => element.tagName);
  if (kind === 'FIELDSET') await field.getByLabel(value, { exact: true }).check();
  else if (kind === 'SELECT') await field.selectOption(value === 'first' ? { index: 1 } : value);
  else await field.fill(value);
}

/** The officials, each at a window of their own that stays open. */
export class Officials {
  private readonly windows = new Map<string, Promise<Visitor>>();

  constructor(
    private readonly browser: Browser,
    private readonly app: TestApp,
  ) {}

  /** The official's window, signed in. */
  at(official: string): Promise<Visitor> {
    const known = this.windows.get(official) ?? this.signedIn(official);
    this.windows.set(official, known);
    return known;
  }

  private async signedIn(official: string): Promise<Visitor> {
    const visitor = await Visitor.of(this.browser, this.app);
    await visitor.signIn(official);
    return visitor;
  }

  /** What went wrong in any of the windows. */
  async faults(): Promise<string[]> {
    return (await Promise.all(this.windows.values())).flatMap(({ faults }) => faults);
  }
}
