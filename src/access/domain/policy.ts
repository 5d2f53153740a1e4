import { PERMISSIONS, type Permission } from './permissions.js';
import type { Rule } from './roles.js';

/** Who asks, as far as the policy judges it. */
export interface Asker {
  readonly roles: readonly string[];
  readonly barredCases?: readonly string[];
}

/** What is asked for: an operation by its permission, and the cases that it names. */
export interface Asked {
  readonly permission: Permission;
  readonly caseIds?: readonly string[];
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly because: 'role' | 'conflict' };

/** The one policy function: everything that may or may not be asked for is decided here, and nothing but its arguments is looked at. */
export function judge(asker: Asker, { permission, caseIds = [] }: Asked): Verdict {
  if (!permits(asker.roles, permission)) return { allowed: false, because: 'role' };
  if (caseIds.some((id) => asker.barredCases?.includes(id))) return { allowed: false, because: 'conflict' };
  return { allowed: true };
}

/** True when one of the roles holds the permission. */
export function permits(roles: readonly string[], permission: Permission): boolean {
  const holders: readonly string[] = PERMISSIONS[permission].roles;
  return roles.some((role) => holders.includes(role));
}

const ruleOf = (permission: Permission): Rule => PERMISSIONS[permission];

/** True when the permission asks for a proof of identity that is less than five minutes old (ASVS 5.0, 7.5.3). */
export const needsStepUp = (permission: Permission): boolean => ruleOf(permission).stepUp ?? false;

/** What the roles let one do, in the order of the catalogue. */
export const permissionsOf = (roles: readonly string[]): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => permits(roles, permission));

/** True when the roles hold the permission for what is their own only (a municipality for its own assignments). */
export function permitsOwnOnly(roles: readonly string[], permission: Permission): boolean {
  const { roles: holders, own = [] } = ruleOf(permission) as { roles: readonly string[]; own?: readonly string[] };
  return permits(roles, permission) && !roles.some((role) => holders.includes(role) && !own.includes(role));
}

/**
 * True for the security unit: what it reads is logged behind the wall, since the cases it opens would tell of objections
 * (security.md 3, rule 4).
 */
export const readsBehindWall = (roles: readonly string[]): boolean => permits(roles, 'screening.audit');
