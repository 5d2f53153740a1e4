import i18next from 'i18next';

const locale = (): string => (i18next.language === 'en' ? 'en-GB' : 'sv-SE');

/** 1 234 in Swedish, 1,234 in English. */
export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** An instant as it is read off a clock in Sweden: 2025-03-14 10:30. */
export function instant(value: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  });
  return parts.format(new Date(value));
}

/** The name of a country by its ISO code. */
export const country = (code: string): string => new Intl.DisplayNames([locale()], { type: 'region' }).of(code) ?? code;

/** The name of a language by its ISO 639 code. */
export const language = (code: string): string =>
  new Intl.DisplayNames([locale()], { type: 'language' }).of(code) ?? code;

/** A stable word of the interface (a status, a verb, the name of a field) in words; the word itself when the catalogue lacks it. */
export const word = (group: string, code: string): string =>
  i18next.t(`${group}.${code}`, { defaultValue: code.replaceAll('_', ' ') });
