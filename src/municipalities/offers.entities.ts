import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, Id, InstantColumn, JsonColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { Dwellings, Stop } from './domain/offers.js';

/**
 * What a municipality says that it can take in a calendar year, beside its number. Each statement is a row, and the latest counts:
 * what a plan was made from can be read for ever.
 */
@Entity('municipal_offers')
@Index('ux_municipal_offers', ['municipalityCode', 'year', 'revision'], { unique: true })
@Check('ck_municipal_offers_medical', 'medical_places IS NULL OR medical_places >= 0')
export class MunicipalOffer {
  @Id() id: string;
  @ForeignKey('municipalities', { name: 'fk_municipal_offers_municipality' })
  @Column({ type: 'varchar', length: 4 })
  municipalityCode: string;
  @CountColumn() year: number;
  /** Counts the statements of the year from 1. */
  @CountColumn() revision: number;
  /** Persons that can be received in each of the twelve months; no limit but the number when null. */
  @JsonColumn({ nullable: true }) months: number[] | null;
  /** No limit when null: the municipality finds dwellings as they are needed. */
  @JsonColumn({ nullable: true }) dwellings: Dwellings[] | null;
  @CountColumn({ nullable: true }) medicalPlaces: number | null;
  /** Languages in which there is help, as ISO 639 codes. */
  @JsonColumn() languages: string[];
  /** Occupations that are sought, in the words of the register of persons. */
  @JsonColumn() occupations: string[];
  /** Days between which nobody can be received. */
  @JsonColumn() stops: Stop[];
  @LineColumn() source: string;
  @TextColumn({ nullable: true }) note: string | null;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
}
