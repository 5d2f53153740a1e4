import { BookOfPlaces } from '../../../test/support/book-of-places.js';
import { published, publishedFigures, whole } from '../../../test/support/published-figures.js';
import { stockholmDateOf } from '../../kernel/index.js';
import { contradictionsIn } from '../../reference/index.js';
import { available, DECIDED, pool, reserved } from './ledger.js';
import { placesBeyond, placesOfYear, strandedPlaces } from './planning.js';

const warningsOf = (year: number): string[] =>
  contradictionsIn(publishedFigures)
    .filter((one) => one.year === year)
    .map(({ code }) => code);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('2017: 3,400 in four sub-quotas, 3,401 received', () => {
  const list = published(2017, 'sub_quota', 'S4');
  const full = (): BookOfPlaces =>
    new BookOfPlaces([{ id: '2017', subQuotas: Object.keys(list) }])
      .decide('2017-01-01', '2017', whole(2017, 'quota', 'S4'))
      .allocate('2017-01-02', '2017', list)
      .grantAll('2017-10-01', '2017');

  it('is full with 3,400: the 3,401st person has no place', () => {
    expect(full().figures('2017')).toMatchObject({ decided: 3400, pool: 0, available: 0, reserved: 3400 });
    expect(() => full().grant('2017-12-01', '2017/mena', 1)).toThrow('available:2017/mena holds 0, 1 are wanted');
  });

  it('edge case 11: the 3,401st comes in by an overrun within the tolerance, and is shown for ever', () => {
    expect(placesBeyond({ wanted: 1, available: 0, tolerance: 1, overrun: 0 })).toEqual({ places: 1, tolerated: true });
    const figures = full().overrun('2017-12-01', '2017/mena', 1).countAll('2017-12-20', '2017').figures('2017');
    expect(figures).toMatchObject({ decided: 3400, overrun: 1, available: 0, reserved: 0 });
    expect(figures.used).toBe(whole(2017, 'received', 'S4'));
    expect(figures.subQuotas.map(({ used }) => used)).toEqual([1781, 820, 200, 600]);
  });
});

describe('2020 to 2021: 1,401 stranded persons come on top of the next quota', () => {
  const list = published(2021, 'sub_quota', 'S4');
  const target = whole(2021, 'target', 'MV22a');
  const [middleEast, eastAfrica, northAfrica] = Object.keys(list) as [string, string, string];
  // Where those stranded were is not published; however they are spread, the sums are the same.
  const carried = { [middleEast]: 701, [eastAfrica]: 350, [northAfrica]: 350 };
  const cap = published(2021, 'cap', 'S4').emergency!;

  const stranded = (): BookOfPlaces =>
    new BookOfPlaces([
      { id: '2020', subQuotas: ['all'] },
      { id: '2021', subQuotas: [...Object.keys(list), 'evacuation'] },
    ])
      .decide('2020-01-01', '2020', whole(2020, 'planned', 'S4'))
      .allocate('2020-01-02', '2020', { all: 5000 })
      .grantAll('2020-03-01', '2020')
      .count('2020-12-20', '2020/all', whole(2020, 'received', 'S4'));
  const carriedOver = (): BookOfPlaces => {
    const book = stranded().decide('2021-01-01', '2021', whole(2021, 'quota', 'S4'));
    for (const [region, persons] of Object.entries(carried))
      book.post('2021-01-01', 'carry_over', reserved('2020/all'), reserved(`2021/${region}`), persons);
    return book;
  };
  const distributed = (): BookOfPlaces => {
    const newPlaces = Object.entries(carried).map(([region, persons]) => [region, list[region]! - persons]);
    return (
      carriedOver()
        .allocate('2021-02-01', '2021', { ...Object.fromEntries(newPlaces), emergency: cap })
        // The cap is lifted by a revision, from places that were kept back under it.
        .post('2021-08-20', 'revise', pool('2021'), available('2021/emergency'), list.emergency! - cap)
    );
  };
  const evacuated = (): BookOfPlaces => {
    const book = distributed();
    for (const [region, persons] of [
      [middleEast, 700],
      [eastAfrica, 250],
      [northAfrica, 350],
    ] as const)
      book.post('2021-09-01', 'transfer', available(`2021/${region}`), available('2021/evacuation'), persons);
    return book
      .post('2021-09-01', 'revise', pool('2021'), available('2021/emergency'), 1)
      .grantAll('2021-10-01', '2021')
      .overrun('2021-12-10', '2021/emergency', 10)
      .countAll('2021-12-20', '2021');
  };

  it('edge case 7: granted in 2020, arriving in 2021: each is carried over with the place', () => {
    const atEnd = { decided: 5000, used: 3599, reserved: 1401 };
    expect(stranded().figures('2020')).toMatchObject(atEnd);
    expect(strandedPlaces({ planned: 5000, filled: 3599, granted: 1401 })).toMatchObject({
      stranded: 1401,
      lapsing: 0,
    });
    expect(placesOfYear({ quota: 5000, carryIn: 1401, mode: 'additive' }).arrivalsTarget).toBe(target);
    expect(carriedOver().figures('2021')).toMatchObject({
      decided: target,
      reserved: 1401,
      pool: 5000,
      carriedIn: 1401,
    });
    expect(carriedOver().figures('2020')).toMatchObject({ decided: 3599, used: 3599, carriedOut: 1401 });
    expect(carriedOver().figures('2020', { through: '2020-12-31' })).toMatchObject(atEnd);
  });

  it('edge case 10: sub-quotas of 6,400 against 6,401, and 550 emergency places beside a cap of 500, warn and do not block', () => {
    const figures = distributed().figures('2021');
    expect(figures.subQuotas.map(({ decided }) => decided)).toEqual([...Object.values(list), 0]);
    expect([sum(Object.values(list)), figures.pool, figures.decided]).toEqual([6400, 1, target]);
    expect(warningsOf(2021)).toEqual(expect.arrayContaining(['partsDoNotAddUp', 'partExceedsCap']));
  });

  it('the evacuated Afghans stand inside the total, on places of regions that under-delivered', () => {
    const figures = evacuated().figures('2021');
    const { all, AF: afghans } = published(2021, 'received', 'MV22a');
    expect(figures).toMatchObject({ decided: target, overrun: 10, pool: 0, available: 0, reserved: 0, used: all });
    expect(figures.subQuotas.at(-1)).toMatchObject({ name: 'evacuation', used: afghans });
  });

  it('what was planned is still to be read after the transfers', () => {
    const planned = evacuated().figures('2021', { through: '2021-08-31' });
    expect(planned.subQuotas.map(({ decided }) => decided)).toEqual([2600, 1550, 1700, 550, 0]);
  });
});

describe('2023: 900 absorb about 400 permits of earlier programmes', () => {
  const { all: newPlaces, ...parts } = published(2023, 'new_places', 'MV23');
  const carryIn = whole(2023, 'carry_in', 'MV23');
  const absorbed = (): BookOfPlaces =>
    new BookOfPlaces([
      { id: '2022', subQuotas: ['all'] },
      { id: '2023', subQuotas: [...Object.keys(parts), 'earlier'] },
    ])
      .decide('2022-01-01', '2022', whole(2022, 'quota', 'PM-22-11'))
      .allocate('2022-01-02', '2022', { all: 5000 })
      .grant('2022-06-01', '2022/all', 4000)
      .count('2022-12-20', '2022/all', 4000 - carryIn)
      .decide('2023-01-01', '2023', whole(2023, 'quota', 'MV23'))
      .post('2023-01-01', 'carry_over', reserved('2022/all'), reserved('2023/earlier'), carryIn)
      // Who is carried in brings the place along; an absorbing quota gives as many back, or it would be one of 1,300.
      .post('2023-01-01', 'revise', pool('2023'), DECIDED, carryIn);
  const distributed = (): BookOfPlaces => absorbed().allocate('2023-02-01', '2023', parts);

  it('edge case 7: so 500 places are new', () => {
    const places = placesOfYear({ quota: 900, carryIn, mode: 'absorbing' });
    expect(places).toEqual({ newPlaces, arrivalsTarget: 900, carriedBeyondQuota: 0 });
    expect(absorbed().figures('2023')).toMatchObject({ decided: 900, pool: newPlaces, reserved: carryIn });
  });

  it('in 350, 100 and 50, and not one more', () => {
    expect(
      distributed()
        .figures('2023')
        .subQuotas.map(({ decided }) => decided),
    ).toEqual([350, 100, 50, 400]);
    expect(() => distributed().allocate('2023-02-02', '2023', { emergency: 1 })).toThrow('pool:2023 holds 0');
    const atEnd = distributed().grantAll('2023-06-01', '2023').countAll('2023-12-01', '2023').figures('2023');
    expect(atEnd).toMatchObject({ decided: 900, overrun: 0, available: 0, reserved: 0, used: 900 });
    expect(warningsOf(2023)).toEqual([]);
  });
});

describe('2024 and 2025: 1,700 and 100 over two years, 900 a year', () => {
  const { resettlement, humanitarian_admission: humanitarian } = published(2024, 'pledge', 'S4');
  const pledged = (): BookOfPlaces =>
    new BookOfPlaces([
      { id: 'pledge', subQuotas: [] },
      { id: '2024', subQuotas: ['resettlement', 'emergency'], pledgeId: 'pledge' },
      // In which of the two years the humanitarian admissions fall is not published.
      { id: '2025', subQuotas: ['resettlement', 'emergency', 'humanitarian'], pledgeId: 'pledge' },
      { id: '2026', subQuotas: ['resettlement'] },
    ])
      .decide('2023-12-01', 'pledge', resettlement!)
      .decide('2023-12-01', 'pledge', humanitarian!)
      .post('2023-12-02', 'allocate', pool('pledge'), pool('2024'), whole(2024, 'quota', 'PM-24-05'))
      .post('2023-12-02', 'allocate', pool('pledge'), pool('2025'), whole(2025, 'quota', 'PM-25-02'))
      .allocate('2024-01-01', '2024', { resettlement: 850, emergency: 50 })
      .allocate('2025-01-01', '2025', { resettlement: 750, emergency: 50, humanitarian: humanitarian! });

  it('a person counts in the year and in the pledge by one row', () => {
    const book = pledged().grant('2024-03-01', '2024/resettlement', 1).count('2024-05-01', '2024/resettlement', 1);
    expect(book.figures('2024')).toMatchObject({ decided: 900, used: 1 });
    expect(book.figures('pledge')).toMatchObject({ decided: 1800, used: 1, available: 1799, pool: 0 });
  });

  it('two years of 900 are the whole pledge: there is not one place more', () => {
    const more = (): BookOfPlaces => pledged().post('2025-02-01', 'allocate', pool('pledge'), pool('2025'), 1);
    expect(more).toThrow('pool:pledge holds 0, 1 are wanted');
  });

  it('edge case 7: an arrival in January of the third year is of the next plan', () => {
    const book = pledged()
      .grantAll('2024-06-01', '2024')
      .countAll('2024-12-20', '2024')
      .grantAll('2025-06-01', '2025')
      .count('2025-12-20', '2025/resettlement', 749)
      .count('2025-12-20', '2025/emergency', 50)
      .count('2025-12-20', '2025/humanitarian', humanitarian!)
      .post('2026-01-01', 'carry_over', reserved('2025/resettlement'), reserved('2026/resettlement'), 1)
      .count('2026-01-10', '2026/resettlement', 1);
    expect(book.figures('pledge', { through: '2025-12-31' })).toMatchObject({ decided: 1800, used: 1799, reserved: 1 });
    expect(['pledge', '2026'].map((id) => book.figures(id).used)).toEqual([1799, 1]);
  });
});

describe('the edges of a year', () => {
  const year = (): BookOfPlaces =>
    new BookOfPlaces([{ id: '2024', subQuotas: ['all'] }])
      .decide('2024-01-01', '2024', 900)
      .allocate('2024-01-02', '2024', { all: 900 });

  it('edge case 9: a total revised in the year leaves what was known before as it was', () => {
    const book = year()
      .grant('2024-03-01', '2024/all', 800)
      .post('2024-06-01', 'revise', DECIDED, pool('2024'), 100)
      .post('2024-10-01', 'revise', available('2024/all'), pool('2024'), 50)
      .post('2024-10-01', 'revise', pool('2024'), DECIDED, 150);
    const known = ['2024-05-31', '2024-06-01', '2024-10-01'].map((asOf) => book.figures('2024', { asOf }).decided);
    expect(known).toEqual([900, 1000, 850]);
    // What has been granted cannot be revised away.
    expect(() => book.post('2024-11-01', 'revise', available('2024/all'), pool('2024'), 51)).toThrow('holds 50, 51');
  });

  it('edge case 10: the sub-quotas of 2013 leave 50 of 1,900 places in the pool, with a warning', () => {
    const list = published(2013, 'sub_quota', 'CC13');
    const book = new BookOfPlaces([{ id: '2013', subQuotas: Object.keys(list) }])
      .decide('2013-01-01', '2013', whole(2013, 'quota', 'CC13'))
      .allocate('2013-01-02', '2013', list);
    expect(book.figures('2013')).toMatchObject({ decided: 1900, pool: 50, available: 1850 });
    expect(warningsOf(2013)).toEqual(['partsDoNotAddUp']);
  });

  it('edge case 30: who departs on 31 December and arrives on 1 January is of the year of the counting event', () => {
    // In the air over midnight: the day of the arrival is that of Stockholm (edge case 8).
    const landedOn = stockholmDateOf('2024-12-31T23:10:00.000Z');
    const countedOn = (day: string): BookOfPlaces =>
      year().grant('2024-11-01', '2024/all', 1).count(day, '2024/all', 1);
    const through = { through: '2024-12-31' };
    expect(countedOn('2024-12-31').figures('2024', through)).toMatchObject({ used: 1, reserved: 0 });
    expect(countedOn(landedOn).figures('2024', through)).toMatchObject({ used: 0, reserved: 1 });
    expect(countedOn(landedOn).figures('2024')).toMatchObject({ used: 1, reserved: 0 });
  });

  it('edge case 30: what sources count differently in one year is told, not reconciled', () => {
    for (const one of [2019, 2020, 2021]) expect(warningsOf(one)).toContain('countedDifferently');
  });

  it('the source of all places is below zero by what was decided and what went beyond', () => {
    const book = year()
      .grantAll('2024-03-01', '2024')
      .overrun('2024-04-01', '2024/all', 7)
      .countAll('2024-05-01', '2024');
    expect(book.balance(DECIDED)).toBe(-907);
  });
});
