import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, CountColumn, DateColumn, JsonColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { FormerName } from './domain/country-name.js';
import type { FigurePrecision, PublishedFigure, PublishedMeasure } from './domain/published-figures.js';
import type { Region } from './domain/regions.js';
import type {
  Country,
  County,
  CountyNumber,
  Municipality,
  ReasonCode,
  SubmissionCategory,
} from './domain/reference-rows.js';
import type { StandardOfProof } from './domain/standard-of-proof.js';

@Entity('countries')
@Check(
  'ck_countries_region',
  `region IN ('mena_and_turkiye', 'east_horn_great_lakes', 'southern_africa', 'west_central_africa', 'asia_pacific', 'americas', 'europe')`,
)
export class CountryRow implements Country {
  @PrimaryColumn({ type: 'varchar', length: 2 }) code: string;
  @LineColumn() nameEn: string;
  @LineColumn() nameSv: string;
  @JsonColumn() formerNames: FormerName[];
  @CodeColumn({ nullable: true }) region: Region | null;
}

@Entity('counties')
export class CountyRow implements County {
  @PrimaryColumn({ type: 'varchar', length: 2 }) code: string;
  @LineColumn() name: string;
  @LineColumn() officialName: string;
}

@Entity('municipalities')
@Index('ix_municipality_county', ['countyCode'])
export class MunicipalityRow implements Municipality {
  @PrimaryColumn({ type: 'varchar', length: 4 }) code: string;
  @LineColumn() name: string;
  @LineColumn() officialName: string;
  @ForeignKey(() => CountyRow, { name: 'fk_municipality_county' })
  @Column({ type: 'varchar', length: 2 })
  countyCode: string;
  @Column({ type: 'double precision' }) latitude: number;
  @Column({ type: 'double precision' }) longitude: number;
}

@Entity('county_numbers')
@Check('ck_county_numbers_places', 'places >= 0')
export class CountyNumberRow implements CountyNumber {
  @PrimaryColumn({ type: 'varchar', length: 2 })
  @ForeignKey(() => CountyRow, { name: 'fk_county_numbers_county' })
  countyCode: string;
  @PrimaryColumn({ type: 'integer' }) year: number;
  @CountColumn() places: number;
  @LineColumn() source: string;
}

@Entity('submission_categories')
export class SubmissionCategoryRow implements SubmissionCategory {
  @PrimaryColumn({ type: 'varchar', length: 40 }) code: string;
  @LineColumn() nameEn: string;
  @LineColumn() nameSv: string;
  @TextColumn({ nullable: true }) note: string | null;
  @LineColumn() source: string;
}

@Entity('reason_codes')
@Check(
  'ck_reason_standard',
  `standard IN ('serious_reasons', 'reasonable_grounds', 'established', 'policy_criterion', 'own_assessment')`,
)
export class ReasonCodeRow implements ReasonCode {
  @PrimaryColumn({ type: 'varchar', length: 40 }) verb: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) code: string;
  @LineColumn() textEn: string;
  @LineColumn() textSv: string;
  @LineColumn() source: string;
  @LineColumn({ nullable: true }) instrument: string | null;
  @CodeColumn({ nullable: true }) standard: StandardOfProof | null;
  @DateColumn({ nullable: true }) validFrom: string | null;
  @DateColumn({ nullable: true }) validTo: string | null;
}

/** One figure of one source; what several sources say of one year stands side by side. */
@Entity('published_figures')
@Check('ck_published_figure_years', `years IN (1, 2)`)
@Check('ck_published_figure_value', `value >= 0`)
@Check('ck_published_figure_precision', `precision IN ('exact', 'about', 'more_than')`)
@Check(
  'ck_published_figure_measure',
  `measure IN ('quota', 'planned', 'target', 'carry_in', 'new_places', 'pledge', 'sub_quota', 'earmarked', 'cap', 'requested', 'received', 'received_so_far', 'arrivals', 'arrivals_worldwide')`,
)
export class PublishedFigureRow implements PublishedFigure {
  @PrimaryColumn({ type: 'integer' }) year: number;
  @PrimaryColumn({ type: 'varchar', length: 40 }) measure: PublishedMeasure;
  @PrimaryColumn({ type: 'varchar', length: 60 }) part: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) source: string;
  @CountColumn() years: number;
  @CountColumn() value: number;
  @CodeColumn() precision: FigurePrecision;
  @LineColumn() document: string;
  @CodeColumn({ nullable: true, length: 10 }) asOf: string | null;
  @LineColumn() definition: string;
  @LineColumn({ nullable: true }) note: string | null;
}
