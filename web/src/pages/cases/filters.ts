import type { Asked } from '../../api/client';

type Filters = NonNullable<Asked<'searchCases'>['body']>;

/** What stands in the address of the list. What one searches for does not: names and numbers of persons stand in no address. */
export type CasesSearch = Omit<Filters, 'text' | 'limit'> & {
  /** The case that is shown beside the list. */
  peek?: string;
};

const TEXTS = [
  'stage',
  'personStatus',
  'priority',
  'countryOfAsylum',
  'officerId',
  'subQuotaId',
  'sort',
  'cursor',
  'peek',
] as const;
const FLAGS = ['mine', 'unassigned', 'overdue'] as const;

/** Reads the address; what it does not know it leaves out, and the server judges the rest. */
export function searchedBy(search: Record<string, unknown>): CasesSearch {
  const texts = TEXTS.filter((name) => typeof search[name] === 'string' && search[name] !== '').map((name) => [
    name,
    search[name],
  ]);
  const flags = FLAGS.filter((name) => search[name] === true).map((name) => [name, true]);
  return Object.fromEntries([...texts, ...flags]) as CasesSearch;
}

interface Queue {
  name: string;
  /** For whoever holds this. */
  needs: string;
  filters: CasesSearch;
}

/** The lists that wait for somebody, by what that one may do. */
export const QUEUES: readonly Queue[] = [
  { name: 'mine', needs: 'case.search', filters: { mine: true, sort: 'deadline' } },
  { name: 'emergency', needs: 'case.search', filters: { priority: 'emergency', sort: 'deadline' } },
  { name: 'overdue', needs: 'case.search', filters: { overdue: true, sort: 'deadline' } },
  { name: 'unassigned', needs: 'case.assign_officer', filters: { unassigned: true, sort: 'submitted' } },
  { name: 'toRefer', needs: 'person.refer', filters: { personStatus: 'listed', sort: 'priority' } },
  { name: 'awaitingStatement', needs: 'person.refer', filters: { personStatus: 'in_screening', sort: 'submitted' } },
  { name: 'toExamine', needs: 'person.examine', filters: { personStatus: 'cleared', sort: 'priority' } },
  {
    name: 'underExamination',
    needs: 'examination.read',
    filters: { personStatus: 'under_examination', sort: 'priority' },
  },
  { name: 'deferred', needs: 'person.resume', filters: { personStatus: 'deferred', sort: 'submitted' } },
  { name: 'toAssign', needs: 'person.assign', filters: { personStatus: 'granted', sort: 'priority' } },
  { name: 'awaitingMunicipality', needs: 'person.assign', filters: { personStatus: 'assigned', sort: 'submitted' } },
  { name: 'toPrepare', needs: 'person.make_ready', filters: { personStatus: 'accepted', sort: 'priority' } },
  { name: 'toBook', needs: 'person.book', filters: { personStatus: 'travel_ready', sort: 'priority' } },
  { name: 'booked', needs: 'person.depart', filters: { personStatus: 'booked', sort: 'submitted' } },
  { name: 'onTheWay', needs: 'person.arrive', filters: { personStatus: 'departed', sort: 'submitted' } },
  { name: 'arrived', needs: 'person.receive', filters: { personStatus: 'arrived', sort: 'submitted' } },
];
