import { Worker } from 'node:worker_threads';
import type { Plan, PlanSettings } from './domain/plan.js';
import type { Manner } from './domain/make-plan.js';
import type { Problem } from './domain/problem.js';
import type { PlanInput } from './domain/scoring.js';

/** The exact polish: HiGHS on the core of a batch that is small enough, within its time. */
export interface Polish {
  readonly seconds: number;
  /** At most so many cases: beyond, the solver needs minutes (placement-forecast.md 3.3). */
  readonly mostCases: number;
  readonly gap?: number;
  readonly width?: number;
}

export interface RunSettings extends PlanSettings {
  /** Plans made from this seed and the next ones; the best is taken, of equals the first. By default one. */
  readonly chains?: number;
  /** Threads that share the chains. Their number never changes the plan. */
  readonly workers?: number;
  readonly polish?: Polish;
  readonly manner?: Manner;
  /** The worker as built; the tests name it, because they run from the sources. */
  readonly program?: URL;
}

export interface WorkerTask {
  /** A problem, or the input that states one: that is scored in the thread, too. */
  readonly source: Problem | PlanInput;
  readonly manner: Manner;
  readonly tasks: readonly { readonly chain: number; readonly settings: PlanSettings }[];
  readonly polish?: Polish;
}
export interface Told {
  readonly kind: 'better' | 'planned';
  readonly chain: number;
  readonly plan: Plan;
  /** With the plan at the end: the prices of the places, and what its floors and caps cost where there are any. */
  readonly prices?: Float64Array;
  readonly fairnessCost?: number | null;
}

/** A plan in the making. */
export interface Run {
  /** The plan at the end; after `cancel`, the best verified plan until then, or null when there was none yet. */
  readonly ended: Promise<Plan | null>;
  /** The best verified plan so far. */
  soFar(): Plan | null;
  /** What else is told of the plan at the end; null before. */
  told(): Pick<Told, 'prices' | 'fairnessCost'> | null;
  /** Ends the threads, in the middle of a solver's work, too. */
  cancel(): Promise<void>;
}

// A thread runs what was built: tests, which read the sources, use the build too.
export const BUILT = new URL(import.meta.url.endsWith('.ts') ? '../../dist/src/placement/' : './', import.meta.url);
const PROGRAM = new URL('placement-worker.js', BUILT);

/**
 * Plans in worker threads, so that the server answers meanwhile. Same problem, seed and chains, same plan, whatever the number of
 * workers. The promise fails with the engine's own error when the problem is not sound.
 */
export function runPlacement(
  source: Problem | PlanInput,
  { chains = 1, workers = 1, polish, manner = {}, program = PROGRAM, ...settings }: RunSettings,
): Run {
  const plans = new Map<number, Plan>();
  const ends = new Map<number, Told>();
  const tasksOf = Array.from(
    { length: Math.min(workers, chains) },
    (): { chain: number; settings: PlanSettings }[] => [],
  );
  for (let chain = 0; chain < chains; chain += 1)
    tasksOf[chain % tasksOf.length]!.push({ chain, settings: { ...settings, seed: settings.seed + chain } });
  let cancelled = false;
  const threads = tasksOf.map(
    (tasks) => new Worker(program, { workerData: { source, manner, tasks, polish } satisfies WorkerTask }),
  );
  const best = (): Plan | null =>
    [...plans]
      .sort(([a], [b]) => a - b)
      .reduce<Plan | null>((most, [, plan]) => (most === null || plan.objective > most.objective ? plan : most), null);
  const work = threads.map(
    (thread) =>
      new Promise<void>((resolve, reject) => {
        thread.on('message', (message: Told) => {
          const { chain, plan } = message;
          if (message.kind === 'planned') ends.set(chain, message);
          const known = plans.get(chain);
          if (known === undefined || plan.objective >= known.objective) plans.set(chain, plan);
        });
        thread.once('error', reject);
        thread.once('exit', (code) =>
          code === 0 || cancelled ? resolve() : reject(new Error('The planning thread ended early.')),
        );
      }),
  );
  const end = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.terminate()));
  };
  return {
    ended: Promise.all(work).then(best, async (error: unknown) => {
      await end();
      throw error;
    }),
    soFar: best,
    told: () => [...ends.values()].find(({ plan }) => plan === best()) ?? null,
    cancel: () => {
      cancelled = true;
      return end();
    },
  };
}
