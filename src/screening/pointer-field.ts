import { CodeField } from '../platform/index.js';

/** The number of a paper that is kept elsewhere: short, and made of what numbers are made of, so that no text fits in it (security.md 1). */
export const PointerField = ({ about, example }: { about: string; example: string }): PropertyDecorator =>
  CodeField({ about, pattern: /^[A-Za-z0-9][A-Za-z0-9 .:/-]{0,59}$/, example });
