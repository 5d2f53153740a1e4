import { describe, expect, it } from '@jest/globals';
import { countryNameOn } from './country-name.js';

const turkiye = {
  nameEn: 'Türkiye',
  nameSv: 'Turkiet',
  formerNames: [
    { nameEn: 'Turkey', nameSv: 'Turkiet', until: '2022-05-31', source: 'UN' },
    { nameEn: 'Ottoman Empire', nameSv: 'Osmanska riket', until: '1923-10-28', source: 'history' },
  ],
};

describe('edge case 35: names change, so a label goes by date', () => {
  it.each([
    ['1923-10-28', 'Ottoman Empire'],
    ['1923-10-29', 'Turkey'],
    ['2022-05-31', 'Turkey'],
    ['2022-06-01', 'Türkiye'],
  ])('on %s the country is called %s', (date, name) => {
    expect(countryNameOn(turkiye, date).nameEn).toBe(name);
  });

  it('is the present name when no other was borne', () => {
    expect(countryNameOn({ nameEn: 'Uganda', nameSv: 'Uganda', formerNames: [] }, '1990-01-01')).toEqual({
      nameEn: 'Uganda',
      nameSv: 'Uganda',
    });
  });
});
