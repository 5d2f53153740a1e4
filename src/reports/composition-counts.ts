import { mayBeYounger, readingOf, type DatePrecision } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import type { GroupCount } from '../quotas/index.js';
import { caseFacts, formsInForce, nationalities, toldOf } from './case-facts.js';
import type { Dates } from './history.js';

interface PersonRow {
  id: string;
  individualNumber: string | null;
  sex: string;
  birthDate: string | null;
  precision: DatePrecision;
  estimated: boolean | number | null;
  specificNeeds: string;
}

const MAJORITY = 18;

/**
 * How many of the persons have which traits in common, for shares alone: never who (architecture.md 7 (15)). Whoever may still be
 * under 18 counts as such. Each is told by the version of the form that was in force.
 */
export async function compositionCounts(
  tx: Tx,
  dates: Dates,
  persons: readonly { personId: string; caseId: string }[],
): Promise<GroupCount[]> {
  const cases = await caseFacts(tx, dates);
  const nationality = await nationalities(tx, dates);
  const told = await rows<PersonRow>(
    tx.manager,
    `SELECT id, individual_number AS "individualNumber", sex, birth_date AS "birthDate", birth_date_precision AS precision, birth_date_estimated AS estimated, specific_needs AS "specificNeeds" FROM persons`,
  );
  const forms = await formsInForce(tx, dates);
  const byId = new Map(told.map((row) => [row.id, row]));
  const groups = new Map<string, GroupCount>();
  for (const { personId, caseId } of persons) {
    const row = byId.get(personId);
    if (!row) continue;
    const code = nationality.get(personId) ?? null;
    const form = toldOf(forms, { caseId, individualNumber: row.individualNumber });
    const born = form
      ? { date: form.birthDate, precision: form.birthDatePrecision, estimated: form.birthDateEstimated }
      : { date: row.birthDate, precision: row.precision, estimated: Boolean(row.estimated) };
    const traits = {
      female: (form ?? row).sex === 'female',
      under18: born.date !== null && mayBeYounger(readingOf({ ...born, date: born.date }), MAJORITY, dates.through),
      nationality: code !== null && code.length === 2 ? code : null,
      submissionCategories: cases.get(caseId)?.categories ?? [],
      specificNeeds: form ? (form.specificNeeds ?? []) : (JSON.parse(row.specificNeeds) as string[]),
    };
    const key = JSON.stringify(traits);
    groups.set(key, { ...traits, persons: (groups.get(key)?.persons ?? 0) + 1 });
  }
  return [...groups.values()];
}
