import { capOn, unmetForCap, type CapRevision } from './caps.js';

const revision = (version: number, cap: number | null, effectiveOn: string, recordedOn = effectiveOn): CapRevision => ({
  version,
  cap,
  effectiveOn,
  recordedAt: `${recordedOn}T10:00:00.000Z`,
});

describe('the cap of a sub-quota', () => {
  const lifted = [revision(1, null, '2021-08-20'), revision(2, 800, '2021-10-01', '2021-09-15')];

  it('is the one it began with until a revision takes effect, and then the last', () => {
    expect(['2021-08-19', '2021-08-20', '2021-10-01'].map((on) => capOn(500, lifted, on))).toEqual([500, null, 800]);
    expect(capOn(null, [], '2021-01-01')).toBeNull();
  });

  it('is known from the day it was recorded', () => {
    expect(capOn(500, lifted, '2021-12-31', '2021-08-19')).toBe(500);
    expect(capOn(500, lifted, '2021-12-31', '2021-09-14')).toBeNull();
    expect(capOn(500, lifted, '2021-12-31', '2021-09-15')).toBe(800);
  });

  it('of an earlier day can be recorded later, without touching what holds since', () => {
    const late = [...lifted, revision(3, 550, '2021-03-01', '2021-11-01')];
    expect(['2021-02-28', '2021-03-01', '2021-08-20'].map((on) => capOn(500, late, on))).toEqual([500, 550, null]);
  });

  it('of one day is the one recorded last', () => {
    expect(capOn(500, [revision(2, 700, '2021-08-20'), revision(1, 600, '2021-08-20')], '2021-09-01')).toBe(700);
  });

  it('leaves room up to itself, and not one place more', () => {
    const emergency = { name: 'Emergency', decided: 450, cap: 500 };
    expect(unmetForCap(emergency, 50)).toEqual([]);
    expect(unmetForCap(emergency, 51)).toMatchObject([{ code: 'capExceeded' }]);
    expect(unmetForCap({ ...emergency, cap: null }, 5000)).toEqual([]);
  });
});
