import { Worker } from 'node:worker_threads';
import type { Plan } from './domain/plan.js';
import type { Placed } from './domain/problem.js';
import type { PlanInput } from './domain/scoring.js';
import { BUILT } from './run-placement.js';

export interface WhatIfTask {
  readonly input: PlanInput;
  readonly prices: readonly number[];
  readonly plan: Plan;
  readonly choice: Placed;
}

/** What a choice costs in points, and where it sends others; null is nowhere. */
export interface WhatIf {
  readonly points: number;
  readonly moves: readonly { caseId: string; from: string | null; to: string | null }[];
}

/** Answers in a thread: the server goes on meanwhile. Throws what the engine throws. */
export function askWhatIf(task: WhatIfTask): Promise<WhatIf> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('what-if-worker.js', BUILT), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The question ended with ${code} and without an answer.`)));
  });
}
