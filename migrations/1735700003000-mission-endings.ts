import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

const COLUMNS = [
  '"ending" varchar(40)',
  '"ended_on" varchar(10)',
  '"account" text',
  '"cases_met" integer',
  '"cases_not_met" integer',
  '"persons_interviewed" integer',
];

export class MissionEndings1735700003000 implements MigrationInterface {
  name = 'MissionEndings1735700003000';

  async up(runner: QueryRunner): Promise<void> {
    await statements(
      runner,
      COLUMNS.map((column) => `ALTER TABLE "missions" ADD COLUMN ${column}`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(
      runner,
      COLUMNS.map((column) => `ALTER TABLE "missions" DROP COLUMN ${column.split(' ')[0]}`),
    );
  }
}
