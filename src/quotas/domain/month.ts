import type { PlainDate } from '../../kernel/index.js';

/** A calendar month `YYYY-MM`. Compares correctly as a string. */
export type Month = string;

/** The months of the years in which a date of this work can lie. */
export const MONTH = /^(1[89]|2[01])\d{2}-(0[1-9]|1[0-2])$/;

/** The month in which the day lies. */
export const monthOf = (date: PlainDate): Month => date.slice(0, 7);
