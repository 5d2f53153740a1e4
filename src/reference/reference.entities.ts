import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, DateColumn, JsonColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { FormerName } from './domain/country-name.js';
import type { Country, County, Municipality, ReasonCode, SubmissionCategory } from './domain/reference-rows.js';
import type { StandardOfProof } from './domain/standard-of-proof.js';

@Entity('countries')
export class CountryRow implements Country {
  @PrimaryColumn({ type: 'varchar', length: 2 }) code: string;
  @LineColumn() nameEn: string;
  @LineColumn() nameSv: string;
  @JsonColumn() formerNames: FormerName[];
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
