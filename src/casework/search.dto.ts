import { CASE_STATUSES, CaseSummaryResponse, LISTABLE, PRIORITIES, toCaseSummaryResponse } from '../cases/index.js';
import type { CaseStatus, PersonStatus, Priority } from '../cases/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import type { FoundCases, Hit } from './search-cases.js';
import { SORTS, type CaseFilters, type Sort } from './search-filter.js';
import { REASONS, type FoundBy } from './search-text.js';

const NO_EXAMPLE = { optional: true, example: undefined };

/** By what cases are searched, in a search and in a kept view alike. */
export class CaseFiltersRequest implements CaseFilters {
  @TextField({
    about:
      'A number (diary, UNHCR case, resettlement reference, individual, document), or a name in any script, whole or begun, its parts in any order.',
    optional: true,
    min: 2,
    max: 100,
    example: 'VID-2025-00001',
  })
  text?: string;
  @CodeField({ about: 'Only this country of asylum.', pattern: /^[A-Z]{2}$/, optional: true }) countryOfAsylum?: string;
  @CodeField({ about: 'Only cases with a person of this nationality.', pattern: /^[A-Z]{2}$/, optional: true })
  nationality?: string;
  @ChoiceField({ about: 'Only cases at this stage.', of: CASE_STATUSES, ...NO_EXAMPLE }) stage?: CaseStatus;
  @ChoiceField({
    about: 'Only cases with a person in this state (refused includes excluded).',
    of: LISTABLE,
    ...NO_EXAMPLE,
  })
  personStatus?: PersonStatus;
  @IdField({ about: 'Only cases for which this official (account) is responsible.', optional: true })
  officerId?: string;
  @FlagField({ about: 'Only cases for which the caller is responsible.', optional: true }) mine?: boolean;
  @FlagField({ about: 'Only cases for which nobody is responsible.', optional: true }) unassigned?: boolean;
  @ChoiceField({ about: 'Only this priority.', of: PRIORITIES, ...NO_EXAMPLE }) priority?: Priority;
  @CountField({ about: 'At least so many persons.', optional: true, min: 1, max: 100 }) sizeFrom?: number;
  @CountField({ about: 'At most so many persons.', optional: true, min: 1, max: 100 }) sizeTo?: number;
  @IdField({ about: 'Only this sub-quota.', optional: true }) subQuotaId?: string;
  @DateField({ about: 'Only cases of which a clock runs out before this day.', ...NO_EXAMPLE }) deadlineBefore?: string;
  @FlagField({ about: 'Only cases of which a clock has run out.', optional: true }) overdue?: boolean;
}

export class SearchCasesRequest extends CaseFiltersRequest {
  @ChoiceField({
    about: 'In which order; by relevance what a text finds, else the newest first, unless said otherwise.',
    of: SORTS,
    ...NO_EXAMPLE,
  })
  sort?: Sort;
  @CountField({ about: 'How many to return.', min: 1, max: 200, optional: true, example: 20 }) limit?: number;
  @TextField({ about: 'nextCursor of the page before.', optional: true, max: 400 }) cursor?: string;
}

export class FoundByResponse {
  @ChoiceField({ about: 'By what the case was found.', of: REASONS }) by: FoundBy['by'];
  @IdField({ about: 'Of which person.', nullable: true }) personId: string | null;
  @TextField({ about: 'The same in words.', example: 'name of person 1: "ሙሉጌታ" read as mulugeta' }) words: string;
}

export class CaseHitResponse extends CaseSummaryResponse {
  @DateField({ about: 'When the first clock of the case runs out.', nullable: true }) dueOn: string | null;
  @ObjectsField(() => FoundByResponse, { about: 'Why the text found it; empty when only filters were asked for.' })
  foundBy: FoundByResponse[];
}

export class FoundCasesResponse {
  @ObjectsField(() => CaseHitResponse, { about: 'The cases, in the order asked for.' }) items: CaseHitResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
  @CountField({ about: 'How many there are in all.', example: 1 }) count: number;
}

const toCaseHitResponse = ({ theCase, dueOn, foundBy }: Hit): CaseHitResponse => ({
  ...toCaseSummaryResponse(theCase),
  dueOn,
  foundBy: foundBy.map((why) => ({ ...why })),
});

export const toFoundCasesResponse = ({ items, nextCursor, count }: FoundCases): FoundCasesResponse => ({
  items: items.map(toCaseHitResponse),
  nextCursor,
  count,
});
