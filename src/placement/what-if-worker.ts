import { parentPort, workerData } from 'node:worker_threads';
import { openPlan } from './domain/opened-plan.js';
import { overrideCost } from './domain/replan.js';
import type { WhatIf, WhatIfTask } from './what-if.js';

// What an official's own choice would cost and whom it would move, in a thread of its own: the plan is made again with the choice kept.

const { input, prices, plan, choice } = workerData as WhatIfTask;
const opened = openPlan(input, plan.placed, prices, plan.bound);
const { points, moves, unplaced, replanned } = overrideCost(
  { plan, instance: opened.instance, prices: opened.prices, at: opened.draft.at },
  choice,
);
const before = new Map(plan.placed.map(({ caseId, municipality }) => [caseId, municipality]));
const after = new Map(replanned.plan.placed.map(({ caseId, municipality }) => [caseId, municipality]));
const answer: WhatIf = {
  points,
  moves: [...new Set([...moves, ...unplaced])]
    .filter((caseId) => caseId !== choice.caseId)
    .map((caseId) => ({ caseId, from: before.get(caseId) ?? null, to: after.get(caseId) ?? null })),
};
parentPort!.postMessage(answer);
