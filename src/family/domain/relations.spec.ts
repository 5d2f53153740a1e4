import { describe, expect, it } from '@jest/globals';
import { AGES, born, NOTHING_HELD, TODAY } from '../../../test/support/family-world.js';
import type { Member } from './family.js';
import { apartIn } from './links.js';
import { ageing, principalByRule, standingPrincipal } from './principal.js';
import { rebuiltAround, relationTo } from './relations.js';

const member = (number: number, relation: string, overrides: Partial<Member> = {}): Member => ({
  ...{
    id: `p${number}`,
    number,
    relation,
    sex: 'female',
    maritalStatus: null,
    birth: born('1990-01-01'),
    status: 'granted',
  },
  ...{ onRoad: true, underWay: false, enteredOn: null, holds: NOTHING_HELD },
  ...overrides,
});

describe('relations rebuilt around another principal applicant', () => {
  it.each([
    ['spouse', 'principal_applicant', 'spouse'],
    ['spouse', 'son', 'son'],
    ['spouse', 'parent', 'other_relative'],
    ['daughter', 'principal_applicant', 'parent'],
    ['daughter', 'spouse', 'parent'],
    ['daughter', 'son', 'sibling'],
    ['daughter', 'parent', 'grandparent'],
    ['daughter', 'grandchild', null],
    ['parent', 'principal_applicant', 'daughter'],
    ['parent', 'sibling', 'daughter'],
    ['parent', 'son', 'grandchild'],
    ['sibling', 'daughter', 'niece_or_nephew'],
    ['sibling', 'niece_or_nephew', null],
    ['grandchild', 'principal_applicant', 'grandparent'],
    ['dependant', 'son', null],
    ['son', 'dependant', 'dependant'],
  ])('when the %s takes over, the %s becomes %s', (of, from, relation) => {
    expect(relationTo(member(2, of), member(3, from))).toBe(relation);
  });

  it('asks for what cannot be derived, but not of those who left the road', () => {
    const members = [
      member(1, 'principal_applicant', { onRoad: false, status: 'deceased' }),
      member(2, 'son'),
      member(3, 'grandchild'),
      member(4, 'grandchild', { onRoad: false, status: 'withdrawn' }),
    ];
    const { retold, unmet } = rebuiltAround(members[1]!, members, []);
    expect(retold).toEqual([
      { personId: 'p1', relation: 'parent' },
      { personId: 'p2', relation: 'principal_applicant' },
      { personId: 'p4', relation: 'other_relative' },
    ]);
    expect(unmet).toMatchObject([{ code: 'relationUnknown', personId: 'p3' }]);
    expect(rebuiltAround(members[1]!, members, [{ personId: 'p3', relation: 'niece_or_nephew' }]).unmet).toEqual([]);
  });
});

describe('who becomes principal applicant by the rule of the house', () => {
  it('the spouse, else the eldest adult, else the eldest child; whoever may be a child is none', () => {
    const [spouse, parent] = [member(2, 'spouse'), member(3, 'parent', { birth: born('1950-01-01') })];
    const [elder, younger] = [
      member(4, 'son', { birth: born('2010-01-01') }),
      member(5, 'son', { birth: born('2015-01-01') }),
    ];
    const vague = member(6, 'sibling', { birth: { earliest: '2007-01-01', latest: '2007-12-31' } });
    expect(principalByRule([younger, parent, spouse], AGES, TODAY)?.id).toBe('p2');
    expect(principalByRule([younger, parent, elder], AGES, TODAY)?.id).toBe('p3');
    expect(principalByRule([younger, elder], AGES, TODAY)?.id).toBe('p4');
    expect(principalByRule([vague, parent], AGES, TODAY)?.id).toBe('p3');
    expect(principalByRule([], AGES, TODAY)).toBeUndefined();
  });

  it('nobody new while the present one goes on, or when nobody does', () => {
    const principal = member(1, 'principal_applicant');
    expect(standingPrincipal([principal, member(2, 'spouse')], AGES, TODAY)?.id).toBe('p1');
    const gone = { ...principal, onRoad: false };
    expect(standingPrincipal([gone, member(2, 'spouse')], AGES, TODAY)?.id).toBe('p2');
    expect(standingPrincipal([gone], AGES, TODAY)?.id).toBe('p1');
  });
});

describe('ageing', () => {
  it('tells the span of a vague birthday, and nothing of those who have entered', () => {
    const vague = member(1, 'son', { birth: { earliest: '2019-01-01', latest: '2019-12-31' } });
    expect(ageing([vague], AGES, TODAY, '2026-06-16')).toMatchObject([
      { code: 'biometricsFrom', on: '2025-01-01', latestOn: '2025-12-31', personId: 'p1' },
    ]);
    expect(ageing([{ ...vague, enteredOn: '2025-05-01' }], AGES, TODAY, '2026-06-16')).toEqual([]);
  });
});

describe('linked cases', () => {
  const family = (caseId: string, municipality: string) => ({
    ...{
      caseId,
      diaryNumber: caseId,
      registered: true,
      merged: false,
      subQuotaId: null,
      priority: 'normal',
      source: 'unhcr',
    },
    ...{ route: null, registeredOn: null },
    members: [
      member(1, 'principal_applicant', { holds: { ...NOTHING_HELD, assignment: { id: caseId, municipality } } }),
    ],
  });

  it('are told when they settle apart', () => {
    expect(apartIn([family('A', 'Luleå'), family('B', 'Boden')])).toEqual([
      { code: 'linkedElsewhere', detail: 'Linked cases settle apart (A: Luleå; B: Boden).' },
    ]);
    expect(apartIn([family('A', 'Luleå'), family('B', 'Luleå')])).toEqual([]);
    expect(apartIn([family('A', 'Luleå')])).toEqual([]);
  });
});
