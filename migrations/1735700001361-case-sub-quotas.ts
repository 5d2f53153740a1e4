import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

interface Opened {
  id: string;
  sub_quota_id: string | null;
  occurred_on: string;
  recorded_at: string;
  actor_id: string | null;
  actor_name: string | null;
}
interface Placed {
  case_id: string;
  reason: string | null;
  recorded_at: string;
  actor_id: string | null;
  actor_name: string;
  payload: string;
}

const TEXT_COLUMNS =
  '"case_id", "how", "sub_quota_id", "reason", "occurred_on", "recorded_at", "actor_id", "recorded_by"';
const quoted = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
// The day in Sweden, as the application reckons it; a migration stays as it was written, whatever becomes of the application.
const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(instant));

/** Where each case has stood: rows of their own instead of what the audit log tells; those before are filled in from there. */
export class CaseSubQuotas1735700001361 implements MigrationInterface {
  name = 'CaseSubQuotas1735700001361';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "case_sub_quotas" ("case_id" varchar(36) NOT NULL, "step" integer NOT NULL, "how" varchar(40) NOT NULL, "sub_quota_id" varchar(36), "reason" text, "authority" varchar(300), "document_reference" varchar(300), "choice" text, "occurred_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_case_sub_quotas_authority" CHECK ((how = 'reallocated') = (authority IS NOT NULL AND document_reference IS NOT NULL)), CONSTRAINT "ck_case_sub_quotas_chosen" CHECK (how = 'received' OR (sub_quota_id IS NOT NULL AND reason IS NOT NULL)), CONSTRAINT "ck_case_sub_quotas_how" CHECK (how IN ('received', 'placed', 'reallocated')), CONSTRAINT "ck_case_sub_quotas_step" CHECK (step > 0), CONSTRAINT "fk_case_sub_quotas_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_sub_quotas_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("case_id", "step"))`,
      `CREATE INDEX "ix_case_sub_quotas_sub_quota" ON "case_sub_quotas" ("sub_quota_id")`,
    ]);
    await appendOnly(runner, 'case_sub_quotas');
    await fill(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'case_sub_quotas');
    await dropTables(runner, ['case_sub_quotas']);
  }
}

async function fill(runner: QueryRunner): Promise<void> {
  const placings = (await runner.query(
    `SELECT e.case_id, e.reason, e.recorded_at, e.actor_id, e.actor_name, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = 'open' AND e.action = 'case.place_in_sub_quota' ORDER BY e.position`,
  )) as Placed[];
  const cases = (await runner.query(
    `SELECT c.id, c.sub_quota_id, coalesce(min(t.occurred_on), c.received_on) AS occurred_on, coalesce(min(t.recorded_at), c.changed_at) AS recorded_at,
            min(e.actor_id) AS actor_id, min(e.actor_name) AS actor_name
     FROM cases c LEFT JOIN person_transitions t ON t.case_id = c.id AND t.action = 'list'
     LEFT JOIN audit_entries e ON e.case_id = c.id AND e.action = 'case.create'
     GROUP BY c.id, c.sub_quota_id, c.received_on, c.changed_at`,
  )) as Opened[];
  for (const one of cases) {
    const later = placings.filter(({ case_id }) => case_id === one.id);
    const [first] = later;
    const onReceipt = first ? (placed(first).before ?? null) : one.sub_quota_id;
    await keep(runner, 1, [
      ...[one.id, 'received', onReceipt, null, one.occurred_on, one.recorded_at, one.actor_id],
      one.actor_name ?? 'unknown',
    ]);
    for (const [index, { case_id, reason, recorded_at, actor_id, actor_name, payload }] of later.entries())
      await keep(runner, index + 2, [
        ...[case_id, 'placed', placed({ payload }).subQuotaId, reason ?? 'Not recorded.'],
        ...[dayOf(recorded_at), recorded_at, actor_id, actor_name],
      ]);
  }
}

const keep = (runner: QueryRunner, step: number, values: readonly (string | null)[]): Promise<unknown> =>
  runner.query(
    `INSERT INTO "case_sub_quotas" ("step", ${TEXT_COLUMNS}) VALUES (${step}, ${values.map(quoted).join(', ')})`,
  );

const placed = ({ payload }: Pick<Placed, 'payload'>) =>
  JSON.parse(payload) as { before: string | null; subQuotaId: string };
