import type { Priority, Route } from '../cases/index.js';
import { stockholmDateOf, type DatePrecision, type PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil } from '../quotas/index.js';
import type { Dates } from './history.js';
import { livesOf, type Life, type Step } from './lives.js';

/** What reports count cases by, as it stood at two dates. */
export interface CaseFacts {
  readonly caseId: string;
  readonly countryOfAsylum: string;
  readonly priority: Priority;
  /** Null until it is chosen. */
  readonly route: Route | null;
  readonly receivedOn: PlainDate;
  readonly registeredOn: PlainDate | null;
  /** Returned to its sender as incomplete, and not sent anew. */
  readonly returned: boolean;
  /** Primary and secondary category, for counts alone (architecture.md 7 (15)). */
  readonly categories: readonly string[];
}

export const STATELESS = 'stateless';
export const UNKNOWN = 'unknown';

interface CaseRow {
  id: string;
  countryOfAsylum: string;
  priority: Priority;
  route: Route | null;
  receivedOn: PlainDate;
  registeredOn: PlainDate | null;
  primaryCategory: string | null;
  secondaryCategory: string | null;
}
interface Form {
  caseId: string;
  receivedOn: PlainDate;
  receivedAt: string;
  rrf: string;
}
/** What a form says that reports count by. */
export interface FormContent {
  priority: Priority;
  primaryCategory: string;
  secondaryCategory?: string | null;
  persons: {
    individualNumber: string;
    nationality?: string | null;
    stateless: boolean;
    sex: string;
    birthDate: string;
    birthDatePrecision?: DatePrecision;
    birthDateEstimated?: boolean;
    specificNeeds?: string[];
  }[];
}
interface Act {
  caseId: string;
  action: string;
  recordedAt: string;
  payload: string;
}

const isWithin = (act: { recordedAt: string }, { through, asOf }: Dates): boolean =>
  act.recordedAt <= knownUntil(asOf) && stockholmDateOf(act.recordedAt) <= through;

/** The story of every person that was known, by the steps that had happened, in the case to which the last move had led. */
export async function lives(tx: Tx, { through, asOf }: Dates): Promise<Life[]> {
  const limits = { through, known: knownUntil(asOf) };
  const steps = await rows<Step>(
    tx.manager,
    `SELECT t.person_id AS "personId", t.case_id AS "caseId", t.from_status AS "fromStatus", t.to_status AS "toStatus", t.occurred_on AS "occurredOn"
     FROM person_transitions t WHERE t.occurred_on <= :through AND t.recorded_at <= :known ORDER BY t.person_id, t.step`,
    limits,
  );
  const moves = await rows<{ personId: string; caseId: string }>(
    tx.manager,
    `SELECT m.person_id AS "personId", m.to_case_id AS "caseId" FROM case_moves m
     WHERE m.occurred_on <= :through AND m.recorded_at <= :known ORDER BY m.person_id, m.move`,
    limits,
  );
  const movedTo = new Map(moves.map(({ personId, caseId }) => [personId, caseId]));
  return livesOf(steps).map((life) => ({ ...life, caseId: movedTo.get(life.personId) ?? life.caseId }));
}

/**
 * The cases as they stood: priority and categories by the version of the RRF that was in force, route and return by the audit
 * chain. Country of asylum and the days of receipt and registration never change once they stand.
 */
export async function caseFacts(tx: Tx, dates: Dates): Promise<Map<string, CaseFacts>> {
  const cases = await rows<CaseRow>(
    tx.manager,
    `SELECT id, country_of_asylum AS "countryOfAsylum", priority, route, received_on AS "receivedOn", registered_on AS "registeredOn",
            primary_category AS "primaryCategory", secondary_category AS "secondaryCategory" FROM cases ORDER BY id`,
  );
  const forms = await formsInForce(tx, dates);
  const routes = byCase(await acts(tx, ['case.choose_route']));
  const returns = byCase(await acts(tx, ['case.return_incomplete', 'case.resubmit']));
  const lastDay = dates.through < dates.asOf ? dates.through : dates.asOf;
  return new Map(
    cases.map(({ id, primaryCategory, secondaryCategory, ...row }) => {
      const told = forms.get(id) ?? { priority: row.priority, primaryCategory, secondaryCategory };
      // A choice made later tells what stood before it; when none was, what stands now stood then.
      const later = routes.get(id)?.find((act) => !isWithin(act, dates));
      return [
        id,
        {
          caseId: id,
          countryOfAsylum: row.countryOfAsylum,
          priority: told.priority,
          route: later ? (JSON.parse(later.payload) as { before: Route | null }).before : row.route,
          receivedOn: row.receivedOn,
          registeredOn: row.registeredOn !== null && row.registeredOn <= lastDay ? row.registeredOn : null,
          returned: returns.get(id)?.findLast((act) => isWithin(act, dates))?.action === 'case.return_incomplete',
          categories: [told.primaryCategory, told.secondaryCategory].filter((code): code is string => Boolean(code)),
        },
      ];
    }),
  );
}

/** Each person's nationality: a country code, `stateless`, or `unknown`; by the version of the RRF that was in force. */
export async function nationalities(tx: Tx, dates: Dates): Promise<Map<string, string>> {
  const persons = await rows<{
    id: string;
    caseId: string;
    individualNumber: string | null;
    nationality: string | null;
    stateless: boolean | number;
  }>(
    tx.manager,
    `SELECT id, case_id AS "caseId", individual_number AS "individualNumber", nationality, stateless FROM persons ORDER BY id`,
  );
  const forms = await formsInForce(tx, dates);
  return new Map(
    persons.map((person) => {
      const told = toldOf(forms, person);
      const { nationality, stateless } = told ?? person;
      return [person.id, nationality ?? (stateless ? STATELESS : UNKNOWN)];
    }),
  );
}

/** The form in force for each case that has been sent more than once: of the others, the case itself says the same. */
export async function formsInForce(tx: Tx, { through, asOf }: Dates): Promise<Map<string, FormContent>> {
  const found = await rows<Form>(
    tx.manager,
    `SELECT s.case_id AS "caseId", s.received_on AS "receivedOn", s.received_at AS "receivedAt", s.rrf AS rrf FROM submissions s
     WHERE s.case_id IN (SELECT case_id FROM submissions WHERE rrf_version > 1) AND s.received_on <= :through AND s.received_at <= :known
     ORDER BY s.case_id, s.rrf_version`,
    { through, known: knownUntil(asOf) },
  );
  const last = new Map(found.map((form) => [form.caseId, form.rrf]));
  return new Map([...last].map(([caseId, rrf]) => [caseId, JSON.parse(rrf) as FormContent]));
}

/** What a form said of the person: that of the case, or of the one from which the person went on to it. */
export const toldOf = (
  forms: ReadonlyMap<string, FormContent>,
  { caseId, individualNumber }: { caseId: string; individualNumber: string | null },
): FormContent['persons'][number] | undefined => {
  const own = forms.get(caseId);
  const named = ({ persons }: FormContent) => persons.find((one) => one.individualNumber === individualNumber);
  return own ? named(own) : [...forms.values()].map(named).find((one) => one !== undefined);
};

const acts = (tx: Tx, actions: string[]): Promise<Act[]> =>
  rows<Act>(
    tx.manager,
    `SELECT e.case_id AS "caseId", e.action AS action, e.recorded_at AS "recordedAt", p.payload AS payload
     FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = 'open' AND e.action IN (:...actions) ORDER BY e.position`,
    { actions },
  );

function byCase(found: readonly Act[]): Map<string, Act[]> {
  const groups = new Map<string, Act[]>();
  for (const act of found) groups.set(act.caseId, [...(groups.get(act.caseId) ?? []), act]);
  return groups;
}
