import { Worker } from 'node:worker_threads';
import type { AnswerTo, Task } from './domain/tasks.js';

// A thread runs what was built: tests, which read the sources, use the build too.
const BUILT = import.meta.url.endsWith('.ts') ? '../../dist/src/forecast/' : './';
const WORKER = new URL(`${BUILT}forecast-worker.js`, import.meta.url);

/** Answers the task in a thread of its own: requests go on being answered meanwhile. Throws what the task threw. */
export function runInWorker<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>): Promise<AnswerTo<Kind>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The forecast ended with ${code} and without an answer.`)));
  });
}
