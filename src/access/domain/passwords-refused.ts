/**
 * Passwords of fifteen characters and more that lists of leaked ones hold, in small letters without blanks and signs. Shorter ones are
 * refused by their length (ASVS 5.0, 6.2.4); what is made by repeating or counting is told by its pattern, below.
 */
const COMMON: ReadonlySet<string> = new Set([
  'correcthorsebatterystaple',
  'thequickbrownfox',
  'thequickbrownfoxjumpsoverthelazydog',
  'passwordpassword',
  'mypasswordispassword',
  'thisismypassword',
  'thisisapassword',
  'thisismypassphrase',
  'administratorpassword',
  'administrator123',
  'adminadminadmin',
  'changemechangeme',
  'changemeplease',
  'letmeinletmein',
  'pleaseletmein',
  'welcome123456789',
  'iloveyouiloveyou',
  'iloveyousomuch',
  'iloveyouforever',
  'superman123456789',
  'liverpoolfootballclub',
  'manchesterunited',
  'youllneverwalkalone',
  'tobeornottobethatisthequestion',
  'maytheforcebewithyou',
  'dontforgetthispassword',
  'nobodyknowsmypassword',
  'trustno1trustno1',
  'dragondragondragon',
  'monkeymonkeymonkey',
  'football123456789',
  'princess123456789',
  'sunshine123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'asdfghjklzxcvbnm',
  'qwertyqwertyqwerty',
  'qazwsxedcrfvtgb',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7u8i',
  'zaq12wsxcde34rfv',
  'abc123abc123abc123',
  'losenordlosenord',
  'lösenordlösenord',
  'mittlösenord123',
  'migrationsverket',
  'migrationsverket123',
  'vidarebosättning',
  'vidarebosattning',
]);
const ROWS = ['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopåasdfghjklöäzxcvbnm'];
const LONGEST_UNIT = 5;
const LEAST_BESIDE_NAME = 6;

/**
 * Why a password of sufficient length is refused all the same, or null: it is on the list of common ones, repeats a few characters,
 * only counts, or is not more than the username. No rule asks for kinds of characters.
 */
export function whyRefused(password: string, username: string): 'common' | 'username' | null {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const name = username.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (plain === '') return 'common';
  if (name.length > 2 && plain.replaceAll(name, '').length < LEAST_BESIDE_NAME) return 'username';
  return COMMON.has(plain) || repeats(plain) || counts(plain) ? 'common' : null;
}

/** A few characters over and over: `abcabcabcabcabc`. */
function repeats(plain: string): boolean {
  for (let length = 1; length <= LONGEST_UNIT; length += 1) {
    const unit = plain.slice(0, length);
    if (unit.repeat(Math.ceil(plain.length / length)).startsWith(plain)) return true;
  }
  return false;
}

/** One way along the digits, the alphabet or the keyboard, once or again and again. */
const counts = (plain: string): boolean =>
  ROWS.some((row) => {
    const round = row.repeat(Math.ceil(plain.length / row.length) + 1);
    return round.includes(plain) || [...round].reverse().join('').includes(plain);
  });
