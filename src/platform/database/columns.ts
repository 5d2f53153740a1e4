import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';
import { v7 } from 'uuid';

// Column types that mean the same on SQLite and PostgreSQL (no enum, no native date, no database-made ids).
type Options = Pick<ColumnOptions, 'nullable' | 'name' | 'unique' | 'default'>;

const INSTANT_LENGTH = 24;
const DATE_LENGTH = 10;
const ID_LENGTH = 36;

/** A new UUID version 7: made by the application, sorts by time of creation. */
export const newId = (): string => v7();

export const Id = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: ID_LENGTH });
export const IdColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: ID_LENGTH, ...options });
/** A short code or word; the migration holds the CHECK that lists its values. */
export const CodeColumn = (options: Options & { length?: number } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 40, ...options });
export const LineColumn = (options: Options & { length?: number } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 300, ...options });
export const TextColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'text', ...options });
export const CountColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'integer', ...options });
export const FlagColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'boolean', ...options });
/** An instant, ISO 8601 in UTC with milliseconds: compares as text, alike on both engines. */
export const InstantColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: INSTANT_LENGTH, ...options });
/** A calendar day `YYYY-MM-DD`. */
export const DateColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: DATE_LENGTH, ...options });
/** A JSON value kept as text. */
export const JsonColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'simple-json', ...options });
