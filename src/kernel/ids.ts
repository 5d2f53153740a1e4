/** Branded identifiers: a person's id cannot be passed where a case's is meant. All are UUID version 7 strings. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]?: Name };

export type CaseId = Id<'case'>;
export type PersonId = Id<'person'>;
export type AccountId = Id<'account'>;
export type QuotaPeriodId = Id<'quotaPeriod'>;
export type SubQuotaId = Id<'subQuota'>;
export type AssignmentId = Id<'assignment'>;
export type MissionId = Id<'mission'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
