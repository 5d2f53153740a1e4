import { systemActor } from '../../../src/access/index.js';
import { CaseRow, PersonRow } from '../../../src/cases/cases.entities.js';
import { UnitOfWork, type Tx } from '../../../src/platform/index.js';
import type { PersonToMatch } from '../../../src/submissions/domain/duplicates/person-to-match.js';
import { DuplicateSuspicion } from '../../../src/submissions/duplicates.entities.js';
import { FindDuplicates } from '../../../src/submissions/index.js';
import type { TestApp } from '../app.js';
import { pairOf, type Truth } from './truth.js';

const ACTOR = systemActor('truth');
const CASES_A_TRANSACTION = 50;

/** Puts the case and its persons down as bare rows: what is looked into is the finding, not the receipt. */
async function insertCase(tx: Tx, persons: readonly PersonToMatch[]): Promise<void> {
  const { caseId } = persons[0]!;
  await tx.manager.insert(CaseRow, {
    ...{ id: caseId, diaryNumber: `TRUTH-${caseId.slice(-12)}`, source: 'unhcr', priority: 'normal' },
    ...{ countryOfAsylum: 'UG', caseSize: persons.length, intake: 'received', receivedOn: '2025-01-07' },
    ...{ version: 1, changedBy: 'truth', changedAt: tx.at },
  });
  await tx.manager.insert(
    PersonRow,
    persons.map(({ personId, sex }, index) => ({
      ...{ id: personId, caseId, number: index + 1, individualNumber: null, familyName: 'T', givenNames: 'T' },
      ...{ otherNames: [], sex, birthDate: null, birthDatePrecision: 'day', stateless: false, languages: [] },
      ...{ relationToPrincipal: 'dependant', specificNeeds: [], holdsEuProtection: false, identityVersion: 1 },
      ...{ status: 'listed' as const, statusSince: '2025-01-07', active: true },
    })),
  );
}

/** Registers the cases one after another, as they arrive; returns the milliseconds that the finding took for each. */
export async function register(app: TestApp, cases: Truth['cases']): Promise<number[]> {
  const find = app.server.get(FindDuplicates);
  const took: number[] = [];
  for (let from = 0; from < cases.length; from += CASES_A_TRANSACTION)
    await app.server.get(UnitOfWork).run(ACTOR, async (tx) => {
      for (const persons of cases.slice(from, from + CASES_A_TRANSACTION)) {
        await insertCase(tx, persons);
        took.push(await timed(() => find.of(tx, persons)));
      }
    });
  return took;
}

const TAKEN_BACK = new Error('taken back');

/** How long one more case takes; nothing of it stays. */
export async function timeOfOneMore(app: TestApp, persons: readonly PersonToMatch[]): Promise<number> {
  let took = 0;
  await app.server
    .get(UnitOfWork)
    .run(ACTOR, async (tx) => {
      await insertCase(tx, persons);
      took = await timed(() => app.server.get(FindDuplicates).of(tx, persons));
      throw TAKEN_BACK;
    })
    .catch((error: unknown) => {
      if (error !== TAKEN_BACK) throw error;
    });
  return took;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export interface Found {
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
}

/** What the queue holds against what is true, by strength. */
export async function judgedBy(app: TestApp, truth: Truth, strengths: readonly string[]): Promise<Found> {
  const suspicions = await app.dataSource.manager.find(DuplicateSuspicion, {
    select: { firstPersonId: true, secondPersonId: true, strength: true },
  });
  const pairs = suspicions
    .filter(({ strength }) => strengths.includes(strength))
    .map(({ firstPersonId, secondPersonId }) => pairOf(firstPersonId, secondPersonId));
  const right = pairs.filter((pair) => truth.pairs.has(pair)).length;
  return { found: pairs.length, precision: right / pairs.length, recall: right / truth.pairs.size };
}
