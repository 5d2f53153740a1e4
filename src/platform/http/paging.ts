import { InvalidInput } from '../../kernel/index.js';
import { CountField, TextField } from './fields.js';

export const MAX_PAGE = 200;

/** Cursor paging: a stable order with the id as tie-break, never an offset. */
export class PageQuery {
  @CountField({ about: 'How many to return.', optional: true, min: 1, max: MAX_PAGE, fromQuery: true, example: 50 })
  limit?: number;
  @TextField({ about: 'nextCursor of the page before.', optional: true, max: 400 })
  cursor?: string;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Packs the last row's sort values into an opaque cursor. */
export const cursorOf = (...values: string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Unpacks a cursor of `count` values, of the list's own shape. Throws InvalidInput for anything that this server did not make. */
export function readCursor(
  cursor: string | undefined,
  count: number,
  isOurs: (values: string[]) => boolean = () => true,
): string[] | null {
  if (cursor === undefined) return null;
  const isText = (value: unknown): boolean => typeof value === 'string' && !value.includes('\u0000');
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === count && values.every(isText) && isOurs(values as string[]))
      return values as string[];
  } catch {
    // Falls through: an unreadable cursor is answered like a wrong one.
  }
  throw notACursor();
}

/** Unpacks a cursor that is one position (a whole number); 0 without one. Throws InvalidInput. */
export function readPosition(cursor: string | undefined): number {
  const [position = '0'] = readCursor(cursor, 1) ?? [];
  if (/^\d{1,9}$/.test(position)) return Number(position);
  throw notACursor();
}

const notACursor = (): InvalidInput =>
  new InvalidInput([
    { pointer: '?cursor', code: 'cursor', message: 'cursor must be the nextCursor of a page of this list.' },
  ]);

/** Cuts `limit + 1` fetched rows into a page. */
export function toPage<Row, Item>(
  fetched: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toCursor: (row: Row) => string,
): Page<Item> {
  const shown = fetched.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: fetched.length > limit && last ? toCursor(last) : null };
}
