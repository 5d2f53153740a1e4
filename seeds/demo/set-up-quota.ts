import type { DemoClient } from './demo-client.js';

export interface DemoQuota {
  periodId: string;
  places: number;
}

interface Period {
  id: string;
  version: number;
  subQuotas: { id: string; name: string }[];
}

/** The municipalities of the demo with their (invented) numbers for 2025. Real numbers come from the county boards. */
export const MUNICIPALITIES: readonly (readonly [code: string, name: string, places: number])[] = [
  ['0180', 'Stockholm', 55],
  ['0380', 'Uppsala', 45],
  ['0580', 'Linköping', 45],
  ['0680', 'Jönköping', 45],
  ['0780', 'Växjö', 40],
  ['1280', 'Malmö', 45],
  ['1380', 'Halmstad', 40],
  ['1480', 'Göteborg', 50],
  ['1780', 'Karlstad', 40],
  ['1880', 'Örebro', 40],
  ['2180', 'Gävle', 40],
  ['2480', 'Umeå', 40],
];

/** The municipality to which the demo assigns a case: in turn by diary number; `other` picks another one. */
export function municipalityOf(diaryNumber: string, other: number): string {
  const turn = Number(diaryNumber.slice(-5)) + 5 * other;
  return MUNICIPALITIES[turn % MUNICIPALITIES.length]![0];
}

const GOVERNMENT = { authority: 'Government', documentReference: 'Ju2023/02778' };
const MINISTRY = { authority: 'Ministry of Justice', documentReference: 'Ju2025/00123' };
const DIRECTOR_GENERAL = { authority: 'Director-General', documentReference: '1.1.1.2-2025-1402' };

/** The pledge 2024–2025 (1,700 + 100), 2024's 900 as opening entries, and 2025's 900 in three sub-quotas, 50 of them emergency. */
export async function setUpQuota(client: DemoClient): Promise<DemoQuota> {
  const coordinator = 'coordinator';
  const create = (body: Record<string, unknown>): Promise<Period> => client.act(coordinator, '/quota-periods', body);
  const step = (period: Period, verb: string, body: Record<string, unknown>): Promise<Period> =>
    client.act(coordinator, `/quota-periods/${period.id}/actions/${verb}`, body, { version: period.version });
  const addSubQuota = async (
    period: Period,
    body: { name: string } & Record<string, unknown>,
  ): Promise<[Period, string]> => {
    const next = await client.act<Period>(coordinator, `/quota-periods/${period.id}/sub-quotas`, body, {
      version: period.version,
    });
    return [next, next.subQuotas.find(({ name }) => name === body.name)!.id];
  };
  const year = (name: string, of: number, pledgeId: string): Promise<Period> =>
    create({
      name,
      kind: 'annual',
      startsOn: `${of}-01-01`,
      endsOn: `${of}-12-31`,
      pledgeId,
      countingEvent: 'arrival',
      carryOverMode: 'absorbing',
      tolerance: 0,
    });

  let pledge = await create({
    name: 'Pledge 2024–2025',
    kind: 'biennial',
    startsOn: '2024-01-01',
    endsOn: '2025-12-31',
    countingEvent: 'arrival',
    carryOverMode: 'additive',
    tolerance: 0,
  });
  pledge = await step(pledge, 'consult', { ...MINISTRY, occurredOn: '2023-11-20' });
  pledge = await step(pledge, 'decide-places', {
    ...GOVERNMENT,
    places: 1700,
    scheme: 'resettlement',
    occurredOn: '2023-12-21',
  });
  pledge = await step(pledge, 'decide-places', {
    ...GOVERNMENT,
    places: 100,
    scheme: 'humanitarian_admission',
    occurredOn: '2023-12-21',
  });

  let before = await year('National quota 2024', 2024, pledge.id);
  before = await step(before, 'consult', { ...MINISTRY, occurredOn: '2023-12-27' });
  pledge = await step(pledge, 'allocate', {
    ...GOVERNMENT,
    places: 900,
    annualPeriodId: before.id,
    occurredOn: '2024-01-01',
  });
  // 1,700 + 100 is 900 in each year. No source was found for the year in which the 100 lay: here it is the first.
  before = await current(client, before);
  for (const [name, scheme, places] of [
    ['Resettlement 2024', 'resettlement', 800],
    ['Humanitarian admission 2024', 'humanitarian_admission', 100],
  ] as const) {
    const [planned, subQuotaId] = await addSubQuota(before, { name, scheme });
    before = await step(planned, 'allocate', { ...DIRECTOR_GENERAL, places, subQuotaId, occurredOn: '2024-01-01' });
    before = await step(before, 'open-earlier-year', {
      ...DIRECTOR_GENERAL,
      places,
      subQuotaId,
      occurredOn: '2024-12-31',
    });
  }

  let period = await year('National quota 2025', 2025, pledge.id);
  period = await step(period, 'consult', { ...MINISTRY, occurredOn: '2025-01-02' });
  await step(await current(client, pledge), 'allocate', {
    ...GOVERNMENT,
    places: 900,
    annualPeriodId: period.id,
    occurredOn: '2025-01-02',
  });
  period = await current(client, period);
  for (const [name, places, rest] of [
    ['Great Lakes (Uganda, Tanzania, Rwanda)', 750, { scheme: 'resettlement', countriesOfAsylum: ['UG', 'TZ', 'RW'] }],
    [
      'Afghan women and girls in Türkiye',
      100,
      { scheme: 'resettlement', countriesOfAsylum: ['TR'], nationalities: ['AF'] },
    ],
    ['Emergencies, worldwide', 50, { scheme: 'emergency', priority: 'emergency' }],
  ] as const) {
    let subQuotaId: string;
    [period, subQuotaId] = await addSubQuota(period, { name, ...rest });
    period = await step(period, 'allocate', { ...DIRECTOR_GENERAL, places, subQuotaId, occurredOn: '2025-01-07' });
  }
  await step(period, 'open', { ...DIRECTOR_GENERAL, occurredOn: '2025-01-07' });
  for (const [municipalityCode, , places] of MUNICIPALITIES)
    await client.act('placement.officer', '/municipal-numbers', {
      municipalityCode,
      year: 2025,
      places,
      source: 'Synthetic number for the demo',
    });
  return { periodId: period.id, places: 900 };
}

const current = (client: DemoClient, { id }: Period): Promise<Period> =>
  client.get('coordinator', `/quota-periods/${id}`);
