import { oneEditApart } from '../../../kernel/names/sound.js';

/** Letters that are read for digits, both ways: O and 0, I and L and 1, S and 5, B and 8, Z and 2. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' };
const ZEROS = [0x0660, 0x06f0];
const SHORTEST = 5;
const SHORTEST_FOR_A_SLIP = 7;

const digitOf = (sign: string): string => {
  const code = sign.codePointAt(0)!;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? (LOOK_ALIKES[sign] ?? sign) : String(code - zero);
};

/** A number without separators, look-alikes and leading zeros, in Western digits; null when too little is left to tell anything. Pure. */
export function plainNumber(number: string): string | null {
  const signs = [...number.normalize('NFKC').toUpperCase()].filter((sign) => /[\p{L}\p{Nd}]/u.test(sign));
  const plain = signs.map(digitOf).join('').replace(/^0+/, '');
  return plain.length >= SHORTEST ? plain : null;
}

export const plainNumbers = (numbers: readonly string[]): string[] => [
  ...new Set(numbers.flatMap((number) => plainNumber(number) ?? [])),
];

export type NumbersLevel = 'same' | 'slip' | 'different' | 'unknown';

/** Whether one of these is one of those, or but for one digit. */
export function compareNumbers(these: readonly string[], those: readonly string[]): NumbersLevel {
  if (these.length === 0 || those.length === 0) return 'unknown';
  if (these.some((number) => those.includes(number))) return 'same';
  const slip = these.some(
    (number) =>
      number.length >= SHORTEST_FOR_A_SLIP &&
      those.some((other) => other.length === number.length && oneEditApart(number, other)),
  );
  return slip ? 'slip' : 'different';
}
