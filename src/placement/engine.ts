export { planPlacement, type Plan, type Planned, type PlanSettings } from './domain/plan.js';
export {
  checked,
  pairsOf,
  type Floor,
  type Pairs,
  type Placed,
  type PlacementCase,
  type PlacementMunicipality,
  type Problem,
} from './domain/problem.js';
export { verify, type Finding, type Verdict } from './domain/verify.js';
export { choicesFor, candidatesFor, holdersOf, type Choice, type Stop } from './domain/explain.js';
export { overrideCost, replan, type Replanned } from './domain/replan.js';
export { runPlacement, type Polish, type Run, type RunSettings } from './run-placement.js';
export { readInstance, type InstanceFiles } from './read-instance.js';
export { placeMonth, type MonthSettings, type PastCase } from './domain/year.js';
