import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

const APPEND_ONLY = ['travel_requests', 'bookings', 'journey_events', 'emergency_travel_approvals'];

export class Travel1735700001200 implements MigrationInterface {
  name = 'Travel1735700001200';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "checklist_items" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "state" varchar(40) NOT NULL, "form" varchar(40), "reference" varchar(300), "valid_from" varchar(10), "valid_until" varchar(10), "reason" text, "noted_at" varchar(24) NOT NULL, "noted_by" varchar(300) NOT NULL, CONSTRAINT "ck_checklist_items_reason" CHECK (state <> 'not_needed' OR reason IS NOT NULL), CONSTRAINT "ck_checklist_items_form" CHECK (form IS NULL OR form IN ('passport', 'ut_card')), CONSTRAINT "ck_checklist_items_state" CHECK (state IN ('needed', 'not_needed', 'held')), CONSTRAINT "ck_checklist_items_kind" CHECK (kind IN ('travel_document', 'child_consent', 'entry_visa', 'exit_permit', 'permit_card', 'biometrics', 'fit_to_travel', 'orientation')), CONSTRAINT "fk_checklist_items_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_checklist_items_kind" ON "checklist_items" ("person_id", "kind")`,
      `CREATE TABLE "travel_requests" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "document_number" varchar(40) NOT NULL, "earliest_on" varchar(10) NOT NULL, "latest_on" varchar(10) NOT NULL, "destination_airport" varchar(3) NOT NULL, "needs" text NOT NULL, "record" text NOT NULL, "requested_at" varchar(24) NOT NULL, "requested_by" varchar(300) NOT NULL, CONSTRAINT "ck_travel_requests_window" CHECK (earliest_on <= latest_on), CONSTRAINT "fk_travel_requests_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_travel_requests_case" ON "travel_requests" ("case_id")`,
      `CREATE TABLE "bookings" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "booking_reference" varchar(60) NOT NULL, "legs" text NOT NULL, "departs_at" varchar(24) NOT NULL, "arrives_at" varchar(24) NOT NULL, "departs_on" varchar(10) NOT NULL, "booked_at" varchar(24) NOT NULL, "booked_by" varchar(300) NOT NULL, CONSTRAINT "ck_bookings_times" CHECK (departs_at <= arrives_at), CONSTRAINT "fk_bookings_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_bookings_case" ON "bookings" ("case_id")`,
      `CREATE INDEX "ix_bookings_departs" ON "bookings" ("departs_on")`,
      `CREATE TABLE "booking_persons" ("booking_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "open" boolean NOT NULL, CONSTRAINT "fk_booking_persons_booking" FOREIGN KEY ("booking_id") REFERENCES "bookings" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_booking_persons_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("booking_id", "person_id"))`,
      `CREATE UNIQUE INDEX "ux_booking_persons_open" ON "booking_persons" ("person_id") WHERE open`,
      `CREATE TABLE "journey_events" ("id" varchar(36) PRIMARY KEY NOT NULL, "booking_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "occurred_at" varchar(24) NOT NULL, "reason_code" varchar(40), "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_journey_events_kind" CHECK (kind IN ('departure', 'turn_back', 'arrival', 'arrival_reversal', 'postponement', 'cancellation')), CONSTRAINT "fk_journey_events_booking" FOREIGN KEY ("booking_id") REFERENCES "bookings" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_journey_events_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_journey_events_booking" ON "journey_events" ("booking_id", "person_id")`,
      `CREATE TABLE "emergency_travel_approvals" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "reason" text NOT NULL, "approved_on" varchar(10) NOT NULL, "approved_at" varchar(24) NOT NULL, "approved_by" varchar(300) NOT NULL, CONSTRAINT "fk_emergency_travel_approvals_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_emergency_travel_approvals_case" ON "emergency_travel_approvals" ("case_id")`,
    ]);
    for (const table of APPEND_ONLY) await appendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) await dropAppendOnly(runner, table);
    await dropTables(runner, [
      'emergency_travel_approvals',
      'journey_events',
      'booking_persons',
      'bookings',
      'travel_requests',
      'checklist_items',
    ]);
  }
}
