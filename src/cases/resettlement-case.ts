import type { CaseStatus } from './domain/case-status.js';
import type { CaseRow, PersonRow } from './cases.entities.js';
import type { FactsOf } from './domain/person-facts.js';
import type { SubQuotaChoice } from '../quotas/index.js';
import type { PersonAction } from './domain/person-lifecycle.js';

/** A person as other modules see them: plain data. */
export type PersonInCase = PersonRow;

/** Persons considered together, with what is derived from them: plain data. */
export interface ResettlementCase extends CaseRow {
  status: CaseStatus;
  persons: PersonInCase[];
}

/** What a submission says of a new case. */
export type NewCase = Pick<
  CaseRow,
  | 'source'
  | 'unhcrCaseNumber'
  | 'resettlementReferenceNumber'
  | 'priority'
  | 'primaryCategory'
  | 'secondaryCategory'
  | 'countryOfAsylum'
  | 'caseSize'
  | 'receivedOn'
  | 'parentCaseId'
> & {
  /** Complete on receipt: registered the same day. */
  complete: boolean;
  subQuotaId: string | null;
  /** What the declared rules said of every sub-quota. */
  choice?: SubQuotaChoice;
  persons: NewPerson[];
};

export type NewPerson = Omit<
  PersonRow,
  'id' | 'caseId' | 'number' | 'status' | 'statusSince' | 'active' | 'identityVersion'
>;

/** The columns that other modules may change through `cases.change`. */
export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'route'
    | 'routeReason'
    | 'intake'
    | 'registeredOn'
    | 'priority'
    | 'primaryCategory'
    | 'secondaryCategory'
    | 'caseSize'
    | 'officerId'
    | 'officerName'
  >
>;

/** What a module knows for the guards of its verbs: the verb itself and next-actions use the same. */
export type FactsByVerb = { [A in PersonAction]?: (person: PersonInCase) => FactsOf[A] };
