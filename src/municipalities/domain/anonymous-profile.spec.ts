import { describe, expect, it } from '@jest/globals';
import { AGE_BANDS, anonymousProfile } from './anonymous-profile.js';

const swahili = [{ language: 'sw', level: 'mother_tongue' }];
const mother = {
  birthDate: '1990-06-15',
  languages: [...swahili, { language: 'en', level: 'good' }],
  education: 'primary',
};
const child = { birthDate: '2019-06-15', languages: swahili, education: null };

describe('the anonymous profile', () => {
  it('tells size, age bands, languages and education, and nothing else', () => {
    expect(anonymousProfile([mother, child], '2025-06-14')).toEqual({
      familySize: 2,
      persons: [
        { ageBand: '30-49', languages: ['en', 'sw'], education: 'primary' },
        { ageBand: '0-5', languages: ['sw'], education: null },
      ],
    });
  });

  it('takes the age of the day: the child turns six', () => {
    expect(anonymousProfile([child], '2025-06-15').persons[0]!.ageBand).toBe('6-12');
  });

  it('is the same whatever the order of the case', () => {
    expect(anonymousProfile([child, mother], '2025-06-14')).toEqual(anonymousProfile([mother, child], '2025-06-14'));
  });

  it('says nothing of an age that is not known', () => {
    expect(anonymousProfile([{ ...mother, birthDate: null }], '2025-06-14').persons[0]!.ageBand).toBeNull();
  });

  it('has a band for every age', () => {
    expect(AGE_BANDS).toEqual(['0-5', '6-12', '13-17', '18-29', '30-49', '50-64', '65+']);
    expect(anonymousProfile([{ ...mother, birthDate: '1900-01-01' }], '2025-06-14').persons[0]!.ageBand).toBe('65+');
  });
});
