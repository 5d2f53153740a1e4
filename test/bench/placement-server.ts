import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../../src/placement/engine.js';
import type { ToldByServer } from './placement-in-server.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const ASK_EVERY_MS = 20;

export interface PlannedByServer extends ToldByServer {
  /** The longest that an answer took while the plan was made, in milliseconds, and how many were asked for. */
  readonly longestAnswer: number;
  readonly answers: number;
}

/** Makes a plan in the built server, as it runs in production, while somebody else asks it for answers all the time. */
export async function planInServer(problem: Problem, moves: number): Promise<PlannedByServer> {
  const folder = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: join(folder, 'vidar.sqlite') };
  execFileSync(process.execPath, [resolve('dist/src/platform/database/cli/migrate.js'), 'up'], { env });
  const inside = pathToFileURL(resolve('dist/test/bench/placement-in-server.js')).href;
  const server = fork(resolve('dist/src/main.js'), [], {
    execArgv: ['--import', inside],
    env: { ...env, LOG_LEVEL: 'error', PORT: '0', SCREENING_KEY: KEY, DUTY_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  process.once('exit', () => server.kill('SIGKILL'));
  try {
    const url = await addressOf(server.stdout!);
    const told = once(server, 'message').then(([message]) => message as ToldByServer);
    const early = once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}.`)));
    server.send({ problem, moves });
    let planned: ToldByServer | null = null;
    const over = Promise.race([told, early]).then((message) => (planned = message));
    let [longestAnswer, answers] = [0, 0];
    while (planned === null) {
      const begun = performance.now();
      await (await fetch(`${url}/api/v1/health`)).text();
      longestAnswer = Math.max(longestAnswer, performance.now() - begun);
      answers += 1;
      await Promise.race([over, new Promise((done) => setTimeout(done, ASK_EVERY_MS))]);
    }
    return { ...(await over), longestAnswer, answers };
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const piece of output as AsyncIterable<Buffer>) {
    said += piece.toString();
    const [, url] = /Vidar listens on (http:[^\s,]+)/.exec(said) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`The server did not start: ${said}`);
}
