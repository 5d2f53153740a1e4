import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './back-off.js';
import { whyRefused } from './passwords-refused.js';

describe('a password', () => {
  it.each([
    'correct horse battery staple',
    'Correct-Horse-Battery-Staple',
    'password password',
    'qwertyuiop asdfghjkl',
    '1234567890123456',
    '0987654321098765',
    'abcdefghijklmnop',
    'aaaaaaaaaaaaaaaa',
    'vidarvidarvidarvidar',
    '               ',
    '!!!!!!!!!!!!!!!!',
  ])('%s is refused: everybody would try it', (password) => {
    expect(whyRefused(password, 'anna.lind')).toBe('common');
  });

  it.each(['anna.lind.anna.lind', 'Anna Lind 2025', 'annalind12345'])('%s is refused: it is the name', (password) => {
    expect(whyRefused(password, 'anna.lind')).toBe('username');
  });

  it.each([
    'a sentence for the tests',
    'ten geese fly over the lake',
    'vidar demo 2025, not a secret',
    'صباح الخير يا جاري العزيز',
    'x7#kQ9$mmA2!zzP0',
    'anna.lind has seven red boats',
  ])('%s is taken, whatever kinds of characters it has', (password) => {
    expect(whyRefused(password, 'anna.lind')).toBeNull();
  });
});

describe('after wrong passwords', () => {
  it('one waits longer each time, from the fifth on, and never more than fifteen minutes', () => {
    expect([0, 1, 4, 5, 6, 7, 9, 10, 40, 2000].map(waitAfter)).toEqual([0, 0, 0, 30, 60, 120, 480, 900, 900, 900]);
  });
});
