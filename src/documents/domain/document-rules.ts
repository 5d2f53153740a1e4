import type { FieldError, PlainDate, Unmet } from '../../kernel/index.js';
import { KINDS, type DocumentKind, type Origin } from './kinds.js';

/** What is said of a document beside its content. */
export interface ToldOfDocument {
  readonly kind: DocumentKind;
  readonly origin: Origin;
  readonly personId?: string;
}
export interface DaysOfDocument {
  readonly documentOn?: PlainDate;
  readonly validUntil?: PlainDate;
}

/** What is wrong with the days on the paper: written after today, or valid until before it was written. */
export function wrongDays({ documentOn, validUntil }: DaysOfDocument, today: PlainDate): FieldError[] {
  const errors: FieldError[] = [];
  if (documentOn !== undefined && documentOn > today)
    errors.push({ pointer: '/documentOn', code: 'inFuture', message: 'documentOn lies after today.' });
  if (documentOn !== undefined && validUntil !== undefined && validUntil < documentOn)
    errors.push({ pointer: '/validUntil', code: 'beforeDocument', message: 'validUntil lies before documentOn.' });
  return errors;
}

/** The person whom a document of the kind must name. */
export const missingPerson = ({ kind, personId }: ToldOfDocument): FieldError[] =>
  KINDS[kind].ofPerson && personId === undefined
    ? [{ pointer: '/personId', code: 'required', message: 'Say whose document this is: it is made for one person.' }]
    : [];

/**
 * What the Security Service sent must not live here: its number, date and outcome are recorded behind the wall, its words nowhere
 * (Säkerhetsskyddslagen 2018:585; OSL 18:2).
 */
export const unmetForFiling = ({ origin }: ToldOfDocument): Unmet[] =>
  origin === 'security_service'
    ? [
        {
          code: 'neverStored',
          detail:
            'Documents of the Security Service are never stored here. Record their number, date and outcome as a statement, and keep the paper where it is.',
          source: 'Säkerhetsskyddslagen (2018:585); OSL 18:2',
        },
      ]
    : [];

/** True when the last day on which the document holds has passed. */
export const hasExpired = (validUntil: PlainDate | null, today: PlainDate): boolean =>
  validUntil !== null && validUntil < today;
