import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

/** A move that does not begin where the last one ended, or leaves a number out. */
const BROKEN_MOVE = `NEW.move <> 1 AND NOT EXISTS (
    SELECT 1 FROM case_moves m WHERE m.person_id = NEW.person_id AND m.move = NEW.move - 1 AND m.to_case_id = NEW.from_case_id
  )`;

/** Another case without the move that leads to it: a person is in one case, and how they came there is known. */
const CASE_WITHOUT_MOVE = `NEW.case_id <> OLD.case_id AND NOT EXISTS (
    SELECT 1 FROM case_moves m WHERE m.person_id = NEW.id AND m.from_case_id = OLD.case_id AND m.to_case_id = NEW.case_id
      AND m.move = (SELECT max(l.move) FROM case_moves l WHERE l.person_id = NEW.id)
  )`;

const RULES = [
  {
    name: 'case_moves_follow',
    on: 'case_moves',
    when: 'BEFORE INSERT',
    refused: BROKEN_MOVE,
    says: 'a move begins where the last one ended',
  },
  {
    name: 'persons_case_follows',
    on: 'persons',
    when: 'BEFORE UPDATE OF case_id',
    refused: CASE_WITHOUT_MOVE,
    says: 'a person changes the case by a move only',
  },
];

/** Persons who go on in another case, and cases that travel together. */
export class CaseMoves1735700001390 implements MigrationInterface {
  name = 'CaseMoves1735700001390';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "case_moves" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "move" integer NOT NULL, "act" varchar(40) NOT NULL, "from_case_id" varchar(36) NOT NULL, "to_case_id" varchar(36) NOT NULL, "occurred_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_case_moves_move" CHECK (move > 0), CONSTRAINT "ck_case_moves_act" CHECK (act IN ('split', 'merge')), CONSTRAINT "fk_case_moves_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_moves_from" FOREIGN KEY ("from_case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_moves_to" FOREIGN KEY ("to_case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_case_moves_move" ON "case_moves" ("person_id", "move")`,
      `CREATE INDEX "ix_case_moves_from" ON "case_moves" ("from_case_id")`,
      `CREATE INDEX "ix_case_moves_to" ON "case_moves" ("to_case_id")`,
      `CREATE TABLE "case_links" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "other_case_id" varchar(36) NOT NULL, "reason" text NOT NULL, "linked_on" varchar(10) NOT NULL, "linked_at" varchar(24) NOT NULL, "linked_by" varchar(300) NOT NULL, "ended_on" varchar(10), "ended_by" varchar(300), "end_reason" text, CONSTRAINT "ck_case_links_ended" CHECK ((ended_on IS NULL) = (ended_by IS NULL)), CONSTRAINT "fk_case_links_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_links_other" FOREIGN KEY ("other_case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_case_links_open" ON "case_links" ("case_id", "other_case_id") WHERE ended_on IS NULL`,
      `CREATE INDEX "ix_case_links_other" ON "case_links" ("other_case_id")`,
    ]);
    await appendOnly(runner, 'case_moves');
    for (const { name, on, when, refused, says } of RULES)
      if (runner.connection.options.type === 'postgres') {
        await runner.query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN IF ${refused} THEN RAISE EXCEPTION '${says}' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$`);
        await runner.query(`CREATE TRIGGER ${name} ${when} ON "${on}" FOR EACH ROW EXECUTE FUNCTION ${name}()`);
      } else {
        await runner.query(
          `CREATE TRIGGER ${name} ${when} ON "${on}" WHEN ${refused} BEGIN SELECT RAISE(ABORT, 'CHECK: ${says}'); END`,
        );
      }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name, on } of RULES)
      if (runner.connection.options.type === 'postgres') {
        await runner.query(`DROP TRIGGER ${name} ON "${on}"`);
        await runner.query(`DROP FUNCTION ${name}()`);
      } else await runner.query(`DROP TRIGGER ${name}`);
    await dropAppendOnly(runner, 'case_moves');
    await dropTables(runner, ['case_links', 'case_moves']);
  }
}
