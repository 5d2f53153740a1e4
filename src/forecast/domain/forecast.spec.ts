import { drawArrivals, fillingOf, totalsOf, type Drawing } from './forecast.js';
import { assumedStages, fitHazards } from './hazards.js';
import { requestsNeeded, type Request } from './requests-needed.js';
import type { Calendar, Exit, Road, Spell, Unit } from './road.js';
import type { History } from './scenarios.js';

const ROAD: Road = { stages: ['screening', 'travel'], strata: ['dossier', 'mission'] };
const ASSUMED = [
  { advancePercent: 90, meanWeeks: 4, source: 'assumed' },
  { advancePercent: 95, meanWeeks: 4, source: 'assumed' },
];
const YEAR: Calendar = { horizon: 52, lastWeekShare: 1, weeksIntoQuarter: 5, standstills: [], plannedTrips: new Map() };
const FEW: Drawing = { seed: 7, resamples: 5, courses: 4, paths: 50 };

/** Households of one stratum, one submitted a week, each stage left after these weeks. */
function past(
  stratum: number,
  households: number,
  weeks: readonly number[],
  ending: Exit | null = 'advanced',
): Spell[] {
  return Array.from({ length: households }, (_, household) => {
    let enteredWeek = -60 - household;
    return weeks.map((stay, stage): Spell => {
      const exit = stage === weeks.length - 1 ? ending : 'advanced';
      const spell = { household: household * 2 + stratum, stratum, stage, enteredWeek, weeks: stay, exit };
      enteredWeek += stay;
      return spell;
    });
  }).flat();
}
const historyOf = (...spells: Spell[][]): History => ({ road: ROAD, spells: spells.flat(), assumptions: ASSUMED });
const waiting = (count: number, unit: Partial<Unit> = {}): Unit[] =>
  Array.from({ length: count }, () => ({ stratum: 0, stage: 0, enteredWeek: -1, size: 4, group: 0, ...unit }));
const draw = (history: History, units: readonly Unit[], calendar = YEAR) =>
  drawArrivals(history, units, 1, calendar, FEW);
const chanceOf = (history: History, units: readonly Unit[], places: number, calendar = YEAR): number =>
  fillingOf(draw(history, units, calendar), [0], places, 0).fills;

const THROUGH = historyOf(past(0, 80, [3, 2]), past(1, 80, [5, 2]));

describe('a forecast', () => {
  it('is the same for the same seed, and another for another', () => {
    const totals = (seed: number) => [
      ...totalsOf(drawArrivals(THROUGH, waiting(30), 1, { ...YEAR, horizon: 6 }, { ...FEW, seed }), [0]),
    ];
    expect(totals(7)).toEqual(totals(7));
    expect(totals(7)).not.toEqual(totals(8));
  });

  it('says of a stratum without history what all strata together say', () => {
    const onlyDossier = historyOf(past(0, 200, [3, 2]));
    const [dossier, mission] = fitHazards(onlyDossier.spells, ROAD, ASSUMED);
    expect(mission![0]!.advance[2]).toBeCloseTo(dossier![0]!.advance[2]!, 9);
    expect(assumedStages(onlyDossier.spells, ROAD)).toEqual([]);
  });

  it('without any history uses the assumption and says so', () => {
    const nothing = historyOf();
    expect(assumedStages([], ROAD)).toEqual([0, 1]);
    const paths = draw(nothing, waiting(200));
    expect(paths.assumed).toEqual([true]);
    const { mean } = fillingOf(paths, [0], 1000, 0).weeks.at(-1)!;
    // Of 800 persons, 0.90 × 0.95 in the long run; a year holds nearly all.
    expect(mean).toBeGreaterThan(0.83 * 800);
    expect(mean).toBeLessThan(0.87 * 800);
  });

  it('when all cases are censored learns that the stage is slow, and still rests on an assumption', () => {
    const censored = historyOf(past(0, 80, [50], null));
    const paths = draw(censored, waiting(50, { enteredWeek: -10 }));
    expect(paths.assumed).toEqual([true]);
    expect(fillingOf(paths, [0], 0, 0).weeks.at(-1)!.mean).toBeLessThan(60);
  });

  it('when all cases were lost expects nobody', () => {
    const lost = historyOf(past(0, 300, [3], 'lost'));
    expect(fillingOf(draw(lost, waiting(100)), [0], 1, 0).weeks.at(-1)!.high).toBe(0);
  });

  it('keeps the stays that go on: the quick ones alone would promise more', () => {
    const quick = past(0, 100, [3, 2]);
    const slow = past(1, 100, [40], null).map((spell) => ({ ...spell, stratum: 0 }));
    const mean = (history: History): number =>
      fillingOf(draw(history, waiting(50), { ...YEAR, horizon: 12 }), [0], 0, 0).weeks.at(-1)!.mean;
    expect(mean(historyOf(quick, slow))).toBeLessThan(0.8 * mean(historyOf(quick)));
  });

  it('lets nobody advance on a route that stands still for twelve weeks', () => {
    const standstills = [{ stratum: 0, stage: null, fromWeek: 0, toWeek: 11 }];
    const { weeks } = fillingOf(draw(THROUGH, waiting(50), { ...YEAR, standstills }), [0], 100, 0);
    expect(weeks[11]!.high).toBe(0);
    expect(weeks.at(-1)!.low).toBeGreaterThan(0);
    const other = fillingOf(draw(THROUGH, waiting(50, { stratum: 1 }), { ...YEAR, standstills }), [0], 100, 0);
    expect(other.weeks[11]!.likely).toBeGreaterThan(0);
  });

  it('with nobody on the road expects nobody', () => {
    const { weeks, fills, earliestFullInWeek } = fillingOf(draw(THROUGH, []), [0], 10, 0);
    expect([weeks.length, weeks.at(-1)!.high, fills, earliestFullInWeek]).toEqual([52, 0, 0, null]);
  });

  it('of a quota that is filled already is certain, and of one beyond reach, too', () => {
    expect(chanceOf(THROUGH, waiting(10), 0)).toBe(1);
    expect(chanceOf(THROUGH, waiting(10), 41)).toBe(0);
  });

  it('shows the earliest week in which the places can be used', () => {
    const { earliestFullInWeek, likelyFullInWeek } = fillingOf(draw(THROUGH, waiting(40)), [0], 60, 0);
    expect(earliestFullInWeek).toBeGreaterThanOrEqual(0);
    expect(likelyFullInWeek).toBeGreaterThanOrEqual(earliestFullInWeek!);
  });

  it('lets a household of twelve cross the edge of the quota as a whole', () => {
    const totals = new Set(totalsOf(draw(THROUGH, waiting(1, { size: 12 })), [0]));
    expect([...totals].every((total) => total === 0 || total === 12)).toBe(true);
    const { fills, overruns } = fillingOf(draw(THROUGH, waiting(1, { size: 12 })), [0], 5, 6);
    expect(overruns).toBe(fills);
    expect(fillingOf(draw(THROUGH, waiting(1, { size: 12 })), [0], 5, 7).overruns).toBe(0);
  });

  it('counts the days of a last week that the period ends in, and none of a holiday week that stands still', () => {
    const units = waiting(400, { stage: 1, enteredWeek: -2 });
    const last = (lastWeekShare: number): number =>
      fillingOf(draw(THROUGH, units, { ...YEAR, horizon: 1, lastWeekShare }), [0], 0, 0).weeks[0]!.mean;
    expect(last(3 / 7) / last(1)).toBeCloseTo(3 / 7, 1);
    const standstills = [{ stratum: null, stage: null, fromWeek: 0, toWeek: 0 }];
    expect(chanceOf(THROUGH, units, 1, { ...YEAR, horizon: 1, standstills })).toBe(0);
  });

  it('does not end where the longest observed stay ends', () => {
    const beyond = waiting(200, { stage: 1, enteredWeek: -30 });
    const { weeks } = fillingOf(draw(historyOf(past(0, 40, [3, 6])), beyond, { ...YEAR, horizon: 100 }), [0], 0, 0);
    expect(weeks[60]!.low).toBeGreaterThan(weeks[20]!.low);
    expect(weeks.at(-1)!.low).toBeGreaterThan(0);
  });

  it('counts 53 weeks of a long year like any others', () => {
    const { weeks } = fillingOf(draw(THROUGH, waiting(30), { ...YEAR, horizon: 53 }), [0], 0, 0);
    expect(weeks.map(({ week }) => week)).toEqual(Array.from({ length: 53 }, (_, week) => week));
    expect(weeks.every(({ likely }, week) => week === 0 || likely >= weeks[week - 1]!.likely)).toBe(true);
  });

  it('refuses a stage that was entered after today, by the name of the field', () => {
    expect(() => draw(THROUGH, waiting(1, { stage: 1, enteredWeek: 2 }))).toThrow('units[0].enteredWeek is 2');
    expect(() => draw(THROUGH, waiting(1, { size: 0 }))).toThrow('units[0].size is 0');
    expect(() => draw(THROUGH, waiting(1, { stratum: 2 }))).toThrow('units[0].stratum is 2');
  });

  it('draws one case anew as that case', () => {
    const one = historyOf(past(0, 1, [3, 2]));
    const { weeks } = fillingOf(draw(one, waiting(20)), [0], 0, 0);
    expect(weeks.at(-1)!.likely).toBeGreaterThan(0);
  });

  it('is wider when quarters differed than when they did not', () => {
    const steady = past(0, 120, [3, 2]);
    const uneven = steady.map((spell) => {
      const slow = Math.floor(spell.enteredWeek / 13) % 2 === 0;
      return slow ? { ...spell, weeks: 9, exit: spell.stage === 1 ? spell.exit : null } : spell;
    });
    const width = (history: History): number => {
      const { low, likely, high } = fillingOf(draw(history, waiting(100), { ...YEAR, horizon: 8 }), [0], 0, 0)
        .weeks[7]!;
      return (high - low) / Math.max(1, likely);
    };
    expect(width(historyOf(uneven))).toBeGreaterThan(1.3 * width(historyOf(steady)));
  });

  it('follows the trips that are planned, where a stage has always moved by trips', () => {
    const trips = Array.from({ length: 240 }, (_, household): Spell => {
      const enteredWeek = -200 + Math.floor(household / 1.25);
      const weeks = 6 - (((enteredWeek % 6) + 6) % 6);
      return { household, stratum: 1, stage: 0, enteredWeek, weeks, exit: 'advanced' };
    });
    const history = historyOf(
      trips,
      past(1, 80, [1, 1]).filter(({ stage }) => stage === 1),
    );
    const calendar = { ...YEAR, horizon: 20, plannedTrips: new Map([[1, [9]]]) };
    const { weeks } = fillingOf(draw(history, waiting(30, { stratum: 1 }), calendar), [0], 0, 0);
    expect(weeks[8]!.high).toBe(0);
    expect(weeks[16]!.likely).toBeGreaterThan(0);
  });
});

describe('the persons to request', () => {
  const REQUEST: Request = {
    ...{ places: 200, chance: 0.8, priceUnfilled: 3, priceOver: 1, fromWeek: 0, toWeek: 3 },
    ...{ shares: [0.5, 0.5], sizes: [1, 3, 5], most: 600 },
  };
  const UNCERTAIN = historyOf(
    past(0, 80, [3, 2]),
    past(1, 80, [5, 2]),
    past(0, 60, [4], 'lost'),
    past(1, 60, [4], 'lost'),
  );
  const ask = (request: Partial<Request> = {}, units: readonly Unit[] = []) =>
    requestsNeeded(UNCERTAIN, units, { ...YEAR, horizon: 26 }, FEW, { ...REQUEST, ...request });

  it('are more for a greater chance, and none when those on the road are enough', () => {
    const needed = [0.5, 0.8, 0.95].map((chance) => ask({ chance }).needed!);
    expect(needed).toEqual([...needed].sort((a, b) => a - b));
    expect(needed[0]).toBeGreaterThan(200);
    expect(ask({ places: 0 }, waiting(10)).needed).toBe(0);
  });

  it('fill the places with the chance that was asked for', () => {
    const { needed, steps } = ask();
    expect(steps.findLast(({ persons }) => persons <= needed! - 6)!.fills).toBeLessThanOrEqual(0.8);
    expect(steps.find(({ persons }) => persons >= needed! + 6)!.fills).toBeGreaterThanOrEqual(0.79);
  });

  it('are fewer when a person too many costs more', () => {
    expect(ask({ priceOver: 20 }).cheapest.persons).toBeLessThan(ask({ priceUnfilled: 20 }).cheapest.persons);
  });

  it('are not to be had when it is too late', () => {
    const { needed, cheapest } = ask({ fromWeek: 25, toWeek: 25 });
    expect(needed).toBeNull();
    expect(cheapest).toMatchObject({ persons: 0, unfilled: 200 });
  });

  it('are refused by the name of the field', () => {
    expect(() => ask({ chance: 1 })).toThrow('chance is 1');
    expect(() => ask({ shares: [0.5, 0.4] })).toThrow('shares is');
    expect(() => ask({ toWeek: -1 })).toThrow('toWeek is -1');
  });
});
