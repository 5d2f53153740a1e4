import { PERMISSIONS, type Permission } from './permissions.js';
import { BEHIND_WALL, type Rule } from './roles.js';
import { WALL_PERMISSIONS } from './wall-permissions.js';

/** What a colleague lets an official do in their place. */
export interface Delegated {
  readonly delegationId: string;
  readonly permissions: readonly string[];
  /** The roles that the colleague has now: what they lack themselves they let nobody do. */
  readonly roles: readonly string[];
  readonly accountId: string;
  /** Cases barred to the colleague are barred to whoever acts for them. */
  readonly barredCases: readonly string[];
}

/** A case that an official reads by break-glass. */
export interface Glass {
  readonly openingId: string;
  readonly caseId: string;
}

/** Who asks, as far as the policy judges it. Delegations and openings are those in force. */
export interface Asker {
  readonly roles: readonly string[];
  readonly barredCases?: readonly string[];
  readonly delegated?: readonly Delegated[];
  readonly glass?: readonly Glass[];
}

/** What is asked for: an operation by its permission, and the cases that it names. */
export interface Asked {
  readonly permission: Permission;
  readonly caseIds?: readonly string[];
}

export type Verdict =
  | { readonly allowed: true; readonly by: 'role' }
  | { readonly allowed: true; readonly by: 'delegation'; readonly delegated: Delegated }
  | { readonly allowed: true; readonly by: 'glass'; readonly glass: Glass }
  | { readonly allowed: false; readonly because: 'role' | 'conflict' };

/**
 * The one policy function: everything that may or may not be asked for is decided here, and nothing but its arguments is looked at. A
 * conflict of interest goes before everything; then the roles, a colleague's delegation, and break-glass, in this order.
 */
export function judge(asker: Asker, { permission, caseIds = [] }: Asked): Verdict {
  const { roles, barredCases = [], delegated = [], glass = [] } = asker;
  const barredBy = (barred: readonly string[]): boolean => caseIds.some((id) => barred.includes(id));
  const held = permits(roles, permission);
  const given = delegated.filter(
    (one) => one.permissions.includes(permission) && whyNotDelegated(permission, one.roles, roles) === null,
  );
  const opened =
    READ_BY_GLASS.includes(permission) && caseIds.length > 0
      ? glass.filter(({ caseId }) => caseIds.every((id) => id === caseId))
      : [];
  if (!held && given.length === 0 && opened.length === 0) return { allowed: false, because: 'role' };
  if (barredBy(barredCases)) return { allowed: false, because: 'conflict' };
  if (held) return { allowed: true, by: 'role' };
  const free = given.find((one) => !barredBy(one.barredCases));
  if (free) return { allowed: true, by: 'delegation', delegated: free };
  return opened[0] ? { allowed: true, by: 'glass', glass: opened[0] } : { allowed: false, because: 'conflict' };
}

/** What break-glass opens of a case: reading, never what stands behind the wall, in exclusion or in the compartment of the duty to report. */
export const READ_BY_GLASS: readonly Permission[] = [
  'case.read',
  'submission.read',
  'submission.read_restricted',
  'document.read',
  'document.read_restricted',
  'examination.read',
  'permit.read',
  'travel.read',
];

const OF_ONESELF = /^(account|audit|conflict|delegation|glass|demo|duty|screening)\./;

/**
 * Why an official cannot let another do this in their place; null when they can. What one holds by a delegation is not delegated on,
 * since only roles are asked (security.md 3, rule 5: delegation never opens the wall or the compartment of the duty to report).
 */
export function whyNotDelegated(
  permission: Permission,
  giver: readonly string[],
  taker: readonly string[],
): 'notHeld' | 'neverDelegated' | 'behindWall' | null {
  if (!permits(giver, permission) || permitsOwnOnly(giver, permission)) return 'notHeld';
  const insideWall = taker.some((role) => (BEHIND_WALL as readonly string[]).includes(role));
  if (permission in WALL_PERMISSIONS && !insideWall) return 'behindWall';
  return OF_ONESELF.test(permission) ? 'neverDelegated' : null;
}

/** True when the official may do this in this request: by a role, a delegation or break-glass. */
export const may = (
  { roles, granted = [] }: { roles: readonly string[]; granted?: readonly string[] },
  permission: Permission,
): boolean => permits(roles, permission) || granted.includes(permission);

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
