import { STAGES, type World } from '../worlds/world.js';

// The forecast of a spreadsheet: how long those who are through took, and how many of them arrived. Cases that go on are left out of
// the past, stages are not looked at, nothing happens to all at once. What the engine has to beat.

const DRAWS = 1000;

/** Draws of how many persons arrive within so many weeks, sorted. */
export function closedCasesOnly({ today, lives }: World, weeks: number, chance: () => number): number[] {
  const known = lives.map(({ size, submittedWeek, steps }) => {
    const past = steps.filter(({ week }) => week < today);
    const last = past.at(-1);
    const lost = last?.to === 'lost';
    return { size, submittedWeek, lost, arrivedWeek: !lost && past.length === STAGES.length ? last!.week : null };
  });
  const arrived = known.flatMap(({ submittedWeek, arrivedWeek }) =>
    arrivedWeek === null ? [] : [arrivedWeek - submittedWeek],
  );
  const lost = known.filter((one) => one.lost).length;
  const share = arrived.length / Math.max(1, arrived.length + lost);
  const within = (age: number): number => arrived.filter((took) => took <= age).length / Math.max(1, arrived.length);
  const open = known
    .filter((one) => !one.lost && one.arrivedWeek === null)
    .map(({ size, submittedWeek }) => {
      const age = today - submittedWeek;
      const still = 1 - within(age);
      return { size, chance: still > 0 ? (share * (within(age + weeks) - within(age))) / still : 0 };
    });
  return Array.from({ length: DRAWS }, () =>
    open.reduce((sum, household) => sum + (chance() < household.chance ? household.size : 0), 0),
  ).sort((a, b) => a - b);
}
