import { describe, expect, it } from '@jest/globals';
import { aFullRrf } from '../../../test/factories/full-rrf.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../../test/factories/rrf.js';
import { clocksOf, unmetForExtension, type ConclusionClock } from './clocks.js';
import { firstLapseOf, medicalFormsIn } from './medical-forms.js';
import { differencesOf } from './member-differences.js';

describe('the clocks of a case', () => {
  it('are one to the conclusion, shorter for an emergency, and that of the priority', () => {
    expect(clocksOf('normal')).toEqual(['eu_conclusion', 'priority']);
    expect(clocksOf('urgent')).toEqual(['eu_conclusion', 'priority']);
    expect(clocksOf('emergency')).toEqual(['eu_emergency', 'priority']);
  });

  it('are extended once, by what the rule allows, while there is something to conclude', () => {
    const clock: ConclusionClock = { kind: 'eu_conclusion', dueOn: '2025-08-07', extendedOn: null };
    const codes = (of: ConclusionClock | null, asked: Partial<Parameters<typeof unmetForExtension>[1]> = {}) =>
      unmetForExtension(of, { months: 3, longest: 3, isConcluded: false, ...asked }).map(({ code }) => code);
    expect(codes(clock)).toEqual([]);
    expect(codes(clock, { months: 4 })).toEqual(['extensionTooLong']);
    expect(codes({ ...clock, extendedOn: '2025-06-01' }, { months: 1 })).toEqual(['clockExtended']);
    expect(codes({ ...clock, kind: 'eu_emergency' }, { longest: 0 })).toEqual(['emergencyNotExtended']);
    expect(codes({ ...clock, extendedOn: '2025-06-01' }, { months: 9, isConcluded: true })).toEqual([
      'extensionTooLong',
      'clockExtended',
      'concluded',
    ]);
    expect(codes(null)).toEqual(['noClock']);
  });
});

describe('the medical forms of an RRF', () => {
  it('hold until their own last day, or for the months of the rule after their date; the one that holds longest counts', () => {
    const rrf = aFullRrf();
    const [wife] = rrf.persons;
    const number = wife!.individualNumber;
    expect(medicalFormsIn(rrf, 6)).toEqual([
      { individualNumber: number, datedOn: '2024-10-01', validUntil: '2025-04-01' },
    ]);
    const later = { ...rrf, attachments: [{ type: 'maf' as const, about: [number], validUntil: '2025-09-30' }] };
    expect(firstLapseOf(medicalFormsIn(later, 6))).toBe('2025-09-30');
    expect(firstLapseOf(medicalFormsIn(anRrf(), 6))).toBeNull();
  });
});

describe('the difference between a form and the members of a case', () => {
  const [mother, child] = [anRrfPerson(), anRrfChild()];
  const member = (individualNumber: string | null, active = true) => ({
    id: `id of ${individualNumber}`,
    individualNumber,
    active,
  });
  const told = (
    persons = [mother, child],
    members = [member(mother.individualNumber), member(child.individualNumber)],
  ) => differencesOf(anRrf({ persons }), members).map(({ kind, individualNumber }) => [kind, individualNumber]);

  it('is whom the form lists anew and whom it lists no longer', () => {
    const found = anRrfChild();
    expect(told()).toEqual([]);
    expect(told([mother, found])).toEqual([
      ['added', found.individualNumber],
      ['removed', child.individualNumber],
    ]);
  });

  it('is neither a newborn without a number nor somebody who has left the road', () => {
    expect(
      told([mother], [member(mother.individualNumber), member(null), member(child.individualNumber, false)]),
    ).toEqual([]);
  });
});
