import { CONSULTATION_SUBJECTS, PERIOD_SUBJECTS, wrongDay } from './consultation.js';

describe('a consultation of the Ministry', () => {
  it('is on the planning, the places, the money and the distribution of a period, or on a case of special importance', () => {
    expect(CONSULTATION_SUBJECTS).toEqual(['planning', 'places', 'use_of_money', 'distribution', 'special_case']);
    expect(PERIOD_SUBJECTS).not.toContain('special_case');
  });

  it.each([
    ['asked today', 'askedOn', '2025-01-07', undefined, []],
    ['asked tomorrow', 'askedOn', '2025-01-08', undefined, ['afterToday']],
    ['answered on the day of the question', 'answeredOn', '2025-01-02', '2025-01-02', []],
    ['answered before the question', 'answeredOn', '2025-01-01', '2025-01-02', ['beforeAsked']],
    ['answered tomorrow', 'answeredOn', '2025-01-08', '2025-01-02', ['afterToday']],
  ] as const)('%s', (_, field, day, askedOn, codes) => {
    expect(wrongDay(field, day, { today: '2025-01-07', askedOn }).map(({ code }) => code)).toEqual(codes);
  });
});
