import { isOnRoad, PERSON_STATUSES, ROUTES, type Route } from '../cases/index.js';
import { stockholmDateOf } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil } from '../quotas/index.js';
import type { Dates } from './history.js';
import { travellersOf, type RoadStep, type Traveller } from './domain/milestones.js';

// What a period's figures are made of, read for the cases that can count in it and for no others. Like all history: from rows that
// are never changed. The present case of a person only narrows what is read; where somebody stood is told by the moves.

/** A place held by a person at two dates. */
export interface HeldPlace {
  readonly subQuotaId: string;
  readonly state: 'reserved' | 'used';
}

const ROAD = PERSON_STATUSES.filter(isOnRoad);
/** Fewer parameters than either engine takes in one statement. */
const AT_ONCE = 8000;

const within = (alias: string): string => `${alias}.occurred_on <= :through AND ${alias}.recorded_at <= :known`;
const limits = ({ through, asOf }: Dates) => ({ through, known: knownUntil(asOf) });

/** Everybody who stands in these cases, or ever went on from them to another. */
const OF_CASES = `(SELECT id FROM persons WHERE case_id IN (:...ids) UNION SELECT person_id FROM case_moves WHERE from_case_id IN (:...ids))`;

async function inParts<Row>(ids: readonly string[], read: (part: string[]) => Promise<Row[]>): Promise<Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    found.push(...(await read(ids.slice(from, from + AT_ONCE) as string[])));
  return found;
}

/** The cases of all who have ever held a place in these accounts. */
export async function casesWithPlace(tx: Tx, accounts: readonly string[]): Promise<string[]> {
  if (accounts.length === 0) return [];
  const found = await rows<{ caseId: string }>(
    tx.manager,
    `SELECT DISTINCT p.case_id AS "caseId" FROM ledger_entries e JOIN persons p ON p.id = e.person_id WHERE e.to_account IN (:...accounts)`,
    { accounts },
  );
  return found.map(({ caseId }) => caseId);
}

/** How many were known of those who never changed the case, by case, and who of the others: counted without their stories, for the sum check. */
export async function knownBeside(tx: Tx, dates: Dates): Promise<{ byCase: Map<string, number>; moved: string[] }> {
  const byCase = await rows<{ caseId: string; persons: number | string }>(
    tx.manager,
    `SELECT p.case_id AS "caseId", count(*) AS persons FROM persons p
     WHERE EXISTS (SELECT 1 FROM person_transitions t WHERE t.person_id = p.id AND ${within('t')})
       AND NOT EXISTS (SELECT 1 FROM case_moves m WHERE m.person_id = p.id) GROUP BY p.case_id`,
    limits(dates),
  );
  const moved = await rows<{ personId: string }>(
    tx.manager,
    `SELECT DISTINCT t.person_id AS "personId" FROM case_moves m JOIN person_transitions t ON t.person_id = m.person_id WHERE ${within('t')}`,
    limits(dates),
  );
  return {
    byCase: new Map(byCase.map(({ caseId, persons }) => [caseId, Number(persons)])),
    moved: moved.map(({ personId }) => personId),
  };
}

/** Where everybody of the cases stood, with the days of the stages reached, in the case to which the last move had led. */
export async function travellers(tx: Tx, dates: Dates, caseIds: readonly string[]): Promise<Traveller[]> {
  const steps = await inParts(caseIds, (ids) =>
    rows<RoadStep>(
      tx.manager,
      `SELECT t.person_id AS "personId", t.case_id AS "caseId", t.to_status AS "toStatus", t.occurred_on AS "occurredOn"
       FROM person_transitions t WHERE t.person_id IN ${OF_CASES} AND ${within('t')} ORDER BY t.person_id, t.step`,
      { ids, ...limits(dates) },
    ),
  );
  const moves = await inParts(caseIds, (ids) =>
    rows<{ personId: string; caseId: string }>(
      tx.manager,
      `SELECT m.person_id AS "personId", m.to_case_id AS "caseId" FROM case_moves m
       WHERE m.person_id IN ${OF_CASES} AND ${within('m')} ORDER BY m.person_id, m.move`,
      { ids, ...limits(dates) },
    ),
  );
  const movedTo = new Map(moves.map(({ personId, caseId }) => [personId, caseId]));
  return travellersOf(steps, ROAD).map((one) => ({ ...one, caseId: movedTo.get(one.personId) ?? one.caseId }));
}

/** The place that each person of the cases held, by the last movement of it; who held none is absent. */
export async function placesHeld(tx: Tx, dates: Dates, caseIds: readonly string[]): Promise<Map<string, HeldPlace>> {
  const moved = await inParts(caseIds, (ids) =>
    rows<{ personId: string; account: string }>(
      tx.manager,
      `SELECT e.person_id AS "personId", e.to_account AS account FROM ledger_entries e
       WHERE e.person_id IN ${OF_CASES} AND ${within('e')} ORDER BY e.position`,
      { ids, ...limits(dates) },
    ),
  );
  const last = new Map(moved.map(({ personId, account }) => [personId, account]));
  return new Map(
    [...last].flatMap(([personId, account]): [string, HeldPlace][] => {
      const [state, subQuotaId] = account.split(':') as [string, string];
      return state === 'reserved' || state === 'used' ? [[personId, { subQuotaId, state }]] : [];
    }),
  );
}

/** The route of each case as it had been chosen by then: dossier, mission, or absent when there was no choice yet. */
export async function routesOf(tx: Tx, dates: Dates, caseIds: readonly string[]): Promise<Map<string, Route>> {
  const chosen = await inParts(caseIds, (ids) =>
    rows<{ caseId: string; recordedAt: string; payload: string }>(
      tx.manager,
      `SELECT e.case_id AS "caseId", e.recorded_at AS "recordedAt", p.payload AS payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.chain = 'open' AND e.case_id IN (:...ids) AND e.action = 'case.choose_route' AND e.recorded_at <= :known ORDER BY e.position`,
      { ids, known: knownUntil(dates.asOf) },
    ),
  );
  return new Map(
    chosen
      .filter(({ recordedAt }) => stockholmDateOf(recordedAt) <= dates.through)
      .map(({ caseId, payload }): [string, Route | undefined] => {
        const { route } = JSON.parse(payload) as { route?: string };
        return [caseId, ROUTES.find((one) => one === route)];
      })
      .filter((one): one is [string, Route] => one[1] !== undefined),
  );
}

/**
 * The exits of which the reason is counted: others, if split, would tell of suspected crime or of what the Security Service said
 * (Utlänningsdatalagen 17 §; architecture.md 7 (15)).
 */
export const EXITS_WITH_REASON = {
  withdrawn: 'person.withdraw',
  lost_contact: 'person.lose_contact',
  resettled_elsewhere: 'person.resettle_elsewhere',
} as const;

/** The reason code with which each of these persons left the road last. */
export async function exitReasons(tx: Tx, dates: Dates, personIds: readonly string[]): Promise<Map<string, string>> {
  const told = await inParts(personIds, (ids) =>
    rows<{ personId: string; payload: string }>(
      tx.manager,
      `SELECT e.subject_id AS "personId", p.payload AS payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.chain = 'open' AND e.subject_id IN (:...ids) AND e.action IN (:...actions) AND e.recorded_at <= :known ORDER BY e.position`,
      { ids, actions: Object.values(EXITS_WITH_REASON), known: knownUntil(dates.asOf) },
    ),
  );
  return new Map(
    told.flatMap(({ personId, payload }): [string, string][] => {
      const { occurredOn, reasonCode } = JSON.parse(payload) as { occurredOn: string; reasonCode?: string };
      return reasonCode && occurredOn <= dates.through ? [[personId, reasonCode]] : [];
    }),
  );
}

/** The diary numbers of cases, which they keep for ever. */
export async function diaryNumbersOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, string>> {
  const found = await inParts(caseIds, (ids) =>
    rows<{ id: string; diaryNumber: string }>(
      tx.manager,
      'SELECT id, diary_number AS "diaryNumber" FROM cases WHERE id IN (:...ids)',
      { ids },
    ),
  );
  return new Map(found.map(({ id, diaryNumber }) => [id, diaryNumber]));
}
