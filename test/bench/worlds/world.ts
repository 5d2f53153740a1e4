import { createHash } from 'node:crypto';

// Worlds in which forecasts are judged. They share no code with src/forecast: another generator of chance, households that live week
// by week, hazards that rise like a ramp, quarters that are faster or slower for everybody, and missions that take whole blocks along.

export const ROUTES = ['dossier', 'mission'] as const;
export const STAGES = ['screening', 'decision', 'travel'] as const;

/** A week in which a household left a stage. */
export interface Step {
  readonly week: number;
  readonly to: 'next' | 'lost';
}

export interface Life {
  readonly route: number;
  readonly size: number;
  readonly submittedWeek: number;
  /** One for each stage that it left, in their order; without end of the world. */
  readonly steps: readonly Step[];
}

export interface World {
  /** The first week that nobody knows of; the history has so many weeks. */
  readonly today: number;
  readonly weeksIntoQuarter: number;
  readonly lives: readonly Life[];
  /** Submits up to so many more persons, evenly in these weeks from today on, and tells how they fare. */
  submit(persons: number, weeks: number): Life[];
}

export interface WorldSpec {
  readonly seed: number;
  /** Standard deviation of a quarter's shock: half of its variance is common to both routes. */
  readonly shock: number;
}

const QUARTER = 13;
const HISTORY = 195;
const FUTURE = 60;
const SIZES = [0.22, 0.16, 0.15, 0.15, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01, 0.005, 0.005];
/** The chance of a week rises from nothing in week `from` to `top` after `over` weeks more. */
const RAMPS = [
  [
    { from: 3, over: 12, top: 0.16, lost: 0.004 },
    { from: 1, over: 6, top: 0.25, lost: 0.004 },
    { from: 4, over: 10, top: 0.2, lost: 0.002 },
  ],
  [
    { from: 5, over: 14, top: 0.14, lost: 0.005 },
    { from: 0, over: 0, top: 0, lost: 0.004 },
    { from: 6, over: 12, top: 0.15, lost: 0.003 },
  ],
] as const;
const MISSION = { route: 1, stage: 1, shortestGap: 4, longestGap: 7, waits: 2, takes: 0.85 } as const;

export function worldOf({ seed, shock }: WorldSpec): World {
  const chance = mulberry(seed);
  const today = HISTORY - Math.floor(chance() * QUARTER);
  const sd = shock / Math.SQRT2;
  const draw = (): number => Math.exp(sd * normal(chance) - (sd * sd) / 2);
  const quarters = Array.from({ length: Math.ceil((HISTORY + FUTURE) / QUARTER) + 1 }, () => {
    const common = draw();
    return ROUTES.map(() => common * draw());
  });
  const missions = new Set<number>();
  const { shortestGap, longestGap } = MISSION;
  for (
    let week = Math.floor(chance() * shortestGap);
    week < today + FUTURE;
    week += shortestGap + Math.floor(chance() * (longestGap - shortestGap + 1))
  )
    missions.add(week);

  const leaves = (route: number, stage: number, spent: number, week: number): Step['to'] | null => {
    const { from, over, top, lost } = RAMPS[route]![stage]!;
    const byMission = route === MISSION.route && stage === MISSION.stage;
    const advances = byMission
      ? missions.has(week) && spent >= MISSION.waits
        ? MISSION.takes
        : 0
      : top * Math.min(1, Math.max(0, (spent - from) / over)) * quarters[Math.floor(week / QUARTER)]![route]!;
    const drawn = chance();
    if (drawn < advances) return 'next';
    return drawn < advances + lost ? 'lost' : null;
  };
  const live = (route: number, submittedWeek: number, size: number): Life => {
    const steps: Step[] = [];
    let entered = submittedWeek;
    for (let week = submittedWeek + 1; week < today + FUTURE && steps.length < STAGES.length; week += 1) {
      const to = leaves(route, steps.length, week - entered, week);
      if (to === null) continue;
      steps.push({ week, to });
      entered = week;
      if (to === 'lost') break;
    }
    return { route, size, submittedWeek, steps };
  };
  const lives: Life[] = [];
  for (let week = 0; week < today; week += 1)
    for (const route of ROUTES.keys())
      for (let count = 1 + Math.floor(chance() * 5); count > 0; count -= 1)
        lives.push(live(route, week, sizeOf(chance)));
  return {
    today,
    weeksIntoQuarter: today % QUARTER,
    lives,
    submit(persons, weeks) {
      const submitted: Life[] = [];
      for (let left = persons; ;) {
        const size = sizeOf(chance);
        if (size > left) return submitted;
        left -= size;
        const route = chance() < 0.5 ? 0 : 1;
        submitted.push(live(route, today + Math.floor(chance() * weeks), size));
      }
    },
  };
}

/** Changes when anything of a world changes: pinned by the bench. */
export const hashOf = ({ today, lives }: World): string =>
  createHash('sha256')
    .update(JSON.stringify([today, lives]))
    .digest('hex');

function sizeOf(chance: () => number): number {
  let left = chance();
  const index = SIZES.findIndex((share) => (left -= share) < 0);
  return index < 0 ? SIZES.length : index + 1;
}

function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sum of twelve: near enough to a bell, and none of the forecast's own. */
function normal(chance: () => number): number {
  let sum = -6;
  for (let count = 0; count < 12; count += 1) sum += chance();
  return sum;
}
