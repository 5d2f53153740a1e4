import { ROLES, type Role } from './roles.js';

/** What a provider of OpenID Connect says of somebody who signed in there. */
export type Claims = Readonly<Record<string, unknown>>;

/** Which claims tell what, and which of the provider's words means which role. */
export interface ClaimMapping {
  readonly rolesClaim: string;
  readonly roles: readonly (readonly [claimed: string, role: string])[];
  readonly staffNumberClaim: string | null;
  readonly municipalityClaim: string;
}

/** What an account becomes by the claims. */
export interface Claimed {
  readonly name: string;
  readonly roles: Role[];
  readonly municipalityCode: string | null;
  readonly staffNumber: string | null;
}

const LONGEST_NAME = 200;

/**
 * What the claims make of somebody, by the declared mapping alone: a word that is not in it gives no role, and no words give none. The
 * roles are in the order of the road; a municipality's code is looked at only for whom the mapping makes a municipality.
 */
export function claimedBy(claims: Claims, mapping: ClaimMapping): Claimed {
  const words = wordsOf(claimAt(claims, mapping.rolesClaim));
  const given = new Set(mapping.roles.filter(([claimed]) => words.includes(claimed)).map(([, role]) => role));
  const roles = ROLES.filter((role) => given.has(role));
  const name = textOf(claims.name) ?? textOf(claims.preferred_username) ?? textOf(claims.sub) ?? '';
  return {
    name: name.slice(0, LONGEST_NAME),
    roles,
    municipalityCode: roles.includes('municipality') ? textOf(claimAt(claims, mapping.municipalityClaim)) : null,
    staffNumber: mapping.staffNumberClaim === null ? null : textOf(claimAt(claims, mapping.staffNumberClaim)),
  };
}

/** The words of the mapping that are no roles of ours. */
export const unknownRoles = (mapping: Pick<ClaimMapping, 'roles'>): string[] =>
  mapping.roles.map(([, role]) => role).filter((role) => !(ROLES as readonly string[]).includes(role));

/** A claim by its name, or by a path of names with dots between them (`realm_access.roles`); its own properties only. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, name) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return inside ? (value as Record<string, unknown>)[name] : undefined;
  }, claims);
}

const wordsOf = (claim: unknown): readonly unknown[] => (Array.isArray(claim) ? (claim as unknown[]) : [claim]);
const textOf = (claim: unknown): string | null =>
  typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : null;
