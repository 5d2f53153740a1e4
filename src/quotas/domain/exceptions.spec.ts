import { excepts, exceptionsOn, wrongDays, type RecordedException } from './exceptions.js';

const evacuation: RecordedException = {
  id: 'evacuation',
  kind: 'third_country_rule',
  validFrom: '2021-08-17',
  validTo: '2021-12-31',
  nationalities: ['AF'],
  countriesOfAsylum: ['AF'],
  endsId: null,
  recordedAt: '2021-08-20T08:00:00.000Z',
};
const ended: RecordedException = {
  ...evacuation,
  id: 'end',
  validTo: '2021-10-31',
  endsId: 'evacuation',
  recordedAt: '2021-11-02T08:00:00.000Z',
};
const ids = (recorded: RecordedException[], on: string, asOf?: string) =>
  exceptionsOn(recorded, on, asOf).map(({ id }) => id);

describe('an exception of the Government', () => {
  it('is in force from its first day to its last', () => {
    const days = ['2021-08-16', '2021-08-17', '2021-12-31', '2022-01-01'];
    expect(days.map((on) => ids([evacuation], on).length)).toEqual([0, 1, 1, 0]);
    expect(ids([{ ...evacuation, validTo: null }], '2030-01-01')).toEqual(['evacuation']);
  });

  it('is ended by a later decision, and was in force until then', () => {
    expect(ids([evacuation, ended], '2021-10-31')).toEqual(['evacuation']);
    expect(ids([evacuation, ended], '2021-11-01')).toEqual([]);
    expect(ids([evacuation, ended], '2021-11-01', '2021-11-01')).toEqual(['evacuation']);
    expect(ids([evacuation, ended], '2021-11-01', '2021-08-19')).toEqual([]);
  });

  it('is for those it names', () => {
    const inKabul = { nationality: 'AF', countryOfAsylum: 'AF' };
    const forAll = { ...evacuation, nationalities: [], countriesOfAsylum: [] };
    const on = (one: RecordedException, person: typeof inKabul) => excepts([one], 'third_country_rule', person);
    expect(on(evacuation, inKabul)).toBe(true);
    expect(on(evacuation, { nationality: 'SY', countryOfAsylum: 'SY' })).toBe(false);
    expect(on({ ...evacuation, nationalities: [] }, { nationality: 'SY', countryOfAsylum: 'SY' })).toBe(false);
    expect(on(forAll, { nationality: 'SY', countryOfAsylum: 'SY' })).toBe(true);
    expect(excepts([], 'third_country_rule', inKabul)).toBe(false);
  });

  it('was decided by today and ends after it began', () => {
    const days = { validFrom: '2021-08-17', validTo: null, decidedOn: '2021-08-17' };
    expect(wrongDays(days, '2021-08-17')).toEqual([]);
    expect(wrongDays({ ...days, validTo: '2021-08-16' }, '2021-08-16').map(({ pointer }) => pointer)).toEqual([
      '/decidedOn',
      '/validTo',
    ]);
  });
});
