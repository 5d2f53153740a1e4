import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, type Permission } from './permissions.js';
import { permits, permitsOwnOnly } from './policy.js';
import { ROLES, type Role } from './roles.js';

const ALL = Object.keys(PERMISSIONS) as Permission[];
const rolesOf = (permission: Permission): readonly Role[] => PERMISSIONS[permission].roles;
const ownOf = (permission: Permission): readonly Role[] =>
  (PERMISSIONS[permission] as { own?: readonly Role[] }).own ?? [];
const of = (role: Role): Permission[] => ALL.filter((permission) => permits([role], permission));

describe('the permission catalogue', () => {
  it.each(ALL)('%s says what it lets one do, and who holds it', (permission) => {
    expect(permission).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(PERMISSIONS[permission].about).toMatch(/^[A-Z].{8,}/);
    expect(rolesOf(permission).length).toBeGreaterThan(0);
    expect(new Set(rolesOf(permission)).size).toBe(rolesOf(permission).length);
    expect(rolesOf(permission).filter((role) => !ROLES.includes(role))).toEqual([]);
    expect(ownOf(permission).filter((role) => !rolesOf(permission).includes(role))).toEqual([]);
  });

  it.each(ROLES)('gives %s something to do', (role) => {
    expect(of(role).length).toBeGreaterThan(1);
  });
});

describe('a permission', () => {
  it('is held by whoever has one of its roles, and by nobody else', () => {
    for (const permission of ALL)
      for (const role of ROLES) expect(permits([role], permission)).toBe(rolesOf(permission).includes(role));
    expect(permits(['statistician', 'decision_maker'], 'person.grant')).toBe(true);
    expect(permits([], 'person.grant')).toBe(false);
    expect(permits(['constructor', '__proto__', 'Decision_maker', ''], 'person.grant')).toBe(false);
  });

  it('reaches only what is the holder’s own, where the catalogue says so', () => {
    expect(permitsOwnOnly(['municipality'], 'person.accept')).toBe(true);
    expect(permitsOwnOnly(['placement_officer'], 'person.accept')).toBe(false);
    expect(permitsOwnOnly(['municipality', 'placement_officer'], 'person.accept')).toBe(false);
    expect(permitsOwnOnly(['auditor'], 'person.accept')).toBe(false);
    expect(permitsOwnOnly(['coordinator'], 'quota.plan')).toBe(false);
  });
});

describe('the duties are kept apart', () => {
  it('whoever signs first does not sign second', () => {
    const second: Permission[] = ['person.grant', 'person.refuse', 'person.exclude'];
    for (const permission of second)
      expect(rolesOf(permission).filter((role) => rolesOf('person.propose').includes(role))).toEqual([]);
  });

  it('what stands behind the wall is for the liaison and the security unit alone', () => {
    for (const permission of ALL.filter((word) => word.startsWith('screening.') || word.includes('security_case')))
      expect(rolesOf(permission).filter((role) => !role.startsWith('security_'))).toEqual([]);
  });

  it('the administrator neither reads cases nor decides on persons', () => {
    expect(
      of('administrator').filter((word) =>
        /^(case|person|submission|screening|examination|permit|exclusion)\./.test(word),
      ),
    ).toEqual([]);
  });

  it('the auditor and the statistician change nothing but what they may read themselves', () => {
    for (const role of ['auditor', 'statistician'] as const)
      expect(of(role).filter((word) => !/\.(read(_[a-z]+)?|search)$|^conflict\.declare$/.test(word))).toEqual([]);
  });

  it('a municipality acts on its own assignments and reads no case', () => {
    const others = of('municipality').filter((permission) => !ownOf(permission).includes('municipality'));
    expect(others).toEqual(['reference.read']);
  });
});
