import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From here on the database itself keeps what follows from an entry, in the statement that writes it: the balances, the totals by
 * day and the place that the person holds; and the head of the audit chain. Nothing can be written beside them any more: an entry of
 * a place that nobody holds, a second place for one person, a balance below zero and a chain that forks or skips are refused.
 */
export class LedgerKeepsItself1735700001460 implements MigrationInterface {
  name = 'LedgerKeepsItself1735700001460';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    for (const statement of postgres ? ON_POSTGRES : ON_SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    for (const name of ['ledger_entries_keep', 'audit_entries_keep']) {
      await runner.query(`DROP TRIGGER ${name}${postgres ? ` ON "${name.replace('_keep', '')}"` : ''}`);
      if (postgres) await runner.query(`DROP FUNCTION ${name}()`);
    }
  }
}

const NO_ACCOUNT = 'an entry moves places between two accounts that exist';
const NOT_HELD = 'a place is moved of a person who does not hold it there';
const CHAIN_BROKEN = 'an audit entry follows the last one of its chain';

const TOTALS_OF = `INSERT INTO ledger_day_totals (account, movement, other_account, occurred_on, recorded_on, places_in, places_out)`;
const ADDED_UP = `ON CONFLICT (account, movement, other_account, occurred_on, recorded_on) DO UPDATE
  SET places_in = ledger_day_totals.places_in + excluded.places_in, places_out = ledger_day_totals.places_out + excluded.places_out`;

// Swedish summer time: from the last Sunday of March to that of October, both at one o'clock UTC (directive 2000/84/EC).
const lastSunday = (month: string): string =>
  `date(substr(NEW.recorded_at, 1, 4) || '-${month}-25', 'weekday 0') || 'T01'`;
const STOCKHOLM_DAY = `date(NEW.recorded_at, CASE WHEN NEW.recorded_at >= ${lastSunday('03')} AND NEW.recorded_at < ${lastSunday('10')} THEN '+2 hours' ELSE '+1 hour' END)`;
const kindOf = (account: string): string => `substr(NEW.${account}, 1, instr(NEW.${account}, ':') - 1)`;
const ownerOf = (account: string): string => `substr(NEW.${account}, instr(NEW.${account}, ':') + 1)`;

const ON_SQLITE = [
  `CREATE TRIGGER ledger_entries_keep AFTER INSERT ON "ledger_entries" BEGIN
     UPDATE ledger_balances SET balance = balance + CASE account WHEN NEW.to_account THEN NEW.places ELSE -NEW.places END
       WHERE account IN (NEW.from_account, NEW.to_account);
     SELECT RAISE(ABORT, 'CHECK: ${NO_ACCOUNT}') WHERE changes() <> 2;
     ${TOTALS_OF}
       VALUES (NEW.from_account, NEW.movement, NEW.to_account, NEW.occurred_on, ${STOCKHOLM_DAY}, 0, NEW.places),
              (NEW.to_account, NEW.movement, NEW.from_account, NEW.occurred_on, ${STOCKHOLM_DAY}, NEW.places, 0)
       ${ADDED_UP};
     DELETE FROM place_holdings
       WHERE person_id = NEW.person_id AND state = ${kindOf('from_account')} AND sub_quota_id = ${ownerOf('from_account')};
     SELECT RAISE(ABORT, 'CHECK: ${NOT_HELD}')
       WHERE changes() = 0 AND NEW.person_id IS NOT NULL AND ${kindOf('from_account')} IN ('reserved', 'used');
     INSERT INTO place_holdings (person_id, sub_quota_id, state, entry_id)
       SELECT NEW.person_id, ${ownerOf('to_account')}, ${kindOf('to_account')}, NEW.id
       WHERE NEW.person_id IS NOT NULL AND ${kindOf('to_account')} IN ('reserved', 'used');
   END`,
  `CREATE TRIGGER audit_entries_keep AFTER INSERT ON "audit_entries" BEGIN
     UPDATE audit_heads SET position = NEW.position, hash = NEW.hash
       WHERE chain = NEW.chain AND position = NEW.position - 1 AND hash = NEW.previous_hash;
     SELECT RAISE(ABORT, 'CHECK: ${CHAIN_BROKEN}') WHERE changes() <> 1;
   END`,
];

const ON_POSTGRES = [
  `CREATE FUNCTION ledger_entries_keep() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     changed integer;
     stockholm_day varchar := to_char(NEW.recorded_at::timestamptz AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD');
     from_kind varchar := split_part(NEW.from_account, ':', 1);
     to_kind varchar := split_part(NEW.to_account, ':', 1);
   BEGIN
     UPDATE ledger_balances SET balance = balance + CASE account WHEN NEW.to_account THEN NEW.places ELSE -NEW.places END
       WHERE account IN (NEW.from_account, NEW.to_account);
     GET DIAGNOSTICS changed = ROW_COUNT;
     IF changed <> 2 THEN RAISE EXCEPTION '${NO_ACCOUNT}' USING ERRCODE = '23514'; END IF;
     ${TOTALS_OF}
       VALUES (NEW.from_account, NEW.movement, NEW.to_account, NEW.occurred_on, stockholm_day, 0, NEW.places),
              (NEW.to_account, NEW.movement, NEW.from_account, NEW.occurred_on, stockholm_day, NEW.places, 0)
       ${ADDED_UP};
     IF NEW.person_id IS NULL THEN RETURN NULL; END IF;
     IF from_kind IN ('reserved', 'used') THEN
       DELETE FROM place_holdings
         WHERE person_id = NEW.person_id AND state = from_kind AND sub_quota_id = split_part(NEW.from_account, ':', 2);
       IF NOT FOUND THEN RAISE EXCEPTION '${NOT_HELD}' USING ERRCODE = '23514'; END IF;
     END IF;
     IF to_kind IN ('reserved', 'used') THEN
       INSERT INTO place_holdings (person_id, sub_quota_id, state, entry_id)
         VALUES (NEW.person_id, split_part(NEW.to_account, ':', 2), to_kind, NEW.id);
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER ledger_entries_keep AFTER INSERT ON "ledger_entries" FOR EACH ROW EXECUTE FUNCTION ledger_entries_keep()`,
  `CREATE FUNCTION audit_entries_keep() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE audit_heads SET position = NEW.position, hash = NEW.hash
       WHERE chain = NEW.chain AND position = NEW.position - 1 AND hash = NEW.previous_hash;
     IF NOT FOUND THEN RAISE EXCEPTION '${CHAIN_BROKEN}' USING ERRCODE = '23514'; END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER audit_entries_keep AFTER INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION audit_entries_keep()`,
];
