import { ROLES } from '../access/index.js';
import {
  ChoiceField,
  CountField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { SHARINGS, type Sharing } from './case-views.entities.js';
import type { SeenView, ToldOfView } from './case-views.js';
import { CaseFiltersRequest } from './search.dto.js';
import { SORTS, type Sort } from './search-filter.js';

/** What a list of cases can show; nothing of it is sensitive. */
export const COLUMNS = [
  'diaryNumber',
  'unhcrCaseNumber',
  'status',
  'priority',
  'countryOfAsylum',
  'caseSize',
  'officerName',
  'dueOn',
  'receivedOn',
  'registeredOn',
  'subQuotaId',
  'route',
] as const;

const FEW_COLUMNS = ['diaryNumber', 'status', 'dueOn'];

export class CaseViewRequest {
  @TextField({ about: 'The name of the view. Name no person in it.', max: 100, example: 'Emergency: clock running' })
  name: string;
  @ObjectField(() => CaseFiltersRequest, {
    about: 'What it looks for, as a search is asked.',
    example: { priority: 'emergency', overdue: false },
  })
  filters: CaseFiltersRequest;
  @ChoiceField({ about: 'In which order.', of: SORTS, optional: true, example: 'deadline' }) sort?: Sort;
  @TextsField({
    about: 'Which columns, in their order; all of them when left out.',
    of: COLUMNS,
    optional: true,
    example: FEW_COLUMNS,
  })
  columns?: string[];
  @ChoiceField({ about: 'Who sees it beside the owner; nobody when left out.', of: SHARINGS, optional: true })
  sharedWith?: Sharing;
  @ChoiceField({ about: 'Which role sees it.', of: ROLES, optional: true, example: undefined }) role?: string;
}

export class TransferCaseViewRequest {
  @IdField({ about: 'The official (account) who owns it from now on.' }) ownerId: string;
}

export class CaseViewResponse {
  @IdField({ about: 'Id of the view, for a link.' }) id: string;
  @TextField({ about: 'Its name.', example: 'Emergency: clock running' }) name: string;
  @IdField({ about: 'Its owner (account).' }) ownerId: string;
  @TextField({ about: 'The name of the owner.' }) ownerName: string;
  @ChoiceField({ about: 'Who sees it beside the owner.', of: SHARINGS }) sharedWith: string;
  @ChoiceField({ about: 'Which role sees it.', of: ROLES, nullable: true, example: null }) role: string | null;
  @ObjectField(() => CaseFiltersRequest, { about: 'What it looks for.' }) filters: CaseFiltersRequest;
  @ChoiceField({ about: 'In which order; null for the search’s own.', of: SORTS, nullable: true }) sort: string | null;
  @TextsField({ about: 'Which columns, in their order.', of: COLUMNS, example: FEW_COLUMNS }) columns: string[];
  @CountField({ about: 'How many cases it finds now.', example: 3 }) count: number;
  @FlagField({ about: 'The caller may change it.' }) mayChange: boolean;
  @CountField({ about: 'Version, also the ETag.', example: 1 }) version: number;
  @TextField({ about: 'Who changed it last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
}

export class CaseViewListResponse {
  @ObjectsField(() => CaseViewResponse, { about: 'The views, by name.' }) items: CaseViewResponse[];
}

export const toToldOfView = (request: CaseViewRequest): ToldOfView => {
  const { name, filters, sort = null, columns = [...COLUMNS], sharedWith = 'nobody', role = null } = request;
  return { name, filters, sort, columns, sharedWith, role };
};

export const toCaseViewResponse = (view: SeenView): CaseViewResponse => {
  const { id, name, ownerId, ownerName, sharedWith, role, filters, sort, columns } = view;
  const { count, mayChange, version, changedBy, changedAt } = view;
  return {
    ...{ id, name, ownerId, ownerName, sharedWith, role, filters, sort, columns },
    ...{ count, mayChange, version, changedBy, changedAt },
  };
};
