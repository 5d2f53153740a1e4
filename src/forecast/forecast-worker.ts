import { parentPort, workerData } from 'node:worker_threads';
import { answer, type Task } from './domain/tasks.js';

// The thread of one forecast: it answers the task that it was started with, and ends.
parentPort!.postMessage(answer(workerData as Task));
