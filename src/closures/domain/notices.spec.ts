import { describe, expect, it } from '@jest/globals';
import { noticesOf } from './notices.js';

const member = (number: number, relationToPrincipal: string, status: string) => ({
  id: `person-${number}`,
  number,
  relationToPrincipal,
  status,
  onRoad: !['deceased', 'withdrawn'].includes(status),
});

describe('what is left to see to', () => {
  it('names the death of the principal applicant while others go on', () => {
    const notices = noticesOf([
      member(1, 'principal_applicant', 'deceased'),
      member(2, 'spouse', 'granted'),
      member(3, 'son', 'granted'),
    ]);
    expect(notices).toEqual([
      {
        code: 'principalApplicantDied',
        detail: expect.stringContaining(
          'Person 1, the principal applicant, is deceased; 2 of the case go on.',
        ) as unknown as string,
        personId: 'person-1',
      },
    ]);
  });

  it('names another departure of the principal applicant too', () => {
    expect(noticesOf([member(1, 'principal_applicant', 'withdrawn'), member(2, 'spouse', 'listed')])).toMatchObject([
      { code: 'principalApplicantLeft' },
    ]);
  });

  it('says nothing when somebody else leaves, and nothing when nobody is left', () => {
    expect(noticesOf([member(1, 'principal_applicant', 'granted'), member(2, 'spouse', 'deceased')])).toEqual([]);
    expect(noticesOf([member(1, 'principal_applicant', 'deceased'), member(2, 'spouse', 'withdrawn')])).toEqual([]);
  });
});
