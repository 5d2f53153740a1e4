import { UNWRITTEN } from './romanise.js';

/** How a word sounds: its consonants in classes, and the vowels before, between and after them. */
export interface Reading {
  readonly consonants: string;
  /** One more than there are consonants; each `A`, `E`, `I`, `U` or `Y` (a diphthong), empty when none stands there, `?` when the script does not tell. */
  readonly vowels: readonly string[];
}

/** Classes of consonants that languages and clerks write for one another. The second column is another way to read the letters: Somali x and c, th and dh as in Osman and Zul. */
const SOUNDS: readonly (readonly [letters: string, common: string, other: string])[] = [
  ['tsch', 'x', 'x'],
  ['tsh', 'x', 'x'],
  ['tch', 'x', 'x'],
  ['sch', 'x', 'x'],
  ['chr', 'kr', 'kr'],
  ['sh', 'x', 'x'],
  ['ch', 'x', 'k'],
  ['kh', 'k', 'h'],
  ['gh', 'g', 'k'],
  ['dj', 'g', 'g'],
  ['zh', 'g', 'g'],
  ['ph', 'f', 'f'],
  ['th', 't', 's'],
  ['dh', 't', 's'],
  ['ts', 's', 's'],
  ['tz', 's', 's'],
  ['ck', 'k', 'k'],
  ['qu', 'k', 'k'],
  ['b', 'b', 'b'],
  ['p', 'b', 'b'],
  ['c', 'k', ''],
  ['d', 't', 't'],
  ['t', 't', 't'],
  ['f', 'f', 'f'],
  ['v', 'f', 'f'],
  ['g', 'g', 'g'],
  ['j', 'g', 'g'],
  ['h', 'h', 'h'],
  ['k', 'k', 'k'],
  ['q', 'k', 'g'],
  ['l', 'l', 'l'],
  ['m', 'm', 'm'],
  ['n', 'n', 'n'],
  ['r', 'r', 'r'],
  ['s', 's', 's'],
  ['z', 's', 's'],
  ['x', 'ks', 'h'],
];
const BY_LENGTH = [4, 3, 2, 1].map(
  (length) => new Map(SOUNDS.filter(([letters]) => letters.length === length).map((sound) => [sound[0], sound])),
);
const VOWELS: Readonly<Record<string, string>> = {
  a: 'A',
  e: 'E',
  i: 'I',
  y: 'I',
  o: 'U',
  u: 'U',
  w: 'U',
  [UNWRITTEN]: UNWRITTEN,
};

/** What a group of vowels amounts to: ei, ai and ay are one sound, au and ou are u. */
function oneVowel(letters: string): string {
  const written = letters.length > 1 ? letters.replace(UNWRITTEN, '') : letters;
  if (written.length <= 1) return written;
  return written.includes('I') ? 'Y' : written.includes('U') ? 'U' : 'A';
}

/** y and w begin a word as consonants; j is a y, and v a w, in some languages. */
function initial(letter: string, column: 1 | 2): string | undefined {
  if (letter === 'y' || letter === 'w') return letter;
  return column === 1 ? undefined : { j: 'y', v: 'w' }[letter];
}

function read(word: string, column: 1 | 2, whole = true): Reading {
  let consonants = '';
  const vowels: string[] = [''];
  const consonant = (sound: string): void => {
    // A doubled letter sounds once.
    if (sound === consonants.at(-1) && vowels.at(-1) === '') return;
    consonants += sound;
    vowels.push('');
  };
  for (let at = 0; at < word.length;) {
    const letter = word[at]!;
    const first = at === 0 ? initial(letter, column) : undefined;
    if (first !== undefined) {
      consonant(first);
      at += 1;
      continue;
    }
    const vowel = VOWELS[letter] ?? (letter === 'v' && column === 2 ? 'U' : undefined);
    if (vowel !== undefined) {
      const here = vowels.at(-1)!;
      if (!here.includes(vowel)) vowels[vowels.length - 1] = here + vowel;
      at += 1;
      continue;
    }
    const sound = BY_LENGTH.map((table, index) => table.get(word.slice(at, at + 4 - index))).find(
      (found) => found !== undefined && word.startsWith(found[0], at),
    );
    const letters = sound?.[0] ?? letter;
    const soft = column === 1 && letters === 'c' && /^[eiy]/.test(word.slice(at + 1));
    const silent = whole && sound?.[column] === 'h' && at + letters.length === word.length;
    if (!silent) for (const one of soft ? 's' : (sound?.[column] ?? '')) consonant(one);
    at += letters.length;
  }
  // Maryam and Maryan, Ibrahim and Ibrahin.
  const heard = whole && consonants.length > 1 ? consonants.replace(/m$/, 'n') : consonants;
  return { consonants: heard, vowels: vowels.map(oneVowel) };
}

const REMEMBERED = 50_000;
const remembered = new Map<string, readonly Reading[]>();

/** The ways to read a romanised word: one, or two when its letters are read differently in different languages. Pure (results are remembered). */
export function readingsOf(word: string): readonly Reading[] {
  const known = remembered.get(word);
  if (known) return known;
  const [common, other] = [read(word, 1), read(word, 2)];
  const readings = other.consonants === common.consonants || other.consonants === '' ? [common] : [common, other];
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(word, readings);
  return readings;
}

/** The ways to read the beginning of a word that may go on: nothing is said of how it ends. Pure. */
export function readingsOfStart(start: string): readonly Reading[] {
  const [common, other] = [read(start, 1, false), read(start, 2, false)];
  return other.consonants === common.consonants || other.consonants === '' ? [common] : [common, other];
}

export type Likeness = 'same' | 'close' | 'different';

const firm = (slot: string): boolean => slot !== '' && slot !== UNWRITTEN;
/** e is written for a and for i; a diphthong for a long i. */
const COMPATIBLE = new Set(['AE', 'EA', 'EI', 'IE', 'IY', 'YI', 'EY', 'YE']);
const agree = (a: string, b: string): boolean => a === b || COMPATIBLE.has(a + b);

/** A script that leaves short vowels out writes the long ones: where one word has a long vowel and the other none, they differ. */
const againstUnwritten = (written: string, sameScript: boolean): boolean =>
  written === 'Y' || (sameScript && (written === 'U' || written === 'I'));

/** Hassan is not Hussein, though their consonants are the same: vowels tell them apart, where both are written. */
function sameConsonants(a: Reading, b: Reading): Likeness {
  const sameScript = a.vowels.includes(UNWRITTEN) && b.vowels.includes(UNWRITTEN);
  const last = a.vowels.length - 1;
  let told = 0;
  let against = 0;
  let lacking = 0;
  a.vowels.forEach((slot, index) => {
    const other = b.vowels[index]!;
    if (slot === UNWRITTEN || other === UNWRITTEN) {
      if (!againstUnwritten(slot === UNWRITTEN ? other : slot, sameScript)) return;
      told += 1;
      against += 1;
    } else if (firm(slot) && firm(other)) {
      // The last vowel tells little: Somali writes a final a as o.
      if (index === last) return;
      told += 1;
      if (!agree(slot, other)) against += 1;
    } else if (slot !== other) lacking += 1;
  });
  if (against === 0) return lacking <= 1 || lacking * 2 <= last ? 'same' : 'close';
  if (against === 1) return told >= 3 && lacking === 0 ? 'same' : told >= 2 && lacking <= 1 ? 'close' : 'different';
  return against === 2 && told >= 5 ? 'close' : 'different';
}

/** One letter more, fewer, other, or two exchanged. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  return restA.length <= 1 && restB.length <= 1
    ? true
    : restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

const LONG_ENOUGH = 4;
const CONSONANTS_ENOUGH = 4;

/** Ibrahin and Ibrahim; names of few consonants are too easily taken for one another. */
const nearlySame = (a: string, b: string): boolean =>
  a[0] === b[0] && Math.max(a.length, b.length) >= CONSONANTS_ENOUGH && oneEditApart(a, b);

/** How alike two romanised words sound. Pure. */
export function likeness(a: string, b: string): Likeness {
  if (a === b) return 'same';
  let best: Likeness = 'different';
  let sameSound = false;
  for (const one of readingsOf(a))
    for (const other of readingsOf(b)) {
      const equal = one.consonants === other.consonants;
      sameSound ||= equal;
      const found = equal
        ? sameConsonants(one, other)
        : nearlySame(one.consonants, other.consonants)
          ? 'close'
          : 'different';
      if (found === 'same') return found;
      if (found === 'close') best = found;
    }
  const long = a.length >= LONG_ENOUGH && b.length >= LONG_ENOUGH;
  return best === 'different' && !sameSound && long && oneEditApart(a, b) ? 'close' : best;
}

/** How many vowels may be heard otherwise, by the number of consonants that are the same: Weldu and Woldu, Selemon and Solomon. */
const OTHER_VOWELS = [0, 0, 0, 1, 2] as const;

/** Whether two words have the same consonants, enough of them that a vowel written otherwise matters little. Pure. */
export const sameButForVowels = (a: string, b: string): boolean =>
  readingsOf(a).some((one) =>
    readingsOf(b).some((other) => {
      if (one.consonants !== other.consonants) return false;
      const most = OTHER_VOWELS[Math.min(one.consonants.length, OTHER_VOWELS.length - 1)]!;
      const slots = one.vowels.slice(0, -1).map((slot, index) => [slot, other.vowels[index]!] as const);
      const against = slots.filter(([slot, theirs]) => firm(slot) && firm(theirs) && !agree(slot, theirs)).length;
      const lacking = slots.filter(([slot, theirs]) => (slot === '') !== (theirs === '')).length;
      return against <= most && lacking === 0;
    }),
  );

const vowelsMayBegin = (typed: string, written: string): boolean =>
  !firm(typed) || !firm(written) || agree(typed, written) || written === 'Y';

/** Whether the word sounds as if it began with the start: the same consonants, and no vowel that speaks against it. Pure. */
export const beginsLike = (start: string, word: string): boolean =>
  readingsOfStart(start).some((one) =>
    readingsOfStart(word).some((other) => {
      if (!other.consonants.startsWith(one.consonants)) return false;
      const slots = one.vowels.slice(0, -1);
      const lacking = slots.filter((slot, index) => (slot === '') !== (other.vowels[index] === '')).length;
      return lacking <= 1 && one.vowels.every((slot, index) => vowelsMayBegin(slot, other.vowels[index]!));
    }),
  );
