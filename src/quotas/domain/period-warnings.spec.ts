import type { FramedFigures, PeriodFigures, SubQuotaFigures } from './figures.js';
import { periodWarnings, type PeriodToJudge } from './period-warnings.js';

const NONE = { decided: 0, overrun: 0, available: 0, reserved: 0, used: 0, carriedIn: 0, carriedOut: 0 };
const subQuota = (name: string, decided: number, overrun = 0): SubQuotaFigures => ({
  ...NONE,
  subQuotaId: name,
  name,
  scheme: 'resettlement',
  decided,
  overrun,
});
const figures = (
  decided: number,
  pool: number,
  subQuotas: SubQuotaFigures[] = [],
  annual: number[] = [],
): FramedFigures => ({
  ...NONE,
  periodId: 'p',
  name: 'Quota',
  decided,
  pool,
  overrun: subQuotas.reduce((sum, one) => sum + one.overrun, 0),
  subQuotas,
  annualPeriods: annual.map((places, n): PeriodFigures => ({
    ...NONE,
    periodId: `${n}`,
    name: `${n}`,
    decided: places,
    pool: 0,
    subQuotas: [],
  })),
});
const year = (over: Partial<PeriodToJudge>): PeriodToJudge => ({
  name: 'Quota 2021',
  kind: 'annual',
  carryOverMode: 'additive',
  tolerance: 10,
  figures: figures(0, 0),
  caps: {},
  waiting: 0,
  ...over,
});
const told = (over: Partial<PeriodToJudge>) =>
  periodWarnings(year(over)).map(({ code, detail }) => `${code}: ${detail}`);

describe('the warnings of a period', () => {
  it('are none where everything comes out even', () => {
    expect(told({ figures: figures(500, 0, [subQuota('Emergency', 500)]), caps: { Emergency: 500 } })).toEqual([]);
  });

  it('edge case 10: sub-quotas of 6,400 beside a total of 6,401', () => {
    expect(told({ figures: figures(6401, 1, [subQuota('MENA', 5850), subQuota('Emergency', 550)]) })).toEqual([
      'subQuotasDoNotSum: The sub-quotas of Quota 2021 sum to 6,400 of 6,401 places; 1 place is in none.',
    ]);
  });

  it('annual periods that do not sum to the pledge', () => {
    expect(told({ kind: 'biennial', name: 'Pledge', figures: figures(1800, 90, [], [900, 810]) })).toEqual([
      'annualPeriodsDoNotSum: The annual periods of Pledge sum to 1,710 of 1,800 places; 90 places are in none.',
    ]);
  });

  it('edge case 10: 550 emergency places beside a limit of 500, and fewer than it allows', () => {
    const emergency = (decided: number, overrun = 0) => ({
      figures: figures(decided, 0, [subQuota('Emergency', decided, overrun)]),
      caps: { Emergency: 500 },
    });
    expect(told(emergency(550))).toEqual(['aboveCap: Emergency has 550 places; its cap is 500, 50 fewer.']);
    expect(told(emergency(450))).toEqual(['belowCap: Emergency has 450 places; its cap is 500, 50 more.']);
    expect(told(emergency(500, 3))[0]).toContain('aboveCap: Emergency has 500 places and 3 beyond them');
    expect(told({ ...emergency(550), caps: { Emergency: null } })).toEqual([]);
  });

  it('more persons wait than an absorbing quota has room for; an additive one takes them all', () => {
    const waiting = { waiting: 400, figures: figures(900, 300, [subQuota('New', 600)]) };
    expect(told({ ...waiting, carryOverMode: 'absorbing' })[1]).toBe(
      'carriedBeyondQuota: 400 persons of earlier periods wait to be carried over. Quota 2021 contains them, and its pool has 300 places: 100 lack.',
    );
    expect(told(waiting)).toHaveLength(1);
  });

  it('edge case 11: an overrun, within the tolerance and beyond it', () => {
    const beyond = (overrun: number) => told({ figures: figures(6401, 0, [subQuota('Emergency', 6401, overrun)]) });
    expect(beyond(10)).toEqual([
      'overrunUsed: Grants of Quota 2021 went 10 places beyond what was decided; the tolerance is 10.',
    ]);
    expect(beyond(11)[0]).toContain('exceeded by 1 with leave');
  });
});
