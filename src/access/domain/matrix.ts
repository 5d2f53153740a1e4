import { PERMISSIONS, type Permission } from './permissions.js';
import { needsStepUp, permits, permitsOwnOnly } from './policy.js';
import { ROLES, type Role } from './roles.js';

/** What stands where a role and a permission meet: all, its own only, or nothing. */
const cell = (role: Role, permission: Permission): string =>
  permits([role], permission) ? (permitsOwnOnly([role], permission) ? 'own' : '●') : '';

/** The page that shows who may do what, asked of the policy itself, line by line. */
export function matrixPage(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = (Object.keys(PERMISSIONS) as Permission[]).map((permission) =>
    line([
      `\`${permission}\`${needsStepUp(permission) ? ' ¹' : ''}`,
      PERMISSIONS[permission].about,
      ...ROLES.map((role) => cell(role, permission)),
    ]),
  );
  return [
    '# Who may do what',
    '',
    'Made by `npm run docs:matrix` from the catalogue in `src/access/domain`; `matrix.spec.ts` holds that the two are one. ● all, `own` only what',
    'is the holder’s own (a municipality: its own assignments), ¹ only within five minutes of proving who one is. What is restricted in a case',
    '(the claim, health, suspected crime) has permissions of its own, and so has what stands behind the wall.',
    '',
    line(['Permission', 'Lets one', ...ROLES.map((role) => role.replaceAll('_', ' '))]),
    line(['---', '---', ...ROLES.map(() => ':-:')]),
    ...rows,
    '',
  ].join('\n');
}
