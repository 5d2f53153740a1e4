import { systemActor } from '../../../src/access/index.js';
import { isPostgres, rows, UnitOfWork, type Tx } from '../../../src/platform/index.js';
import type { PersonToMatch } from '../../../src/submissions/domain/duplicates/person-to-match.js';
import { prepare } from '../../../src/submissions/domain/duplicates/prepare.js';
import { DuplicateSuspicion } from '../../../src/submissions/duplicates.entities.js';
import { DuplicatesIndex } from '../../../src/submissions/duplicates-index.js';
import { FindDuplicates } from '../../../src/submissions/index.js';
import type { TestApp } from '../app.js';
import { pairOf, type Truth } from './truth.js';

const ACTOR = systemActor('truth');
const CASES_A_TRANSACTION = 50;
const CASES_PUT_DOWN = 5_000;

/** Puts cases and their persons down as bare rows: what is looked into is the finding, not the receipt. */
async function insertCases(tx: Tx, cases: Truth['cases']): Promise<void> {
  const [list, value] = isPostgres(tx.manager)
    ? ['json_array_elements(CAST(:list AS json)) AS list(value)', (field: string) => `(list.value->>'${field}')`]
    : ['json_each(:list) AS list', (field: string) => `json_extract(list.value, '$.${field}')`];
  const count = (field: string): string => `CAST(${value(field)} AS integer)`;
  await rows(
    tx.manager,
    `INSERT INTO cases (id, diary_number, source, priority, country_of_asylum, case_size, intake, received_on, version, changed_by, changed_at)
     SELECT ${value('id')}, 'TRUTH-' || substr(${value('id')}, 25), 'unhcr', 'normal', 'UG', ${count('size')}, 'received', '2025-01-07', 1, 'truth', :at
     FROM ${list}`,
    { list: JSON.stringify(cases.map((persons) => ({ id: persons[0]!.caseId, size: persons.length }))), at: tx.at },
  );
  const persons = cases.flatMap((of) =>
    of.map(({ personId, caseId, sex }, index) => ({ id: personId, caseId, sex, number: index + 1 })),
  );
  await rows(
    tx.manager,
    `INSERT INTO persons (id, case_id, number, sex, family_name, given_names, other_names, birth_date_precision, stateless,
       relation_to_principal, languages, specific_needs, holds_eu_protection, identity_version, status, status_since, active)
     SELECT ${value('id')}, ${value('caseId')}, ${count('number')}, ${value('sex')}, 'T', 'T', '[]', 'day', false,
       'dependant', '[]', '[]', false, 1, 'listed', '2025-01-07', true
     FROM ${list}`,
    { list: JSON.stringify(persons) },
  );
}

/** Puts the cases down with all that the index keeps of their persons, and looks for nobody: those who were there before. */
export async function putDown(app: TestApp, cases: Truth['cases']): Promise<void> {
  for (let from = 0; from < cases.length; from += CASES_PUT_DOWN)
    await app.server.get(UnitOfWork).run(ACTOR, async (tx) => {
      const some = cases.slice(from, from + CASES_PUT_DOWN);
      await insertCases(tx, some);
      await app.server.get(DuplicatesIndex).put(tx, some.flat().map(prepare));
    });
}

/**
 * Registers the cases in the order of their arrival. Several at once are looked for together and not among each other: with many
 * registered that loses next to nothing, and is several times as quick.
 */
export async function register(app: TestApp, cases: Truth['cases'], casesAtOnce = 1): Promise<void> {
  const find = app.server.get(FindDuplicates);
  const transaction = Math.max(CASES_A_TRANSACTION, casesAtOnce);
  for (let from = 0; from < cases.length; from += transaction)
    await app.server.get(UnitOfWork).run(ACTOR, async (tx) => {
      const arrived = cases.slice(from, from + transaction);
      await insertCases(tx, arrived);
      for (let at = 0; at < arrived.length; at += casesAtOnce)
        await find.of(tx, arrived.slice(at, at + casesAtOnce).flat());
    });
}

const TAKEN_BACK = new Error('taken back');

/** How many milliseconds one more case takes, all that is read, compared and written for it; nothing of it stays. */
export async function timeOfOneMore(app: TestApp, persons: readonly PersonToMatch[]): Promise<number> {
  let took = 0;
  await app.server
    .get(UnitOfWork)
    .run(ACTOR, async (tx) => {
      await insertCases(tx, [persons]);
      const start = performance.now();
      await app.server.get(FindDuplicates).of(tx, persons);
      took = performance.now() - start;
      throw TAKEN_BACK;
    })
    .catch((error: unknown) => {
      if (error !== TAKEN_BACK) throw error;
    });
  return took;
}

export interface Found {
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
}

/** What the queue holds against what is true, by strength. */
export async function judgedBy(
  app: TestApp,
  truth: Pick<Truth, 'pairs'>,
  strengths: readonly string[],
): Promise<Found> {
  const suspicions = await app.dataSource.manager.find(DuplicateSuspicion, {
    select: { firstPersonId: true, secondPersonId: true, strength: true },
  });
  const pairs = suspicions
    .filter(({ strength }) => strengths.includes(strength))
    .map(({ firstPersonId, secondPersonId }) => pairOf(firstPersonId, secondPersonId));
  const right = pairs.filter((pair) => truth.pairs.has(pair)).length;
  return { found: pairs.length, precision: right / pairs.length, recall: right / truth.pairs.size };
}
