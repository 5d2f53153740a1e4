import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Quotas1735700000400 implements MigrationInterface {
  name = 'Quotas1735700000400';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "quota_periods" ("id" varchar(36) PRIMARY KEY NOT NULL, "name" varchar(300) NOT NULL, "kind" varchar(40) NOT NULL, "starts_on" varchar(10) NOT NULL, "ends_on" varchar(10) NOT NULL, "pledge_id" varchar(36), "counting_event" varchar(40) NOT NULL, "carry_over_mode" varchar(40) NOT NULL, "tolerance" integer NOT NULL, "status" varchar(40) NOT NULL, "suspended" boolean NOT NULL, "version" integer NOT NULL, "changed_by" varchar(300) NOT NULL, "changed_at" varchar(24) NOT NULL, CONSTRAINT "ck_quota_periods_status" CHECK (status IN ('draft', 'consulted', 'decided', 'open', 'closing', 'closed')), CONSTRAINT "ck_quota_periods_tolerance" CHECK (tolerance >= 0), CONSTRAINT "ck_quota_periods_carry_over_mode" CHECK (carry_over_mode IN ('additive', 'absorbing')), CONSTRAINT "ck_quota_periods_counting_event" CHECK (counting_event IN ('grant', 'departure', 'arrival')), CONSTRAINT "ck_quota_periods_pledge" CHECK (pledge_id IS NULL OR kind = 'annual'), CONSTRAINT "ck_quota_periods_dates" CHECK (starts_on < ends_on), CONSTRAINT "ck_quota_periods_kind" CHECK (kind IN ('annual', 'biennial')), CONSTRAINT "fk_quota_periods_pledge" FOREIGN KEY ("pledge_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_quota_periods_pledge" ON "quota_periods" ("pledge_id")`,
      `CREATE TABLE "sub_quotas" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "name" varchar(100) NOT NULL, "scheme" varchar(40) NOT NULL, "countries_of_asylum" text NOT NULL, "nationalities" text NOT NULL, "priority" varchar(40), CONSTRAINT "ck_sub_quotas_priority" CHECK (priority IS NULL OR priority IN ('emergency', 'urgent', 'normal')), CONSTRAINT "ck_sub_quotas_scheme" CHECK (scheme IN ('resettlement', 'humanitarian_admission', 'emergency')), CONSTRAINT "fk_sub_quotas_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_sub_quotas_name" ON "sub_quotas" ("period_id", "name")`,
      `CREATE TABLE "ledger_entries" ("id" varchar(36) PRIMARY KEY NOT NULL, "position" integer NOT NULL, "movement" varchar(40) NOT NULL, "from_account" varchar(60) NOT NULL, "to_account" varchar(60) NOT NULL, "places" integer NOT NULL, "scheme" varchar(40), "person_id" varchar(36), "case_id" varchar(36), "occurred_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "authority" varchar(300), "document_reference" varchar(300), "reason" text, "reverses_id" varchar(36), CONSTRAINT "ck_ledger_entries_scheme" CHECK (scheme IS NULL OR scheme IN ('resettlement', 'humanitarian_admission', 'emergency')), CONSTRAINT "ck_ledger_entries_reverse" CHECK ((movement = 'reverse') = (reverses_id IS NOT NULL)), CONSTRAINT "ck_ledger_entries_person" CHECK ((person_id IS NULL AND movement NOT IN ('carry_over', 'reserve', 'use', 'release', 'reverse')) OR (person_id IS NOT NULL AND places = 1 AND movement IN ('carry_over', 'reserve', 'use', 'release', 'reverse'))), CONSTRAINT "ck_ledger_entries_movement" CHECK (movement IN ('decide', 'open', 'allocate', 'transfer', 'revise', 'carry_over', 'reserve', 'use', 'release', 'reverse', 'overrun')), CONSTRAINT "ck_ledger_entries_accounts" CHECK (from_account <> to_account), CONSTRAINT "ck_ledger_entries_places" CHECK (places > 0), CONSTRAINT "fk_ledger_entries_reverses" FOREIGN KEY ("reverses_id") REFERENCES "ledger_entries" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_ledger_entries_from" ON "ledger_entries" ("from_account", "occurred_on", "recorded_at", "places")`,
      `CREATE INDEX "ix_ledger_entries_person" ON "ledger_entries" ("person_id")`,
      `CREATE INDEX "ix_ledger_entries_to" ON "ledger_entries" ("to_account", "occurred_on", "recorded_at", "places")`,
      `CREATE UNIQUE INDEX "ux_ledger_entries_position" ON "ledger_entries" ("position")`,
      `CREATE UNIQUE INDEX "ux_ledger_entries_reverses" ON "ledger_entries" ("reverses_id")`,
      `CREATE TABLE "ledger_balances" ("account" varchar(60) PRIMARY KEY NOT NULL, "balance" integer NOT NULL, CONSTRAINT "ck_ledger_balances_balance" CHECK (balance >= 0 OR account = 'decided'))`,
      `CREATE TABLE "place_holdings" ("person_id" varchar(36) PRIMARY KEY NOT NULL, "sub_quota_id" varchar(36) NOT NULL, "state" varchar(40) NOT NULL, "entry_id" varchar(36) NOT NULL, CONSTRAINT "ck_place_holdings_state" CHECK (state IN ('reserved', 'used')), CONSTRAINT "fk_place_holdings_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_place_holdings_entry" FOREIGN KEY ("entry_id") REFERENCES "ledger_entries" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_place_holdings_sub_quota" ON "place_holdings" ("sub_quota_id")`,
      // Where all places come from. Whoever writes entries locks this row first.
      `INSERT INTO "ledger_balances" ("account", "balance") VALUES ('decided', 0)`,
    ]);
    await appendOnly(runner, 'ledger_entries');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'ledger_entries');
    await dropTables(runner, ['place_holdings', 'ledger_balances', 'ledger_entries', 'sub_quotas', 'quota_periods']);
  }
}
