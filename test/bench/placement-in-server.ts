import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { runPlacement, type Problem } from '../../src/placement/engine.js';

// Loaded into the built server (`--import`): plans in the server's own process as a job of the server does, in a worker thread, and
// tells how long the server's loop stood still until the plan was there.

interface Asked {
  readonly problem: Problem;
  readonly moves: number;
}

export interface ToldByServer {
  readonly objective: number;
  readonly bound: number;
  readonly seconds: number;
  /** The longest that the loop stood still, in milliseconds. */
  readonly delay: number;
}

const program = pathToFileURL(resolve('dist/src/placement/placement-worker.js'));
const NANOSECONDS_A_MS = 1e6;

async function plan({ problem, moves }: Asked): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const plan = (await runPlacement(problem, { seed: 1, ruleVersion: 'bench', moves, program }).ended)!;
  const seconds = (performance.now() - begun) / 1000;
  delay.disable();
  const { objective, bound } = plan;
  process.send!({ objective, bound, seconds, delay: delay.max / NANOSECONDS_A_MS } satisfies ToldByServer);
}

process.once('message', (asked: Asked) => void plan(asked));
