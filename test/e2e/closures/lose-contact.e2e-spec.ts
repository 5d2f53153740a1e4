import { describe } from '@jest/globals';
import { anEnding } from './an-ending.js';

describe('lose_contact', () => {
  anEnding(
    {
      act: 'lose-contact',
      permission: 'person.lose_contact',
      by: 'case_officer',
      to: 'lost_contact',
      from: ['cleared', 'assigned', 'departed'],
      notFrom: ['arrived'],
      body: (persons, occurredOn, reason) => ({
        personIds: persons.map(({ id }) => id),
        reasonCode: 'no_answer',
        occurredOn,
        reason,
      }),
      payload: { reasonCode: 'no_answer' },
    },
    () => undefined,
  );
});
