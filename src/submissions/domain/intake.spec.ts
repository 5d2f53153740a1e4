import { describe, expect, it } from '@jest/globals';
import { anRrf, anRrfPerson } from '../../../test/factories/rrf.js';
import { sameRrf, unmetForResubmission, unmetForReturn, unmetForUpdate } from './intake.js';
import type { Rrf } from './rrf.js';

const codes = (unmet: { code: string }[]): string[] => unmet.map(({ code }) => code);
const first = anRrf();
const resubmitted = (next: Rrf, intake: 'received' | 'returned' | 'registered' = 'returned'): string[] =>
  codes(unmetForResubmission(intake, { rrf: first, receivedOn: '2025-01-07' }, next));

describe('intake of an RRF', () => {
  it('lets a received RRF be returned once, and a registered one never', () => {
    expect(unmetForReturn('received')).toEqual([]);
    expect(codes(unmetForReturn('returned'))).toEqual(['alreadyReturned']);
    expect(codes(unmetForReturn('registered'))).toEqual(['alreadyRegistered']);
  });

  it('takes a new version of the same submission, returned or not', () => {
    expect(resubmitted({ ...first, rrfDate: '2024-11-15' })).toEqual([]);
    expect(resubmitted({ ...first, rrfDate: '2024-11-15' }, 'received')).toEqual([]);
    expect(resubmitted({ ...first, rrfDate: '2024-11-15' }, 'registered')).toEqual(['alreadyRegistered']);
  });

  it('refuses another submission, other persons, an older form and the same one, all at once', () => {
    const other = { ...first, resettlementReferenceNumber: 'OTHER', rrfDate: '2024-11-01', persons: [anRrfPerson()] };
    expect(resubmitted(other)).toEqual(['otherSubmission', 'otherPersons', 'olderVersion']);
    expect(resubmitted({ ...first })).toEqual(['unchangedRrf']);
  });

  it('counts the persons that differ without naming them', () => {
    const [one, ...others] = first.persons;
    const swapped = { ...first, persons: [...others, { ...one!, individualNumber: 'NEW' }] };
    expect(unmetForResubmission('returned', { rrf: first, receivedOn: '2025-01-07' }, swapped)[0]?.detail).toContain(
      '1 of them are missing and 1 are new',
    );
  });

  it('takes two versions for the same whatever the order of fields and however the unknown is written', () => {
    const { needsSummary, ...rest } = first;
    expect(sameRrf({ ...rest, needsSummary, priorityJustification: undefined }, first)).toBe(true);
    expect(sameRrf({ ...first, needsSummary: 'Otherwise.' }, first)).toBe(false);
  });

  it('takes a newer version of a registered case, with whichever persons, and of no other case', () => {
    const updated = (next: Rrf, intake: 'received' | 'returned' | 'registered' = 'registered'): string[] =>
      codes(unmetForUpdate(intake, { rrf: first, receivedOn: '2025-01-07' }, next));
    const newer = { ...first, rrfDate: '2025-01-10', persons: [first.persons[0]!, anRrfPerson()] };
    expect(updated(newer)).toEqual([]);
    expect(updated(newer, 'returned')).toEqual(['notRegistered']);
    expect(updated({ ...newer, rrfDate: '2024-11-01', resettlementReferenceNumber: 'OTHER' })).toEqual([
      'otherSubmission',
      'olderVersion',
    ]);
    expect(updated({ ...first })).toEqual(['unchangedRrf']);
  });
});
