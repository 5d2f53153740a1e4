import { systemActor } from '../../src/access/index.js';
import { CaseRow, PersonRow } from '../../src/cases/cases.entities.js';
import { keepNames } from '../../src/cases/name-keys.js';
import { insertRows, UnitOfWork } from '../../src/platform/index.js';
import type { TestApp } from './app.js';
import type { Truth } from './duplicate-truth/truth.js';

const ACTOR = systemActor('names');
const CASES_A_TRANSACTION = 100;

/** Puts cases down as bare rows with the names of their persons, as the search finds them: what is looked into is the finding, not the receipt. */
export async function registerNames(app: TestApp, cases: Truth['cases']): Promise<void> {
  for (let from = 0; from < cases.length; from += CASES_A_TRANSACTION)
    await app.server.get(UnitOfWork).run(ACTOR, async (tx) => {
      for (const members of cases.slice(from, from + CASES_A_TRANSACTION)) {
        const { caseId } = members[0]!;
        const theCase = {
          ...{ id: caseId, diaryNumber: `NAMES-${caseId.slice(-12)}`, source: 'unhcr', priority: 'normal' },
          ...{ countryOfAsylum: 'UG', caseSize: members.length, intake: 'received', receivedOn: '2025-01-07' },
          ...{ version: 1, changedBy: 'names', changedAt: tx.at },
        };
        const persons = members.map(({ personId, sex, names, nationality }, index) => ({
          ...{ id: personId, caseId, number: index + 1, individualNumber: null, nationality },
          ...{ familyName: names[0]!.family, givenNames: names[0]!.given },
          otherNames: names.slice(1).map(({ given, family }) => `${given} ${family}`.trim()),
          ...{ sex, birthDate: null, birthDatePrecision: 'day', stateless: false, languages: [] },
          ...{ relationToPrincipal: 'dependant', specificNeeds: [], holdsEuProtection: false, identityVersion: 1 },
          ...{ status: 'listed' as const, statusSince: '2025-01-07', active: true },
        }));
        await insertRows(tx.manager, CaseRow, [theCase as CaseRow]);
        await insertRows(tx.manager, PersonRow, persons as unknown as PersonRow[]);
        await keepNames(tx, persons);
      }
    });
}
