import type { Calendar, Road, Spell, Unit } from '../../src/forecast/domain/road.js';
import type { History } from '../../src/forecast/domain/scenarios.js';
import { ROUTES, STAGES, type Life, type World } from './worlds/world.js';

const ROAD: Road = { stages: STAGES, strata: ROUTES };
/** Never heard in these worlds: there is history enough. */
const UNHEARD = STAGES.map(() => ({ advancePercent: 50, meanWeeks: 10, source: 'none' }));

/** What an office knows on the day of the forecast: the world cut off there. */
export function knownOf({ today, lives }: World): { history: History; units: Unit[]; sizes: number[] } {
  const spells: Spell[] = [];
  const units: Unit[] = [];
  lives.forEach(({ route: stratum, size, submittedWeek, steps }, household) => {
    let enteredWeek = submittedWeek - today;
    const past = steps.filter(({ week }) => week < today);
    past.forEach(({ week, to }, stage) => {
      const exit = to === 'lost' ? 'lost' : 'advanced';
      spells.push({ household, stratum, stage, enteredWeek, weeks: week - today - enteredWeek, exit });
      enteredWeek = week - today;
    });
    if (past.length === STAGES.length || past.at(-1)?.to === 'lost') return;
    const stage = past.length;
    spells.push({ household, stratum, stage, enteredWeek, weeks: -1 - enteredWeek, exit: null });
    units.push({ stratum, stage, enteredWeek, size, group: 0 });
  });
  return { history: { road: ROAD, spells, assumptions: UNHEARD }, units, sizes: lives.map(({ size }) => size) };
}

export const calendarOf = ({ weeksIntoQuarter }: World, horizon: number): Calendar => ({
  ...{ horizon, lastWeekShare: 1, weeksIntoQuarter, standstills: [], plannedTrips: new Map() },
});

/** Persons who arrive in the weeks from today on. */
export function arrivedIn(lives: readonly Life[], today: number, weeks: number): number {
  return lives.reduce((sum, { size, steps }) => {
    const arrival = steps.length === STAGES.length && steps.at(-1)!.to === 'next' ? steps.at(-1)!.week : Infinity;
    return sum + (arrival >= today && arrival < today + weeks ? size : 0);
  }, 0);
}
