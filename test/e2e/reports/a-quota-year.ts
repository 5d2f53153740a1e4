import { planOf } from '../../factories/planning.js';
import { actOn, registered } from '../../factories/cases.js';
import { granted, routed } from '../../factories/decisions.js';
import { arrived, received } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import type { TestApp } from '../../support/app.js';

export interface QuotaYear {
  pledge: MadePeriod;
  period: MadePeriod;
  plan: (body: object) => Promise<void>;
}

/** How long the telling may take on a busy machine. */
export const TELLING_MS = 5 * 60_000;

const inTanzania = (persons = 2) =>
  anRrf({
    countryOfAsylum: 'TZ',
    persons: [
      anRrfPerson(),
      ...Array.from({ length: persons - 1 }, () => anRrfPerson({ relationToPrincipal: 'spouse' })),
    ],
  });

/**
 * A year within a pledge with Swedish names, planned and planned anew, told to the end of April: a case in each state from
 * February on, others who arrive in March and April, routes of both kinds, exits, and cases of no sub-quota.
 */
export async function aQuotaYear(app: TestApp): Promise<QuotaYear> {
  const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, name: 'Åtagandet 2024–2025', places: 200 });
  const period = await openPeriod(app, {
    ...{ year: 2025, name: 'Nationell kvot 2025', pledge, places: 80 },
    subQuotas: [
      { name: 'Östafrika (Uganda)', places: 50, countriesOfAsylum: ['UG'] },
      { name: 'Södra sjöregionen', places: 20, countriesOfAsylum: ['TZ'] },
      { name: 'Nödlägen', places: 5, priority: 'emergency', scheme: 'emergency' },
    ],
  });
  let version = 0;
  const plan = async (body: object): Promise<void> => {
    await app.as('coordinator').post(`/quota-periods/${period.id}/plans`, body, { ifMatch: version }).expect(201);
    version += 1;
  };
  await plan(
    planOf(period, {
      'Östafrika (Uganda)': { '2025-02': 10, '2025-03': 10, '2025-06': 30 },
      'Södra sjöregionen': { '2025-04': 20 },
    }),
  );
  app.goTo('2025-02-04');
  for (const state of Object.keys(STANDING) as Standing[]) await STANDING[state](app);
  app.goTo('2025-03-10');
  await received(app, inTanzania());
  await routed(app, inTanzania(1), 'mission');
  const gone = await granted(app, inTanzania());
  await plan({
    ...planOf(period, {
      'Östafrika (Uganda)': { '2025-02': 6, '2025-05': 20, '2025-07': 24 },
      'Södra sjöregionen': { '2025-03': 2, '2025-08': 18 },
    }),
    ...{ decidedOn: '2025-03-10', reason: 'Inga flyg från Kampala i april.' },
  });
  app.goTo('2025-04-02');
  await arrived(app);
  await actOn(app, 'coordinator', gone.id, 'withdraw', { reasonCode: 'refugees_wish' });
  const lost = await registered(app);
  await actOn(app, 'coordinator', lost.id, 'lose-contact', { reasonCode: 'no_answer' });
  await registered(app, anRrf({ countryOfAsylum: 'KE', persons: [anRrfPerson()] }));
  return { pledge, period, plan };
}
