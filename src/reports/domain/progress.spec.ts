import { describe, expect, it } from '@jest/globals';
import { staged, sumCheck, type PersonAt } from './progress.js';

const WORDS = { road: ['listed', 'granted', 'arrived'], exits: ['refused', 'deceased'] };
const person = (personId: string, caseId: string, stage: string): PersonAt => ({
  personId,
  caseId,
  stage,
  subQuotaId: 'uganda',
  mustHoldPlace: stage === 'granted' || stage === 'arrived',
});

describe('persons by stage', () => {
  it('counts a case once in each stage where it has somebody, and zeros too', () => {
    const family = [
      person('1', 'a', 'granted'),
      person('2', 'a', 'granted'),
      person('3', 'a', 'refused'),
      person('4', 'b', 'granted'),
    ];
    expect(staged(family, WORDS)).toEqual({
      persons: 4,
      cases: 2,
      stages: [
        { stage: 'listed', persons: 0, cases: 0 },
        { stage: 'granted', persons: 3, cases: 2 },
        { stage: 'arrived', persons: 0, cases: 0 },
      ],
      exits: [
        { stage: 'refused', persons: 1, cases: 1 },
        { stage: 'deceased', persons: 0, cases: 0 },
      ],
    });
  });
});

describe('the sum check', () => {
  const persons = [person('1', 'a', 'listed'), person('2', 'a', 'granted'), person('3', 'b', 'deceased')];
  const of = {
    personsKnown: 6,
    inPeriod: staged(persons, WORDS),
    withoutSubQuota: staged([person('4', 'c', 'listed')], WORDS),
    inOtherPeriods: 2,
    personsWithPlace: 1,
  };
  const places = { allocated: 10, available: 4, reserved: 1, used: 5, opened: 5 };

  it('finds everybody and every place', () => {
    expect(sumCheck(of, places)).toEqual({
      personsKnown: 6,
      personsInTable: 3,
      personsWithoutSubQuota: 1,
      personsInOtherPeriods: 2,
      placesAllocated: 10,
      placesAccountedFor: 10,
      personsWithPlace: 1,
      placesHeld: 1,
      everythingAddsUp: true,
    });
  });

  it('misses a person in no cell, a place in no account, and a grant without a place', () => {
    const astray = { ...of, inPeriod: staged([...persons.slice(1), person('1', 'a', 'somewhere')], WORDS) };
    expect(sumCheck(astray, places).everythingAddsUp).toBe(false);
    expect(sumCheck(of, { ...places, available: 3 }).everythingAddsUp).toBe(false);
    expect(sumCheck({ ...of, personsWithPlace: 2 }, places).everythingAddsUp).toBe(false);
  });
});
