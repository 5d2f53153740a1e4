import { describe, expect, it } from '@jest/globals';
import { claimedBy, unknownRoles, type Claims } from './claims.js';

const MAPPING = {
  rolesClaim: 'roles',
  roles: [
    ['Beslutsfattare', 'decision_maker'],
    ['Handläggare', 'case_officer'],
    ['Kommun', 'municipality'],
  ],
  staffNumberClaim: 'employee.number',
  municipalityClaim: 'municipality_code',
} as const;
const rolesBy = (claims: Claims, rolesClaim: string = MAPPING.rolesClaim): string[] =>
  claimedBy(claims, { ...MAPPING, rolesClaim }).roles;

describe('what a provider says of an official', () => {
  it('gives the roles of the mapping, in the order of the road, and no others', () => {
    expect(rolesBy({ roles: ['Beslutsfattare', 'Handläggare', 'Administrator'] })).toEqual([
      'case_officer',
      'decision_maker',
    ]);
    expect(rolesBy({ roles: 'Handläggare' })).toEqual(['case_officer']);
  });

  it.each([
    ['no claim', {}],
    ['an empty list', { roles: [] }],
    ['our own words', { roles: ['decision_maker', 'administrator'] }],
    ['another case', { roles: ['beslutsfattare'] }],
    ['several words in one', { roles: 'Beslutsfattare Handläggare' }],
    ['no words', { roles: [7, null, { Handläggare: true }, ['Handläggare']] }],
    ['what every object has', { roles: 'constructor' }],
  ])('gives no role by %s', (_, claims) => {
    expect(rolesBy(claims)).toEqual([]);
  });

  it('is found deeper down, among own properties only', () => {
    expect(rolesBy({ realm_access: { roles: ['Handläggare'] } }, 'realm_access.roles')).toEqual(['case_officer']);
    expect(rolesBy({ 'https://agency/roles': ['Handläggare'] }, 'https://agency/roles')).toEqual(['case_officer']);
    expect(rolesBy({}, 'constructor.name')).toEqual([]);
  });

  it('tells the name, the staff number, and the municipality of a municipality alone', () => {
    const claims = { sub: 's', name: ' Anna Lind ', employee: { number: '4711' }, municipality_code: '0180' };
    expect(claimedBy({ ...claims, roles: ['Handläggare'] }, MAPPING)).toEqual({
      name: 'Anna Lind',
      roles: ['case_officer'],
      municipalityCode: null,
      staffNumber: '4711',
    });
    expect(claimedBy({ ...claims, roles: ['Kommun'] }, MAPPING).municipalityCode).toBe('0180');
    expect(claimedBy({ sub: 's', roles: [] }, { ...MAPPING, staffNumberClaim: null })).toMatchObject({
      name: 's',
      staffNumber: null,
    });
  });

  it('is mapped to roles that there are', () => {
    expect(unknownRoles(MAPPING)).toEqual([]);
    expect(unknownRoles({ roles: [['Chef', 'king']] })).toEqual(['king']);
  });
});
