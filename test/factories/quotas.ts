import type { TestApp } from '../support/app.js';

export interface WantedSubQuota {
  name: string;
  places: number;
  scheme?: 'resettlement' | 'humanitarian_admission' | 'emergency';
  regions?: string[];
  countriesOfAsylum?: string[];
  nationalities?: string[];
  priority?: 'emergency' | 'urgent' | 'normal';
  cap?: number;
}

export interface WantedPeriod {
  /** The calendar year of an annual period, or the first of a biennial one; the present one when not said. */
  year?: number;
  kind?: 'annual' | 'biennial';
  name?: string;
  /** Places in all; the sum of the sub-quotas when not said. What is over stays in the pool. */
  places?: number;
  /** One that takes any case when not said; none in a biennial period. */
  subQuotas?: WantedSubQuota[];
  /** The pledge to draw the places from. */
  pledge?: MadePeriod;
  countingEvent?: 'grant' | 'departure' | 'arrival';
  carryOverMode?: 'additive' | 'absorbing';
  tolerance?: number;
}

export interface MadePeriod {
  id: string;
  /** The version after the period was made. */
  version: number;
  /** The sub-quota of this name; the first one when no name is given. */
  subQuotaId(name?: string): string;
}

interface PeriodBody {
  id: string;
  version: number;
  subQuotas: { id: string; name: string }[];
}

/** Who decides, and where it stands: any will do. */
export const AUTHORITY = { authority: 'Government', documentReference: 'Ju2024/00001' };

/** A coordinator's act on a period, on the version that stands now: `actOnPeriod(app, id, 'actions/open', AUTHORITY)`. */
export async function actOnPeriod(app: TestApp, periodId: string, path: string, body: object): Promise<PeriodBody> {
  const coordinator = app.as('coordinator');
  const { etag } = await coordinator.get(`/quota-periods/${periodId}`).expect(200);
  const reply = await coordinator.post(`/quota-periods/${periodId}/${path}`, body, { ifMatch: etag! });
  if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body as PeriodBody;
}

/** A period in draft with its sub-quotas, without places. */
export async function aPeriod(app: TestApp, wanted: WantedPeriod = {}): Promise<MadePeriod> {
  const { year = yearNow(app), kind = 'annual', pledge, countingEvent, carryOverMode, tolerance } = wanted;
  const reply = await app
    .as('coordinator')
    .post('/quota-periods', {
      name: wanted.name ?? (kind === 'annual' ? `National quota ${year}` : `Pledge ${year}–${year + 1}`),
      kind,
      startsOn: `${year}-01-01`,
      endsOn: `${kind === 'annual' ? year : year + 1}-12-31`,
      ...(pledge && { pledgeId: pledge.id }),
      ...(countingEvent && { countingEvent }),
      ...(carryOverMode && { carryOverMode }),
      ...(tolerance !== undefined && { tolerance }),
    })
    .expect(201);
  let period = reply.body as PeriodBody;
  for (const { places: _, ...subQuota } of subQuotasOf(wanted))
    period = await actOnPeriod(app, period.id, 'sub-quotas', { scheme: 'resettlement', ...subQuota });
  const [first] = subQuotasOf(wanted);
  return {
    id: period.id,
    version: period.version,
    subQuotaId: (name = first?.name) => {
      const found = period.subQuotas.find((one) => one.name === name);
      if (!found) throw new Error(`The period has no sub-quota ${name}.`);
      return found.id;
    },
  };
}

/** A period with its places decided, or drawn from the pledge, and allocated; not yet open. */
export async function aDecidedPeriod(app: TestApp, wanted: WantedPeriod = {}): Promise<MadePeriod> {
  const subQuotas = subQuotasOf(wanted);
  const { pledge, places = subQuotas.reduce((sum, one) => sum + one.places, 0) } = wanted;
  const period = await aPeriod(app, wanted);
  const on = planned(app, wanted);
  let { version } = await actOnPeriod(app, period.id, 'actions/consult', on);
  if (pledge) await actOnPeriod(app, pledge.id, 'actions/allocate', { ...on, places, annualPeriodId: period.id });
  else ({ version } = await actOnPeriod(app, period.id, 'actions/decide-places', { ...on, places }));
  for (const { name, places: share } of subQuotas.filter((one) => one.places > 0))
    ({ version } = await actOnPeriod(app, period.id, 'actions/allocate', {
      ...on,
      places: share,
      subQuotaId: period.subQuotaId(name),
    }));
  return { ...period, version };
}

/**
 * A period open for grants, all planned by its first day:
 * `const { subQuotaId } = await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 5, countriesOfAsylum: ['UG'] }] })`.
 */
export async function openPeriod(app: TestApp, wanted: WantedPeriod = {}): Promise<MadePeriod> {
  const period = await aDecidedPeriod(app, wanted);
  const { version } = await actOnPeriod(app, period.id, 'actions/open', planned(app, wanted));
  return { ...period, version };
}

const yearNow = (app: TestApp): number => Number(app.clock.today().slice(0, 4));

const subQuotasOf = ({ kind = 'annual', places = 900, subQuotas }: WantedPeriod): WantedSubQuota[] =>
  subQuotas ?? (kind === 'annual' ? [{ name: 'Any', places }] : []);

/** On the first day of the period, or today when that has not come. */
function planned(app: TestApp, { year = yearNow(app) }: WantedPeriod): typeof AUTHORITY & { occurredOn: string } {
  const [first, today] = [`${year}-01-01`, app.clock.today()];
  return { ...AUTHORITY, occurredOn: first < today ? first : today };
}
