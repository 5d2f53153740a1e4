import { describe, expect, it } from '@jest/globals';
import { caseStatusOf, type CaseStatus } from './case-status.js';
import { isOnRoad, PERSON_STATUSES, type PersonStatus } from './person-lifecycle.js';

/** Where a registered case of one person stands, for each state of the person. */
const ALONE: Record<PersonStatus, CaseStatus> = {
  listed: 'registered',
  in_screening: 'in_screening',
  cleared: 'in_examination',
  under_examination: 'in_examination',
  deferred: 'in_examination',
  granted: 'decided',
  assigned: 'preparing',
  accepted: 'preparing',
  travel_ready: 'preparing',
  booked: 'preparing',
  departed: 'travelling',
  arrived: 'travelling',
  received: 'completed',
  refused: 'closed',
  excluded: 'closed',
  discontinued: 'closed',
  permit_withdrawn: 'closed',
  withdrawn: 'closed',
  deceased: 'closed',
  lost_contact: 'closed',
  resettled_elsewhere: 'closed',
};
const ORDER: CaseStatus[] = [
  'registered',
  'in_screening',
  'in_examination',
  'decided',
  'preparing',
  'travelling',
  'completed',
];

describe('the status of a case', () => {
  it.each(PERSON_STATUSES)('of one person who is %s', (status) => {
    expect(caseStatusOf('registered', [status])).toBe(ALONE[status]);
  });

  it('of two persons is that of the one who is less far, and of those on the road alone', () => {
    for (const one of PERSON_STATUSES)
      for (const other of PERSON_STATUSES) {
        const onRoad = [one, other].filter(isOnRoad).map((status) => ALONE[status]);
        const earliest = onRoad.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? 'closed';
        expect([one, other, caseStatusOf('registered', [one, other])]).toEqual([one, other, earliest]);
      }
  });

  it('is the intake until the RRF is complete', () => {
    expect(caseStatusOf('received', ['listed'])).toBe('received');
    expect(caseStatusOf('returned', ['listed'])).toBe('returned_incomplete');
    expect(caseStatusOf('registered', ['listed'])).toBe('registered');
  });

  it('of a split decision follows those who go on', () => {
    expect(caseStatusOf('registered', ['booked', 'excluded', 'booked'])).toBe('preparing');
    expect(caseStatusOf('registered', ['received', 'deceased'])).toBe('completed');
    expect(caseStatusOf('registered', ['refused', 'withdrawn'])).toBe('closed');
  });

  it('of a withdrawal before registration stays with the intake', () => {
    expect(caseStatusOf('received', ['withdrawn'])).toBe('received');
  });
});
