import { describe, expect, it } from '@jest/globals';
import { compensationBand } from './age-band.js';

describe('the band of compensation', () => {
  it.each([
    ['2005-03-15', 'under 20'],
    ['2005-03-14', '20 to 65'],
    ['1959-03-15', '20 to 65'],
    ['1959-03-14', '66 and over'],
    ['1958-12-31', '66 and over'],
  ])('of somebody born on %s is %s on 2025-03-14', (birthDate, band) => {
    expect(compensationBand(birthDate, '2025-03-14')).toBe(band);
  });

  it('is not guessed', () => expect(compensationBand(null, '2025-03-14')).toBeNull());
});
