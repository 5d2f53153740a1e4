import type { Plugin } from 'vite';
import { DOCUMENT, operations, requestSchemas } from './document.ts';

const VIRTUAL: Record<string, () => unknown> = {
  'virtual:operations': operations,
  'virtual:request-schemas': requestSchemas,
};

/** What the pages know of the interface is read from the committed document when they are built. */
export const operationsOfTheDocument = (): Plugin => ({
  name: 'vidar:operations',
  resolveId: (id) => (id in VIRTUAL ? `\0${id}` : null),
  load(id) {
    const made = id.startsWith('\0') ? VIRTUAL[id.slice(1)] : undefined;
    if (!made) return null;
    this.addWatchFile(DOCUMENT);
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(made()))});`;
  },
});

/** Midas names its font at a public address: that rule goes, and the same font comes from our own server. */
export const fontOfOurOwn = (): Plugin => ({
  name: 'vidar:font',
  enforce: 'pre',
  transform(code, id) {
    if (!/@midas-ds.*\.css/.test(id)) return null;
    return code.replace(/@font-face\{[^}]*https:[^}]*\}/g, '');
  },
});

/** react-aria brings its words in some thirty languages; the pages speak two. */
export const twoLanguages = (): Plugin => ({
  name: 'vidar:languages',
  enforce: 'pre',
  load(id) {
    const [, locale] =
      /(?:react-aria|react-stately|@react-aria|@react-stately).*\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id) ?? [];
    return locale === undefined || locale === 'sv-SE' || locale === 'en-US' ? null : 'export default {};';
  },
});
