import { describe, expect, it } from '@jest/globals';
import { personsOf, tell } from './story.js';

const told = (action: string, payload: Record<string, unknown> = {}, personIds: string[] = ['1']) =>
  tell({ action, payload, personIds }, 'en');

describe('the story of a case', () => {
  it('tells an act in a sentence', () => {
    expect(told('case.return_incomplete', { documentNumber: 'VID-2025-00001:2', answerDueOn: '2025-03-01' })).toBe(
      'The RRF was returned to its sender as incomplete (letter VID-2025-00001:2); the answer is awaited by 2025-03-01.',
    );
    expect(told('quota.reserve', {}, ['1', '2'])).toBe('The places of 2 persons were reserved.');
    expect(told('quota.release')).toBe('The place of 1 person was released.');
    expect(told('person.refer')).toBe('referred to the Security Service.');
  });

  it('marks the death of the principal applicant, and no other', () => {
    expect(told('person.record_death', { principalApplicantId: '1' })).toBe(
      'deceased. This was the principal applicant: a new one must be chosen, and the custody of children be checked.',
    );
    expect(told('person.record_death', { principalApplicantId: '2' })).toBe('deceased.');
  });

  it('tells it in Swedish too', () => {
    const swedish = (action: string, payload: Record<string, unknown> = {}, personIds: string[] = ['1']) =>
      tell({ action, payload, personIds }, 'sv');
    expect(swedish('case.return_incomplete', { documentNumber: 'VID-2025-00001:2', answerDueOn: '2025-03-01' })).toBe(
      'RRF:en återsändes som ofullständig (brev VID-2025-00001:2); svaret väntas senast 2025-03-01.',
    );
    expect(swedish('quota.reserve', {}, ['1', '2'])).toBe('Platserna för 2 personer reserverades.');
    expect(swedish('person.record_death', { principalApplicantId: '1' })).toBe(
      'avliden. Personen var huvudsökande: en ny ska väljas, och vårdnaden om barnen kontrolleras.',
    );
  });

  it('tells an act that is new to it by its word', () => expect(told('person.swear_in')).toBe('swear in.'));
});

describe('whom an entry concerns', () => {
  it('is its subject, or those that it names', () => {
    expect(personsOf({ subjectType: 'person', subjectId: '1', payload: {} })).toEqual(['1']);
    expect(personsOf({ subjectType: 'case', subjectId: 'c', payload: { personIds: ['1', '2'] } })).toEqual(['1', '2']);
    expect(personsOf({ subjectType: 'case', subjectId: 'c', payload: { personId: '1' } })).toEqual(['1']);
    expect(
      personsOf({
        subjectType: 'case',
        subjectId: 'c',
        payload: { proposals: [{ personId: '1' }, { personId: '2' }] },
      }),
    ).toEqual(['1', '2']);
    expect(
      personsOf({ subjectType: 'case', subjectId: 'c', payload: { items: [{ personId: '1' }, { personId: '1' }] } }),
    ).toEqual(['1']);
    expect(personsOf({ subjectType: 'case', subjectId: 'c', payload: {} })).toEqual([]);
  });
});
