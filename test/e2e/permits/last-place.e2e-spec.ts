import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { versionOf } from '../../factories/cases.js';
import { codesOf, placesOf, readyToGrant, rowsOf, statusesOf } from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';

const COUNTRIES = ['UG', 'TZ', 'RW', 'KE', 'ET'];

let app: TestApp;
let period: MadePeriod;
let officials: Client[];
beforeAll(async () => {
  app = await startApp();
  const subQuotas = COUNTRIES.map((country) => ({ name: country, places: 1, countriesOfAsylum: [country] }));
  period = await openPeriod(app, { subQuotas, countingEvent: 'grant' });
  officials = [
    await app.newOfficial({ roles: ['decision_maker'], name: 'First decider' }),
    await app.newOfficial({ roles: ['decision_maker'], name: 'Second decider' }),
  ];
});
afterAll(() => app.close());

const alone = (countryOfAsylum: string) => readyToGrant(app, anRrf({ countryOfAsylum, persons: [anRrfPerson()] }));

describe('the last place', () => {
  it.each(COUNTRIES)('taken by two decision makers at once goes to exactly one of them (%s)', async (country) => {
    const rivals = [await alone(country), await alone(country)];
    const versions = await Promise.all(rivals.map(({ id }) => versionOf(app, id)));
    const replies = await Promise.all(
      rivals.map(({ id }, index) =>
        officials[index]!.post(`/cases/${id}/actions/grant`, {}, { ifMatch: versions[index]! }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    const lost = replies.findIndex(({ status }) => status === 422);
    expect(codesOf(replies[lost]!)).toEqual(['placesUsedUp']);

    const [winner, loser] = [rivals[1 - lost]!, rivals[lost]!];
    expect(statusesOf(await theCase(app, winner.id))).toEqual(['granted']);
    expect(statusesOf(await theCase(app, loser.id))).toEqual(['under_examination']);
    expect(await rowsOf(app, 'permits', winner.id)).toHaveLength(1);
    for (const table of ['permits', 'decisions']) expect(await rowsOf(app, table, loser.id)).toEqual([]);
    // Counted at the grant in this period: reserved and used in one act; placesOf checks that the whole period adds up.
    expect(await placesOf(app, period.id, period.subQuotaId(country))).toEqual({ available: 0, reserved: 0, used: 1 });
  });
});
