// What the fields of the RRF have in common.

export const COUNTRY = /^[A-Z]{2}$/;
export const LANGUAGE = /^[a-z]{2,3}$/;
export const LONG = 20_000;
export const MAX_PERSONS = 50;
/** A value that the sender did not know: left out or null. */
export const unknown = { optional: true, nullable: true } as const;
