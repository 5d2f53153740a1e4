import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

const ADDED = [
  ['accounts', 'staff_number', 'varchar(100)'],
  ['accounts', 'oidc_issuer', 'varchar(300)'],
  ['accounts', 'oidc_subject', 'varchar(300)'],
  ['sessions', 'stepped_up_at', 'varchar(24)'],
] as const;

/** Whose account it is, how one signs in to it from elsewhere, and when a session's owner last proved to be that. */
export class AccountsOfOfficials1735700001650 implements MigrationInterface {
  name = 'AccountsOfOfficials1735700001650';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      ...ADDED.map(([table, column, type]) => `ALTER TABLE "${table}" ADD COLUMN "${column}" ${type}`),
      `CREATE UNIQUE INDEX "ux_accounts_oidc" ON "accounts" ("oidc_issuer", "oidc_subject")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `DROP INDEX "ux_accounts_oidc"`,
      ...ADDED.map(([table, column]) => `ALTER TABLE "${table}" DROP COLUMN "${column}"`),
    ]);
  }
}
