import { AWAITING_DECISION } from '../submissions/index.js';
import { PERSON_STATUSES, type PersonStatus } from '../cases/index.js';

/** What can run out: the clocks of the case, the pre-screening, papers of the journey, the permit, the reception. */
export const DEADLINE_KINDS = [
  'eu_conclusion',
  'eu_emergency',
  'priority',
  'clearance',
  'fit_to_travel',
  'travel_document',
  'entry_visa',
  'exit_permit',
  'permit_card',
  'permit',
  'reception',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

// Medical forms are not among them: they are shown on their case and counted, never listed (Utlänningsdatalagen 17 §).

const between = (first: PersonStatus, last: PersonStatus): readonly PersonStatus[] =>
  PERSON_STATUSES.slice(PERSON_STATUSES.indexOf(first), PERSON_STATUSES.indexOf(last) + 1);

/** The states in which a deadline of the journey or the permit matters still. */
export const BEFORE_DEPARTURE = between('listed', 'booked');
export const WITH_CLEARANCE = between('cleared', 'booked');
export const WITH_PERMIT = between('granted', 'departed');

export const STATES = { awaiting: AWAITING_DECISION, beforeDeparture: BEFORE_DEPARTURE, withPermit: WITH_PERMIT };

const CLOCKS: readonly DeadlineKind[] = ['eu_conclusion', 'eu_emergency', 'priority'];
const PAPERS: readonly DeadlineKind[] = [
  'fit_to_travel',
  'travel_document',
  'entry_visa',
  'exit_permit',
  'permit_card',
];

/** Where the deadlines stand that a query can tell, one query a source: kind, day, id, case, person. */
const SOURCES: readonly { kinds: readonly DeadlineKind[]; sql: string }[] = [
  {
    kinds: CLOCKS,
    sql: `SELECT k.kind AS kind, k.due_on AS due_on, k.id AS id, k.case_id AS case_id, NULL AS person_id, k.extended_on AS extended_on
          FROM case_clocks k
          WHERE EXISTS (SELECT 1 FROM persons p WHERE p.case_id = k.case_id
            AND ((k.kind = 'priority' AND p.status IN (:...beforeDeparture)) OR (k.kind <> 'priority' AND p.status IN (:...awaiting))))`,
  },
  {
    kinds: PAPERS,
    sql: `SELECT i.kind AS kind, i.valid_until AS due_on, i.id AS id, p.case_id AS case_id, p.id AS person_id, NULL AS extended_on
          FROM checklist_items i JOIN persons p ON p.id = i.person_id
          WHERE i.state = 'held' AND i.valid_until IS NOT NULL AND i.kind IN (:...papers) AND p.status IN (:...beforeDeparture)`,
  },
  {
    kinds: ['permit'],
    sql: `SELECT 'permit' AS kind, t.valid_until AS due_on, t.id AS id, p.case_id AS case_id, p.id AS person_id, NULL AS extended_on
          FROM permits t JOIN persons p ON p.id = t.person_id
          WHERE t.ended_on IS NULL AND t.valid_until IS NOT NULL AND p.status IN (:...withPermit)`,
  },
  {
    kinds: ['reception'],
    sql: `SELECT 'reception' AS kind, a.latest_reception_on AS due_on, a.id AS id, a.case_id AS case_id, NULL AS person_id, NULL AS extended_on
          FROM assignments a
          WHERE EXISTS (SELECT 1 FROM assignment_persons m WHERE m.assignment_id = a.id AND m.open AND m.received_on IS NULL)`,
  },
];

export const sourceParameters = { ...STATES, papers: PAPERS };

/** One query over the sources of these kinds; null when none of them is in the database as a date. */
export function unionOf(kinds: readonly DeadlineKind[]): string | null {
  const wanted = SOURCES.filter((source) => source.kinds.some((kind) => kinds.includes(kind)));
  return wanted.length > 0 ? wanted.map(({ sql }) => sql).join(' UNION ALL ') : null;
}
