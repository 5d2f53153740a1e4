import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class PublishedFigures1735700000310 implements MigrationInterface {
  name = 'PublishedFigures1735700000310';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "published_figures" ("year" integer NOT NULL, "measure" varchar(40) NOT NULL, "part" varchar(60) NOT NULL, "source" varchar(40) NOT NULL, "years" integer NOT NULL, "value" integer NOT NULL, "precision" varchar(40) NOT NULL, "document" varchar(300) NOT NULL, "as_of" varchar(10), "definition" varchar(300) NOT NULL, "note" varchar(300), CONSTRAINT "ck_published_figure_measure" CHECK (measure IN ('quota', 'planned', 'target', 'carry_in', 'new_places', 'pledge', 'sub_quota', 'earmarked', 'cap', 'requested', 'received', 'received_so_far', 'arrivals', 'arrivals_worldwide')), CONSTRAINT "ck_published_figure_precision" CHECK (precision IN ('exact', 'about', 'more_than')), CONSTRAINT "ck_published_figure_value" CHECK (value >= 0), CONSTRAINT "ck_published_figure_years" CHECK (years IN (1, 2)), PRIMARY KEY ("year", "measure", "part", "source"))`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['published_figures']);
  }
}
