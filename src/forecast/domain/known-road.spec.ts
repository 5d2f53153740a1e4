import { fanPlot } from './fan-plot.js';
import { knownRoad, type KnownStep, type Standing } from './known-road.js';

const STANDINGS: Readonly<Record<string, Standing>> = {
  listed: 0,
  cleared: 1,
  examined: 1,
  granted: 2,
  arrived: 'arrived',
  refused: 'lost',
};
const on = '2025-03-31';
const read = (persons: Record<string, [status: string, day: string][]>, group: number | null = 0) =>
  knownRoad(
    Object.entries(persons).flatMap(([personId, steps]) =>
      steps.map(([toStatus, occurredOn]): KnownStep => ({ personId, caseId: personId[0]!, toStatus, occurredOn })),
    ),
    { on, standingOf: (status) => STANDINGS[status]!, placingOf: () => ({ stratum: 1, group }) },
  );

describe('the road as it is known', () => {
  it('counts weeks from the day of the forecast, whatever the calendar calls them', () => {
    const { spells } = read({
      a1: [
        ['listed', '2024-12-30'],
        ['cleared', '2025-03-31'],
      ],
    });
    expect(spells).toMatchObject([
      { stage: 0, enteredWeek: -14, weeks: 13, exit: 'advanced' },
      { stage: 1, enteredWeek: -1, weeks: 0, exit: null },
    ]);
  });

  it('has those who went the same way as one household, and who went another as one of their own', () => {
    const way: [string, string][] = [
      ['listed', '2025-01-01'],
      ['cleared', '2025-02-01'],
    ];
    const { units, sizes } = read({ a1: way, a2: way, a3: [...way, ['refused', '2025-03-01']] });
    expect(units).toMatchObject([{ stratum: 1, stage: 1, size: 2, group: 0 }]);
    expect(sizes).toEqual([2, 1]);
  });

  it('keeps a stay through other states of the stage, and ends it by an exit', () => {
    const { spells, units } = read({
      a1: [
        ['listed', '2025-01-01'],
        ['cleared', '2025-01-08'],
        ['examined', '2025-01-22'],
        ['refused', '2025-02-05'],
      ],
    });
    expect(spells.map(({ stage, weeks, exit }) => [stage, weeks, exit])).toEqual([
      [0, 1, 'advanced'],
      [1, 4, 'lost'],
    ]);
    expect(units).toEqual([]);
  });

  it('passes a stage that is skipped in no time, and censors a stay that ends backwards', () => {
    const { spells } = read({
      a1: [
        ['listed', '2025-01-01'],
        ['granted', '2025-02-05'],
        ['cleared', '2025-02-19'],
      ],
    });
    expect(spells.map(({ stage, weeks, exit }) => [stage, weeks, exit])).toEqual([
      [0, 5, 'advanced'],
      [1, 0, 'advanced'],
      [2, 2, null],
      [1, 5, null],
    ]);
  });

  it('has who is turned back after the arrival, or reopened, on the road again', () => {
    const { units } = read({
      a1: [
        ['granted', '2025-01-01'],
        ['arrived', '2025-02-05'],
        ['granted', '2025-02-19'],
      ],
      b1: [
        ['listed', '2025-01-01'],
        ['refused', '2025-02-05'],
        ['listed', '2025-03-19'],
      ],
    });
    expect(units.map(({ stage, enteredWeek }) => [stage, enteredWeek])).toEqual([
      [2, -6],
      [0, -2],
    ]);
  });

  it('learns from those of other periods, but does not count them', () => {
    const { spells, units } = read({ a1: [['listed', '2025-01-01']] }, null);
    expect([spells.length, units.length]).toEqual([1, 0]);
  });
});

describe('the fan chart', () => {
  it('escapes names and tells its figures in words', () => {
    const weeks = [{ to: '2025-04-07', low: 3, likely: 5, high: 9 }];
    const svg = fanPlot({ title: 'Kvot <A> & B', through: on, counted: 2, places: 7, weeks, caution: null });
    expect(svg).toContain('<title id="fan-title">Kvot &lt;A&gt; &amp; B</title>');
    expect(svg).toContain('åtta av tio utfall ligger mellan 3 och 9. Perioden har 7 platser.');
    expect(fanPlot({ title: 'Slut', through: on, counted: 2, places: 7, weeks: [], caution: null })).toContain(
      'Perioden är slut: 2 personer',
    );
  });
});
