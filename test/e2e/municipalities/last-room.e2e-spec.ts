import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalNumber, numberOf, waiting } from '../../factories/assignments.js';
import { versionOf } from '../../factories/cases.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf } from '../../support/replies.js';

const CASES = 6;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

describe('the last room of a municipal number', () => {
  it('wanted by several at once goes to exactly one, in every round', async () => {
    const cases: { id: string; version: number }[] = [];
    for (let n = 0; n < CASES; n += 1) {
      const { id } = await waiting(app, anRrf({ persons: [anRrfPerson()] }));
      cases.push({ id, version: await versionOf(app, id) });
    }
    const codes = ['0114', '0115', '0117', '0120'];
    for (const code of codes) await municipalNumber(app, { code, places: 1 });
    let left = cases;
    for (const municipalityCode of codes) {
      const replies = await Promise.all(
        left.map(({ id, version }) =>
          app
            .as('placement_officer')
            .post(`/cases/${id}/actions/assign`, { municipalityCode, reason: 'The last room.' }, { ifMatch: version }),
        ),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, ...left.slice(1).map(() => 422)]);
      for (const reply of replies.filter(({ status }) => status === 422))
        expect(codesOf(reply)).toEqual(['municipalNumberUsedUp']);
      expect(await numberOf(app, municipalityCode, 2025)).toMatchObject({ places: 1, assigned: 1 });
      left = left.filter((_, index) => replies[index]!.status !== 200);
    }
    expect(left).toHaveLength(CASES - codes.length);
  });
});
