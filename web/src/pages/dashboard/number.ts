import type { Asked } from '../../api/client';

/** A number of the progress, as the server names the list that makes it up. */
export type NumberSearch = NonNullable<Asked<'listCasesOfQuotaProgress'>['query']>;

const NAMES = ['periodId', 'through', 'asOf', 'subQuotaId', 'route', 'stage', 'event', 'month', 'cursor'] as const;

export const numberOf = (search: Record<string, unknown>): NumberSearch =>
  Object.fromEntries(
    NAMES.filter((name) => typeof search[name] === 'string').map((name) => [name, search[name]]),
  ) as NumberSearch;

/** The page's own search for the list that the server names beside a number. */
export const listOf = (list: string): NumberSearch =>
  numberOf(Object.fromEntries(new URLSearchParams(list.slice(list.indexOf('?') + 1))));
